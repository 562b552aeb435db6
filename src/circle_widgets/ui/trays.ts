/** The trays into which a room sorts what it says of itself, in the order in which people read them. */

export type Tray = "is" | "not" | "depends";
export const TRAYS: readonly Tray[] = ["is", "not", "depends"];
