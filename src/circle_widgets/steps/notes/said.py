"""What can be said in a step of notes, and what a note is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from circle_widgets.errors import Refused
from circle_widgets.events import Id, Locale, Text
from circle_widgets.state import Params, Step

LONGEST = 1000
"""The most characters a note may have; an author may ask for fewer."""

Words = Annotated[str, Meta(min_length=1, max_length=LONGEST, pattern=r"\S")]


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """The words as they are kept: without the blanks around them and without signs that steer a machine."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def blank(text: str) -> bool:
    """Whether nothing of it can be seen: on the screen it would be an empty card."""
    return all(unicodedata.category(sign)[0] in "CZ" for sign in text)


def fits(text: str, longest: int) -> None:
    """Raise :class:`Refused` for words of which nothing can be seen, or too many."""
    if blank(text):
        raise Refused("nothing_said", "there is nothing to see in this text", field="text")
    if len(text) > longest:
        raise Refused("too_long", f"text has {len(text)} characters, at most {longest}", field="text", most=longest)


class Notes(Params, frozen=True, forbid_unknown_fields=True, kw_only=False):
    """One question to the room. ``most`` notes a seat, each at most ``longest`` characters.

    ``together``: two, or four, make one note of those that they wrote in the step of notes before (``pairs.py``).
    ``opens``: whether the way goes through the opening; else on to the next step, which takes over what is hidden here.
    """

    question: Text = ""
    hint: Text = ""
    most: Annotated[int, Meta(ge=1, le=50)] = 12
    longest: Annotated[int, Meta(ge=10, le=LONGEST)] = 400
    together: Literal[0, 2, 4] = 0
    opens: bool = True

    def to_read(self, people: int) -> int:
        """A text each, or one of two or four; an odd one makes a three."""
        return max(1, people // self.together) if self.together else people


class Write(Struct, frozen=True, forbid_unknown_fields=True):
    """A note; its id is the event's.

    Of several people: ``of`` are those of their notes that went into it (left out: all of them). ``with`` is for a slip
    that the desk enters, and names whose it is besides the seat's; who writes on a phone for somebody has asked them.
    """

    text: Words
    of: Annotated[list[Id], Meta(max_length=200)] | None = None
    with_: Annotated[list[Id], Meta(max_length=8)] = msgspec.field(default_factory=list, name="with")


class Partner(Struct, frozen=True, forbid_unknown_fields=True):
    """Ask a seat to write as one; agree to be written for, which shows one's sentence to the other; or part again."""

    with_: Id = msgspec.field(name="with")


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """Other words for one's own note."""

    note: Id
    text: Words


class OfNote(Struct, frozen=True, forbid_unknown_fields=True):
    """Take back one's own note; or, at the desk, hide it or show it again."""

    note: Id


class Translate(Struct, frozen=True, forbid_unknown_fields=True):
    """A line under a note in another language; an empty one takes it away."""

    note: Id
    text: Annotated[str, Meta(max_length=LONGEST)]
    locale: Locale


@dataclass(slots=True)
class Note:
    """A note as it stands. ``late``: its words came after the opening, so the facilitator shows it first."""

    id: str
    n: int
    seat: str
    text: str
    at: int
    by: str
    late: bool = False
    hidden: bool = False
    withdrawn: bool = False
    lines: dict[str, str] = field(default_factory=dict)
    versions: list[str] = field(default_factory=list)
    of: frozenset[str] | None = None
    with_: frozenset[str] = frozenset()

    @property
    def shown(self) -> bool:
        """Whether the room may see it once the notes are open."""
        return not self.hidden and not self.withdrawn

    @property
    def flags(self) -> dict[str, bool]:
        """``late`` and ``hidden``, as far as they are true."""
        return {key: True for key in ("late", "hidden") if getattr(self, key)}


@dataclass(slots=True)
class Data:
    """The notes of a step, by id, in the order they came; the ids of those that each seat has.

    Where several write as one, ``source`` is the step whose notes they join, and ``asks`` has by seat whom it has asked
    and who of these has agreed.
    """

    notes: dict[str, Note] = field(default_factory=dict)
    of_seat: dict[str, list[str]] = field(default_factory=dict)
    answered: int = 0
    source: Step | None = None
    asks: dict[str, dict[str, bool]] = field(default_factory=dict)
    kept: Any = field(default=None, compare=False, repr=False)
    """What ``joined.py`` found last, and when."""

    def own(self) -> list[Note]:
        """The notes of this step that the room may see once they are open."""
        return [note for note in self.notes.values() if note.shown]

    def add(self, note: Note) -> None:
        """Take in a new note."""
        self.notes[note.id] = note
        mine = self.of_seat.setdefault(note.seat, [])
        mine.append(note.id)
        self.answered += bool(note.seat) and len(mine) == 1

    def withdraw(self, note: Note) -> None:
        """A note is taken back."""
        if not note.withdrawn:
            note.withdrawn = True
            mine = self.of_seat[note.seat]
            mine.remove(note.id)
            self.answered -= bool(note.seat) and not mine
