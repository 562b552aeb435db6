/** A picture for each tray, beside its name: never alone. */

/** Drawn as lines in a box of 24 by 24: a tick, a bar across, a way that forks. */
const LINES: Readonly<Record<string, string>> = {
  is: "M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19zM7.500 12.300l3.200 3.200 5.800-6.700",
  not: "M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19zM5.400 5.400l13.200 13.200",
  depends: "M12 21.500v-7M12 14.500C12 9 5 11 5 4.500M12 14.500C12 9 19 11 19 4.500M2.200 7.300 5 4.500l2.800 2.800M16.200 7.300 19 4.500l2.800 2.800",
};

export const Mark = ({ tray }: { readonly tray: string }) => {
  const lines = LINES[tray];
  return lines ? (
    <svg class="sort-mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d={lines} />
    </svg>
  ) : null;
};
