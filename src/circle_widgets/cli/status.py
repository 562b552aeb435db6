"""``circle status``: what circles there are, where each stands, and where phones go."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import click

from circle_widgets.cli.frame import give, tell
from circle_widgets.cli.help import json_option, store_option, verb
from circle_widgets.cli.language import language, words
from circle_widgets.sentences import pick

if TYPE_CHECKING:
    from circle_widgets.circle import Circle
    from circle_widgets.state import Step


@verb(click.argument("code", required=False), store_option, json_option)
def status_(*, code: str | None, store: str, as_json: bool) -> None:
    """Say how things stand."""
    from circle_widgets import clock, join  # noqa: PLC0415 - help is there at once
    from circle_widgets.circle import Circle  # noqa: PLC0415 - the same
    from circle_widgets.ledger import Ledger  # noqa: PLC0415 - the same
    from circle_widgets.places import default_store  # noqa: PLC0415 - the same
    from circle_widgets.store import open_store  # noqa: PLC0415 - the same

    opened = open_store(store or default_store())
    wanted = [opened.find(code)] if code else opened.circles()
    circles = [facts_of(Circle(opened, Ledger(opened, one.id))) for one in wanted]
    found = join.addresses(opened.local("", join.ROOM), "", clock.now())
    phones = [one["url"] for one in found.values()]
    if as_json:
        give({"store": opened.shown, "room": phones, "circles": circles}, as_json=True)
        return
    _table(circles)
    tell("cli.status.room" if phones else "cli.status.no_room", urls=", ".join(phones))
    tell("cli.status.where", where=opened.shown)


def facts_of(circle: Circle) -> dict[str, Any]:
    """Where a circle stands. ``stored`` counts the seats whose answer to this step is stored.

    Of the running activity: ``minutes``, its planned length with the people here, ``late``, by how many minutes it will
    be over too late, and ``next_time``, what was left for next time.
    """
    from circle_widgets import timetable  # noqa: PLC0415 - help is there at once
    from circle_widgets.views import kind_of  # noqa: PLC0415 - help is there at once

    state = circle.state
    facts: dict[str, Any] = {"code": circle.code, "title": circle.title, "practice": state.practice, "people": state.n}
    run, step = state.run, state.current
    if run is not None and not run.ended:
        facts["activity"] = run.name
        facts["minutes"] = timetable.total((state.steps[one].params for one in run.steps), timetable.people(state))
        facts["late"] = timetable.late(state, circle.ledger.clock()) / 2
    left = timetable.left(run, state) if run is not None else []
    if left:
        facts["next_time"] = [_title(state.steps[one]) for one in left]
    if step is not None:
        facts |= {"step": step.n, "of": step.of, "kind": step.kind, "phase": step.phase, "paused": step.paused}
        facts["question"] = pick(getattr(step.params, "question", ""), language())
        if kind_of(state, step).hides:
            facts["stored"] = kind_of(state, step).answered(step)
    return facts


def _title(step: Step) -> str:
    return pick(step.params.title or getattr(step.params, "question", ""), language()) or step.kind


def line_of(facts: dict[str, Any]) -> str:
    """Where a circle stands, in a sentence or some."""
    if "step" not in facts:
        line = words("cli.step.none" if "activity" not in facts else "cli.step.ahead", **facts)
    else:
        phase = words(f"cli.phase.{'paused' if facts['paused'] else facts['phase']}")
        line = words("cli.step.at", **{**facts, "phase": phase})
    if "stored" in facts:
        line += " " + words("cli.step.stored", n=facts["stored"], people=facts["people"])
    if facts.get("late"):
        line += " " + words("cli.step.late", n=ceil(facts["late"]))
    if "next_time" in facts:
        line += " " + words("cli.step.next_time", what=", ".join(facts["next_time"]))
    return line


def _table(circles: list[dict[str, Any]]) -> None:
    if not circles:
        tell("cli.status.none")
        return
    from rich.console import Console  # noqa: PLC0415 - help is there at once
    from rich.table import Table  # noqa: PLC0415 - the same
    from rich.text import Text  # noqa: PLC0415 - the same

    table = Table(box=None, pad_edge=False)
    for name in ("code", "title", "people", "stands"):
        table.add_column(words(f"cli.status.column.{name}"), overflow="fold")
    for one in circles:
        title = f"{one['title']} ({words('cli.status.practice')})" if one["practice"] else one["title"]
        # Text, for a title is what somebody typed and may hold what rich takes for markup.
        table.add_row(Text(one["code"], "bold"), Text(title), str(one["people"]), Text(line_of(one)))
    Console().print(table)
