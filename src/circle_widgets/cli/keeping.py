"""Verbs for keeping: keys, a circle's file, a table, a text."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from circle_widgets.cli.frame import circle_of, give, tell, whisper
from circle_widgets.cli.help import code_argument, json_option, store_option, verb

FORMATS = {"jsonl": "circle.jsonl"} | {how: how for how in ("csv", "md", "html", "svg", "pdf", "png")}
"""How a result is kept, and how such a file's name ends."""


@verb(code_argument, click.option("--end", is_flag=True), store_option, json_option)
def key_(*, code: str, end: bool, store: str, as_json: bool) -> None:
    """Give a key, or end all of them."""
    circle = circle_of(code, store)
    if end:
        ended = circle.store.revoke(circle.id, role="key")
        give({"code": circle.code, "ended": ended}, as_json=as_json, key="cli.key.ended", n=ended)
        return
    key = circle.key()
    give({"code": circle.code, "key": key}, as_json=as_json, key="cli.key.done", key_=key, code=circle.code)


@verb(
    code_argument,
    click.option("-o", "--output", metavar="FILE", default=""),
    click.option("--format", "how", type=click.Choice(list(FORMATS))),
    click.option("--without-names", is_flag=True),
    store_option,
    json_option,
)
def export_(*, code: str, output: str, how: str | None, without_names: bool, store: str, as_json: bool) -> None:
    """Keep what a circle said."""
    from circle_widgets.files import name_for  # noqa: PLC0415 - help is there at once

    circle = circle_of(code, store)
    chosen = how or _by_ending(output)
    raw = circle.exported(chosen, names=not without_names)
    if output == "-":
        sys.stdout.buffer.write(raw)
        return
    path = Path(output or name_for(circle.title, FORMATS[chosen])).resolve()
    _write(path, raw)
    facts = {"code": circle.code, "file": str(path), "format": chosen, "names": not without_names, "bytes": len(raw)}
    give(facts, as_json=as_json, key="cli.export.done", file=path)


@verb(click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)), store_option, json_option)
def import_(*, file: Path, store: str, as_json: bool) -> None:
    """Open a circle's file."""
    from circle_widgets.circle import Circle  # noqa: PLC0415 - help is there at once

    circle, new = Circle.load(file.read_bytes(), store=store or None)
    facts = {"code": circle.code, "id": circle.id, "title": circle.title, "new": new}
    give(facts, as_json=as_json, key="cli.import.done", title=circle.title, code=circle.code, n=new)
    if not as_json and new:
        tell("cli.import.links")


def _by_ending(output: str) -> str:
    ending = output.rpartition(".")[2].lower()
    if output and output != "-" and ending not in FORMATS:
        whisper("cli.export.as_file")
    return ending if ending in FORMATS else "jsonl"


def _write(path: Path, raw: bytes) -> None:
    """In one piece: a full disk leaves the old file."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(raw)
    beside.replace(path)
