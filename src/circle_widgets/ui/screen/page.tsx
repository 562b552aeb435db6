/** The projector's page around its wall. */

import { useTold } from "../hooks";
import { Mark } from "../ring";
import type { Model } from "./model";
import { useAwake } from "../wake";
import { Wall } from "./wall";

export function ScreenPage({ model }: { model: Model }) {
  useTold(model.subscribe);
  const { t, locale } = model.sentences;
  useAwake(!model.gone && !model.view.circle?.ended);
  if (model.gone) {
    return (
      <div class="wall" data-scene="gone">
        <header />
        <main>
          <div class="alone">
            <div class="alone-ring"><Mark /></div>
            <h1 class="large">{t("screen.gone.circle")}</h1>
            <p>{t("screen.gone.circle.hint")}</p>
          </div>
        </main>
        <footer />
      </div>
    );
  }
  return (
    <Wall
      view={model.view}
      t={t}
      locale={locale}
      now={model.clock.now}
      load={model.load}
      send={model.send}
      dark={model.dark}
      {...(model.away ? { notice: t("screen.notice.away") } : {})}
    />
  );
}
