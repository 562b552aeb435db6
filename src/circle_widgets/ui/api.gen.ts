/** The room's bodies and every event's body, from their Python types. Written by `make types`. */

export interface components {
  schemas: {
    /**
     * Answers
     * @description A receipt means: on disk and counted.
     */
    readonly Answers: {
      readonly receipts: readonly components["schemas"]["Receipt"][];
      readonly refused: readonly components["schemas"]["Refused"][];
    };
    /**
     * Ballot
     * @description What a seat has said in a round that is not open yet: in which step, of which kind, and what.
     */
    readonly Ballot: {
      readonly step: string;
      readonly kind: string;
      readonly body: {
        readonly [key: string]: unknown;
      };
    };
    readonly Bodies: {
      /**
       * ActivityChange
       * @description Other steps in the place of those ahead; steps that began stay. An id of a step ahead may return.
       */
      readonly "activity.change": {
        readonly steps: readonly components["schemas"]["PlannedStep"][];
      };
      /**
       * ActivityEnd
       * @description The running activity is over.
       */
      readonly "activity.end": Record<string, never>;
      /**
       * ActivityStart
       * @description An activity begins; its steps are data, so that another process needs only their kinds.
       */
      readonly "activity.start": {
        readonly name: string;
        readonly title: string | {
          readonly [key: string]: string;
        };
        readonly steps: readonly components["schemas"]["PlannedStep"][];
      };
      /**
       * CircleMade
       * @description The first event of a circle.
       */
      readonly "circle.made": {
        readonly title: string;
        /** @default false */
        readonly practice?: boolean;
        /** @default en */
        readonly locale?: string;
        /** @default  */
        readonly facilitator?: string;
        readonly anonymous?: boolean;
      };
      /**
       * CircleTitle
       * @description A new title, or a new name for the person who facilitates; what is left out stays.
       *
       *     ``thread`` is the address of the thread, or of the forum, where the circle answers; "" takes it away.
       */
      readonly "circle.title": {
        /** @default null */
        readonly title?: string | null;
        /** @default null */
        readonly facilitator?: string | null;
        /** @default null */
        readonly locale?: string | null;
        /** @default null */
        readonly thread?: string | null;
        readonly anonymous?: boolean;
      };
      /**
       * OnPaper
       * @description All answers on paper, counted. Entered anew it takes the place of what was entered before.
       */
      readonly "consent.paper": {
        /** @default 0 */
        readonly fine?: number;
        /** @default 0 */
        readonly objection?: number;
        /** @default 0 */
        readonly talk?: number;
      };
      /**
       * Say
       * @description A ballot: one's own answer, which counts as it stood last.
       *
       *     ``how`` somebody who is not fine with it wants to be heard: by saying it, by having ``words`` read out without a
       *     name, by letting the facilitator alone see them before the opening. ``keep``: the words stay beside what is agreed
       *     on, should the room go on all the same.
       */
      readonly "consent.say": {
        /** @enum {unknown} */
        readonly answer: "fine" | "objection" | "talk";
        /** @default  */
        readonly words?: string;
        /**
         * @default say
         * @enum {unknown}
         */
        readonly how?: "facilitator" | "read" | "say";
        /** @default false */
        readonly keep?: boolean;
      };
      /**
       * Settle
       * @description The room goes on with it, objection or not; the dissent is kept as far as its authors said so.
       *
       *     ``words``: what was said aloud, or stood on a slip, and whose author wants it kept as well.
       */
      readonly "consent.settle": {
        /** @default  */
        readonly words?: string;
      };
      /**
       * DeskUndo
       * @description The desk takes back its own last act.
       */
      readonly "desk.undo": {
        readonly event: string;
      };
      /**
       * Budget
       * @description Another number of dots for each person, until the round is opened.
       */
      readonly "dots.budget": {
        readonly dots: number;
      };
      /**
       * OnPaper
       * @description Ballots on paper: how many dots each option got, from how many people.
       */
      readonly "dots.paper": {
        readonly counts: {
          readonly [key: string]: number;
        };
        readonly voters: number;
      };
      /**
       * Place
       * @description A ballot: where this seat's dots stand. The latest counts.
       */
      readonly "dots.place": {
        readonly on: readonly string[];
      };
      /**
       * Drop
       * @description A line stands in the text no more. Its words are kept.
       */
      readonly "draft.drop": {
        readonly line: string;
      };
      /**
       * Place
       * @description A line stands elsewhere: in ``tray``, behind the line ``after`` ("" before all others).
       */
      readonly "draft.move": {
        readonly line: string;
        /** @enum {unknown} */
        readonly tray: "" | "depends" | "is" | "not";
        /** @default  */
        readonly after?: string;
      };
      /**
       * Put
       * @description A line stands in the text, and reads like this.
       *
       *     Without ``text`` a line reads as what it is made of (``of``, ids of material), whose words are looked up; with
       *     neither, one that was dropped stands there again as it was. ``after`` is the line that it follows, "" for none.
       */
      readonly "draft.put": {
        readonly line: string;
        /** @enum {unknown} */
        readonly tray?: "" | "depends" | "is" | "not";
        readonly text?: string;
        readonly of?: readonly string[];
        readonly after?: string;
      };
      /**
       * Erased
       * @description These events were blanked, and no import brings them back.
       */
      readonly erased: {
        readonly ids: readonly string[];
        /** @default  */
        readonly seat?: string;
      };
      /**
       * Partner
       * @description Ask a seat to write as one; agree to be written for, which shows one's sentence to the other; or part again.
       */
      readonly "notes.agree": {
        readonly with: string;
      };
      /**
       * Partner
       * @description Ask a seat to write as one; agree to be written for, which shows one's sentence to the other; or part again.
       */
      readonly "notes.ask": {
        readonly with: string;
      };
      /**
       * Change
       * @description Other words for one's own note.
       */
      readonly "notes.change": {
        readonly note: string;
        readonly text: string;
      };
      /**
       * OfNote
       * @description Take back one's own note; or, at the desk, hide it or show it again.
       */
      readonly "notes.hide": {
        readonly note: string;
      };
      /**
       * Partner
       * @description Ask a seat to write as one; agree to be written for, which shows one's sentence to the other; or part again.
       */
      readonly "notes.part": {
        readonly with: string;
      };
      /**
       * OfNote
       * @description Take back one's own note; or, at the desk, hide it or show it again.
       */
      readonly "notes.restore": {
        readonly note: string;
      };
      /**
       * Translate
       * @description A line under a note in another language; an empty one takes it away.
       */
      readonly "notes.translate": {
        readonly note: string;
        readonly text: string;
        readonly locale: string;
      };
      /**
       * OfNote
       * @description Take back one's own note; or, at the desk, hide it or show it again.
       */
      readonly "notes.withdraw": {
        readonly note: string;
      };
      /**
       * Write
       * @description A note; its id is the event's.
       *
       *     Of several people: ``of`` are those of their notes that went into it (left out: all of them). ``with`` is for a slip
       *     that the desk enters, and names whose it is besides the seat's; who writes on a phone for somebody has asked them.
       */
      readonly "notes.write": {
        readonly text: string;
        /** @default null */
        readonly of?: readonly string[] | null;
        /** @default [] */
        readonly with?: readonly string[];
      };
      /**
       * PlanSteps
       * @description Steps ahead, by id: they are left for next time, taken up again, or kept although time is short.
       */
      readonly "plan.keep": {
        readonly steps: readonly string[];
      };
      /**
       * PlanSteps
       * @description Steps ahead, by id: they are left for next time, taken up again, or kept although time is short.
       */
      readonly "plan.leave": {
        readonly steps: readonly string[];
      };
      /**
       * PlanSteps
       * @description Steps ahead, by id: they are left for next time, taken up again, or kept although time is short.
       */
      readonly "plan.take": {
        readonly steps: readonly string[];
      };
      /**
       * RoomCount
       * @description A head count; 0 takes it back.
       */
      readonly "room.count": {
        readonly n: number;
      };
      /**
       * ScreenShow
       * @description What the screen shows of the current step; pages count from 1. What is left out stays.
       *
       *     ``text`` is the text that the circle agreed on, ``story`` how it came about: neither needs a step.
       */
      readonly "screen.show": {
        /** @default null */
        readonly mode?: ("all" | "join" | "one" | "step" | "story" | "text") | null;
        /** @default null */
        readonly page?: number | null;
        /** @default null */
        readonly blank?: boolean | null;
      };
      /**
       * SeatChange
       * @description A new name or language; what is left out stays.
       */
      readonly "seat.change": {
        /** @default null */
        readonly name?: string | null;
        /** @default null */
        readonly locale?: string | null;
        readonly anonymous?: boolean;
      };
      /**
       * SeatJoin
       * @description Someone takes a seat, or comes back to it. ``word`` ("blue-heron") is given when the event is accepted.
       */
      readonly "seat.join": {
        /** @default  */
        readonly name?: string;
        /** @default en */
        readonly locale?: string;
        /**
         * @default phone
         * @enum {unknown}
         */
        readonly way?: "paper" | "passed" | "phone";
        /** @default  */
        readonly word?: string;
        readonly anonymous?: boolean;
      };
      /**
       * SeatLeave
       * @description The seat is empty from here on; what it said stays.
       */
      readonly "seat.leave": Record<string, never>;
      /**
       * OfCard
       * @description Take back one's own card; or, at the desk, out of its group, set aside, shown again.
       */
      readonly "sort.apart": {
        readonly card: string;
      };
      /**
       * Pair
       * @description Two cards that belong together, says somebody; or, at the desk, that stay apart.
       */
      readonly "sort.aside": {
        readonly a: string;
        readonly b: string;
      };
      /**
       * Change
       * @description Other words on one's own card.
       */
      readonly "sort.change": {
        readonly card: string;
        readonly text: string;
      };
      /**
       * OfGroup
       * @description Drop a group; or, for a person, bring one back with the one save that each has.
       */
      readonly "sort.drop": {
        readonly group: string;
      };
      /**
       * OfCard
       * @description Take back one's own card; or, at the desk, out of its group, set aside, shown again.
       */
      readonly "sort.hide": {
        readonly card: string;
      };
      /**
       * Join
       * @description All cards of a group into another one, below those that are there.
       */
      readonly "sort.join": {
        readonly group: string;
        readonly into: string;
      };
      /**
       * Move
       * @description A group into another tray.
       */
      readonly "sort.move": {
        readonly group: string;
        /** @enum {unknown} */
        readonly tray: "depends" | "is" | "not";
      };
      /**
       * Name
       * @description What a group of several cards is called; an empty name takes it away.
       */
      readonly "sort.name": {
        readonly group: string;
        readonly text: string;
      };
      /**
       * Place
       * @description One's own card in another tray.
       */
      readonly "sort.place": {
        readonly card: string;
        /** @enum {unknown} */
        readonly tray: "depends" | "is" | "not";
      };
      /**
       * Put
       * @description A card in a tray; its id is the event's.
       */
      readonly "sort.put": {
        readonly text: string;
        /** @enum {unknown} */
        readonly tray: "depends" | "is" | "not";
      };
      /**
       * OfCard
       * @description Take back one's own card; or, at the desk, out of its group, set aside, shown again.
       */
      readonly "sort.restore": {
        readonly card: string;
      };
      /**
       * OfGroup
       * @description Drop a group; or, for a person, bring one back with the one save that each has.
       */
      readonly "sort.save": {
        readonly group: string;
      };
      /**
       * Pair
       * @description Two cards that belong together, says somebody; or, at the desk, that stay apart.
       */
      readonly "sort.together": {
        readonly a: string;
        readonly b: string;
      };
      /**
       * OfCard
       * @description Take back one's own card; or, at the desk, out of its group, set aside, shown again.
       */
      readonly "sort.withdraw": {
        readonly card: string;
      };
      /**
       * StepAgain
       * @description Another round of ballots in a step whose last one was opened; the old result stays. Else as StepOpen.
       */
      readonly "step.again": {
        /** @default {} */
        readonly given?: {
          readonly [key: string]: unknown;
        };
        /** @default null */
        readonly minutes?: number | null;
      };
      /**
       * StepClose
       * @description The step takes nothing more.
       */
      readonly "step.close": Record<string, never>;
      /**
       * StepMore
       * @description More time.
       */
      readonly "step.more": {
        /** @default 1 */
        readonly minutes?: number;
      };
      /**
       * StepOpen
       * @description The room turns to this step: forward, or back to one that it had.
       *
       *     ``given`` is what a step takes over from those before it, as it stands when it opens first; ``minutes`` what it gets
       *     then, where that is not its planned length: the texts to read are counted, and a late room shortens what comes. The
       *     rules fill both in.
       */
      readonly "step.open": {
        /** @default {} */
        readonly given?: {
          readonly [key: string]: unknown;
        };
        /** @default null */
        readonly minutes?: number | null;
      };
      /**
       * StepPause
       * @description The time stands still.
       */
      readonly "step.pause": Record<string, never>;
      /**
       * StepResume
       * @description The time goes on.
       */
      readonly "step.resume": Record<string, never>;
      /**
       * StepReveal
       * @description What was hidden is shown from here on. ``tally`` is the count of a round of ballots; closing it fills it in.
       */
      readonly "step.reveal": {
        /** @default null */
        readonly tally?: {
          readonly [key: string]: unknown;
        } | null;
      };
    };
    /**
     * Change
     * @description What is to be different about my seat; ``null`` takes the name away.
     */
    readonly Change: {
      readonly name?: string | null;
      readonly locale?: string;
    };
    /**
     * Erased
     * @description How many events were blanked.
     */
    readonly Erased: {
      readonly erased: number;
    };
    /**
     * Event
     * @description One thing that was said or decided.
     *
     *     ``at`` is in milliseconds since 1970 (UTC), set when the event is appended and kept ever after; the order of a
     *     circle's log is (``at``, ``id``). ``seat`` is whose words these are, ``by`` is ``"desk"`` when the facilitator
     *     entered them.
     */
    readonly Event: {
      readonly id: string;
      readonly at: number;
      readonly kind: string;
      /** @default {} */
      readonly body?: {
        readonly [key: string]: unknown;
      };
      /** @default  */
      readonly step?: string;
      /** @default  */
      readonly seat?: string;
      /**
       * @default
       * @enum {unknown}
       */
      readonly by?: "" | "desk";
    };
    /**
     * Health
     * @description The room answers, and so does its database.
     */
    readonly Health: {
      readonly ok: boolean;
    };
    /**
     * Held
     * @description All that is held of a seat: what it is called, every event with its words, in their order, its open ballots.
     */
    readonly Held: {
      readonly seat: components["schemas"]["HeldSeat"];
      readonly events: readonly components["schemas"]["Event"][];
      readonly ballots: readonly components["schemas"]["Ballot"][];
    };
    /**
     * HeldSeat
     * @description What a circle knows of a seat.
     */
    readonly HeldSeat: {
      readonly id: string;
      readonly name: string;
      readonly word: string;
      readonly locale: string;
      readonly way: string;
      readonly left: boolean;
    };
    /**
     * Item
     * @description One contribution. ``seat`` is for the facilitator, who may add something for someone else.
     */
    readonly Item: {
      readonly id: string;
      readonly kind: string;
      /** @default {} */
      readonly body?: {
        readonly [key: string]: unknown;
      };
      /** @default  */
      readonly step?: string;
      /** @default  */
      readonly seat?: string;
    };
    /**
     * Join
     * @description Who takes a seat. ``way`` is ``passed`` for a device that goes round; ``paper`` needs the facilitator's key.
     */
    readonly Join: {
      /** @default null */
      readonly name?: string | null;
      /** @default en */
      readonly locale?: string;
      /**
       * @default phone
       * @enum {unknown}
       */
      readonly way?: "paper" | "passed" | "phone";
    };
    /**
     * Joined
     * @description The seat, and the token that opens it; the token is told this once.
     */
    readonly Joined: {
      readonly participant: string;
      readonly token: string;
    };
    /**
     * Merged
     * @description How many of the events were new here.
     */
    readonly Merged: {
      readonly new: number;
    };
    /**
     * News
     * @description What came after a position. ``replace``: the past changed, and these are all.
     */
    readonly News: {
      readonly rows: readonly components["schemas"]["Row"][];
      readonly epoch: number;
      readonly replace: boolean;
    };
    /**
     * PlannedStep
     * @description One step of an activity, as data: its kind and its parameters (JSON, the length in minutes among them).
     */
    readonly PlannedStep: {
      readonly id: string;
      readonly kind: string;
      /** @default {} */
      readonly params?: {
        readonly [key: string]: unknown;
      };
    };
    /**
     * Problem
     * @description Why a request was turned away: a code, a sentence for the person, the part of the body it is about.
     */
    readonly Problem: {
      readonly code: string;
      readonly message: string;
      /** @default  */
      readonly field?: string;
    };
    /**
     * Proposal
     * @description An event that nobody has accepted yet, so it has no time.
     */
    readonly Proposal: {
      readonly id: string;
      readonly kind: string;
      /** @default {} */
      readonly body?: {
        readonly [key: string]: unknown;
      };
      /** @default  */
      readonly step?: string;
      /** @default  */
      readonly seat?: string;
      /**
       * @default
       * @enum {unknown}
       */
      readonly by?: "" | "desk";
    };
    /**
     * Receipt
     * @description The event is on disk and counted, at ``position`` in this store.
     */
    readonly Receipt: {
      readonly id: string;
      readonly position: number;
    };
    /**
     * Refused
     * @description A contribution that was not taken: the rule's code, a sentence for the person, the field it is about.
     */
    readonly Refused: {
      readonly id: string;
      readonly code: string;
      readonly message: string;
      /** @default  */
      readonly field?: string;
    };
    /**
     * Row
     * @description An event and its position in this store.
     */
    readonly Row: {
      readonly position: number;
      readonly event: components["schemas"]["Event"];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type Answers = components['schemas']['Answers'];
export type Ballot = components['schemas']['Ballot'];
export type Bodies = components['schemas']['Bodies'];
export type Change = components['schemas']['Change'];
export type Erased = components['schemas']['Erased'];
export type Event = components['schemas']['Event'];
export type Health = components['schemas']['Health'];
export type Held = components['schemas']['Held'];
export type HeldSeat = components['schemas']['HeldSeat'];
export type Item = components['schemas']['Item'];
export type Join = components['schemas']['Join'];
export type Joined = components['schemas']['Joined'];
export type Merged = components['schemas']['Merged'];
export type News = components['schemas']['News'];
export type PlannedStep = components['schemas']['PlannedStep'];
export type Problem = components['schemas']['Problem'];
export type Proposal = components['schemas']['Proposal'];
export type Receipt = components['schemas']['Receipt'];
export type Refused = components['schemas']['Refused'];
export type Row = components['schemas']['Row'];
