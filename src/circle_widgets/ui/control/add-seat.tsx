/** A seat on paper, for somebody without a phone; a name if they like. */

import { useState } from "preact/hooks";
import type { Send, Translate, View } from "../types";
import { uuid } from "../uuid";

export function AddSeat({ view, send, t }: { view: View; send: Send; t: Translate }) {
  const [name, setName] = useState("");
  const add = (event: Event) => {
    event.preventDefault();
    void send("seat.join", { name: name.trim(), way: "paper", locale: view.circle?.locale ?? "en" }, { seat: uuid() });
    setName("");
  };
  return (
    <form class="row small-form" onSubmit={add}>
      <label>
        <span>{t("desk.seat.name")}</span>
        <input dir="auto" maxLength={60} value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <button class="quiet">{t("desk.seat.add")}</button>
    </form>
  );
}
