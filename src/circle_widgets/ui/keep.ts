/** What this device keeps: `localStorage` where there is one that works, else memory, which lives as long as the page. */

export interface Keep {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(prefix: string): string[];
  /** Another tab of this device changed something. */
  watch(told: (key: string) => void): () => void;
  /** False when closing the page loses what is kept. */
  readonly lasting: boolean;
}

/** Never throws: a full or forbidden storage is a smaller one. */
export function keepIn(storage: Storage | undefined): Keep {
  const memory = new Map<string, string>();
  let lasting = storage !== undefined;
  const attempt = <T>(act: (storage: Storage) => T): T | undefined => {
    try {
      return storage ? act(storage) : undefined;
    } catch {
      lasting = false;
      return undefined;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt((all) => all.getItem(key)) ?? undefined,
    set(key, value) {
      const written = attempt((all) => (all.setItem(key, value), true));
      if (written) memory.delete(key);
      else memory.set(key, value);
    },
    remove(key) {
      memory.delete(key);
      attempt((all) => all.removeItem(key));
    },
    keys: (prefix) => [...new Set([...memory.keys(), ...(attempt((all) => Object.keys(all)) ?? [])])].filter((key) => key.startsWith(prefix)),
    watch(told) {
      const listen = (event: StorageEvent) => event.key !== null && told(event.key);
      addEventListener("storage", listen);
      return () => removeEventListener("storage", listen);
    },
    get lasting() {
      return lasting;
    },
  };
}

/** The storage of this browser, if it lets us have one: private windows and strict settings throw at the first look. */
export function browserStorage(which: "localStorage" | "sessionStorage"): Storage | undefined {
  try {
    const storage = window[which];
    storage.setItem("circle.try", "1");
    storage.removeItem("circle.try");
    return storage;
  } catch {
    return undefined;
  }
}
