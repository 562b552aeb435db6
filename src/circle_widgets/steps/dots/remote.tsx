/** `dots` on the facilitator's own phone: the desk's controls, and the count once it is open. */

import type { FaceProps } from "../../ui/types";
import { DeskDots } from "./desk";
import { dotsOf } from "./parts";
import { Result } from "./result";

export function RemoteDots(props: FaceProps) {
  const { view, t } = props;
  const { voters = 0 } = dotsOf(view);
  return (
    <>
      {view.step?.phase === "revealed" && (
        <section class="dots-remote">
          <h2>{t("dots.result")}</h2>
          <p class="hint">{t("dots.voters", { n: voters })}</p>
          <Result {...props} />
        </section>
      )}
      <DeskDots {...props} />
    </>
  );
}
