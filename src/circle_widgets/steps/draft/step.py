"""``draft``: the room's own words become one text, never from a blank page: one edits, everyone watches it grow."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

import msgspec
from msgspec import UNSET, Struct

from circle_widgets.errors import Refused
from circle_widgets.events import Event, Proposal, Text
from circle_widgets.markdown import escaped
from circle_widgets.sentences import both, pick
from circle_widgets.sentences import say as sentence
from circle_widgets.state import State, Step
from circle_widgets.steps.base import Move, Offer, Role, StepKind, View
from circle_widgets.steps.draft import seen
from circle_widgets.steps.draft.said import LONGEST, MOST_LINES, MOST_MATERIAL, Draft, Drop, Given, Place, Put
from circle_widgets.steps.draft.words import lines
from circle_widgets.steps.draft.written import SENTENCE, TRAYS, Data, Entry, Material, Reading, first, material
from circle_widgets.steps.notes.said import clean, fits
from circle_widgets.steps.offers import Handed, alike, offered

__all__ = ["Draft", "DraftKind"]


class DraftKind(StepKind):
    """Columns of its table: ``line`` (its id), ``n``, ``tray``, ``text``, ``of``, ``versions``, ``withdrawn``.

    ``n`` is its place in the text, 0 for a line that was dropped (``withdrawn``); ``tray`` is "" for the sentence;
    ``of`` the ids of what it was made of, with blanks between; ``versions`` how often it was worded.
    """

    name = "draft"
    Params = Draft
    bodies: ClassVar[Mapping[str, type[Struct]]] = {"draft.put": Put, "draft.drop": Drop, "draft.move": Place}
    desk_only = frozenset({"draft.put", "draft.drop", "draft.move"})
    undoable = frozenset({"draft.put", "draft.drop", "draft.move"})
    fills = True
    renews = True
    writes = True
    asks = "draft.question"
    columns = ("line", "n", "tray", "text", "of", "versions", "withdrawn")

    def begin(self, params: Any) -> Data:
        """An empty text, until the room turns to it."""
        return Data()

    # ------------------------------------------------------------ what it is made of

    def given(self, state: State, step: Step) -> View:
        """Ids of what stands ready, and the first lines; when the room comes back, what stands ready by then."""
        groups = alike(offered(state, step))[:MOST_MATERIAL]
        found: View = {"material": groups}
        if step.phase == "ahead":
            # By name, too: a note that is erased later takes its own line along and puts no other in its place.
            found["lines"] = [list(one) for one in first(self._material(state, step, groups))]
        return {key: value for key, value in found.items() if value}

    def _material(self, state: State, step: Step, groups: Sequence[Sequence[str]]) -> dict[str, Material]:
        own: dict[str, Material] = {}
        for part, texts in step.params.texts.items():
            for n, text in enumerate(texts, 1):
                id, tray = f"o-{part}-{n}", SENTENCE if part == "sentence" else part
                own[id] = Material(id, len(own) + 1, pick(text, state.locale), tray)
        return own | material(groups, offered(state, step), len(own))

    def take(self, state: State, step: Step, given: Mapping[str, Any]) -> None:
        """The material as it is by now; what a line was made of stays, even where it was grouped anew."""
        try:
            found = msgspec.convert(given, Given)
        except msgspec.ValidationError:
            found = Given()
        data: Data = step.data
        data.offered = Handed(state, step)
        now = self._material(state, step, found.material)
        for id, one in data.material.items():
            if id not in now:
                one.gone = True
        data.material |= now
        if data.begun:
            return
        data.begun = True
        for id, tray in found.lines:
            data.put(Entry(id, tray, (id,), at=step.opened_at))
        data.hand = ""

    def taken(self, step: Step) -> Collection[str]:
        """All that stood ready: what is not in the text was left out of it."""
        return {id for one in step.data.material.values() for id in one.ids}

    def offers(self, step: Step) -> list[Offer]:
        """The lines of the text, in the order in which they are read."""
        return [Offer(one.id, one.text, one.tray, one.of) for one in lines(step)]

    # ------------------------------------------------------------ rules

    def rule(self, state: State, step: Step, event: Proposal, body: Any) -> None:
        """Refuses what is not there, what is there already, a line of nothing, and a text without end."""
        if step.phase == "ahead":
            raise Refused("not_yet", "this step has not begun", field="step")
        if step.phase != "open":
            raise Refused("not_open", "this step is not open", field="step")
        data: Data = step.data
        if isinstance(body, Put):
            self._may_put(data, body)
        else:
            self._line(data, body.line)
        after = "" if isinstance(body, Drop) or body.after is UNSET else body.after
        if after:
            self._line(data, after, "after")

    def _may_put(self, data: Data, body: Put) -> None:
        entry, reading = data.entries.get(body.line), data.read()
        self._known(reading, body)
        if body.text is not UNSET:
            fits(body.text, LONGEST)
        elif body.of is UNSET and (entry is None or not reading.words(entry)):
            raise Refused("nothing_said", "a line needs words, or what it is made of", field="text")
        stands = entry is not None and not entry.dropped
        if stands and all(value is UNSET for value in (body.text, body.of, body.tray, body.after)):
            raise Refused("line_there", "this line stands in the text already", field="line")
        if not stands and len(reading.text()) >= MOST_LINES:
            raise Refused("text_full", f"a text has at most {MOST_LINES} lines", field="line", most=MOST_LINES)

    def _known(self, reading: Reading, body: Put) -> None:
        if body.of is UNSET:
            return
        if any(id not in reading.material for id in body.of):
            raise Refused("unknown_material", "nothing like this stands ready for the text", field="of")
        elsewhere = {id for one in reading.text() if one.id != body.line for id in one.of}
        if body.text is UNSET and elsewhere & set(body.of):
            raise Refused("line_there", "these words stand in the text already", field="of")

    def _line(self, data: Data, id: str, field: str = "line") -> Entry:
        entry = data.entries.get(id)
        if entry is None or entry.dropped:
            raise Refused("unknown_line", "no such line stands in the text", field=field)
        return entry

    # ------------------------------------------------------------ fold

    def fold(self, step: Step, event: Event, body: Any) -> None:
        """Takes in what the desk does to the text; every wording is kept."""
        data: Data = step.data
        if isinstance(body, Put):
            self._put(data, event, body)
            return
        entry = data.entries.get(body.line)
        if entry is None:
            return
        if isinstance(body, Drop):
            entry.dropped = True
            data.hand = "" if data.hand == entry.id else data.hand
        elif not entry.dropped:
            entry.tray = body.tray
            data.place(entry.id, body.after)
            data.put(entry)

    def _put(self, data: Data, event: Event, body: Put) -> None:
        entry = data.entries.get(body.line)
        if entry is None:
            entry = Entry(body.line, self._tray_of(data, body), at=event.at)
            if body.text is not UNSET:
                entry.text = clean(body.text)
        elif body.text is not UNSET:
            entry.reword(clean(body.text), event.at)
        elif body.of is not UNSET:
            entry.reword("", event.at)
        entry.of = entry.of if body.of is UNSET else tuple(dict.fromkeys(body.of))
        entry.tray = entry.tray if body.tray is UNSET else body.tray
        data.put(entry)
        if body.after is not UNSET:
            data.place(entry.id, body.after)

    def _tray_of(self, data: Data, body: Put) -> str:
        made = () if body.of is UNSET else body.of
        return next((data.material[id].tray for id in made if id in data.material), SENTENCE)

    # ------------------------------------------------------------ views

    def everyone(self, state: State, step: Step, role: Role) -> View:
        """See :mod:`circle_widgets.steps.draft.seen`."""
        return seen.everyone(state, step, role)

    def ahead(self, state: State, step: Step) -> Move | None:
        """See :func:`seen.ahead`."""
        return seen.ahead(state, step)

    def behind(self, state: State, step: Step) -> Move | None:
        """See :func:`seen.behind`."""
        return seen.behind(state, step)

    def say(self, state: State, step: Step) -> Text:
        """The author's line, else how to go about it."""
        return super().say(state, step) or both("draft.say")

    def table(self, step: Step) -> list[View]:
        """A row a line, those of the text first."""
        data: Data = step.data
        reading = data.read()
        text = reading.text()
        rows = [*text, *(one for one in data.entries.values() if one.dropped)]
        return [
            {
                "line": one.id,
                "n": n if n <= len(text) else 0,
                "tray": one.tray,
                "text": reading.words(one),
                "of": " ".join(reading.of(one)),
                "versions": len(one.versions) + 1,
                "withdrawn": one.dropped,
            }
            for n, one in enumerate(rows, 1)
        ]

    def markdown(self, step: Step, locale: str) -> str:
        """The text in its shape: the sentence, then a list for each part that has lines."""
        blocks = []
        for tray in TRAYS:
            own = [escaped(one.text, "" if tray == SENTENCE else "  ") for one in lines(step) if one.tray == tray]
            if own:
                head = sentence(locale, f"draft.tray.{tray or 'sentence'}")
                rows = own if tray == SENTENCE else [f"- {one}" for one in own]
                blocks.append(f"**{head}**\n\n" + "\n".join(rows))
        return "\n\n".join(blocks)
