/** The little of Node that tests need: a style sheet as text. Pages have none of it, so its types stay out of them. */
declare module "node:fs" {
  export function readFileSync(path: URL, encoding: "utf8"): string;
}
