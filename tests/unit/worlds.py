"""Circles for property tests: what a meeting may say, and what a file may hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from circle_widgets import events as ev
from circle_widgets import views
from circle_widgets.events import Event, Proposal, Refusal
from circle_widgets.ledger import Fold
from circle_widgets.state import State
from circle_widgets.steps import Role, registry

ROLES: tuple[Role, ...] = ("phone", "screen", "desk", "remote")
START = 1_800_000_000_000
"""When circles begin in tests, in milliseconds."""
SEATS = ("ana", "ben", "cleo")
PLAN = [
    {"id": "s1", "kind": "talk", "params": {"question": {"en": "Ready?", "fr": "Prêts ?"}, "lines": ["one", "two"]}},
    {"id": "s2", "kind": "notes", "params": {"question": "One hope?", "minutes": 3, "most": 3, "longest": 200}},
    {"id": "s3", "kind": "notes", "params": {"question": {"en": "One fear?"}, "say": "Quiet now."}},
    {"id": "s4", "kind": "talk", "params": {"minutes": 0}},
]


class World:
    """A circle in memory: proposes, and keeps what the rules accept. Events come ``pace`` milliseconds apart."""

    def __init__(self, name: str = "w", pace: int = 1000) -> None:
        self.fold = Fold(registry())
        self.name, self.pace, self.at, self.n = name, pace, START, 0

    @property
    def state(self) -> State:
        return self.fold.state

    @property
    def log(self) -> list[Event]:
        return self.fold.log()

    def say(
        self, kind: str, body: dict[str, Any] | None = None, *, step: str = "", seat: str = "", by: str = "desk"
    ) -> Event | Refusal:
        self.n += 1
        self.at += self.pace
        who: Any = by
        return self.fold.decide(Proposal(f"{self.name}{self.n}", kind, body or {}, step, seat, who), self.at)

    def did(
        self, kind: str, body: dict[str, Any] | None = None, *, step: str = "", seat: str = "", by: str = "desk"
    ) -> Event:
        """Say what must be accepted."""
        found = self.say(kind, body, step=step, seat=seat, by=by)
        assert isinstance(found, Event), found
        return found

    def refused(
        self, kind: str, body: dict[str, Any] | None = None, *, step: str = "", seat: str = "", by: str = "desk"
    ) -> Refusal:
        """Say what must be refused."""
        found = self.say(kind, body, step=step, seat=seat, by=by)
        assert isinstance(found, Refusal), found
        return found

    def gathers(self, people: int, paper: int = 0) -> None:
        """Olu's circle is made, and joined: ``p0`` and so on have a phone each, ``paper0`` and so on write on paper."""
        self.did("circle.made", {"title": "Sewing", "facilitator": "Olu"})
        for n in range(people):
            self.did("seat.join", {}, seat=f"p{n}", by="")
        for n in range(paper):
            self.did("seat.join", {"way": "paper"}, seat=f"paper{n}")

    def writes(self, seat: str, text: str, step: str = "s2") -> Event:
        return self.did("notes.write", {"text": text}, step=step, seat=seat, by="")

    def copy(self, name: str, pace: int) -> World:
        """This circle's copy on another machine, which goes its own way."""
        other = World(name, pace)
        other.at = self.at
        other.fold.catch_up([_row(n, event) for n, event in enumerate(self.log, 1)], epoch=0, replace=True)
        return other


def _row(position: int, event: Event) -> Any:
    from circle_widgets.store.base import Stored  # noqa: PLC0415 - only this helper needs rows

    return Stored(position, event)


def meeting(*, seats: tuple[str, ...] = SEATS, at: str = "s2", **how: Any) -> World:
    """A circle with seats and the plan, the room at step ``at`` ("" for none yet)."""
    world = World(**how)
    world.did("circle.made", {"title": "Sewing", "facilitator": "Olu"})
    for seat in seats:
        world.did("seat.join", {"name": seat.title()}, seat=seat, by="")
    world.did("activity.start", {"name": "hopes", "title": "Hopes", "steps": PLAN})
    if at:
        world.did("step.open", step=at)
    return world


def busy(**how: Any) -> World:
    """The same after some writing: two notes each by two seats, one entered at the desk."""
    world = meeting(**how)
    for n, seat in enumerate(("ana", "ben", "ana", "ben")):
        world.writes(seat, f"words-{world.n}-{n}")
    world.did("notes.write", {"text": f"words-{world.n} on paper"}, step="s2", seat="cleo")
    return world


# ---------------------------------------------------------------- meetings that the rules had a say in

