"""Hands that have a keyboard and nothing else: no pointer, and no phone in the room."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.people import DISPLAY, Desk
from tests.waiting import until

MOST = 90
"""Presses of Tab that the farthest control of the desk may take."""

FOCUS = """() => {
  let one = document.activeElement, left = 0, top = 0, page = document;
  for (;;) {
    if (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    else if (one?.contentDocument && one.contentDocument.activeElement !== one.contentDocument.body) {
      const frame = one.getBoundingClientRect();
      left += frame.left;
      top += frame.top;
      page = one.contentDocument;
      one = page.activeElement;
    } else break;
  }
  if (!one || one === document.body || one === document.documentElement) return null;
  const box = one.getBoundingClientRect(), root = one.getRootNode();
  const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 12)];
  const over = root.elementFromPoint(x, y);
  const label = one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.title;
  return {
    what: `${one.tagName.toLowerCase()} ${(one.innerText || label || one.className || '').slice(0, 60)}`,
    left: left + box.left, top: top + box.top, bottom: top + box.bottom,
    covered: over && over !== one && !one.contains(over) && !over.contains(one) ? over.outerHTML.slice(0, 120) : '',
  };
}"""
HERE = "all => all.some(one => one.getRootNode().activeElement === one)"


class Keys:
    """What a facilitator does at the desk whose trackpad is broken, on the one display that is on the wall."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.page: Page = desk.page

    def t(self, key: str, **slots: Any) -> str:
        return self.desk.t(key, **slots)

    def named(self, role: Any, name: str) -> Locator:
        """The control of that role and accessible name."""
        return self.page.get_by_role(role, name=name, exact=True)

    def to(self, control: Locator) -> None:
        """Tabs until the control has the focus, and looks whether it is in sight there without scrolling."""
        expect(control.first).to_be_visible()
        passed: list[str] = []
        for _ in range(MOST):
            if control.evaluate_all(HERE):
                return self.in_sight()
            passed.append((self.page.evaluate(FOCUS) or {"what": "nothing"})["what"])
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no way by Tab to {control}; passed: " + " | ".join(passed))

    def in_sight(self) -> None:
        """What has the focus stands on the display, and nothing stands over it."""
        at = self.page.evaluate(FOCUS)
        assert at is not None
        assert -1 <= at["top"] < DISPLAY["height"], at
        assert 0 <= at["left"] < DISPLAY["width"], at
        assert at["bottom"] <= DISPLAY["height"] + 1 or at["top"] < DISPLAY["height"] / 2, at
        assert at["covered"] == "", at

    def press(self, key: str, role: str = "button", **slots: Any) -> None:
        """A control, by the sentence that it is named with."""
        self.enter(self.named(role, self.t(key, **slots)))

    def enter(self, control: Locator) -> None:
        self.to(control)
        self.page.keyboard.press("Enter")

    def types(self, control: Locator, text: str, *after: str) -> None:
        """Words into a box; the keys that come after them."""
        self.to(control)
        self.page.keyboard.type(text)
        for key in after:
            self.page.keyboard.press(key)

    def unread(self, box: Locator) -> None:
        """Whoever looks at the wall sees that something is typed, and not what."""
        assert box.evaluate("one => getComputedStyle(one).webkitTextSecurity") == "disc"

    def counts(self, control: Locator, n: int) -> None:
        """A number into a box that is filled in already."""
        self.to(control)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(str(n))
        expect(control).to_have_value(str(n))

    def chooses(self, control: Locator, label: str) -> None:
        """Of a list, by the first letter, as lists are chosen from: a second one is another choice after a while."""
        self.to(control)
        self.page.keyboard.press(label[0])
        expect(control.locator("option:checked")).to_contain_text(label)

    def leads(self, to: str) -> None:
        """The next thing, by the key of a clicker, until the primary button says what is wanted; then that."""
        for _ in range(MOST):
            expect(self.page.locator(".controls .primary[aria-busy=false]")).to_be_visible()
            before = self.turn()
            if before[0] == self.t(to):
                return self.enter(self.page.locator(".controls .primary"))
            self.page.keyboard.press("PageDown")
            self.moved(before)
            self.stays()
        raise AssertionError(f"“{self.t(to)}” never came: {self.turn()}")

    def turn(self) -> tuple[str, str]:
        """What comes next, and what stands in the middle of the wall."""
        return self.page.locator(".controls .primary").inner_text(), self.desk.stage().locator("main").inner_text()

    def moved(self, before: tuple[str, str]) -> None:
        until(lambda: self.turn() != before, f"it leads on from {before}")

    def stays(self) -> None:
        """Whatever was drawn anew, the hands are still somewhere."""
        until(lambda: self.page.evaluate(FOCUS), "something has the focus")
