"""What keeps somebody out of a page: axe's findings, targets too small for a finger, a page wider than its window."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
LOOK = """async (place) => {
  const rules = { "color-contrast-enhanced": { enabled: true }, region: { enabled: false } };
  const found = await axe.run(document, { rules });
  const root = document.querySelector(place)?.querySelector("div")?.shadowRoot ?? document;
  const small = [...root.querySelectorAll("button, input, textarea, select, summary")].filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    return width && one.type !== "checkbox" && (width < 44 || height < 43.5);
  });
  const wide = document.documentElement.scrollWidth > innerWidth ? ["wider than the window"] : [];
  const where = (one) => one.nodes.slice(0, 3).map((node) => node.html).join(" | ");
  const faults = found.violations.map((one) => `${one.id}: ${where(one)}`);
  return [...faults, ...small.map((one) => `small: ${one.outerHTML}`), ...wide];
}"""


def faults(page: Page, place: str = "body") -> list[str]:
    """All of them, in words; ``place`` holds the widget whose targets are measured, if the page has one."""
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    found: list[str] = page.evaluate(LOOK, place)
    return found
