/** The page's language: the one that it came in, the one that this device was asked for, another when asked. */

import { type Messages, translator } from "../i18n";
import type { Keep } from "../keep";
import type { Translate } from "../types";
import type { PageConfig } from "./config";

const WISH = "circle.locale";

export class Language {
  locale: string;
  t: Translate;
  private readonly known: Record<string, Messages>;

  constructor(
    private readonly config: PageConfig,
    private readonly keep: Keep,
    private readonly fetcher: typeof fetch = (...args) => fetch(...args),
  ) {
    this.known = { [config.locale]: config.messages };
    this.locale = config.locale;
    this.t = translator(config.messages, config.locale);
  }

  /** What somebody chose on this device. */
  get wish(): string | undefined {
    return this.keep.get(WISH);
  }

  remember(locale: string): void {
    this.keep.set(WISH, locale);
  }

  /** True when the page speaks differently now. Out of reach, the language stays, and the switch where it was. */
  async speak(locale: string | undefined): Promise<boolean> {
    const url = locale === undefined ? undefined : this.config.locales[locale];
    if (locale === undefined || locale === this.locale || !url) return false;
    try {
      const messages = this.known[locale] ?? ((await (await this.fetcher(url)).json()) as Messages);
      this.known[locale] = messages;
      this.locale = locale;
      this.t = translator(messages, locale);
      document.documentElement.lang = locale;
      return true;
    } catch {
      return false;
    }
  }
}
