"""What a round of consent is about, and what was found when it was opened. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from circle_widgets.steps.base import Offer
from circle_widgets.steps.notes.said import blank, clean

MOST_WORDS = 2000
"""So many characters of somebody's words a count from a file may hold."""


@dataclass(slots=True)
class Round:
    """The room is asked about ``lines``, as they stood at ``at`` (milliseconds), when ``here`` people were there.

    No lines: the question itself is what is asked. Once ``opened``: from how many ``voters`` there are answers, whether
    there was an ``objection``, whether somebody wishes to ``talk`` more, whether one of these will be ``spoken`` by its
    author; ``read`` are the words to read out, ``kept`` those whose authors want them kept. How many answered what is
    known to nobody. ``settled``: the room goes on with it all the same, and keeps what was ``said`` against it, too.
    """

    n: int = 1
    lines: list[Offer] = field(default_factory=list)
    at: int = 0
    here: int = 0
    opened: bool = False
    voters: int = 0
    objection: bool = False
    talk: bool = False
    spoken: bool = False
    read: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    settled: bool = False
    said: str = ""

    @property
    def agreed(self) -> bool:
        """Whether it holds from here on: nobody objected or wished to talk more, or the room went on all the same."""
        return self.opened and (self.settled or (self.voters > 0 and not self.objection and not self.talk))

    @property
    def dissent(self) -> list[str]:
        """The words that stay beside what was agreed on, because their authors said so."""
        return sorted({*self.kept, *([self.said] if self.said else [])}) if self.agreed else []

    def reads_as(self, lines: list[Offer]) -> bool:
        """Whether a text of those lines is the one that was asked about."""
        return [(one.tray, one.text) for one in self.lines] == [(one.tray, one.text) for one in lines]

    def settle(self, words: str) -> None:
        """The room goes on with it. ``words`` were said aloud, and their author wants them kept."""
        self.settled, self.said = True, "" if blank(words) else clean(words)

    def found(self, tally: Mapping[str, Any]) -> None:
        """Take in a count. It may come from a file: what is no count is passed over."""
        voters = tally.get("voters")
        self.opened = True
        self.voters = voters if type(voters) is int and 0 <= voters < 10**6 else 0
        self.objection, self.talk = tally.get("objection") is True, tally.get("talk") is True
        self.spoken = tally.get("spoken") is True
        self.read, self.kept = _words(tally.get("read")), _words(tally.get("kept"))


@dataclass(slots=True)
class Data:
    """The rounds by their numbers, the open one among them."""

    rounds: dict[int, Round] = field(default_factory=dict)

    def round(self, n: int) -> Round:
        """That round, or an empty one."""
        return self.rounds.get(n) or Round(n)

    @property
    def opened(self) -> list[Round]:
        """The rounds that were opened, in their order."""
        return [one for _, one in sorted(self.rounds.items()) if one.opened]

    @property
    def agreed(self) -> Round | None:
        """The round that was opened last, if what it asked about holds."""
        last = self.opened[-1:]
        return last[0] if last and last[0].agreed else None


def _words(found: Any) -> list[str]:
    if not isinstance(found, list):
        return []
    return sorted({one for one in found if isinstance(one, str) and one.strip() and len(one) <= MOST_WORDS})
