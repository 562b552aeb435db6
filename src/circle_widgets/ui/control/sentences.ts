/** The sentences of a page in the language that the circle speaks; loaded when it turns out to be another one. */

import { type Messages, translator } from "../i18n";
import type { PageConfig } from "../phone/config";
import type { Translate } from "../types";

export class Sentences {
  locale: string;
  t: Translate;
  private asked: string;

  constructor(
    private readonly config: Pick<PageConfig, "locale" | "locales" | "messages">,
    private readonly told: () => void,
    private readonly fetcher: typeof fetch = (...args) => fetch(...args),
  ) {
    this.locale = this.asked = config.locale;
    this.t = translator(config.messages, config.locale);
  }

  /** Speaks that language, if it is one of ours; stays as it is until the sentences have come. */
  async speak(wish: string | undefined): Promise<void> {
    const locale = wish?.split("-")[0] ?? "";
    const address = this.config.locales[locale];
    if (!address || locale === this.asked) return;
    this.asked = locale;
    try {
      const messages = (locale === this.config.locale ? this.config.messages : await (await this.fetcher(address)).json()) as Messages;
      if (this.asked !== locale) return;
      this.locale = locale;
      this.t = translator(messages, locale);
      this.told();
    } catch {
      this.asked = this.locale; // asked again when something changes next
    }
  }
}
