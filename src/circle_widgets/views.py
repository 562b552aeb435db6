"""What a browser receives: a view is all it ever gets. Pure functions of the state.

A view is a JSON object without null and without lists of things, so that RFC 7396 patches work and stay small.
"""

from __future__ import annotations

from typing import Any, cast

from circle_widgets import showing, told
from circle_widgets.state import Run, State, Step
from circle_widgets.steps.base import Move, Role, StepKind, View

CONTROLS: frozenset[Role] = frozenset({"desk", "remote"})


def kind_of(state: State, step: Step) -> StepKind:
    """The kind of a step."""
    return cast("StepKind", state.registry[step.kind])


def everyone(state: State, role: Role, code: str = "") -> View:
    """What every page of ``role`` may receive: ``circle``, ``room``, ``step``, ``screen``, ``desk``, the kind's own."""
    found: View = {"circle": _circle(state, code), "room": _room(state, role)}
    step = state.current
    if step is not None:
        found["step"] = _step(state, step)
        found[step.kind] = kind_of(state, step).everyone(state, step, role)
    found |= told.everyone(state, role)
    if role != "phone":
        found["screen"] = _screen(state, found)
    if role in CONTROLS:
        found["desk"] = _desk(state)
    return found


def person(state: State, seat_id: str) -> View:
    """What one seat receives besides: ``me`` and the kind's own part. Empty for a seat that is not there (erased)."""
    seat = state.seats.get(seat_id)
    if seat is None:
        return {}
    me: View = {"seat": seat.id, "word": seat.word, "locale": seat.locale, "way": seat.way}
    if seat.name:
        me["name"] = seat.name
    if seat.left:
        me["left"] = True
    found: View = {"me": me}
    step = state.current
    if step is not None:
        found[step.kind] = kind_of(state, step).person(state, step, seat_id)
    return found | told.person(state, seat_id)


def private(state: State, step_id: str = "") -> View:
    """What only the facilitator may see, when asked for: the step's hidden part, under its kind's name."""
    step = state.steps.get(step_id) if step_id else state.current
    if step is None:
        return {}
    return {"step": _step(state, step), step.kind: kind_of(state, step).look(state, step)}


def _circle(state: State, code: str) -> View:
    found: View = {"title": state.title, "locale": state.locale}
    for key, value in (("code", code), ("facilitator", state.facilitator), ("practice", state.practice)):
        if value:
            found[key] = value
    if state.run is not None:
        found["activity"] = state.run.title
        if state.run.ended:
            found["ended"] = True
    return found


def _room(state: State, role: Role) -> View:
    if role == "phone":
        return {"seats": state.n}
    present = [seat for seat in state.seats.values() if not seat.left] if role in CONTROLS else []
    found: View = {"seats": state.n, "here": state.present}
    if role in CONTROLS:
        phones = sum(seat.way != "paper" for seat in present)
        found |= {"phones": phones, "paper": len(present) - phones}
        if state.head_count:
            found["counted"] = state.head_count
    step = state.current
    if step is not None and kind_of(state, step).hides:
        found["stored"] = _stored(state, step)
    return found


def _stored(state: State, step: Step) -> int:
    """Seats that are here and whose answer is stored: never more than people."""
    kind = kind_of(state, step)
    if kind.ballots:
        away = {seat.id for seat in state.seats.values() if seat.left}
        here = sum(kind.people(ballot) for seat, ballot in state.ballots.items() if seat not in away)
        return min(state.n, here + kind.answered(step))
    gone = [] if state.present == len(state.seats) else [seat.id for seat in state.seats.values() if seat.left]
    return min(state.n, kind.answered(step) - sum(kind.has_answer(step, seat) for seat in gone))


def _step(state: State, step: Step) -> View:
    found: View = {"id": step.id, "kind": step.kind, "n": step.n, "of": step.of, "phase": step.phase}
    for key in ("title", "question", "hint"):
        if text := getattr(step.params, key, ""):
            found[key] = text
    if not found.keys() & {"title", "question"} and (own := kind_of(state, step).question(step)):
        found["question"] = own
    found["minutes"] = step.minutes
    for key, value in (
        ("started", step.clock_at or step.opened_at),
        ("ends_at", step.ends_at),
        ("paused", step.paused),
    ):
        if value:
            found[key] = value
    if step.paused:
        found["left"] = step.left
    return found


