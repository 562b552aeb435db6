/** A page within the page: the wall keeps its own measure (1 rem is 1 % of its height) wherever it is shown. */

import { type ComponentChild, render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface FrameProps {
  readonly css: string;
  readonly lang: string;
  readonly title: string;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onPointer: () => void;
  readonly children: ComponentChild;
}

const EMPTY = "<!doctype html><meta charset=utf-8><body><div id=app></div>";

export function Frame({ css, lang, title, onKey, onPointer, children }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  // Lab takes a frame out of the page and puts it back when it scrolls; then it begins empty once more
  const loaded = () => setPlace(frame.current?.contentDocument?.getElementById("app") ?? null);

  useEffect(() => {
    const page = place?.ownerDocument;
    if (!page) return undefined;
    const style = page.createElement("style");
    style.textContent = css;
    page.head.append(style);
    return () => style.remove();
  }, [place, css]);

  useEffect(() => {
    const page = place?.ownerDocument;
    if (!page) return undefined;
    page.documentElement.lang = lang;
    page.addEventListener("keydown", onKey);
    page.addEventListener("pointermove", onPointer);
    return () => {
      page.removeEventListener("keydown", onKey);
      page.removeEventListener("pointermove", onPointer);
    };
  }, [place, lang, onKey, onPointer]);

  useEffect(() => {
    if (place && css) render(children, place);
  });
  useEffect(() => () => void (place && render(null, place)), [place]);

  return <iframe ref={frame} class="frame" title={title} srcdoc={EMPTY} onLoad={loaded} tabIndex={0} />;
}
