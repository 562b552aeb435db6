"""Where things stand on a person's computer."""

from __future__ import annotations

import os
from pathlib import Path

NAME = "circle-workbooks"


def data_folder() -> Path:
    """The folder of this person's circles and workbooks; the environment's ``CIRCLE_HOME`` says otherwise."""
    from platformdirs import user_data_path  # noqa: PLC0415 - asked for only when nobody named a place

    home = os.environ.get("CIRCLE_HOME")
    return Path(home) if home else user_data_path(NAME, appauthor=False)


def default_store() -> str:
    """``CIRCLE_STORE``, else a file in the data folder (which is made when it is missing)."""
    named = os.environ.get("CIRCLE_STORE")
    if named:
        return named
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder / "circles.sqlite")