def _screen(state: State, view: View) -> View:
    screen = state.screen
    own = view.get(state.current.kind, {}) if state.current else {}
    pages = int(own.pop("pages", 1))
    fills = state.current is not None and kind_of(state, state.current).fills
    shown = "step" if screen.mode in told.MODES and "told" not in view else screen.mode
    mode = "all" if shown == "step" and fills else shown
    if "told" in view:
        pages = int(view["told"].pop("pages"))
    found: View = {"mode": mode, "page": min(screen.page, pages), "pages": pages}
    if fills:
        found["fills"] = True
    return found | {"blank": True} if screen.blank else found


def _desk(state: State) -> View:
    found: View = {"plan": showing.plan(state), "paper": _paper(state)}
    if show := showing.show(state):
        found["show"] = show
    step = state.current
    if step is not None:
        if say := kind_of(state, step).say(state, step):
            found["say"] = say
        if kind_of(state, step).hides and step.phase in {"open", "closed"}:
            found["reveal"] = Move("desk.open", "step.reveal", step=step.id).view()
        if kind_of(state, step).looks(state, step):
            found["look"] = True
    for key, move in (("next", ahead(state)), ("back", behind(state)), ("skip", _skip(state))):
        if move is not None:
            found[key] = move.view()
    last = state.last_act
    if last is not None:
        found["undo"] = {"label": f"undo.{last.kind}", "event": last.id}
        if last.step in state.steps:
            found["undo"]["n"] = state.steps[last.step].n
    return found


def _paper(state: State) -> View:
    """The seats on paper, for which the facilitator enters words; ``stored``: their answer to this step is."""
    step, found = state.current, {}
    for seat in state.seats.values():
        if seat.way != "paper" or seat.left:
            continue
        found[seat.id] = {"n": seat.n, "word": seat.word} | ({"name": seat.name} if seat.name else {})
        if step is not None and kind_of(state, step).has_answer(step, seat.id):
            found[seat.id]["stored"] = True
    return found


def ahead(state: State) -> Move | None:
    """What comes next: inside the step, else the next step, else the end of the activity."""
    run, step = state.run, state.current
    text = told.ahead(state)
    if text is not None or run is None or run.ended:
        return text
    if step is None:
        begun = [n for n, one in enumerate(run.steps, 1) if state.steps[one].phase != "ahead"]
        fresh = run.steps[begun[-1] if begun else 0 :] or run.steps
        return Move("desk.begin", "step.open", step=fresh[0]) if fresh else None
    inside = kind_of(state, step).ahead(state, step)
    if inside is not None:
        return inside
    return _next_step(run, step) or Move("desk.end", "activity.end")


def _next_step(run: Run, step: Step) -> Move | None:
    place = run.steps.index(step.id) + 1
    return Move("desk.next_step", "step.open", step=run.steps[place]) if place < len(run.steps) else None


def _skip(state: State) -> Move | None:
    """On to the next step while this one, opened, still has something to show: not every room reads every page."""
    run, step = state.run, state.current
    if run is None or run.ended or step is None or step.phase not in {"revealed", "closed"}:
        return None
    onward = _next_step(run, step)
    return None if onward == ahead(state) else onward


def behind(state: State) -> Move | None:
    """The way back: inside the step, else the step before."""
    run, step = state.run, state.current
    text = told.behind(state)
    if text is not None:
        return text
    if run is None or step is None:
        if run is not None and run.ended and run.steps:
            return Move("desk.last_step", "step.open", step=run.steps[-1])
        return None
    inside = kind_of(state, step).behind(state, step)
    if inside is not None:
        return inside
    place = run.steps.index(step.id)
    return Move("desk.step_before", "step.open", step=run.steps[place - 1]) if place else None


def diff(old: Any, new: Any) -> Any:
    """The RFC 7396 merge patch that makes ``new`` of ``old`` (both views)."""
    found: View = {key: None for key in old if key not in new}
    for key, value in new.items():
        before = old.get(key)
        if isinstance(value, dict) and isinstance(before, dict):
            inner = diff(before, value)
            if inner:
                found[key] = inner
        elif before != value or type(before) is not type(value):
            found[key] = value
    return found


def patch(old: Any, change: Any) -> Any:
    """RFC 7396: apply a merge patch, leaving ``old`` as it is."""
    if not isinstance(change, dict):
        return change
    found = dict(old) if isinstance(old, dict) else {}
    for key, value in change.items():
        if value is None:
            found.pop(key, None)
        else:
            found[key] = patch(found.get(key), value)
    return found
