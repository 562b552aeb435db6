"""``circle``: parse, call, print. A verb's module is loaded when the verb is used."""

from __future__ import annotations

from collections.abc import Sequence

from circle_widgets.cli.frame import run
from circle_widgets.cli.verbs import circle

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what to exit with: 0, 1 when something is out of order, 2 for bad input.

    ``arguments`` are those after ``circle``; without them, the process's own.
    """
    return run(circle, arguments)