Move = tuple[str, int, int, int]
OFTEN = ("notes.write", "notes.change", "notes.withdraw", "notes.hide", "notes.restore", "notes.translate", "step.open")
KINDS = (
    *OFTEN,
    *OFTEN,
    "activity.change",
    "activity.end",
    "activity.start",
    "circle.title",
    "desk.undo",
    "desk.undo",
    "plan.keep",
    "plan.leave",
    "plan.leave",
    "plan.take",
    "room.count",
    "screen.show",
    "seat.change",
    "seat.join",
    "seat.leave",
    "step.close",
    "step.more",
    "step.pause",
    "step.pause",
    "step.resume",
    "step.resume",
    "step.reveal",
    "view.back",
    "view.next",
    "view.next",
)
MOVES: st.SearchStrategy[list[Move]] = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 11), st.integers(0, 11), st.integers(0, 11)),
    min_size=12,
    max_size=70,
)


def play(world: World, moves: list[Move]) -> Iterator[tuple[Event | Refusal, Proposal]]:
    """Make each move in turn; one that asks for what is not there is left out."""
    for move in moves:
        said = _said(world, *move)
        if said is None:
            continue
        kind, body, step, seat, by = said
        yield world.say(kind, body, step=step, seat=seat, by=by), Proposal("", kind, body, step, seat)


def _said(world: World, kind: str, a: int, b: int, c: int) -> tuple[str, dict[str, Any], str, str, str] | None:
    state = world.state
    if kind in {"view.next", "view.back"}:
        move = views.ahead(state) if kind == "view.next" else views.behind(state)
        return None if move is None else (move.kind, move.body, move.step, "", "desk")
    step, seat, by = _somewhere(state, a), SEATS[b % len(SEATS)], "desk" if c % 4 == 0 else ""
    if kind.startswith("notes."):
        body = _about_notes(world, kind, step, b, c)
        desk = c % 9 > 0 if kind in DESKS else c % 4 == 0
        note = _notes(world, step).get(body.get("note", ""))
        seat = note.seat if note is not None and c % 5 else seat
        return (kind, body, step, seat, "desk" if desk else "")
    if kind.startswith("seat."):
        names = {"seat.join": {"name": f"Name-{b}"}, "seat.change": {"name": f"Renamed-{a}"}}
        return (kind, names.get(kind, {}), "", f"{seat}{a % 3 or ''}", by)
    if kind.startswith("step."):
        return (kind, {"minutes": b + 1} if kind == "step.more" else {}, step, "", "desk")
    return (kind, _about_all(world, kind, b, c), "", "", "desk")


DESKS = {"notes.hide", "notes.restore", "notes.translate"}


def _somewhere(state: State, a: int) -> str:
    """The current step most of the time, else any, now and then one that there is not."""
    if state.current is not None and a < 8:
        return state.current.id
    steps = [*state.steps, "s9"]
    return steps[a % len(steps)]


def _about_all(world: World, kind: str, b: int, c: int) -> dict[str, Any]:
    last = world.state.last_act
    shows: list[dict[str, Any]] = [
        {"page": b + 1},
        {"mode": "all"},
        {"mode": "one"},
        {"mode": "join"},
        {"blank": b > 5},
    ]
    bodies: dict[str, dict[str, Any]] = {
        "room.count": {"n": b},
        "activity.start": {"name": "again", "title": "Again", "steps": plan(world.n, b)},
        "activity.change": {"steps": plan(world.n, b)},
        "screen.show": shows[c % len(shows)],
        "circle.title": {"title": f"Title {b}"},
        "desk.undo": {"event": last.id if last is not None and c else "w1"},
    }
    if kind.startswith("plan."):
        return {"steps": _some_of(world.state, kind, b, c)}
    return bodies.get(kind, {})


def _some_of(state: State, kind: str, b: int, c: int) -> list[str]:
    """Steps of the running activity: what can be done to them more often than not."""
    steps = state.run.plan if state.run is not None else []
    left = state.run.left if state.run is not None else []
    able = [one for one in steps if (one in left) == (kind == "plan.take") and not state.steps[one].begun]
    among = able if able and c else [*steps, "s9"]
    return [among[b % len(among)], *among[b + c :][:1]]


