"""What a draft may be told: its parameters, and what the desk does to the text. Types alone."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from circle_widgets.events import Id, Ref, Said, Text
from circle_widgets.state import Params

MOST_MATERIAL = 200
MOST_LINES = 60
LONGEST = 1000
"""Characters of a line."""
MOST_OF = 20

MOST_OWN = 50
"""Texts of an author's own in each part."""

Tray = Literal["", "is", "not", "depends"]
Part = Literal["sentence", "is", "not", "depends"]


class Draft(Params, frozen=True, forbid_unknown_fields=True, kw_only=False):
    """One text of all: a sentence, what it is, what it is not, what depends. It begins with what has most dots.

    ``texts`` are an author's own, which stand ready beside what the room has brought forth:
    ``{"sentence": [...], "is": [...], "not": [...], "depends": [...]}``.
    """

    question: Text = ""
    texts: dict[Part, Annotated[list[Text], Meta(max_length=MOST_OWN)]] = msgspec.field(default_factory=dict)


class Put(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A line stands in the text, and reads like this.

    Without ``text`` a line reads as what it is made of (``of``, ids of material), whose words are looked up; with
    neither, one that was dropped stands there again as it was. ``after`` is the line that it follows, "" for none.
    """

    line: Id
    tray: Tray | UnsetType = UNSET
    text: Said | UnsetType = UNSET
    of: Annotated[list[Id], Meta(min_length=1, max_length=MOST_OF)] | UnsetType = UNSET
    after: Ref | UnsetType = UNSET


class Drop(Struct, frozen=True, forbid_unknown_fields=True):
    """A line stands in the text no more. Its words are kept."""

    line: Id


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    """A line stands elsewhere: in ``tray``, behind the line ``after`` ("" before all others)."""

    line: Id
    tray: Tray
    after: Ref = ""


class Given(Struct, frozen=True):
    """What a ``step.open`` of this kind carries: ids of texts, identical ones together; the first lines, and where."""

    material: Annotated[list[Annotated[list[str], Meta(min_length=1)]], Meta(max_length=MOST_MATERIAL)] = []
    lines: Annotated[list[tuple[str, Tray]], Meta(max_length=MOST_LINES)] = []
