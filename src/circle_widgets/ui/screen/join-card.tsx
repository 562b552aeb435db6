/** The join card: a QR code, the address to type, the code. And what to do when a phone says "no internet". */

import { joinLink, joinOf, wifiCode } from "../control/join";
import { QrCode } from "../qr-code";
import type { Translate, View } from "../types";

export function JoinCard({ view, t }: { view: View; t: Translate }) {
  const { wifi } = joinOf(view);
  const link = joinLink(view);
  return (
    <div class={wifi ? "join two" : "join"}>
      <div class="join-ways">
        {wifi && (
          <figure>
            <QrCode text={wifiCode(wifi)} label={t("screen.join.wifi.picture")} />
            <figcaption><b>1</b> {t("screen.join.wifi", { name: wifi.name })}</figcaption>
          </figure>
        )}
        {link && (
          <figure>
            <QrCode text={link} label={t("screen.join.picture")} />
            {wifi && <figcaption><b>2</b> {t("screen.join.scan.then")}</figcaption>}
          </figure>
        )}
        <div class="join-words">
          <p>{link ? t("screen.join.scan") : t("screen.join.code")}</p>
          <p class="join-code" aria-label={view.circle?.code?.split("").join(" ")}>{view.circle?.code}</p>
          <p class="join-stay">{t("screen.join.stay")}</p>
          <p class="join-paper">{t("screen.join.paper")}</p>
        </div>
      </div>
      {joinOf(view).url && <Address url={joinOf(view).url ?? ""} />}
    </div>
  );
}

/** As large as it fits in one line: it is typed on thirty small keyboards. */
function Address({ url }: { url: string }) {
  return (
    <p class="join-address">
      <span style={{ "--signs": String(Math.max(url.length, 12)) }}>{url}</span>
    </p>
  );
}
