/** What a page draws and what a face is given. The bodies of routes and events come from Python, in `api.gen.ts`. */

import type { components } from "./api.gen";

export type Schemas = components["schemas"];
/** The body of each kind of event that is ours. */
export type Bodies = Schemas["Bodies"];

/** A sentence of an author: in one language, or in several by their codes. */
export type Text = string | Readonly<Record<string, string>>;

export type Role = "phone" | "screen" | "desk" | "remote";

export interface CircleView {
  readonly title: string;
  readonly code: string;
  readonly practice?: boolean;
  readonly locale?: string;
  readonly facilitator?: string;
  /** Title of the activity that runs or ran last. */
  readonly activity?: Text;
  readonly ended?: boolean;
}

/** Counts of the room. `stored`: seats whose answer to this step is stored; phones do not get it. */
export interface RoomView {
  readonly seats?: number;
  readonly here?: number;
  readonly stored?: number;
  readonly phones?: number;
  readonly paper?: number;
  /** The head count, when one was taken. */
  readonly counted?: number;
}

export type Phase = "ahead" | "open" | "revealed" | "closed";

/** The current step. `started` and `ends_at` are absolute server times in ms; `left` is ms, while paused. */
export interface StepView {
  readonly id: string;
  readonly kind: string;
  readonly n?: number;
  readonly of?: number;
  readonly title?: Text;
  readonly question?: Text;
  readonly hint?: Text;
  readonly phase: Phase;
  readonly minutes?: number;
  readonly started?: number;
  readonly ends_at?: number;
  readonly paused?: boolean;
  readonly left?: number;
}

export interface ScreenView {
  readonly mode?: "step" | "all" | "one" | "join" | "text" | "story";
  readonly page?: number;
  readonly pages?: number;
  readonly blank?: boolean;
  /** Its pages stand there already while people answer. */
  readonly fills?: boolean;
}

export interface MeView {
  readonly seat: string;
  readonly name?: string;
  /** The seat's word, as `blue-heron`; drawn by `SeatMark`, said by `seatWord`. */
  readonly word?: string;
  readonly locale?: string;
  readonly way?: "phone" | "paper" | "passed";
  readonly left?: boolean;
}

/** A button of the facilitator's: what it says and what it proposes. */
export interface Move {
  readonly label: string;
  readonly kind: string;
  readonly body?: Body;
  readonly step?: string;
}

/** A step of the running activity, as the facilitator sees it. */
export interface Planned {
  readonly n: number;
  readonly kind: string;
  readonly title?: Text;
  readonly question?: Text;
  /** Its whole length with the people here; `got` when it opened late and got less. */
  readonly minutes?: number;
  readonly got?: number;
  readonly phase?: Phase;
  readonly now?: boolean;
  /** How many half-minutes late the room is when each half-minute of this step goes. */
  readonly gives?: readonly number[];
  /** From how many half-minutes late on it is proposed to leave this step for next time. */
  readonly leave?: number;
}

/** The run-of-show as a whole. Times are absolute server times in ms. */
export interface ShowView {
  /** The planned length with so many `people`; `expected` while nobody is here. */
  readonly minutes?: number;
  readonly people?: number;
  readonly expected?: boolean;
  /** When it should end; once begun. */
  readonly ends_at?: number;
  /** When the time of the current step should be over for that. */
  readonly due?: number;
  /** Who goes on after this is in another meeting: nothing is late. */
  readonly over_at?: number;
  /** What may be chosen, from so many people on. */
  readonly choices?: Readonly<Record<string, { readonly n: number; readonly title?: Text; readonly question?: Text; readonly minutes: number; readonly from: number }>>;
  /** What was left for next time. */
  readonly left?: Readonly<Record<string, { readonly n: number; readonly title?: Text; readonly question?: Text }>>;
}

/** A seat of somebody without a phone. `stored`: the answer to this step is. */
export interface PaperSeat {
  readonly n: number;
  readonly word: string;
  readonly name?: string;
  readonly stored?: boolean;
}

/** The facilitator's part; only the roles desk and remote have it. */
export interface DeskView {
  readonly say?: Text;
  readonly next?: Move;
  readonly back?: Move;
  readonly reveal?: Move;
  /** On to the next step, where `next` stays in this one. */
  readonly skip?: Move;
  readonly plan?: Readonly<Record<string, Planned>>;
  readonly show?: ShowView;
  readonly paper?: Readonly<Record<string, PaperSeat>>;
  /** Whether there is something hidden that the facilitator may look at. */
  readonly look?: boolean;
  readonly undo?: { readonly label: string; readonly event: string; readonly n?: number };
}

export type Body = Readonly<Record<string, unknown>>;
export type Slots = Readonly<Record<string, string | number>>;

/** One thing that this device sent or is about to send. */
export interface Outgoing {
  readonly id: string;
  /** Sort key: the order in which they were written here. */
  readonly n: number;
  readonly seat: string;
  readonly step: string;
  readonly kind: string;
  readonly body: Body;
  readonly state: "waiting" | "stored" | "refused";
  /** Position of the receipt, once stored. */
  readonly position?: number;
  /** Why it was refused. */
  readonly code?: string;
  readonly message?: string;
}

/** What only this device knows; the phone page lays it over the room's view. */
export interface LocalView {
  readonly online: boolean;
  readonly out: Readonly<Record<string, Outgoing>>;
}

/** The merged documents `view`, `group` and `me`. A step kind's own part stands under the kind's name. */
export interface View {
  readonly circle?: CircleView;
  readonly room?: RoomView;
  readonly step?: StepView;
  readonly screen?: ScreenView;
  readonly me?: MeView;
  readonly desk?: DeskView;
  readonly local?: LocalView;
  readonly [kind: string]: unknown;
}

export type Receipt = Schemas["Receipt"];
export type Refusal = Schemas["Refused"];

export const isRefusal = (answer: Receipt | Refusal): answer is Refusal => "code" in answer;

export interface SendOptions {
  readonly step?: string;
  readonly seat?: string;
  readonly id?: string;
}

/** Proposes something to the room. On a phone it goes through the outbox, so it may resolve much later. */
export type Send = <K extends string>(kind: K, body: K extends keyof Bodies ? Bodies[K] : Body, options?: SendOptions) => Promise<Receipt | Refusal>;

export type Translate = (key: string, slots?: Slots) => string;

/** A value that changes: read it, or be told. */
export interface Source<T> {
  get(): T;
  subscribe(told: () => void): () => void;
}

/** Words that are being typed, kept on this device until they are sent. */
export interface Drafts {
  get(key: string): string;
  set(key: string, text: string): void;
}

/** What a host gives to a step kind's module: `mount(element, host)`. */
export interface Host {
  readonly view: Source<View>;
  readonly send: Send;
  readonly t: Translate;
  readonly role: Role;
  readonly locale?: string;
  /** Server time in ms. */
  readonly now?: () => number;
  readonly drafts?: Drafts;
  /** Forgets something that was refused, after its words were taken elsewhere. */
  readonly drop?: (id: string) => void;
}

/** What a face, a Preact component, receives. */
export interface FaceProps {
  readonly view: View;
  readonly send: Send;
  readonly t: Translate;
  readonly role: Role;
  readonly locale: string;
  readonly now: () => number;
  readonly drafts: Drafts;
  readonly drop: (id: string) => void;
}

export type Mount = (element: HTMLElement, host: Host) => () => void;
