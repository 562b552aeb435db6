import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, describe, expect, it } from "vitest";
import { useHands } from "./hands";

interface Shown {
  readonly add?: "ready" | "off";
  readonly sure?: boolean;
  readonly face?: boolean;
  readonly undo?: boolean;
  readonly panel?: boolean;
}

function Page({ el, add = "ready", sure, face = true, undo = true, panel = false }: Shown & { el: HTMLElement }) {
  useHands(el);
  return (
    <div class="desk">
      <section class="card">
        <div class="controls">
          {undo && <button>Undo</button>}
          <button>Back</button>
          <button class="primary">Next</button>
        </div>
      </section>
      <div class="two">
        <div class="left">
          <button>Fill</button>
          {panel ? <section class="private"><button>Close</button></section> : <button data-home>Look</button>}
        </div>
        <div class="right">
          <section class="card">
            {face && (
              <form>
                <textarea aria-label="Words" />
                <button disabled={add === "off"}>Add</button>
              </form>
            )}
          </section>
          <section class="card">
            <button>Screen</button>
            {sure ? <div class="sure" role="group" aria-label="Sure?"><button>Yes</button></div> : <button>End</button>}
          </section>
        </div>
      </div>
    </div>
  );
}

function show(shown: Shown = {}) {
  const el = document.body.appendChild(document.createElement("div"));
  const drawn = render(<Page el={el} {...shown} />, { container: el });
  return (next: Shown) => drawn.rerender(<Page el={el} {...next} />);
}

const on = (name: string): HTMLElement => {
  const one = screen.getByRole("button", { name });
  fireEvent.keyDown(one, { key: "Enter" });
  one.focus();
  return one;
};
/** The page has looked where the hands are: after it was drawn, and the observers and timers that this began. */
const looked = () => new Promise((done) => setTimeout(() => setTimeout(done)));
const goesTo = (find: () => HTMLElement) => waitFor(() => expect(document.activeElement).toBe(find()));

describe("hands on a keyboard", () => {
  afterEach(() => (cleanup(), document.body.replaceChildren()));

  it("are back in the box when what was in it is added", async () => {
    const redraw = show();
    on("Add");
    redraw({ add: "off" });
    await goesTo(() => screen.getByRole("textbox"));
  });

  it("are on what is asked once more, not on its yes", async () => {
    const redraw = show();
    on("End");
    redraw({ sure: true });
    await goesTo(() => screen.getByRole("group"));
  });

  it("are on the primary button when a control of the bar goes", async () => {
    const redraw = show();
    on("Undo");
    redraw({ undo: false });
    await goesTo(() => screen.getByRole("button", { name: "Next" }));
  });

  it("are on the primary button when a face goes, whatever else stands there", async () => {
    const redraw = show();
    on("Add");
    redraw({ face: false });
    await goesTo(() => screen.getByRole("button", { name: "Next" }));
  });

  it("are at the door again when the private look closes", async () => {
    const redraw = show({ panel: true });
    on("Close");
    redraw({ panel: false });
    await goesTo(() => screen.getByRole("button", { name: "Look" }));
  });

  it("are left alone where they are", async () => {
    const redraw = show();
    on("Back");
    redraw({ undo: false, sure: true });
    await looked();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Back" }));
  });

  it("are not taken into a box after a click: the clicker leads on", async () => {
    const redraw = show();
    fireEvent.pointerDown(on("Add"));
    redraw({ face: false });
    await looked();
    expect(document.activeElement).toBe(document.body);
  });
});
