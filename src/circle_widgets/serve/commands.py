"""What the children of ``circle serve`` are: their commands, and what they are told through the environment."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from circle_widgets.serve.child import Child

JUPYTER_PORT = 8867
"""Where the workbooks are, unless somebody else is there."""
ROOM_PORT = 8866
"""Where phones go, unless somebody else is there."""
EVERYWHERE = "0.0.0.0"  # noqa: S104 - phones come from outside: that is what the room is for
HERE = "127.0.0.1"

# -P: a file called tornado.py in the folder where somebody types the command is not ours to load.
PYTHON = (sys.executable, "-P", "-m")


@dataclass(frozen=True)
class Places:
    """Where everything of one ``circle serve`` is. ``home`` is the person's data folder, ``store`` an address."""

    store: str
    home: Path
    port: int
    room_port: int
    token: str

    @property
    def workbooks(self) -> Path:
        """The person's folder of workbooks."""
        return self.home / "workbooks"

    def environment(self) -> Mapping[str, str]:
        """What rooms and workbooks are told. The store is here and not in a command, for it may hold a password."""
        return {"CIRCLE_STORE": self.store, "CIRCLE_HOME": str(self.home), "CIRCLE_ROOM_PORT": str(self.room_port)}


def room(
    store: str,
    port: int,
    log: Path,
    *,
    host: str = EVERYWHERE,
    environment: Mapping[str, str] | None = None,
    as_json: bool = False,
) -> Child:
    """The room's process, for phones. ``as_json``: it says in a line of its own where it listens."""
    command = [*PYTHON, "circle_widgets", "room", "--port", str(port), "--host", host, *(["--json"] * as_json)]
    return Child("room", command, log, {**(environment or {}), "CIRCLE_STORE": store})


def workbooks(places: Places, log: Path) -> Child:
    """The Jupyter server with the workbooks, for this computer alone."""
    command = [*PYTHON, "circle_widgets.serve.jupyter", str(places.port), str(places.workbooks)]
    own = {
        "JUPYTER_TOKEN": places.token,
        # Of its own: a password or an address that a person once set for their Jupyter would lock them out here.
        "JUPYTER_CONFIG_DIR": str(places.home / "jupyter"),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    return Child("workbooks", command, log, {**places.environment(), **own})


def people(code: str, places: Places, log: Path, *, number: int) -> Child:
    """Made-up people, for a demonstration."""
    command = [*PYTHON, "circle_widgets", "rehearse", code, "--people", str(number)]
    return Child("people", [*command, "--room", f"http://{HERE}:{places.room_port}"], log, places.environment())
