"""Circle, the object that people hold: thin over the log, the state and the store."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from circle_widgets import clock as clocks
from circle_widgets import export, files
from circle_widgets.activities import Activity, find
from circle_widgets.errors import CircleError, Refused, UnknownActivity, UnknownCircle
from circle_widgets.events import Receipt, Refusal, parse
from circle_widgets.ledger import Answer, Ledger, new_id
from circle_widgets.places import default_store
from circle_widgets.state import Run, State
from circle_widgets.steps import Move
from circle_widgets.store import Store, open_store
from circle_widgets.views import ahead, behind

if TYPE_CHECKING:
    import pandas as pd

    from circle_widgets.widgets.desk import DeskWidget

LAST = "last"
"""The fact of this machine that says which circle was used last (its code)."""


class NoCircle(CircleError, LookupError):
    """There is no circle yet; make one first."""

    code = "no_circle"


class Circle:
    """One learning circle: what was said and decided, and the way to say more.

    Get one from :meth:`open` (where it stands) or :meth:`make` (a new one). A circle that :meth:`open` could not find
    is *empty*: it has no log yet, and :meth:`run` shows a form that makes one.
    """

    def __init__(self, store: Store, ledger: Ledger | None) -> None:
        self.store = store
        self._ledger = ledger

    @classmethod
    def open(cls, code: str | None = None, *, store: str | None = None, clock: clocks.Clock = clocks.now) -> Circle:
        """The circle of ``code``; without one that of the page's ``?circle=CODE``, else the last used, else an empty.

        ``store`` is a path or an address; without one the environment's ``CIRCLE_STORE``, else a file in the person's
        data folder. Raises :class:`~circle_widgets.errors.UnknownCircle` only for a ``code`` given here.
        """
        opened = _opened(store)
        if code:
            return cls._at(opened, opened.find(code).id, clock)
        asked = parse_qs(os.environ.get("QUERY_STRING", "")).get("circle", [""])[0]
        for wish in (asked, opened.local("", LAST, "")):
            try:
                if wish:
                    return cls._at(opened, opened.find(str(wish)).id, clock)
            except UnknownCircle:
                continue
        real = [info for info in opened.circles() if not info.practice]
        return cls._at(opened, real[0].id, clock) if real else cls(opened, None)

    @classmethod
    def _at(cls, store: Store, circle_id: str, clock: clocks.Clock) -> Circle:
        circle = cls(store, Ledger(store, circle_id, clock=clock))
        if not circle.ledger.info.practice:
            store.note_local("", LAST, circle.code)
        return circle

    @classmethod
    def make(
        cls,
        title: str,
        *,
        locale: str = "en",
        facilitator: str = "",
        practice: bool = False,
        store: str | Store | None = None,
        clock: clocks.Clock = clocks.now,
    ) -> Circle:
        """A new circle. A practice circle is marked as such everywhere and is never the last used.

        Raises :class:`~circle_widgets.errors.Refused` for a title that is empty or longer than 120 characters.
        """
        body = {"title": title.strip(), "practice": practice, "locale": locale, "facilitator": facilitator.strip()}
        if not body["title"]:
            raise Refused("title_missing", "a circle needs a title", field="title")
        opened = _opened(store)
        info = opened.make(str(body["title"])[:120], at=clock(), practice=practice)
        try:
            accepted(Ledger(opened, info.id, clock=clock).say("circle.made", body))
        except CircleError:
            opened.drop(info.id)
            raise
        return cls._at(opened, info.id, clock)

    def __repr__(self) -> str:
        if self._ledger is None:
            return "<Circle, not made yet>"
        return f"<Circle {self.title!r}, {self.code}>"

    def close(self) -> None:
        """Let go of the store. What was said is on disk already; a notebook need not call this."""
        self.store.close()

    @property
    def empty(self) -> bool:
        """True while there is no circle behind this object."""
        return self._ledger is None

    @property
    def ledger(self) -> Ledger:
        """The log and its fold. Raises :class:`NoCircle` while this circle is empty."""
        if self._ledger is None:
            raise NoCircle("there is no circle yet: circle.run(…) offers to make one, Circle.make('Title') makes one")
        return self._ledger

    def become(self, title: str, *, locale: str = "en", facilitator: str = "") -> None:
        """Make the circle that this empty one stands for."""
        made = Circle.make(title, locale=locale, facilitator=facilitator, store=self.store)
        self._ledger = made.ledger

    @property
    def id(self) -> str:
        """The circle's id, for ever and everywhere."""
        return self.ledger.id

    @property
    def code(self) -> str:
        """This store's name for the circle, six characters."""
        return self.ledger.info.code

    @property
    def title(self) -> str:
        """What people call it."""
        return self.state.title or self.ledger.info.title

    @property
    def state(self) -> State:
        """The circle as it stands now; reads what others committed first."""
        self.ledger.refresh()
        return self.ledger.state

    # ------------------------------------------------------------ running

    def start(self, activity: str | Activity, *, again: bool = False) -> bool:
        """Attach to the activity where it stands, or start it; True when it was started.

        One that is over stays over, and one that has begun and now reads differently stays as it is (:meth:`differs`
        tells, :meth:`replace_ahead` mends); one of which nothing has begun is replaced. With ``again`` it always starts
        anew. Raises :class:`~circle_widgets.errors.UnknownActivity` for an unknown name.
        """
        activity = find(activity) if isinstance(activity, str) else activity
        data = activity.as_data()
        state = self.state
        run = state.run
        if run is not None and run.name == data["name"] and not again:
            begun = any(state.steps[one].begun for one in run.steps)
            if self._same(state, run, data) or (begun and not run.ended):
                return False
        accepted(self.ledger.say("activity.start", data))
        return True

    def differs(self, activity: Activity) -> bool | None:
        """Whether the running activity of that name has other steps than ``activity``; None when it is not running."""
        state, data = self.state, activity.as_data()
        run = state.run
        if run is None or run.ended or run.name != data["name"]:
            return None
        return not self._same(state, run, data)

    @staticmethod
    def _same(state: State, run: Run, data: dict[str, Any]) -> bool:
        planned = [(one["kind"], parse(state.registry[one["kind"]].Params, one["params"])) for one in data["steps"]]
        # what was left for next time still belongs to it
        return planned == [(state.steps[one].kind, state.steps[one].params) for one in run.plan]

    def replace_ahead(self, activity: Activity) -> None:
        """Put the steps of ``activity`` in the place of those that have not begun."""
        state = self.state
        steps, plan = activity.as_data()["steps"], state.run.plan if state.run is not None else []
        begun = {n for n, one in enumerate(plan) if state.steps[one].begun}
        accepted(self.ledger.say("activity.change", {"steps": [one for n, one in enumerate(steps) if n not in begun]}))

    def run(self, activity: str | Activity, *, again: bool = False) -> DeskWidget:
        """The desk, with ``activity`` attached where it stands, or started; show it as the last line of a cell.

        When the running activity has begun and now reads differently, the desk asks what to do.
        """
        from circle_widgets.widgets.desk import DeskWidget  # noqa: PLC0415 - kernels without a desk stay light

        activity = find(activity) if isinstance(activity, str) else activity
        return DeskWidget(self, activity, again=again)

    def move(self, where: str) -> Answer:
        """``next``, ``back``, ``reveal``, ``close``, ``pause`` (again: go on) or ``more`` (a minute).

        Raises :class:`~circle_widgets.errors.Refused` when there is nothing to move.
        """
        state = self.state
        move = _move(state, where)
        if move is None:
            raise Refused("nothing_runs", f"nothing to {where}: start an activity first", field="step")
        return accepted(self.ledger.say(move.kind, move.body, step=move.step))

    def undo(self) -> str:
        """Take back the desk's own last act; its kind, or "" when there was none."""
        last = self.state.last_act
        if last is None:
            return ""
        accepted(self.ledger.say("desk.undo", {"event": last.id}))
        return last.kind

    def write(self, text: str, *, step: str = "", seat: str = "") -> Answer:
        """Add a note for someone without a phone: for ``seat``, or for nobody in particular."""
        current = self.state.current
        where = step or (current.id if current else "")
        return accepted(self.ledger.say("notes.write", {"text": text}, step=where, seat=seat))

    def add_seat(self, name: str = "", *, way: str = "paper", locale: str = "") -> str:
        """Seat someone who has no phone; the seat's id."""
        seat = new_id()
        body = {"name": name, "locale": locale or self.state.locale, "way": way}
        accepted(self.ledger.say("seat.join", body, seat=seat))
        return seat

    def key(self) -> str:
        """A new key that opens the whole circle; it is shown once, only its hash is kept."""
        key = secrets.token_urlsafe(24)
        self.store.grant(self.id, key, "key")
        return key

    def erase(self, seat: str) -> int:
        """Erase all that is held of a seat, for good; how many things were blanked."""
        return self.ledger.erase(seat)

    # ------------------------------------------------------------ keeping

    def frame(self, kind: str = "notes", *, private: bool = False) -> pd.DataFrame:
        """What was said in the steps of a kind, as a DataFrame; see the kind for its columns.

        Only what the room may see, since a table may stand on the wall; ``private`` adds what was not opened, came late
        or is hidden. Raises :class:`~circle_widgets.errors.UnknownActivity` for an unknown kind.
        """
        from circle_widgets.insight import frame  # noqa: PLC0415 - pandas costs a cold start 0.6 s

        state = self.state
        if kind not in state.registry:
            raise UnknownActivity(f"no step kind is called {kind!r}; there are: {', '.join(sorted(state.registry))}")
        return frame(export.rows(state, kind, private=private), export.columns(state, kind))

    def export(self, path: str | Path, *, names: bool = True, private: bool = False) -> Path:
        """Keep the circle: ``.jsonl`` is its file, ``.csv`` the notes as a table, ``.md`` what was opened, as a text.

        Of the text that it agreed on ``.svg``, ``.pdf`` and ``.png`` are the poster, ``.html`` is a page with the
        poster and how the text came about. ``names`` and ``private`` as for :meth:`exported`, which says what is
        raised. The file is written beside and put in place at once.
        """
        target = Path(path)
        raw = self.exported(target.suffix.removeprefix(".").lower(), names=names, private=private)
        beside = target.with_name(f".{target.name}.part")
        beside.write_bytes(raw)
        beside.replace(target)
        return target

    def exported(self, how: str, *, names: bool = True, private: bool = False) -> bytes:
        """The same as bytes; ``how`` is ``jsonl``, ``csv``, ``md``, ``html``, ``svg``, ``pdf`` or ``png``.

        ``names``: the file holds people's names (all else never does). ``private``: the table holds what was not
        opened, came late or is hidden, too (the file always does, the text never). Raises
        :class:`~circle_widgets.errors.UnknownActivity` for another format; for those of the agreed text
        :class:`~circle_widgets.export.NoText` when there is none, and for the poster's
        :class:`~circle_widgets.paper.NoTypst` without the extra ``print``.
        """
        state = self.state
        if how == "jsonl":
            return export.as_file(self.id, state, self.ledger.log(), names=names)
        if how == "csv":
            return export.as_csv(state, "notes", private=private).encode()
        if how == "md":
            return export.as_markdown(state).encode()
        if how == "html":
            return export.as_html(state).encode()
        if how in export.PICTURES:
            return export.as_poster(state, export.PICTURES[how])
        raise UnknownActivity(f"no file is written as {how!r}; there are: jsonl, csv, md, html, svg, pdf, png")

    @classmethod
    def load(
        cls, raw: bytes, *, store: str | Store | None = None, clock: clocks.Clock = clocks.now
    ) -> tuple[Circle, int]:
        """Open a circle's file: a union with what is here, by event id. Returns the circle and how much was new.

        Raises :class:`~circle_widgets.errors.BadFile`, and then nothing was imported.
        """
        header, events = files.load(raw)
        opened = _opened(store)
        here = any(info.id == header.id for info in opened.circles())
        info = opened.make(header.title, at=header.made_at, circle_id=header.id, practice=header.practice)
        try:
            new = Ledger(opened, info.id, clock=clock).merge(events)
        except CircleError:
            if not here:
                opened.drop(info.id)
            raise
        return cls._at(opened, info.id, clock), new

    def clear(self) -> None:
        """Clear this circle from this computer. Keep its file first: there is no way back."""
        self.store.drop(self.id)
        if self.store.local("", LAST) == self.ledger.info.code:
            self.store.note_local("", LAST, None)
        self._ledger = None


def _opened(store: str | Store | None) -> Store:
    """The store that was handed in, or the one at that address; without either, the person's own."""
    return open_store(store or default_store()) if store is None or isinstance(store, str) else store


def accepted(answer: Answer) -> Receipt:
    """The receipt; raises :class:`~circle_widgets.errors.Refused` for a refusal."""
    if isinstance(answer, Refusal):
        raise Refused(answer.code, answer.message, field=answer.field, **answer.params)
    return answer


def _move(state: State, where: str) -> Move | None:
    step = state.current
    if where == "next":
        return ahead(state)
    if where == "back":
        return behind(state)
    if where not in {"reveal", "close", "pause", "more"}:
        raise Refused("unknown_move", f"no move is called {where!r}", field="move")
    if step is None:
        return None
    kind = f"step.{where}" if where != "pause" or not step.paused else "step.resume"
    return Move("", kind, step=step.id)
