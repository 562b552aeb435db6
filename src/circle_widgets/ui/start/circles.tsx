/** Other circles of this computer, and the way to clear one from it: its file first, read back, then gone. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { hand, keep, type Kept } from "../widget/file";
import { LinkButton } from "../widget/link";
import { Trouble, useAsking } from "../widget/small";
import { ChooseFile } from "./choose-file";
import { type CircleEntry, facts, type StartProps } from "./view";

export function Circles({ circles, ...props }: StartProps & { readonly circles: readonly [string, CircleEntry][] }) {
  const { questions, t, locale } = props;
  return (
    <section class="card whole" aria-labelledby="circles">
      <h2 id="circles">{t("start.circles")}</h2>
      <ul class="list">
        {circles.map(([id, circle]) => (
          <li key={id}>
            <div>
              <h3>
                <bdi>{circle.title}</bdi>
                {circle.practice && <span class="tag">{t("start.practice")}</span>}
              </h3>
              <p class="about">{facts(circle, t, locale)}</p>
            </div>
            <LinkButton link={circle.link} before={() => choose(questions, circle)}>
              {t("start.open_circle")}
            </LinkButton>
            <div class="below">
              <Clear {...props} circle={circle} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A notebook in JupyterLab has no address that names the circle: it opens the last one. Practice is never the last. */
function choose(questions: StartProps["questions"], circle: CircleEntry): void {
  if (!circle.practice) void questions.ask("choose", { code: circle.code });
}

type ClearProps = StartProps & { readonly circle: CircleEntry };

interface Saved {
  readonly name: string;
  readonly events: number;
}

export function Clear(props: ClearProps) {
  const [open, setOpen] = useState(false);
  const { t } = props;
  const close = () => setOpen(false);
  if (open) return props.circle.practice ? <ClearPractice {...props} close={close} /> : <Panel {...props} close={close} />;
  return (
    <button type="button" class="plain" onClick={() => setOpen(true)}>
      {t("start.clear")}
    </button>
  );
}

interface PanelProps extends ClearProps {
  readonly close: () => void;
}

/** Nothing in it counts: one question is enough. */
function ClearPractice({ questions, t, circle, close }: PanelProps) {
  const asking = useAsking(t);
  const clear = () => asking.run(async () => void (await questions.ask("clear", { code: circle.code })));
  return (
    <div class="panel" role="group" aria-label={t("start.clear")}>
      <p>{t("start.clear.practice")}</p>
      <Trouble asking={asking} />
      <div class="row">
        <button type="button" class="quiet" aria-disabled={asking.going} onClick={clear}>
          {t("start.clear.yes")}
        </button>
        <button type="button" class="plain" onClick={close}>
          {t("start.clear.leave")}
        </button>
      </div>
    </div>
  );
}

function Panel({ questions, t, circle, close }: PanelProps) {
  const [saved, setSaved] = useState<Saved>();
  const [proved, setProved] = useState(0);
  const asking = useAsking(t);
  const { code, title } = circle;
  const save = () =>
    asking.run(async () => {
      const file = await questions.ask<Kept & Saved>("keep", { code });
      keep(file);
      setProved(0);
      setSaved(file);
    });
  const prove = (file: File) =>
    asking.run(async () => {
      setProved(0);
      setProved((await questions.ask<Saved>("prove", { code, parcel: await hand(questions, file) })).events);
    });
  const clear = () => asking.run(async () => void (await questions.ask("clear", { code })));
  return (
    <div class="panel" role="group" aria-label={t("start.clear")}>
      <p>{t("start.clear.about")}</p>
      <Step done={saved && t("start.clear.saved", { name: saved.name, n: saved.events })}>
        <button type="button" class="quiet" aria-disabled={asking.going} onClick={save}>
          {t("start.clear.save")}
        </button>
      </Step>
      {saved && (
        <Step done={proved > 0 && t("start.clear.proved", { n: proved })}>
          <ChooseFile busy={asking.going} chosen={prove}>
            {t("start.clear.prove")}
          </ChooseFile>
        </Step>
      )}
      <Trouble asking={asking} />
      <div class="row">
        {proved > 0 && (
          <button type="button" class="quiet" aria-disabled={asking.going} onClick={clear}>
            {t("start.clear.do", { title })}
          </button>
        )}
        <button type="button" class="plain" onClick={close}>
          {t("start.clear.leave")}
        </button>
      </div>
    </div>
  );
}

function Step({ done, children }: { readonly done: string | false | undefined; readonly children: ComponentChildren }) {
  return (
    <div>
      {children}
      {done && (
        <p class="done" role="status">
          {done}
        </p>
      )}
    </div>
  );
}
