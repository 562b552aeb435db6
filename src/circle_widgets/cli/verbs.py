"""Every verb, and the module that holds it."""

from __future__ import annotations

import click

from circle_widgets import __version__
from circle_widgets.cli.help import Verbs

HOMES = {
    "serve": "circle_widgets.cli.serving",
    "room": "circle_widgets.cli.serving",
    "new": "circle_widgets.cli.meeting",
    "run": "circle_widgets.cli.meeting",
    "step": "circle_widgets.cli.meeting",
    "status": "circle_widgets.cli.status",
    "key": "circle_widgets.cli.keeping",
    "export": "circle_widgets.cli.keeping",
    "import": "circle_widgets.cli.keeping",
    "rehearse": "circle_widgets.cli.practice",
    "erase": "circle_widgets.cli.erasing",
    "anonymise": "circle_widgets.cli.erasing",
    "doctor": "circle_widgets.cli.health",
}


@click.group(cls=Verbs, homes=HOMES)
@click.version_option(__version__, prog_name="circle")
def circle() -> None:
    """The words of this group are in ``locale/``."""
