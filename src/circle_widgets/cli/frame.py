"""What all verbs share: one clear sentence for bad input, and JSON where it was asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click
import msgspec

from circle_widgets.cli.language import words
from circle_widgets.errors import CircleError, Refused, UnknownActivity

if TYPE_CHECKING:
    from circle_widgets.circle import Circle

BAD_INPUT = 2
OUT_OF_ORDER = 1
DETAILED = frozenset({"unsupported_store", "store_unavailable", "newer_store", "bad_file"})
"""Errors about a file or an address: here, unlike on a phone, somebody can use what the system said."""


def circle_of(code: str, store: str) -> Circle:
    """The circle of a code, without making it the one used last: whoever looks from here does not open it."""
    from circle_widgets.circle import Circle  # noqa: PLC0415 - help is there at once
    from circle_widgets.ledger import Ledger  # noqa: PLC0415 - the same
    from circle_widgets.places import default_store  # noqa: PLC0415 - the same
    from circle_widgets.store import open_store  # noqa: PLC0415 - the same

    opened = open_store(store or default_store())
    return Circle(opened, Ledger(opened, opened.find(code).id))


def tell(key: str, *, err: bool = False, **slots: Any) -> None:
    """Say a sentence."""
    click.echo(words(key, **slots), err=err)


whisper = partial(tell, err=True)
"""Says a sentence beside the facts that somebody may be reading by machine."""


def give(facts: Any, *, as_json: bool, key: str = "", **slots: Any) -> None:
    """Facts as one line of JSON, or the sentence that tells them."""
    if as_json:
        click.echo(msgspec.json.encode(facts, enc_hook=str).decode())
    else:
        tell(key, **slots)


def sure(key: str, *, yes: bool, **slots: Any) -> bool:
    """Whether the person means it: ``--yes``, or asked; a script without ``--yes`` is told so."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise Refused("yes_needed", "this cannot be undone: repeat the command with --yes")
    return click.confirm(words(key, **slots), default=False)


def run(group: click.Group, arguments: Sequence[str] | None) -> int:
    """Run a command, and turn what goes wrong into one sentence and a number."""
    try:
        found = group.main(args=arguments, prog_name="circle", standalone_mode=False)
    except click.UsageError as error:
        return _complain(_usage(error), BAD_INPUT)
    except click.ClickException as error:
        return _complain(error.format_message(), BAD_INPUT)
    except CircleError as error:
        broken = isinstance(error, OSError)
        return _complain(sentence(error), OUT_OF_ORDER if broken else BAD_INPUT)
    except OSError as error:
        return _complain(words("cli.bad.os", what=error.filename or "", why=error.strerror or error), OUT_OF_ORDER)
    except (click.Abort, KeyboardInterrupt):
        return 130  # as a shell has it
    return found if isinstance(found, int) else 0


def sentence(error: CircleError) -> str:
    """What a person reads about an error; one that has no sentence speaks for itself."""
    if error.code == "body":
        return words("cli.bad.value", what=getattr(error, "field", ""), why=error.params.get("rule", error))
    if isinstance(error, UnknownActivity) and "name" in error.params:
        from circle_widgets.activities import CATALOGUE  # noqa: PLC0415 - help is there at once

        return words("cli.bad.activity", name=error.params["name"], names=", ".join(sorted(CATALOGUE)))
    key = f"errors.{error.code}"
    slots = {"field": getattr(error, "field", ""), **error.params}
    text = words(key, **slots)
    if text == key or "{" in text:
        return str(error)
    return f"{text} ({error})" if error.code in DETAILED else text


def _usage(error: click.UsageError) -> str:
    where = error.ctx.command_path if error.ctx else "circle"
    if isinstance(error, click.MissingParameter) and error.param is not None and error.ctx is not None:
        name = error.param.opts[0] if isinstance(error.param, click.Option) else error.param.make_metavar(error.ctx)
        return words("cli.bad.missing", what=name, command=where)
    if isinstance(error, click.NoSuchOption):
        return words("cli.bad.option", option=error.option_name, command=where)
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = error.param.opts[-1] if isinstance(error.param, click.Option) else (error.param.name or "").upper()
        return words("cli.bad.value", what=name, why=error.message)
    if error.ctx is not None and isinstance(error.ctx.command, click.Group):
        return words("cli.bad.command", name=getattr(error, "command_name", ""))
    return words("cli.bad.usage", why=error.format_message(), command=where)


def _complain(text: str, code: int) -> int:
    click.echo(text, err=True)
    return code
