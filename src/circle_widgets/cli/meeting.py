"""Verbs for a meeting: make a circle, begin an activity, move it on."""

from __future__ import annotations

import click

from circle_widgets.cli.frame import give, tell
from circle_widgets.cli.help import code_argument, json_option, store_option, verb
from circle_widgets.cli.language import language


@verb(
    click.argument("title"),
    click.option("--activity", metavar="NAME", default=""),
    click.option("--language", "spoken", type=click.Choice(["en", "fr"])),
    click.option("--facilitator", metavar="NAME", default=""),
    click.option("--practice", is_flag=True),
    store_option,
    json_option,
)
def new_(
    *, title: str, activity: str, spoken: str | None, facilitator: str, practice: bool, store: str, as_json: bool
) -> None:
    """Make a circle."""
    from circle_widgets.activities import find  # noqa: PLC0415 - help is there at once
    from circle_widgets.circle import Circle  # noqa: PLC0415 - the same

    chosen = find(activity) if activity else None  # before anything is made
    circle = Circle.make(
        title, locale=spoken or language(), facilitator=facilitator, practice=practice, store=store or None
    )
    if chosen is not None:
        circle.start(chosen)
    facts = {
        "code": circle.code,
        "id": circle.id,
        "title": circle.title,
        "practice": practice,
        "store": circle.store.shown,
    }
    give(facts, as_json=as_json, key="cli.new.done", title=circle.title, code=circle.code, where=circle.store.shown)
    if not as_json:
        tell("cli.new.next", code=circle.code)


@verb(code_argument, click.argument("activity"), click.option("--again", is_flag=True), store_option, json_option)
def run_(*, code: str, activity: str, again: bool, store: str, as_json: bool) -> None:
    """Begin an activity, or attach to it where it stands."""
    from circle_widgets.circle import Circle  # noqa: PLC0415 - help is there at once

    circle = Circle.open(code, store=store or None)
    started = circle.start(activity, again=again)
    key = "cli.run.started" if started else "cli.run.there"
    run = circle.state.run
    facts = {"code": circle.code, "activity": run.name if run else activity, "started": started}
    give(facts, as_json=as_json, key=key, activity=facts["activity"], code=circle.code)


@verb(
    code_argument,
    click.argument("move", metavar="MOVE", type=click.Choice(["next", "back", "reveal", "close", "pause", "more"])),
    store_option,
    json_option,
)
def step_(*, code: str, move: str, store: str, as_json: bool) -> None:
    """Move the meeting."""
    from circle_widgets.circle import Circle  # noqa: PLC0415 - help is there at once
    from circle_widgets.cli.status import facts_of, line_of  # noqa: PLC0415 - the same

    circle = Circle.open(code, store=store or None)
    circle.move(move)
    facts = facts_of(circle)
    if as_json:
        give(facts, as_json=True)
    else:
        click.echo(line_of(facts))
