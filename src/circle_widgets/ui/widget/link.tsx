/** Links to workbooks, in Voilà and in JupyterLab. */

import type { ComponentChildren } from "preact";

/** Where a workbook is; in a tab of its own when `tab`. Without `href` nobody knows the address. */
export interface Link {
  readonly href?: string;
  readonly tab?: boolean;
}

/** A link that looks like a button. Nothing when there is no address. */
export function LinkButton({ link, look = "quiet", before, children }: {
  readonly link: Link | undefined;
  readonly look?: "quiet" | "primary";
  /** What is to be told first. */
  readonly before?: () => void;
  readonly children: ComponentChildren;
}) {
  if (!link?.href) return null;
  return (
    <a class={look} href={link.href} {...(before ? { onClick: before } : {})} {...(link.tab ? { target: "_blank" } : {})}>
      {children}
    </a>
  );
}

/** Goes there. False when there is no address, or when the browser lets no tab open by itself. */
export function go(link: Link | undefined): boolean {
  if (!link?.href) return false;
  if (link.tab) return window.open(link.href, "_blank") !== null;
  location.assign(link.href);
  return true;
}
