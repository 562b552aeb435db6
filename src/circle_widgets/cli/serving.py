"""Verbs that stay: ``serve`` for a facilitator's laptop, ``room`` for a server."""

from __future__ import annotations

import click

from circle_widgets.cli.frame import give, tell
from circle_widgets.cli.help import store_option, verb
from circle_widgets.cli.language import language

PORT = click.IntRange(0, 65_535)


@verb(
    store_option,
    click.option("--port", type=PORT, default=0, metavar="N"),
    click.option("--room-port", type=PORT, default=0, metavar="N"),
    click.option("--hands-on", is_flag=True),
    click.option("--demo", is_flag=True),
    click.option("--no-browser", is_flag=True),
    click.option("--shortcut", is_flag=True),
)
def serve_(
    *, store: str, port: int, room_port: int, hands_on: bool, demo: bool, no_browser: bool, shortcut: bool
) -> int:
    """Open the workbooks, and the room for phones."""
    if shortcut:
        return _shortcut(store)
    from circle_widgets.serve import Asked, serve  # noqa: PLC0415 - help is there at once

    asked = Asked(store, port, room_port, hands_on, demo, browser=not no_browser, language=language())
    return serve(asked, tell)


def _shortcut(store: str) -> int:
    from platformdirs import user_desktop_path  # noqa: PLC0415 - only here

    from circle_widgets.serve import shortcut  # noqa: PLC0415 - the same

    tell("cli.serve.icon", file=shortcut.put(user_desktop_path(), shortcut.command(store or None)))
    return 0


@verb(
    store_option,
    click.option("--port", type=PORT, default=8866, metavar="N"),
    click.option("--host", metavar="ADDRESS", default="0.0.0.0"),  # noqa: S104 - phones come from outside
    click.option("--joins", type=click.FloatRange(min=0.1), default=50.0, metavar="N"),
    click.option("--share-log", is_flag=True),
    click.option("--as-long-as", type=int, default=0, metavar="PID", hidden=True),
    click.option("--json", "as_json", is_flag=True),
)
def room_(*, store: str, port: int, host: str, joins: float, share_log: bool, as_long_as: int, as_json: bool) -> None:
    """The room alone, until told to end."""
    from circle_widgets.places import default_store  # noqa: PLC0415 - help is there at once
    from circle_widgets.room.process import run  # noqa: PLC0415 - the same
    from circle_widgets.room.rooms import Settings  # noqa: PLC0415 - the same
    from circle_widgets.serve import leash  # noqa: PLC0415 - the same

    leash.hold()
    if as_long_as:
        leash.as_long_as(as_long_as)

    def ready(chosen: int) -> None:
        give({"port": chosen, "host": host}, as_json=as_json, key="cli.room.ready", port=chosen)

    run(
        store or default_store(),
        port,
        host,
        settings=Settings(joins_per_second=joins, share_log=share_log, follow_desk=True),
        ready=ready,
    )
