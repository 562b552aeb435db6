/** What pages send and read is what the room's Python types say; tsc holds this, the runner only counts it. */

import { expectTypeOf, test } from "vitest";
import type { Item, Joined, Posted } from "./api";
import type * as room from "./api.gen";
import type { Receipt, Refusal } from "./types";

test("pages read what the room answers", () => {
  expectTypeOf<room.Receipt>().toExtend<Receipt>();
  expectTypeOf<room.Refused>().toExtend<Refusal>();
  expectTypeOf<room.Answers>().toExtend<Posted>();
  expectTypeOf<room.Joined>().toExtend<Joined>();
});

test("pages send what the room takes", () => {
  expectTypeOf<Item>().toExtend<room.Item>();
  expectTypeOf<{ name: string | null; locale: string; way?: "passed" }>().toExtend<room.Join>();
});
