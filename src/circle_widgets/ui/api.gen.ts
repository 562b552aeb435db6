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
       */
      readonly "circle.title": {
        /** @default null */
        readonly title?: string | null;
        /** @default null */
        readonly facilitator?: string | null;
        /** @default null */
        readonly locale?: string | null;
        readonly anonymous?: boolean;
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
       * Erased
       * @description These events were blanked, and no import brings them back.
       */
      readonly erased: {
        readonly ids: readonly string[];
        /** @default  */
        readonly seat?: string;
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
       */
      readonly "notes.write": {
        readonly text: string;
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
       */
      readonly "screen.show": {
        /** @default null */
        readonly mode?: ("all" | "join" | "one" | "step") | null;
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
       * StepAgain
       * @description Another round of ballots in a step whose last one was opened; the old result stays. ``given`` as in StepOpen.
       */
      readonly "step.again": {
        /** @default {} */
        readonly given?: {
          readonly [key: string]: unknown;
        };
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
       *     ``given`` is what a step takes over from those before it, as it stands when it opens first; the rules fill it in.
       */
      readonly "step.open": {
        /** @default {} */
        readonly given?: {
          readonly [key: string]: unknown;
        };
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
