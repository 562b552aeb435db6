"""``circle rehearse``: made-up people in a practice circle."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import click

from circle_widgets.cli.frame import OUT_OF_ORDER, circle_of, give, tell, whisper
from circle_widgets.cli.help import json_option, store_option, verb
from circle_widgets.cli.language import language, words
from circle_widgets.sentences import LOCALES, nearest, say

if TYPE_CHECKING:
    from circle_widgets.circle import Circle


WHOLE = "definition"
"""What a facilitator leads when nothing else is said: a whole meeting."""


def _faults(_context: click.Context, _parameter: click.Parameter, value: str) -> frozenset[str]:
    return _some(value, {"lock", "offline"})


def _languages(_context: click.Context, _parameter: click.Parameter, value: str) -> frozenset[str]:
    return _some(value, set(LOCALES))


def _some(value: str, known: set[str]) -> frozenset[str]:
    asked = {one.strip() for one in value.split(",") if one.strip()}
    if asked - known:
        raise click.BadParameter(f"{', '.join(sorted(asked - known))} ({', '.join(sorted(known))})")
    return frozenset(asked)


@verb(
    click.argument("code", default="", required=False),
    click.option("--people", type=click.IntRange(1, 200), default=9, metavar="N"),
    click.option("--lead", is_flag=True),
    click.option("--speed", type=click.FloatRange(min=0.1, max=10_000), default=1.0, metavar="X"),
    click.option("--seed", type=int, default=1, metavar="S"),
    click.option("--faults", callback=_faults, default="", metavar="lock,offline"),
    click.option("--languages", callback=_languages, default="", metavar="en,fr"),
    click.option("--activity", metavar="NAME", default=WHOLE),
    click.option("--as-long-as", type=int, default=0, metavar="PID", hidden=True),
    click.option("--watched", is_flag=True, hidden=True),
    click.option("--room", "url", metavar="ADDRESS", default=""),
    store_option,
    json_option,
)
def rehearse_(  # noqa: PLR0913 - a command's options
    *,
    code: str,
    people: int,
    lead: bool,
    speed: float,
    seed: int,
    faults: frozenset[str],
    languages: frozenset[str],
    activity: str,
    as_long_as: int,
    watched: bool,
    url: str,
    store: str,
    as_json: bool,
) -> int:
    """Let made-up people take part."""
    from circle_widgets.rehearse import Asked, rehearse  # noqa: PLC0415 - help is there at once
    from circle_widgets.rehearse.pace import OnTheClock  # noqa: PLC0415 - the same
    from circle_widgets.rehearse.rehearsal import check  # noqa: PLC0415 - the same
    from circle_widgets.serve import leash  # noqa: PLC0415 - the same

    leash.hold()
    if as_long_as:
        leash.as_long_as(as_long_as)
    circle = circle_of(code, store) if code else _made(store)
    check(circle)
    spoken = languages or ({nearest(circle.state.locale)} if lead else LOCALES)
    asked = Asked(people, seed, lead, faults, frozenset(spoken), activity)
    says, stop = whisper if as_json else tell, _stop(circle, watched=watched, as_json=as_json)
    with _in_order(), _room(circle, url) as address:
        says("rehearse.screen", url=f"{address.rstrip('/')}/screen/{circle.code}")
        outcome = rehearse(circle, address, asked, pace=OnTheClock(speed), tell=says, stop=stop)
    facts = {"code": circle.code, "seed": seed, **outcome.facts()}
    give(facts, as_json=as_json, key="rehearse.done", n=outcome.people, sent=outcome.sent, stored=outcome.stored)
    return OUT_OF_ORDER if outcome.lost or outcome.twice else 0


def _made(store: str) -> Circle:
    """A practice circle for the occasion, in the language of the environment."""
    from circle_widgets.circle import Circle  # noqa: PLC0415 - help is there at once

    return Circle.make(words("start.practice_title"), locale=language(), practice=True, store=store or None)


def _stop(circle: Circle, *, watched: bool, as_json: bool) -> Callable[[str], None]:
    """How a hard moment is told: at the desk of who watches there, else here, in the circle's language.

    On a terminal it goes on at Enter; whoever reads by machine is told, and it goes on by itself.
    """
    from circle_widgets.rehearse.stops import at_the_desk  # noqa: PLC0415 - help is there at once

    if watched:
        return partial(at_the_desk, circle)
    waits = sys.stdin.isatty() and not as_json

    def told(name: str) -> None:
        def line(key: str, mark: str = "") -> None:
            click.echo(f"{mark}{say(circle.state.locale, key)}", err=as_json)

        click.echo(err=as_json)
        line(f"moment.{name}", "■ ")
        line(f"moment.{name}.what")
        line(f"moment.{name}.safe")
        for n in (1, 2, 3):
            line(f"moment.{name}.say_{n}", "  – ")
        if waits:
            line("moment.enter")
            sys.stdin.readline()

    return told


@contextmanager
def _in_order() -> Iterator[None]:
    """Whoever is told to end goes home in order, as after Ctrl+C."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _room(circle: Circle, url: str) -> Iterator[str]:
    """The room that was named; else the one that serves these circles already; else one of our own, for us alone."""
    from circle_widgets import clock, join  # noqa: PLC0415 - help is there at once
    from circle_widgets.serve import commands, ports  # noqa: PLC0415 - the same
    from circle_widgets.serve.own_room import own_room  # noqa: PLC0415 - the same

    running = circle.store.local("", join.ROOM)
    if not url and join.addresses(running, "", clock.now()) and ports.answers(running["port"], "/healthz", 0.5):
        url = f"http://{commands.HERE}:{running['port']}"
    if url:
        yield url
        return
    with own_room(circle.store.url) as port:
        yield f"http://{commands.HERE}:{port}"
