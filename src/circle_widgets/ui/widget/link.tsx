/** Links to workbooks, in Voilà and in JupyterLab. */

import type { ComponentChildren } from "preact";

/** `href` works everywhere; in JupyterLab `path` opens the workbook in the same window. Empty: nobody knows the address. */
export interface Link {
  readonly href?: string;
  readonly path?: string;
}

/** A link that looks like a button. Nothing when there is no address. */
export function LinkButton({ link, look = "quiet", before, tab, children }: {
  readonly link: Link | undefined;
  readonly look?: "quiet" | "primary";
  /** What is to be done first. */
  readonly before?: () => Promise<unknown>;
  /** Opens in a tab of its own. */
  readonly tab?: boolean;
  readonly children: ComponentChildren;
}) {
  if (!link?.href) return null;
  const clicked = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || tab || !(before || link.path)) return;
    event.preventDefault();
    void Promise.resolve(before?.()).then(() => go(link));
  };
  return (
    <a class={look} href={link.href} onClick={clicked} {...(tab ? { target: "_blank" } : {})}>
      {children}
    </a>
  );
}

/** Goes there as a click on a link in the page would, which JupyterLab listens to. False when there is no address. */
export function go(link: Link | undefined): boolean {
  if (!link?.href) return false;
  const anchor = document.createElement("a");
  anchor.href = link.href;
  if (link.path) {
    anchor.setAttribute("data-commandlinker-command", "docmanager:open");
    anchor.setAttribute("data-commandlinker-args", JSON.stringify({ path: link.path }));
  }
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  return true;
}
