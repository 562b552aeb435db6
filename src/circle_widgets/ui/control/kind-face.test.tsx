import { act, cleanup, render } from "@testing-library/preact";
import { afterEach, describe, expect, it } from "vitest";
import type { Mount, Translate } from "../types";
import { KindFace, type LoadKind } from "./kind-face";

const t: Translate = (key) => key;
const send = async () => ({ id: "x", position: 1 });

let copies = 0;

/** A module as the build makes it, with a Preact of its own that has drawn `drawn` nodes elsewhere before. */
async function module(words: string, drawn: number): Promise<{ mount: Mount }> {
  copies += 1;
  const own = (await import(/* @vite-ignore */ `${import.meta.resolve("preact")}?copy=${copies}`)) as typeof import("preact");
  for (let n = 0; n < drawn; n += 1) own.h("p", {});
  return {
    mount: (element) => {
      own.render(own.h("p", {}, words), element);
      return () => own.render(null, element);
    },
  };
}

afterEach(cleanup);

describe("the face of a kind", () => {
  it("stands there whatever kind was there before, and however much its module has drawn", async () => {
    for (let drawn = 0; drawn < 9; drawn += 1) {
      const modules: Record<string, { mount: Mount }> = { draft: await module("The text", 0), consent: await module("Any objection?", drawn) };
      const load: LoadKind = async (name) => modules[name]!;
      const face = (kind: string) => <KindFace kind={kind} view={{}} load={load} send={send} t={t} role="screen" />;
      const { container, rerender, unmount } = render(face("draft"));
      for (const kind of ["draft", "consent", "draft"]) {
        rerender(face(kind));
        await act(async () => undefined);
        expect(container.textContent, `${kind}, ${drawn}`).toBe(kind === "draft" ? "The text" : "Any objection?");
      }
      unmount();
    }
  });
});
