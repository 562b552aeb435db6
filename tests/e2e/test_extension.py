"""Inside somebody's own Jupyter server: phones come in without its token, and a notebook in JupyterLab leads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from circle_widgets.circle import Circle
from tests.e2e.people import People, question
from tests.e2e.served import READY, some_ports
from tests.waiting import until

pytestmark = pytest.mark.browser

BASE, TOKEN = "/user/a-b/", "the-token-of-this-server"
UNNEEDED = ("jupyter_lsp", "jupyter_server_terminals")
OURS = "What would you like to be asked?"


@dataclass(frozen=True)
class Jupyter:
    """A server as a hub starts it: below an address of its own, with a token, and nothing open without it."""

    port: int
    folder: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{BASE}"

    @property
    def store(self) -> str:
        return str(self.folder / "circles.sqlite")

    def is_up(self) -> bool:
        asked = urllib.request.Request(f"{self.url}api/status", headers={"Authorization": f"token {TOKEN}"})
        try:
            with urllib.request.urlopen(asked, timeout=5):
                return True
        except OSError:
            return False


@pytest.fixture(scope="module")
def jupyter(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jupyter]:
    folder = tmp_path_factory.mktemp("hub")
    shutil.copytree(root / "workbooks", folder / "books")
    found = Jupyter(some_ports()[0], folder)
    told = {
        "ServerApp.base_url": BASE,
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": found.port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": folder / "books",
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "ServerApp.allow_unauthenticated_access": False,
        "ServerApp.jpserver_extensions": dict.fromkeys(UNNEEDED, False),
        "IdentityProvider.token": TOKEN,
    }
    command = [sys.executable, "-m", "jupyter_server", *(f"--{name}={value}" for name, value in told.items())]
    environment = {**os.environ, "CIRCLE_STORE": found.store, "CIRCLE_HOME": str(folder)}
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        until(lambda: process.poll() is not None or found.is_up(), "Jupyter answers", seconds=READY)
        assert process.poll() is None, (folder / "log.txt").read_text()
        yield found
    finally:
        process.terminate()
        process.wait(30)


def test_phones_and_the_screen_come_in_below_the_servers_address_without_its_token(
    jupyter: Jupyter, people: People
) -> None:
    # a notebook never opens a practice circle by itself: the test below begins with none
    circle = Circle.make("Sewing for beginners", facilitator="Ana", practice=True, store=jupyter.store)
    circle.start("one-question")
    circle.move("next")
    circle.move("next")
    wall = people.wall().opens(f"{jupyter.url}circle/screen/{circle.code}")
    rosa = people.phone().sits(f"{jupyter.url}circle/join/{circle.code}", "Rosa")
    claire = people.phone("fr").sits(f"{jupyter.url}circle/join/{circle.code}")
    rosa.sends("Equal chairs").has(1)
    claire.sends("Asking twice is normal").has(1)
    wall.reads(wall.t("ring.stored", n=2, seats=2)).reads_not("Equal chairs")
    assert rosa.page.request.get(f"{jupyter.url}api/kernels").status == 403
    circle.move("reveal")
    wall.is_on("all").reads("Equal chairs", "Asking twice is normal")
    claire.reads("Equal chairs")
    circle.store.close()


def test_a_notebook_in_lab_lets_phones_in_and_asks_its_own_question(jupyter: Jupyter, people: People) -> None:
    desk = people.lab().opens(f"{jupyter.url}lab/tree/20-one-question.ipynb?token={TOKEN}")
    desk.runs_all()
    code = desk.names_the_circle("Sewing for beginners", "Ana")
    desk.press("desk.let_in")
    desk.reads(desk.t("desk.address"))
    room = desk.address()
    rosa = people.phone().sits(f"{room}/join/{code}", "Rosa")
    expect(rosa.page.get_by_role("heading", level=1)).to_contain_text("begin soon")

    desk.writes_in_the_first_box(f'QUESTION = "{OURS}"\nMINUTES = 4\nLANGUAGES = ["en", "fr"]')
    desk.runs_all()
    desk.reads("4 min")
    desk.press("desk.begin")
    desk.press("desk.next_step")
    rosa.is_asked(OURS)
    rosa.sends("About the sea").has(1)
    desk.press("notes.open")
    desk.reads("About the sea")
    assert question("en") not in rosa.page.content()
