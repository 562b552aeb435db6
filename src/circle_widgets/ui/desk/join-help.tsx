/** While the join card is up: which address, how many phones have come, and what to do when none does. */

import { useEffect, useState } from "preact/hooks";
import { joinOf } from "../control/join";
import type { Act } from "../control/moves";
import { inOrder } from "../i18n";
import type { WidgetProps } from "../notebook/host";

interface HelpProps extends WidgetProps {
  readonly act: (act: Act) => void;
}

/** After this long without a phone the four ways are there, in ms. */
const PATIENCE = 60_000;

export interface AddressView {
  readonly n: number;
  readonly url: string;
  readonly name?: string;
  readonly wifi?: boolean;
  readonly now?: boolean;
}

export function JoinHelp(props: HelpProps) {
  const { view, t } = props;
  const { reached = 0, url } = joinOf(view);
  const late = useLate(reached === 0 && url !== undefined);
  return (
    <section class="card join-help">
      <h2>{t("desk.phones")}</h2>
      {url || reached > 0 ? <p class="reached" role="status">{reached > 0 ? t("desk.phones.reached", { n: reached }) : t("desk.phones.none")}</p> : <LetIn {...props} />}
      <Addresses {...props} />
      {url && <p class="hint">{t("desk.phones.stay")}</p>}
      {late && <Ways {...props} />}
      <WifiForm {...props} />
    </section>
  );
}

function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!waiting) return undefined;
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [waiting]);
  return late;
}

function Addresses({ view, questions, t }: HelpProps) {
  const known = inOrder((view["join"] as { addresses?: Record<string, AddressView> } | undefined)?.addresses);
  if (known.length === 0) return null;
  const chosen = known.find(([, one]) => one.now)?.[0] ?? known[0]?.[0];
  return (
    <label class="addresses">
      <span>{t("desk.address")}</span>
      {known.length === 1 ? (
        <b>{known[0]?.[1].url}</b>
      ) : (
        <select value={chosen} onChange={(event) => void questions.ask("address", { ip: event.currentTarget.value })}>
          {known.map(([ip, one]) => (
            <option key={ip} value={ip}>
              {one.url}
              {one.wifi ? ` · Wi-Fi` : one.name ? ` · ${one.name}` : ""}
            </option>
          ))}
        </select>
      )}
    </label>
  );
}

const WAYS = ["firewall", "hotspot", "link", "without"] as const;

/** One click each. From the laptop neither a firewall nor a network that keeps devices apart can be seen. */
function Ways({ view, t, act }: HelpProps) {
  const [way, setWay] = useState<(typeof WAYS)[number]>();
  const choose = (which: (typeof WAYS)[number]) => {
    setWay(which === way ? undefined : which);
    if (which === "without" && view.step && view.screen?.mode === "join") act("join");
  };
  return (
    <div class="ways">
      <p>{t("desk.ways")}</p>
      <div class="row">
        {WAYS.map((which) => (
          <button key={which} type="button" class="quiet" aria-expanded={which === way} onClick={() => choose(which)}>{t(`desk.way.${which}`)}</button>
        ))}
      </div>
      {way && (
        <div class="way" role="status">
          {t(`desk.way.${way}.how`).split("\n").map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
        </div>
      )}
    </div>
  );
}

function WifiForm({ view, questions, t }: HelpProps) {
  const { wifi } = joinOf(view);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  if (wifi) {
    return (
      <div class="row">
        <span>{t("desk.wifi.shown", { name: wifi.name })}</span>
        <button type="button" class="plain" onClick={() => void questions.ask("wifi", { name: "" })}>{t("desk.wifi.away")}</button>
      </div>
    );
  }
  if (!open) return <button type="button" class="plain" onClick={() => setOpen(true)}>{t("desk.wifi")}</button>;
  const show = (event: Event) => {
    event.preventDefault();
    if (name.trim() === "") return;
    void questions.ask("wifi", { name: name.trim(), password }).then(() => setOpen(false));
  };
  return (
    <form class="wifi-form" onSubmit={show}>
      <p class="hint">{t("desk.wifi.hint")}</p>
      <label>
        <span>{t("desk.wifi.name")}</span>
        <input autocomplete="off" maxLength={64} value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <label>
        <span>{t("desk.wifi.password")}</span>
        <input type="password" autocomplete="off" maxLength={128} value={password} onInput={(event) => setPassword(event.currentTarget.value)} />
      </label>
      <div class="row">
        <button class="quiet">{t("desk.wifi.show")}</button>
        <button type="button" class="plain" onClick={() => setOpen(false)}>{t("desk.leave")}</button>
      </div>
    </form>
  );
}

/** No room runs for phones: a notebook in somebody's Jupyter starts one on demand. */
export function LetIn({ questions, t }: Pick<WidgetProps, "questions" | "t">) {
  const [state, setState] = useState<"" | "asked" | string>("");
  const ask = () => {
    setState("asked");
    questions.ask("let_in").then(
      () => undefined,
      (error: Error) => setState(error.message),
    );
  };
  return (
    <div class="let-in">
      <p>{t("desk.let_in.hint")}</p>
      <div class="row">
        <button type="button" class="quiet" disabled={state === "asked"} onClick={ask}>{t("desk.let_in")}</button>
        <span role="status">{state === "asked" ? t("desk.let_in.asked") : state}</span>
      </div>
    </div>
  );
}