def _about_notes(world: World, kind: str, step: str, b: int, c: int) -> dict[str, Any]:
    if kind == "notes.write":
        return {"text": f"words-{world.n}-{b} of {world.name}"}
    notes = [id for id, note in _notes(world, step).items() if kind != "notes.restore" or note.hidden] or ["nothing"]
    found: dict[str, Any] = {"note": notes[(b // len(SEATS) + c) % len(notes)]}
    if kind == "notes.change":
        found["text"] = f"other-words-{world.n}"
    if kind == "notes.translate":
        found |= {"text": f"ligne-{world.n}" if b else "", "locale": "fr"}
    return found


def _notes(world: World, step: str) -> dict[str, Any]:
    found: dict[str, Any] = getattr(getattr(world.state.steps.get(step), "data", None), "notes", {})
    return found


def plan(n: int, which: int) -> list[dict[str, Any]]:
    """Steps for a new or changed activity."""
    give = {"minutes": 4, "least": 2, "each": 20, "leave": True}
    return [
        {"id": f"p{n}-{i}", "kind": kind, "params": give if i else {}}
        for i, kind in enumerate(("notes", "talk", "notes")[: which % 4])
    ] or [{"id": f"p{n}-0", "kind": "notes", "params": {"minutes": 0.5}}]


# ---------------------------------------------------------------- whatever a file may hold

JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
IDS = [f"e{n}" for n in range(24)]
_KINDS = sorted({*ev.CORE, *(kind for one in registry().values() for kind in one.bodies), "dots.cast", "made.up"})
_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(["A", {"en": "A", "fr": "B"}, "", 3]),
    "name": st.sampled_from(["Ana", "", None]),
    "word": st.sampled_from(["blue-heron", "", "red-boat-2"]),
    "n": st.integers(-1, 20),
    "steps": st.lists(
        st.fixed_dictionaries(
            {"id": st.sampled_from(["s1", "s2", "s3", "s4"]), "kind": st.sampled_from(["notes", "talk", "dots"])},
            optional={
                "params": st.sampled_from(
                    [
                        {},
                        {"minutes": 1e308},
                        {"minutes": 0},
                        {"most": 1},
                        {"together": 2},
                        {"x": 1},
                        {"each": 20, "least": 1, "leave": True},
                    ]
                )
            },
        ),
        max_size=4,
    ),
    "minutes": st.sampled_from([1, 0, 120, 1e308, -1]),
    "mode": st.sampled_from(["all", "one", "join", "step", "up"]),
    "page": st.integers(0, 4),
    "blank": st.booleans(),
    "event": st.sampled_from(IDS) | JUNK,
    "ids": st.lists(st.sampled_from(IDS), max_size=4) | JUNK,
    "seat": st.sampled_from([*SEATS, "", 3]),
    "text": st.sampled_from(["words", "  ", "", "x" * 1001, "other\nwords"]),
    "note": st.sampled_from(IDS) | JUNK,
    "with": st.sampled_from(SEATS) | st.lists(st.sampled_from(SEATS), max_size=2) | JUNK,
    "of": st.lists(st.sampled_from(IDS), max_size=3) | JUNK,
    "tally": st.fixed_dictionaries(
        {"counts": st.dictionaries(st.sampled_from([*IDS, "o1"]), JUNK, max_size=3), "voters": JUNK}
    )
    | JUNK,
    "given": st.fixed_dictionaries({"step": st.sampled_from(["s1", "s2", "s3"])})
    | st.fixed_dictionaries({"options": st.lists(st.lists(st.sampled_from(IDS), max_size=2), max_size=3), "dots": JUNK})
    | JUNK,
    "dots": st.integers(-1, 30),
    "counts": st.dictionaries(st.sampled_from(IDS), st.integers(-1, 3), max_size=3),
    "voters": st.integers(-1, 3),
    "locale": st.sampled_from(["en", "fr", "nonsense!"]),
    "way": st.sampled_from(["phone", "paper", "boat"]),
}
_OWN = {kind: [*body.__struct_encode_fields__] for kind, body in ev.CORE.items()} | {
    kind: [*body.__struct_encode_fields__] for one in registry().values() for kind, body in one.bodies.items()
}


def _bodies(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    fields = {key: _FIELDS[key] for key in _OWN.get(kind, ()) if key in _FIELDS}
    junk = st.dictionaries(st.text(max_size=6), JUNK, max_size=3)
    return st.fixed_dictionaries(fields) | st.fixed_dictionaries({}, optional=fields) | junk


_BODIES = {kind: _bodies(kind) for kind in _KINDS}
_ENVELOPES = st.tuples(
    st.sampled_from(IDS),
    st.integers(START, START + 12),
    st.sampled_from(_KINDS),
    st.sampled_from(["", "s1", "s2", "s3", "s4"]),
    st.sampled_from(["", *SEATS]),
    st.sampled_from(["", "desk"]),
)


@st.composite
def hostile(draw: st.DrawFn) -> Event:
    """An event that a file could hold: its envelope is sound, and nothing else needs to be."""
    id, at, kind, step, seat, by = draw(_ENVELOPES)
    who: Any = by
    return Event(id, at, kind, draw(_BODIES[kind]), step, seat, who)


def sound_ids(events: list[Event]) -> list[Event]:
    """The same with one event an id, as in a store."""
    return list({event.id: event for event in events}.values())


HOSTILE = st.lists(hostile(), max_size=25)


def begun(events: list[Event]) -> list[Event]:
    """The same after a plan and a few seats, so that what comes meets something."""
    return [*meeting(at="s2").log, *(event for event in events if event.at > START)]


# ---------------------------------------------------------------- views


def all_views(state: State) -> dict[str, Any]:
    """Everything that any page could get, by who gets it."""
    found: dict[str, Any] = {role: views.everyone(state, role, "K7MPQX") for role in ROLES}
    return found | {f"@{seat}": views.person(state, seat) for seat in state.seats}


def text_of(view: Any) -> str:
    """A view as it travels."""
    return json.dumps(view, ensure_ascii=False)
