"""``notes``: one question, answered in silence, opened together, read aloud one at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from msgspec import Meta, Struct

from circle_widgets import layout
from circle_widgets.errors import Refused
from circle_widgets.events import BY_DESK, Event, Id, Locale, Proposal, Text
from circle_widgets.state import Params, State, Step
from circle_widgets.steps.base import Move, Role, StepKind, View

LONGEST = 1000
"""The most characters a note may have; an author may ask for fewer."""

Words = Annotated[str, Meta(min_length=1, max_length=LONGEST, pattern=r"\S")]


class Notes(Params, frozen=True, forbid_unknown_fields=True, kw_only=False):
    """One question to the room. ``most`` notes a seat, each at most ``longest`` characters."""

    question: Text = ""
    hint: Text = ""
    most: Annotated[int, Meta(ge=1, le=50)] = 12
    longest: Annotated[int, Meta(ge=10, le=LONGEST)] = 400


class Write(Struct, frozen=True, forbid_unknown_fields=True):
    """A note; its id is the event's."""

    text: Words


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
    """A note as it stands. ``late``: it came after the opening, so the facilitator shows it first."""

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
    carriers: list[str] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Whether the room may see it once the notes are open."""
        return not self.hidden and not self.withdrawn


@dataclass(slots=True)
class Data:
    """The notes of a step, by id, in the order they came; how many each seat has."""

    notes: dict[str, Note] = field(default_factory=dict)
    of_seat: dict[str, list[str]] = field(default_factory=dict)
    answered: int = 0


class NotesKind(StepKind):
    """Columns of its table: ``note, text, seat, at, late, hidden, withdrawn, by_desk, versions`` and a line per language."""

    name = "notes"
    Params = Notes
    bodies = {
        "notes.write": Write,
        "notes.change": Change,
        "notes.withdraw": OfNote,
        "notes.hide": OfNote,
        "notes.restore": OfNote,
        "notes.translate": Translate,
    }
    desk_only = frozenset({"notes.hide", "notes.restore", "notes.translate"})
    undoable = frozenset({"notes.write", "notes.hide", "notes.restore", "notes.translate"})
    hides = True

    def begin(self, params: Any) -> Data:
        return Data()

    def rule(self, state: State, step: Step, event: Proposal, body: Any) -> None:
        if isinstance(body, Write):
            self._may_write(step, event, body.text)
        elif isinstance(body, Change):
            self._own(step, event, body.note)
            if step.phase != "open":
                raise Refused("opened_already", "notes stay as they are once they are open", field="note")
            self._length(step, body.text)
        elif event.kind == "notes.withdraw":
            self._own(step, event, body.note)
        else:
            self._note(step, body.note)

    def _may_write(self, step: Step, event: Proposal, text: str) -> None:
        self._length(step, text)
        if step.phase == "ahead":
            raise Refused("not_yet", "this step has not begun", field="step")
        mine = step.data.of_seat.get(event.seat, ())
        if event.seat and len(mine) >= step.params.most:
            raise Refused("enough", f"at most {step.params.most} notes a seat", field="text", most=step.params.most)

    def _length(self, step: Step, text: str) -> None:
        longest = step.params.longest
        if len(text) > longest:
            raise Refused("too_long", f"text has {len(text)} characters, at most {longest}", field="text", most=longest)

    def _note(self, step: Step, note: str) -> Note:
        found: Note | None = step.data.notes.get(note)
        if found is None:
            raise Refused("unknown_note", "no such note in this step", field="note")
        return found

    def _own(self, step: Step, event: Proposal, note: str) -> Note:
        found = self._note(step, note)
        if event.by != BY_DESK and found.seat != event.seat:
            raise Refused("not_yours", "only its author changes a note", field="note")
        if event.by == BY_DESK and found.by != BY_DESK:
            raise Refused("not_yours", "the desk changes only what it entered itself", field="note")
        if found.withdrawn:
            raise Refused("withdrawn", "this note was taken back", field="note")
        return found

    def fold(self, step: Step, event: Event, body: Any) -> None:
        data: Data = step.data
        if isinstance(body, Write):
            late = step.phase in {"revealed", "closed"} and event.by != BY_DESK
            data.notes[event.id] = Note(
                event.id, len(data.notes) + 1, event.seat, body.text.strip(), event.at, event.by, late, hidden=late
            )
            self._count(data, event.seat, event.id, 1)
            return
        note = data.notes.get(body.note)
        if note is None:
            return
        if isinstance(body, Translate):
            self._translate(note, event, body)
        elif event.kind in {"notes.hide", "notes.restore"}:
            note.hidden = event.kind == "notes.hide"
        elif note.seat == event.seat and (note.by == BY_DESK or event.by != BY_DESK):
            self._author(data, note, body)

    def _author(self, data: Data, note: Note, body: Change | OfNote) -> None:
        if isinstance(body, Change):
            note.versions.append(note.text)
            note.text = body.text.strip()
        elif not note.withdrawn:
            note.withdrawn = True
            self._count(data, note.seat, note.id, -1)

    def _translate(self, note: Note, event: Event, body: Translate) -> None:
        note.carriers.append(event.id)
        if body.text.strip():
            note.lines[body.locale] = body.text.strip()
        else:
            note.lines.pop(body.locale, None)

    def _count(self, data: Data, seat: str, note: str, by: int) -> None:
        mine = data.of_seat.setdefault(seat, [])
        before = bool(mine)
        if by > 0:
            mine.append(note)
        else:
            mine.remove(note)
        if seat:
            data.answered += bool(mine) - before

    def answered(self, step: Step) -> int:
        return int(step.data.answered)

    def has_answer(self, step: Step, seat: str) -> bool:
        return bool(step.data.of_seat.get(seat))

    def everyone(self, state: State, step: Step, role: Role) -> View:
        """``items`` by id once open: for screen and desk those of the page, for phones and remote all that are shown."""
        if step.phase != "revealed":
            return {}
        shown = [note for note in step.data.notes.values() if note.shown]
        found: View = {"count": len(shown)}
        waiting = sum(note.late and note.hidden and not note.withdrawn for note in step.data.notes.values())
        hidden = sum(note.hidden and not note.late and not note.withdrawn for note in step.data.notes.values())
        if role in {"desk", "remote"}:
            found |= {key: n for key, n in (("late", waiting), ("hidden", hidden)) if n}
        places, pages, size = _page(state, step, shown)
        found["pages"] = pages
        if role in {"screen", "desk"}:
            items = {_key(shown, one): _placed(shown[one.index], one) for one in places}
            return found | {"size": size, "items": items}
        now = {one.index for one in places} if state.screen.mode == "one" else set()
        items = {note.id: _item(note) | ({"now": True} if i in now else {}) for i, note in enumerate(shown)}
        return found | {"items": items}

    def person(self, state: State, step: Step, seat: str) -> View:
        """``mine`` by id (``text``, ``late``, ``hidden``) and what may be done now."""
        notes = step.data.notes
        mine = {}
        for one in step.data.of_seat.get(seat, ()):
            note = notes[one]
            flags = {key: True for key in ("late", "hidden") if getattr(note, key)}
            mine[one] = {"n": note.n, "text": note.text, **flags}
        open_ = step.phase == "open"
        may = {"write": open_ and len(mine) < step.params.most, "change": open_}
        found: View = {"mine": mine, "longest": step.params.longest}
        return found | {"may": {key: True for key, yes in may.items() if yes}}

    def private(self, step: Step) -> View:
        """Every note that was not taken back, hidden and late ones too: for the facilitator alone."""
        notes = [note for note in step.data.notes.values() if not note.withdrawn]
        flags = {note.id: {key: True for key in ("late", "hidden") if getattr(note, key)} for note in notes}
        return {"items": {note.id: _item(note) | flags[note.id] for note in notes}}

    def ahead(self, state: State, step: Step) -> Move | None:
        if step.phase == "open":
            return Move("notes.open", "step.reveal", step=step.id) if step.data.notes else None
        screen = state.screen
        shown = [note for note in step.data.notes.values() if note.shown]
        _, pages, _ = _page(state, step, shown)
        if screen.page < pages:
            label = "notes.next_one" if screen.mode == "one" else "desk.next_page"
            return Move(label, "screen.show", {"page": screen.page + 1})
        if screen.mode != "one" and shown:
            return Move("notes.read_aloud", "screen.show", {"mode": "one", "page": 1})
        return None

    def behind(self, state: State, step: Step) -> Move | None:
        screen = state.screen
        if step.phase != "revealed":
            return None
        if screen.page > 1:
            return Move("desk.page_back", "screen.show", {"page": screen.page - 1})
        return Move("notes.all", "screen.show", {"mode": "all", "page": 1}) if screen.mode == "one" else None

    def carriers(self, step: Step, seat: str) -> list[str]:
        notes = step.data.notes.values()
        return [one for note in notes if note.seat == seat for one in note.carriers]

    def table(self, step: Step) -> list[View]:
        return [
            {
                "note": note.id,
                "text": note.text,
                "seat": note.seat,
                "at": note.at,
                "late": note.late,
                "hidden": note.hidden,
                "withdrawn": note.withdrawn,
                "by_desk": note.by == BY_DESK,
                "versions": len(note.versions) + 1,
                **{f"line_{locale}": text for locale, text in note.lines.items()},
            }
            for note in step.data.notes.values()
        ]

    def markdown(self, step: Step, locale: str) -> str:
        rows = []
        for note in step.data.notes.values():
            if note.shown:
                rows.append("- " + note.text.replace("\n", "\n  "))
                rows += [f"  *{text}*" for text in note.lines.values()]
        return "\n".join(rows)


def _item(note: Note) -> View:
    return {"n": note.n, "text": note.text} | ({"lines": dict(note.lines)} if note.lines else {})


def _key(shown: list[Note], place: layout.Place) -> str:
    note = shown[place.index].id
    return note if place.part == 1 else f"{note}.{place.part}"


def _placed(note: Note, place: layout.Place) -> View:
    found = _item(note) | {"text": place.text, "column": place.column}
    if place.parts > 1:
        found |= {"part": place.part, "parts": place.parts, "n": note.n + place.part / 100}
    return found


def _page(state: State, step: Step, shown: list[Note]) -> tuple[list[layout.Place], int, str]:
    """The places of the screen's current page, how many pages there are, and the name of the type they stand in."""
    question = step.params.question
    tall = layout.height([question] if isinstance(question, str) else list(question.values()))
    texts, under = [note.text for note in shown], [list(note.lines.values()) for note in shown]
    if state.screen.mode == "one" and shown:
        pages, size = [[place] for place in layout.single(texts, under, tall)], layout.ONE.name
    else:
        pages, type_ = layout.many(texts, under, tall)
        size = type_.name
    return pages[min(state.screen.page, len(pages)) - 1], len(pages), size
