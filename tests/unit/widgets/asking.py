"""Asks a widget as its front end does, and hears what Python sends."""

from __future__ import annotations

from typing import Any

import pytest

from circle_widgets.widgets.stage import Stage


class Browser:
    """One page of one browser."""

    def __init__(self, widget: Stage, patch: pytest.MonkeyPatch, page: str = "p") -> None:
        self.widget, self.page, self.n, self.heard = widget, page, 0, list[dict[str, Any]]()
        patch.setattr(widget, "send", lambda message, *_: self.heard.append(message))

    def ask(self, kind: str, **body: Any) -> dict[str, Any]:
        """A new question; the whole message that answers it."""
        self.n += 1
        return self.say({"page": self.page, "n": self.n, "type": kind, **body})

    def again(self, kind: str, **body: Any) -> dict[str, Any]:
        """The last question once more, as when its answer did not come."""
        return self.say({"page": self.page, "n": self.n, "type": kind, **body})

    def say(self, message: Any) -> dict[str, Any]:
        """Anything at all; {} when nothing comes back."""
        before = len(self.heard)
        self.widget._asked(self.widget, message, None)
        return self.heard[-1] if len(self.heard) > before else {}

    def answer(self, kind: str, **body: Any) -> dict[str, Any]:
        message = self.ask(kind, **body)
        assert "answer" in message, message
        found: dict[str, Any] = message["answer"]
        return found

    def error(self, kind: str, **body: Any) -> dict[str, Any]:
        message = self.ask(kind, **body)
        assert "error" in message, message
        found: dict[str, Any] = message["error"]
        return found
