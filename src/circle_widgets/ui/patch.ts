/** Merge patches (RFC 7396), without touching what they are applied to. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Doc = { readonly [key: string]: Json };

const isDoc = (value: unknown): value is Doc => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * `target` with `patch` laid over it. A null in the patch takes the key away; things that the patch does not name stay
 * the very same objects, so that an unchanged part is drawn no second time.
 */
export function patch(target: Json | undefined, change: Json): Json {
  if (!isDoc(change)) return change;
  const result: Record<string, Json> = isDoc(target) ? { ...target } : {};
  for (const key of Object.keys(change)) {
    const value = change[key] as Json;
    if (value === null) delete result[key];
    // defineProperty, because an id may be any word, `__proto__` included
    else
      Object.defineProperty(result, key, {
        value: patch(Object.prototype.hasOwnProperty.call(result, key) ? result[key] : undefined, value),
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return result;
}

/** The documents laid over each other, the later ones on top. */
export const overlay = (...docs: readonly Doc[]): Doc => docs.reduce((all, doc) => patch(all, doc) as Doc, {});
