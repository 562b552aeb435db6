"""``notes``: one question, answered in silence, opened together, read aloud one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct

from circle_widgets.errors import Refused
from circle_widgets.events import BY_DESK, Event, Proposal, Text
from circle_widgets.markdown import escaped
from circle_widgets.sentences import both
from circle_widgets.state import State, Step
from circle_widgets.steps.base import Move, Offer, Role, StepKind, View
from circle_widgets.steps.notes import joined, pages, pairs
from circle_widgets.steps.notes.said import Change, Data, Note, Notes, OfNote, Partner, Translate, Write, clean, fits

__all__ = ["Notes", "NotesKind"]


class NotesKind(StepKind):
    """A question, and what is written in answer to it: by each alone, or by two or four as one (``pairs.py``).

    Columns of its table: ``note`` (its id), ``text``, ``seat`` (an id, "" for nobody in particular), ``at``, ``late``,
    ``hidden``, ``withdrawn``, ``by_desk``, ``versions`` (how often it was worded), ``of`` (the ids of the notes that it
    was made of, a blank between them), and for each language in which a line stands under a note ``line_LANGUAGE``. The
    words of a note that was taken back are not in it.
    """

    name = "notes"
    Params = Notes
    bodies: ClassVar[Mapping[str, type[Struct]]] = {
        "notes.write": Write,
        "notes.change": Change,
        "notes.withdraw": OfNote,
        "notes.hide": OfNote,
        "notes.restore": OfNote,
        "notes.translate": Translate,
        "notes.ask": Partner,
        "notes.agree": Partner,
        "notes.part": Partner,
    }
    desk_only = frozenset({"notes.hide", "notes.restore", "notes.translate"})
    undoable = frozenset({"notes.write", "notes.hide", "notes.restore", "notes.translate"})
    hides = True
    refers = "note"
    columns = ("note", "text", "seat", "at", "late", "hidden", "withdrawn", "by_desk", "versions", "of")

    def begin(self, params: Any) -> Data:
        """No notes yet."""
        return Data()

    def given(self, state: State, step: Step) -> View:
        """See :func:`pairs.given`."""
        return pairs.given(state, step)

    def take(self, state: State, step: Step, given: Mapping[str, Any]) -> None:
        """See :func:`pairs.take`."""
        pairs.take(state, step, given)

    def mutual(self, step: Step) -> bool:
        """Where several write as one, each sees who asks and who agreed."""
        return bool(step.params.together)

    # ------------------------------------------------------------ rules

    def rule(self, state: State, step: Step, event: Proposal, body: Any) -> None:
        """Refuses too many, too long, not yet, not yours, and what would change nothing."""
        if isinstance(body, Partner):
            pairs.rule(state, step, event, body)
            return
        if isinstance(body, Write):
            self._may_write(step, event, body.text)
            pairs.rule_of_write(state, step, event, body)
            return
        note = self._note(step, body.note)
        if isinstance(body, Change):
            self._own(event, note)
            if step.phase != "open":
                raise Refused("opened_already", "notes stay as they are once they are open", field="note")
            fits(body.text, step.params.longest)
        elif isinstance(body, Translate):
            if not clean(body.text) and body.locale not in note.lines:
                raise Refused("nothing_said", "there is no line in that language to take away", field="text")
        elif event.kind == "notes.withdraw":
            self._own(event, note)
        elif note.hidden == (event.kind == "notes.hide"):
            raise Refused("so_already", "this note is hidden, or shown, already", field="note")

    def _may_write(self, step: Step, event: Proposal, text: str) -> None:
        fits(text, step.params.longest)
        if step.phase == "ahead":
            raise Refused("not_yet", "this step has not begun", field="step")
        mine = step.data.of_seat.get(event.seat, ())
        if event.seat and len(mine) >= step.params.most:
            raise Refused("enough", f"at most {step.params.most} notes a seat", field="text", most=step.params.most)

    def _note(self, step: Step, note: str) -> Note:
        found: Note | None = step.data.notes.get(note)
        if found is None:
            raise Refused("unknown_note", "no such note in this step", field="note")
        if found.withdrawn:
            raise Refused("withdrawn", "this note was taken back", field="note")
        return found

    def _own(self, event: Proposal, note: Note) -> None:
        if event.by == BY_DESK and note.by != BY_DESK:
            raise Refused("not_yours", "the desk changes only what it entered itself", field="note")
        if event.by != BY_DESK and note.seat != event.seat:
            raise Refused("not_yours", "only its author changes a note", field="note")

    # ------------------------------------------------------------ fold

    def fold(self, step: Step, event: Event, body: Any) -> None:
        """Takes in what is said of a note; words that come after the opening wait for the facilitator."""
        data: Data = step.data
        late = step.phase in {"revealed", "closed"} and event.by != BY_DESK
        if isinstance(body, Partner):
            if event.seat and not late:
                pairs.fold(data, event, body)
            return
        if isinstance(body, Write):
            note = Note(event.id, len(data.notes) + 1, event.seat, clean(body.text), event.at, event.by, late, late)
            note.of = None if body.of is None else frozenset(body.of)
            note.with_ = frozenset(body.with_ if event.by == BY_DESK else ())
            data.add(note)
            return
        self._said_of(data, event, body, late=late)

    def _said_of(self, data: Data, event: Event, body: Any, *, late: bool) -> None:
        note = data.notes.get(body.note)
        if note is None:
            return
        if isinstance(body, Translate):
            note.lines.pop(body.locale, None)
            if line := clean(body.text):
                note.lines[body.locale] = line
        elif event.kind in {"notes.hide", "notes.restore"}:
            note.hidden = event.kind == "notes.hide"
        elif note.by == BY_DESK if event.by == BY_DESK else event.seat and event.seat == note.seat:
            self._author(data, note, event, body, late=late)

    def _author(self, data: Data, note: Note, event: Event, body: Change | OfNote, *, late: bool) -> None:
        if not isinstance(body, Change):
            data.withdraw(note)
            return
        note.versions.append(note.text)
        note.text, note.by = clean(body.text), event.by
        note.late, note.hidden = note.late or late, note.hidden or late

    # ------------------------------------------------------------ views

    def answered(self, step: Step) -> int:
        """Seats with at least one note; where several write as one, the people behind these notes."""
        if not step.params.together:
            return int(step.data.answered)
        seats, more = joined.people(step)
        return len(seats) + more

    def has_answer(self, step: Step, seat: str) -> bool:
        """Whether the seat has a note, or a part in one."""
        return bool(step.data.of_seat.get(seat)) or (bool(step.params.together) and seat in joined.people(step)[0])

    def say(self, state: State, step: Step) -> Text:
        """The author's line while the room writes; then how to read what was opened."""
        if step.phase != "revealed":
            return super().say(state, step)
        return both("notes.say.one" if state.screen.mode == "one" else "notes.say.all")

    def everyone(self, state: State, step: Step, role: Role) -> View:
        """See :func:`pages.everyone`."""
        return pages.everyone(state, step, role) | pairs.everyone(state, step, role)

    def person(self, state: State, step: Step, seat: str) -> View:
        """See :func:`pages.person`."""
        return pages.person(state, step, seat)

    def private(self, step: Step) -> View:
        """See :func:`pages.private`."""
        return pages.private(step)

    def ahead(self, state: State, step: Step) -> Move | None:
        """See :func:`pages.ahead`."""
        return pages.ahead(state, step)

    def behind(self, state: State, step: Step) -> Move | None:
        """See :func:`pages.behind`."""
        return pages.behind(state, step)

    def offers(self, step: Step) -> list[Offer]:
        """The notes that the room sees, once they are open; those of several name what they were made of."""
        if step.phase != "revealed":
            return []
        return [
            Offer(one.note.id, one.note.text, of=joined.roots(one.home, one.note), seat=one.note.seat)
            for one in joined.shown(step)
        ]

    def table(self, step: Step) -> list[View]:
        """A row a note, in the order they came."""
        before = joined.Before.of(step)
        return [
            {
                "note": note.id,
                "text": "" if note.withdrawn else note.text,
                "seat": note.seat,
                "at": note.at,
                "late": note.late,
                "hidden": note.hidden,
                "withdrawn": note.withdrawn,
                "by_desk": note.by == BY_DESK,
                "versions": len(note.versions) + 1,
                "of": " ".join(before.parts(step, note)),
                **{f"line_{locale}": text for locale, text in note.lines.items() if not note.withdrawn},
            }
            for note in step.data.notes.values()
        ]

    def markdown(self, step: Step, locale: str) -> str:
        """A list of the notes that are shown, each with the lines under it."""
        rows = []
        for note in (one.note for one in joined.shown(step)):
            rows.append("- " + escaped(note.text, "  "))
            rows += [f"\n  *{escaped(' '.join(text.split()))}*" for text in note.lines.values()]
        return "\n".join(rows)
