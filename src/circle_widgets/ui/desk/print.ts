/** Prints a page that is not shown: in a frame of its own, which goes when the printing is over. */
export function printPage(html: string): void {
  const frame = document.createElement("iframe");
  frame.setAttribute("aria-hidden", "true");
  frame.style.cssText = "position:fixed;width:0;height:0;border:0;left:-9999px";
  frame.srcdoc = html;
  frame.onload = () => {
    const page = frame.contentWindow;
    if (!page) return;
    page.onafterprint = () => frame.remove();
    page.focus();
    page.print();
  };
  document.body.append(frame);
}
