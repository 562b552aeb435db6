"""Importing the package is cheap: a kernel in a library room starts in the time of Python itself."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SLOW = {
    "IPython",
    "anywidget",
    "babel",
    "click",
    "ipykernel",
    "ipywidgets",
    "jupyter_server",
    "numpy",
    "pandas",
    "psycopg",
    "rich",
    "sqlite3",
    "tornado",
    "typst",
    "voila",
}


def run(code: str) -> str:
    """What some code prints in a fresh interpreter."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after running some code."""
    printed = run(
        f"{code}\nimport json, sys\nprint(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    )
    return set(json.loads(printed.splitlines()[-1]))


@pytest.mark.parametrize(
    "code",
    [
        "import circle_widgets",
        "import circle_widgets.events, circle_widgets.state, circle_widgets.steps, circle_widgets.activities",
        "from circle_widgets import Activity, steps",
    ],
)
def test_importing_loads_nothing_slow(code: str) -> None:
    assert loaded_by(code) & SLOW == set()


def test_the_front_door_shows_all_it_has_before_any_of_it_is_loaded() -> None:
    assert (
        json.loads(run("import circle_widgets as c, json; print(json.dumps(sorted(set(c.__all__) - set(dir(c)))))"))
        == []
    )


def test_every_public_name_is_there_when_asked_for() -> None:
    run("import circle_widgets\nfor name in circle_widgets.__all__: getattr(circle_widgets, name)")
