"""What a draft is made of: the material that earlier steps brought forth, and the lines of the text. Plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from circle_widgets.steps.base import Offer
from circle_widgets.steps.trays import TRAYS as VALUES

SENTENCE = ""
TRAYS = (SENTENCE, *VALUES)
"""The parts of the text, in their order: one sentence, what it is, what it is not, what depends."""
FIRST = 3
"""So many lines stand in each part when the draft begins; the sentence is one."""


@dataclass(slots=True)
class Material:
    """Something that an earlier step has brought forth. ``of`` are the ids of what it was made of, its own among them.

    ``ids`` are those of the offers that say it; none for an author's own. ``gone``: when the room came back it was
    offered no more (it was grouped anew), and it stays for the lines that were made of it.
    """

    id: str
    n: int
    text: str
    tray: str = SENTENCE
    of: tuple[str, ...] = ()
    dots: int = 0
    ids: tuple[str, ...] = ()
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """How a line once read, from ``at`` on, in milliseconds. ``text`` is "" for the words of what it was made of."""

    text: str
    at: int


@dataclass(slots=True)
class Entry:
    """A line. Without a ``text`` of its own it reads as what it was made of (``of``), while that is there."""

    id: str
    tray: str
    of: tuple[str, ...] = ()
    text: str = ""
    at: int = 0
    dropped: bool = False
    versions: list[Version] = field(default_factory=list)

    def reword(self, text: str, at: int) -> None:
        """Let it read ``text`` from ``at`` on; how it read before is kept."""
        if text != self.text:
            self.versions.append(Version(self.text, self.at))
            self.text, self.at = text, at


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines at one moment, ``entries`` in their order, and the ``material`` whose words may be read.

    ``ready`` of it is offered now; what was only grouped anew is not, and stays readable.
    """

    material: Mapping[str, Material]
    ready: Sequence[Material]
    entries: Sequence[Entry]

    def words(self, entry: Entry) -> str:
        """How a line reads; "" when its words were erased or set aside."""
        return entry.text or self.theirs(entry)

    def theirs(self, entry: Entry) -> str:
        """The words of what a line was made of."""
        return next((self.material[one].text for one in entry.of if one in self.material), "")

    def text(self) -> list[Entry]:
        """The lines that stand in the text and have words, in the order in which they are read."""
        live = [one for one in self.entries if not one.dropped and self.words(one)]
        return sorted(live, key=lambda one: TRAYS.index(one.tray))

    def used(self) -> set[str]:
        """The ids of the material that stands in the text."""
        return {id for one in self.text() for id in one.of}

    def of(self, entry: Entry) -> tuple[str, ...]:
        """The ids of all that a line was made of, notes among them."""
        return tuple(dict.fromkeys(id for one in entry.of if one in self.material for id in self.material[one].of))


@dataclass(slots=True)
class Data:
    """``entries`` by id, the dropped ones too, in the order in which each part is read. ``hand`` was touched last."""

    material: dict[str, Material] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    hand: str = ""
    begun: bool = False
    offered: Callable[[], Sequence[Offer]] = field(default=tuple, compare=False, repr=False)
    """What the steps before bring forth now: words may have been set aside since they were taken over."""

    def read(self) -> Reading:
        """The text as it reads now."""
        offers = self.offered()
        said = {id for one in offers for id in (one.id, *one.of)}
        here = {one.id for one in offers}
        own = {id: one for id, one in self.material.items() if not one.ids or said & set(one.of)}
        ready = [one for one in own.values() if not one.gone and (not one.ids or here & set(one.ids))]
        return Reading(own, ready, [self.entries[id] for id in self.order])

    def put(self, entry: Entry) -> None:
        """A line stands in the text from now on. There is one sentence: another gives way to it."""
        if entry.id not in self.entries:
            self.entries[entry.id] = entry
            self.order.append(entry.id)
        entry.dropped, self.hand = False, entry.id
        if entry.tray == SENTENCE:
            for other in self.entries.values():
                other.dropped = other.dropped or (other.tray == SENTENCE and other is not entry)

    def place(self, id: str, after: str) -> None:
        """A line stands behind another, or ("") before all others of its part."""
        if id != after and (not after or after in self.order):
            self.order.remove(id)
            self.order.insert(self.order.index(after) + 1 if after else 0, id)


def material(groups: Iterable[Sequence[str]], offers: Sequence[Offer], before: int = 0) -> dict[str, Material]:
    """Material from groups of ids, each under the first, in the words of the first that there still is.

    ``before`` so much other material it is counted from.

    A group of which nothing is left (its notes were erased) makes none. A tray that the text does not have is the
    sentence's.
    """
    here = {one.id: one for one in offers}
    found: dict[str, Material] = {}
    for ids in groups:
        said = [here[id] for id in dict.fromkeys(ids) if id in here]
        if said and ids[0] not in found:
            of = tuple(dict.fromkeys(id for one in said for id in (one.id, *one.of)))
            tray = said[0].tray if said[0].tray in TRAYS else SENTENCE
            dots = sum(one.dots for one in said)
            found[ids[0]] = Material(ids[0], before + len(found) + 1, said[0].text, tray, of, dots, tuple(ids))
    return found


def first(among: Mapping[str, Material]) -> list[tuple[str, str]]:
    """Id and part of what stands in the text when it begins, so that nobody sees an empty page.

    The sentence with most dots, and in each other part those that have dots, most first, at most :data:`FIRST`; of
    equals the earlier one. Where nothing but sentences has dots, or nothing at all, the earliest.
    """
    voted = any(one.dots for one in among.values() if one.tray != SENTENCE)
    found: list[tuple[str, str]] = []
    for tray in TRAYS:
        own = sorted((one for one in among.values() if one.tray == tray), key=lambda one: (-one.dots, one.n))
        wanted = own[:1] if tray == SENTENCE else [one for one in own if one.dots or not voted][:FIRST]
        found += [(one.id, tray) for one in wanted]
    return found
