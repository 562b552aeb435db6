"""``circle doctor``: what would stop a meeting, and how to mend it."""

from __future__ import annotations

import click

from circle_widgets.cli.frame import OUT_OF_ORDER, give, tell
from circle_widgets.cli.help import json_option, store_option, verb
from circle_widgets.cli.language import words

MARKS = {"well": ("✓", "green"), "note": ("·", "yellow"), "stop": ("✗", "red")}


@verb(store_option, click.option("--room-port", type=click.IntRange(1, 65_535), default=8866, metavar="N"), json_option)
def doctor_(*, store: str, room_port: int, as_json: bool) -> int:
    """Look at everything that a meeting needs."""
    from circle_widgets.doctor import examine  # noqa: PLC0415 - help is there at once

    findings = examine(store or None, room_port)
    stops = sum(one.state == "stop" for one in findings)
    if as_json:
        facts = [
            {"about": one.about, "state": one.state, "says": words(one.key, **one.slots), **one.slots}
            for one in findings
        ]
        give({"stops": stops, "findings": facts}, as_json=True)
        return OUT_OF_ORDER if stops else 0
    for one in findings:
        mark, colour = MARKS[one.state]
        click.echo(f"{click.style(mark, fg=colour, bold=True)} {words(one.key, **one.slots)}")
        if one.mend:
            click.echo(f"    → {words(one.mend, **one.slots)}")
    tell("doctor.stops" if stops else "doctor.well", n=stops)
    return OUT_OF_ORDER if stops else 0
