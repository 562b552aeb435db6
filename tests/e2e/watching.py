"""What a wall must never show: words that were not opened yet, looked for at each change of the page."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Page

WATCH = """secrets => {
  const deep = place => {
    let found = '';
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let one = walker.nextNode(); one; one = walker.nextNode()) {
      if (one.nodeType === 3) found += one.data;
      else {
        if (one.shadowRoot) found += deep(one.shadowRoot);
        for (const {name, value} of one.attributes) if (name !== 'srcdoc') found += ' ' + value;
      }
    }
    return found;
  };
  let before = '[]';
  const look = () => {
    if (!document.documentElement) return;
    const text = deep(document), now = JSON.stringify(secrets.filter(one => text.includes(one)));
    if (now !== before) window.__seen(before = now);
  };
  const how = {subtree: true, childList: true, characterData: true, attributes: true};
  const observer = new MutationObserver(look);
  observer.observe(document, how);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...given) {
    const root = attach.apply(this, given);
    observer.observe(root, how);
    return root;
  };
}"""


@dataclass
class Watch:
    """Says where words that were not opened yet have ever stood: in the page, in a frame of it, or in what came to it.

    ``seen`` holds the words by place: ``page``, ``frame``, ``socket``.
    """

    secrets: tuple[str, ...]
    seen: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    private: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _looking: bool = False

    def follow(self, context: BrowserContext) -> None:
        """From now on every page of the context is watched, from before its first line."""
        context.expose_binding("__seen", self._stood)
        context.add_init_script(f"({WATCH})({json.dumps(self.secrets)})")
        context.on("page", self._listen)

    @contextmanager
    def while_private(self) -> Iterator[None]:
        """What is seen inside this block was asked for behind “Private: not for the wall”."""
        self._looking = True
        yield
        self._looking = False

    def _listen(self, page: Page) -> None:
        page.on("websocket", lambda socket: socket.on("framereceived", self._came))

    def _stood(self, source: dict[str, Any], words: str) -> None:
        self._note("frame" if source["frame"].parent_frame else "page", json.loads(words))

    def _came(self, payload: bytes | str) -> None:
        text = payload if isinstance(payload, str) else payload.decode("utf-8", "replace")
        self._note("socket", [one for one in self.secrets if one in text or json.dumps(one)[1:-1] in text])

    def _note(self, place: str, words: list[str]) -> None:
        if words:
            (self.private if self._looking else self.seen)[place].update(words)
