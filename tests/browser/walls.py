"""What is wrong with a wall: something cut, out of its place, too small to read from the back row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from playwright.sync_api import Frame, Page, expect

from circle_widgets.circle import Circle
from tests.browser.conftest import MakePage, Room

DISPLAYS = ((1024, 768), (1920, 1080))
"""The narrowest projector, and what most rooms have."""
LOOK = """() => {
  const found = [], high = innerHeight, wide = innerWidth, grace = 1.5;
  const name = one => `<${one.tagName.toLowerCase()} class="${one.className}"> ${one.textContent.slice(0, 40)}`;
  const seen = one => !one.closest('.seen-by-ear, svg') && one.getBoundingClientRect().width > 0;
  const inside = (box, place, what) => {
    if (box.left < place.left - grace || box.top < place.top - grace) found.push('begins outside: ' + what);
    if (box.right > place.right + grace || box.bottom > place.bottom + grace) found.push('ends outside: ' + what);
  };
  const display = {left: 0, top: 0, right: wide, bottom: high};
  const [top, main, foot] = ['header', 'main', 'footer'].map(one => document.querySelector('.wall ' + one));
  for (const one of document.querySelectorAll('body *')) {
    if (!seen(one)) continue;
    inside(one.getBoundingClientRect(), display, name(one));
    if (main.contains(one)) inside(one.getBoundingClientRect(), main.getBoundingClientRect(), 'of main: ' + name(one));
    if (getComputedStyle(one).overflow === 'visible') continue;
    if (one.scrollHeight > one.clientHeight + grace) found.push('is cut below: ' + name(one));
    if (one.scrollWidth > one.clientWidth + grace) found.push('is cut beside: ' + name(one));
  }
  const walker = document.createTreeWalker(document.querySelector('.wall'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const {parentElement: one} = walker.currentNode;
    if (!walker.currentNode.data.trim() || !seen(one)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const words = range.getBoundingClientRect(), place = (one.closest('.card, main') ?? one).getBoundingClientRect();
    inside(words, {...display, left: place.left, right: place.right}, 'words of ' + name(one));
    if (parseFloat(getComputedStyle(one).fontSize) < high / 30) found.push('is under a thirtieth: ' + name(one));
  }
  const above = (one, other) => one.getBoundingClientRect().bottom <= other.getBoundingClientRect().top + grace;
  if (!above(top, main)) found.push('the top covers the middle');
  if (!above(main, foot)) found.push('the middle covers the foot');
  const size = one => parseFloat(getComputedStyle(one).fontSize) / high;
  const all = place => [...document.querySelectorAll(place)];
  return {
    faults: found,
    spoken: Math.min(...all('.notes-text:not(.under), .wall h1').map(size)),
    texts: all('.notes-text').map(one => one.textContent).join(''),
    foot: all('.address, .code').map(one => one.textContent),
  };
}"""


class Seen(NamedTuple):
    """A wall: its faults in words, its smallest large text as a share of the height, its notes, address and code."""

    faults: list[str]
    spoken: float
    texts: str
    foot: list[str]


def look(wall: Page | Frame) -> Seen:
    """Look at a wall as it stands."""
    return Seen(**wall.evaluate(LOOK))


def walls_of(person: MakePage, room: Room, circle: Circle, seen: str) -> list[Page]:
    """The wall of a circle on each display, once what a selector finds is ``seen`` on it, in its type."""
    walls = [person(viewport={"width": wide, "height": high}) for wide, high in DISPLAYS]
    for wall in walls:
        wall.goto(f"{room.url}/screen/{circle.code}")
        expect(wall.locator(seen).first).to_be_visible()
        wall.evaluate("document.fonts.ready.then(() => 0)")
    return walls


def turned(circle: Circle, walls: Sequence[Page], most: int = 100) -> Iterator[int]:
    """Turn the pages that walls show, and say each one's number: none has a fault, whatever its display."""
    page = pages = 1
    while page <= min(pages, most):
        if page > 1:
            circle.ledger.say("screen.show", {"page": page})
        for wall in walls:
            if page > 1:
                expect(wall.locator(".pages")).to_have_text(f"{page} of {pages}")
            pages = int("".join(wall.locator(".pages").all_text_contents()).rpartition(" ")[2] or 1)
            assert look(wall).faults == [], f"page {page} of {pages}"
        yield page
        page += 1
