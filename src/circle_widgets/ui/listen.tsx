/** A button that reads a text aloud with the device's own voice; not there when the device has none. */

import { useEffect, useState } from "preact/hooks";
import type { Translate } from "./types";

export function Listen({ text, lang, t }: { text: string; lang: string; t: Translate }) {
  const [speaking, setSpeaking] = useState(false);
  const voice = typeof speechSynthesis === "undefined" ? undefined : speechSynthesis;
  useEffect(() => () => voice?.cancel(), [text, voice]);
  if (!voice || !text) return null;
  const toggle = () => {
    voice.cancel();
    if (speaking) return setSpeaking(false);
    const saying = new SpeechSynthesisUtterance(text);
    saying.lang = lang;
    saying.onend = saying.onerror = () => setSpeaking(false);
    setSpeaking(true);
    voice.speak(saying);
  };
  return (
    <button type="button" class="quiet listen" aria-pressed={speaking} onClick={toggle}>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M4 9.5h3.500L12 5.500v13l-4.500-4H4z" />
        {speaking ? <path d="M16 9v6M19.500 9v6" class="stroke" /> : <path d="M15.500 9.200a4 4 0 0 1 0 5.600M18.200 6.700a7.500 7.500 0 0 1 0 10.600" class="stroke" />}
      </svg>
      {t(speaking ? "listen.stop" : "listen")}
    </button>
  );
}
