/** What the facilitator's keys and buttons do, one after another: each is about what is seen once the one before has shown. */

import { isRefusal, type Move, type Send, type View } from "../types";
import { type Act, moveFor } from "./moves";

/** How long to wait for the view that shows what an act has done, in ms. */
const SHOWN = 4_000;
/** Acts that lead on or back: the same move pressed again while it is under way is a finger that was too quick. */
const TURNS: ReadonlySet<Act> = new Set<Act>(["next", "back", "skip", "reveal", "undo"]);

export interface ActsOptions {
  readonly send: Send;
  readonly view: () => View;
  readonly told: () => void;
  /** Whether an answer comes before the view that shows it. */
  readonly ahead: boolean;
}

export class Acts {
  /** An act is under way, or has not shown yet. */
  busy = false;
  /** What the room refused, in words. */
  said = "";
  private readonly waiting: Act[] = [];
  /** Where the room's log stood in the view that is drawn, and where it stands after the act that is under way. */
  private seen = 0;
  private awaited = 0;
  private flying: Move | undefined;
  private giveUp: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: ActsOptions) {}

  /** Does it, or puts it after the one that is under way; false when there is nothing to do. */
  act(act: Act): boolean {
    const move = moveFor(act, this.options.view());
    if (this.busy) return !(TURNS.has(act) && same(move, this.flying)) && this.waiting.push(act) > 0;
    if (!move) return false;
    this.busy = true;
    this.flying = move;
    this.options.told();
    void this.options.send(move.kind, move.body ?? {}, move.step ? { step: move.step } : {}).then((answer) => {
      this.said = isRefusal(answer) ? answer.message : "";
      if (isRefusal(answer) || !this.options.ahead || answer.position <= this.seen) return this.done();
      this.awaited = answer.position;
      this.giveUp = setTimeout(() => this.done(), SHOWN);
      this.options.told();
    });
    return true;
  }

  /** A view has come, of the log up to `position`. */
  shown(position: number): void {
    this.seen = position;
    if (this.awaited > 0 && position >= this.awaited) this.done();
  }

  stop(): void {
    clearTimeout(this.giveUp);
  }

  private done(): void {
    clearTimeout(this.giveUp);
    this.awaited = 0;
    this.busy = false;
    this.options.told();
    const next = this.waiting.shift();
    if (next) this.act(next);
  }
}

const same = (one: Move | undefined, other: Move | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);
