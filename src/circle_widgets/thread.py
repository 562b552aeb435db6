"""The circle's answer in a forum: the agreed text as a plain reply, and where to put it. Pure.

The reply is Markdown that forums take. What opens is the thread; where only a forum is known, a new topic with the text
in it, as Discourse takes it, or its front page when the text is too long for an address.
"""

from __future__ import annotations

from typing import Literal, NamedTuple
from urllib.parse import quote, urlsplit

from circle_widgets.definition import Agreed
from circle_widgets.markdown import escaped
from circle_widgets.sentences import say

LONGEST = 2000
"""An address of so many characters still gets through everywhere."""


class Opening(NamedTuple):
    """What the button opens: ``thread``, ``topic`` (a new one, with the text in it) or ``forum`` (its front page)."""

    what: Literal["thread", "topic", "forum"]
    href: str


def reply(agreed: Agreed, locale: str) -> str:
    """The text as Markdown, in the circle's language."""
    parts = [f"**{escaped(agreed.sentence.text)}**"] if agreed.sentence else []
    for tray, lines in agreed.trays.items():
        rows = "\n".join(f"- {escaped(line.text, '  ')}" for line in lines)
        parts.append(f"{say(locale, f'agreed.tray.{tray}')}\n\n{rows}")
    if agreed.dissent:
        rows = "\n".join(f"- {escaped(text, '  ')}" for text in agreed.dissent)
        parts.append(f"{say(locale, 'agreed.dissent')}\n\n{rows}")
    return "\n\n".join(parts) + "\n"


def topic(agreed: Agreed, locale: str) -> str:
    """The title of a new topic; no Markdown is read in one."""
    return say(locale, "agreed.topic", title=" ".join(agreed.title.split()))


def opening(address: str, title: str, text: str) -> Opening | None:
    """What opens for an address that the circle keeps; None without one, or for one that leads nowhere."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.path.strip("/") or parts.query or parts.fragment:
        return Opening("thread", address)
    front = f"{parts.scheme}://{parts.netloc}/"
    href = f"{front}new-topic?title={quote(title, safe='')}&body={quote(text, safe='')}"
    return Opening("topic", href) if len(href) < LONGEST else Opening("forum", front)
