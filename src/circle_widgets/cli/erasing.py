"""Verbs that take away, for good: a person's words, a whole circle from this computer, everybody's names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from circle_widgets.cli.frame import circle_of, give, sure, tell
from circle_widgets.cli.help import code_argument, json_option, store_option, verb, yes_option
from circle_widgets.errors import BadFile, Refused

if TYPE_CHECKING:
    from circle_widgets.circle import Circle


@verb(
    code_argument,
    click.argument("who", required=False),
    click.option("--everything", is_flag=True),
    click.option("-o", "--output", metavar="FILE", default=""),
    yes_option,
    store_option,
    json_option,
)
def erase_(*, code: str, who: str | None, everything: bool, output: str, yes: bool, store: str, as_json: bool) -> None:
    """Erase a person's words, or clear the circle from this computer."""
    if bool(who) == everything:
        raise Refused("who_or_all", "say whose words to erase, or --everything", field="who")
    circle = circle_of(code, store)
    if who:
        _erase_person(circle, who, yes=yes, as_json=as_json)
    else:
        _clear(circle, output, yes=yes, as_json=as_json)


def _erase_person(circle: Circle, who: str, *, yes: bool, as_json: bool) -> None:
    seat = seat_of(circle, who)
    if not sure("cli.erase.sure", yes=yes, who=who, title=circle.title):
        return
    n = circle.erase(seat)
    give({"code": circle.code, "seat": seat, "erased": n}, as_json=as_json, key="cli.erase.done", n=n, who=who)


def seat_of(circle: Circle, who: str) -> str:
    """The seat that somebody means: by its id, the word we gave it, or a name.

    Raises:
        Refused: nobody is called so, or several are; then their words are told.
    """
    wish = who.strip().casefold()
    seats = list(circle.state.seats.values())
    for seat in seats:
        if wish in {seat.id.casefold(), seat.word.casefold(), seat.word.replace("-", " ").casefold()}:
            return seat.id
    named = [seat for seat in seats if seat.name.strip().casefold() == wish]
    if not named:
        raise Refused("nobody", f"nobody here is called {who!r}", field="who", who=who)
    if len(named) > 1:
        listed = ", ".join(seat.word for seat in named)
        raise Refused(
            "several", f"several are called {who!r}: say which by their word: {listed}", who=who, words=listed
        )
    return named[0].id


def _clear(circle: Circle, output: str, *, yes: bool, as_json: bool) -> None:
    """Clear a circle from this computer, after its file was written and read back, if one is wanted."""
    from circle_widgets import files  # noqa: PLC0415 - help is there at once

    code, title = circle.code, circle.title
    path = Path(output).resolve() if output else None
    if path is not None:
        raw = circle.exported("jsonl")
        path.write_bytes(raw)
        if files.load(path.read_bytes()) != files.load(raw):
            raise BadFile(f"{path} does not read back as it was written: nothing was cleared")
    if not sure("cli.erase.sure_all" if path else "cli.erase.sure_all_no_file", yes=yes, title=title):
        return
    circle.clear()
    facts = {"code": code, "cleared": True, "file": str(path) if path else None}
    give(facts, as_json=as_json, key="cli.erase.cleared", title=title)
    if path is not None and not as_json:
        tell("cli.erase.file", file=path)


@verb(code_argument, yes_option, store_option, json_option)
def anonymise_(*, code: str, yes: bool, store: str, as_json: bool) -> None:
    """Take everybody's names out of a circle."""
    circle = circle_of(code, store)
    if not sure("cli.anonymise.sure", yes=yes, title=circle.title):
        return
    n = nameless(circle)
    give({"code": circle.code, "names": n}, as_json=as_json, key="cli.anonymise.done", n=n, title=circle.title)


def nameless(circle: Circle) -> int:
    """Blank every name in a circle's log, where it stands; how many there were.

    This is a union with a copy of itself that says of each event that its name was taken out for good; so an old copy
    that is opened later brings no name back.
    """
    from circle_widgets import files  # noqa: PLC0415 - help is there at once

    circle.ledger.refresh()
    before = circle.ledger.log()
    named = [event for event in before if files.nameless(event) != event]
    circle.ledger.merge([files.anonymous(event) for event in named])
    left = [event.id for event in circle.ledger.log() if files.nameless(event) != event]
    if left:
        raise Refused("names_left", f"{len(left)} names could not be taken out", n=len(left))
    return len(named)
