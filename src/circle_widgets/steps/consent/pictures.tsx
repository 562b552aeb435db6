/** A picture beside each answer, for those who do not read easily. */

import type { Answer } from "./parts";

const PATHS: Readonly<Record<Answer, string>> = {
  fine: "M7 21l8 8 18-19",
  objection: "M13 35V14a2.5 2.5 0 0 1 5 0V8a2.5 2.5 0 0 1 5 0v5a2.5 2.5 0 0 1 5 0v4a2.5 2.5 0 0 1 5 0v9c0 6-4 10-10 10s-8-3-13-12a2.4 2.4 0 0 1 3-3.500z",
  talk: "M6 9h28v18H19l-8 7v-7H6z",
};

export const Picture = ({ of }: { readonly of: Answer }) => (
  <svg viewBox="0 0 40 40" aria-hidden="true">
    <path d={PATHS[of]} />
  </svg>
);
