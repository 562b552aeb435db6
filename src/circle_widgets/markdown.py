"""People's words inside a Markdown text: they read as they were typed, whatever signs are in them."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]<>|~&])")
_BEGINNINGS = re.compile(r"^(\d*)([#+=\-.)])")
"""A heading, a list, a line under a heading, a numbered list."""


def escaped(text: str, indent: str = "") -> str:
    r"""The words as Markdown that shows exactly them; lines after the first begin with ``indent``.

    >>> escaped("# *one* <b>")
    '\\# \\*one\\* \\<b\\>'
    """
    lines = [_line(line.strip()) for line in text.splitlines()]
    return f"  \n{indent}".join(line for line in lines if line)


def _line(text: str) -> str:
    return _BEGINNINGS.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text))


def one_line(text: str) -> str:
    """The same for a heading: on one line."""
    return escaped(" ".join(text.split()))
