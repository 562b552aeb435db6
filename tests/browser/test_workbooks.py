"""The workbooks as people open them: Voilà in a Jupyter server, under a base URL of its own, with a token."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from playwright.sync_api import Browser, Page, ViewportSize, expect

from circle_widgets.circle import Circle
from tests.waiting import until

pytestmark = pytest.mark.browser

BASE, TOKEN = "/user/a-b/", "made-up"
START, QUESTION = "voila/render/00-start-here.ipynb", "voila/render/20-one-question.ipynb"
DESK: ViewportSize = {"width": 1024, "height": 768}
MOST_REQUESTS, MOST_BYTES = 84, 4_000_000  # stock Voilà with its lab template, one empty widget: 84 and 4,280,000


@dataclass
class Jupyter:
    """A Jupyter server with Voilà and Lab, in folders of its own."""

    folder: Path
    store: Path
    runtime: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{BASE}"

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """Ask the server itself, as somebody who has the token."""
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(f"{self.url}api/{path}", data, method=method)
        asked.add_header("Authorization", f"token {TOKEN}")
        with urllib.request.urlopen(asked, timeout=30) as answer:
            raw = answer.read()
        return json.loads(raw) if raw else None


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answers(jupyter: Jupyter) -> bool:
    try:
        return bool(jupyter.api("GET", ""))
    except OSError:
        return False


@pytest.fixture(scope="module")
def jupyter(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jupyter]:
    place = tmp_path_factory.mktemp("jupyter")
    shutil.copytree(root / "workbooks", place / "books", ignore=shutil.ignore_patterns("mine"))
    template = place / "share/voila/templates/circle"
    shutil.copytree(root / "share/jupyter/voila/templates/circle", template)  # as it stands, not as it was installed
    package = root / "src/circle_widgets"
    shutil.copy(package / "ui/tokens.css", template)
    for locale in ("en", "fr"):
        shutil.copy(package / f"locale/{locale}/voila.json", template / f"{locale}.json")
    shutil.copytree(package / "static/fonts", template / "static/fonts")
    found = Jupyter(place / "books", place / "circles.db", place / "run", free_port())
    environment = {
        "CIRCLE_STORE": str(found.store),
        "CIRCLE_HOME": str(place),
        "JUPYTER_PATH": str(place / "share"),
        "JUPYTER_RUNTIME_DIR": str(found.runtime),
    }
    told = {"ip": "127.0.0.1", "port": found.port, "port_retries": 0, "root_dir": found.folder, "base_url": BASE}
    command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root"]
    command += [f"--ServerApp.{key}={value}" for key, value in told.items()]
    with (place / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, f"--IdentityProvider.token={TOKEN}"], env={**os.environ, **environment}, stdout=log, stderr=log
        )
        until(lambda: process.poll() is not None or answers(found), "the server answers", seconds=60)
        yield found
        process.terminate()
        process.wait(timeout=30)


@dataclass
class Seen:
    """What a page asked for: addresses, and bytes by request."""

    urls: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)

    def asked(self, event: dict[str, Any]) -> None:
        self.urls.append(event["request"]["url"])

    def arrived(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = int(event["encodedDataLength"])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK, accept_downloads=True, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def opened(page: Page, jupyter: Jupyter, path: str) -> Seen:
    """Go there, and on when the ring has gone: every widget is drawn."""
    seen = Seen()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.requestWillBeSent", seen.asked)
    network.on("Network.loadingFinished", seen.arrived)
    page.goto(f"{jupyter.url}{path}{'&' if '?' in path else '?'}token={TOKEN}", wait_until="commit")
    expect(page.locator("#circle-laying")).to_be_hidden(timeout=60_000)
    return seen


def test_nothing_comes_from_outside_and_it_is_no_more_than_stock(page: Page, jupyter: Jupyter) -> None:
    seen = opened(page, jupyter, START)
    page.wait_for_load_state("networkidle")
    ours = f"http://127.0.0.1:{jupyter.port}{BASE}"
    assert [url for url in seen.urls if not url.startswith((ours, "data:", "blob:"))] == []
    size = sum(seen.sizes.values())
    print(f"{len(seen.sizes)} requests, {size} bytes")
    assert len(seen.sizes) <= MOST_REQUESTS
    assert size <= MOST_BYTES
    assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")


def test_the_page_says_what_it_waits_for_before_the_kernel_has_answered(jupyter: Jupyter) -> None:
    asked = urllib.request.Request(f"{jupyter.url}{START}", headers={"Authorization": f"token {TOKEN}"})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        first = answer.read(64).decode()  # what is there streams
        whole = first + answer.read().decode()
    ring, cells = whole.index('id="circle-laying"'), whole.index('id="jupyter-config-data"')
    assert ring < cells
    assert "mermaid" not in whole
    assert "cdn" not in whole


def test_a_new_circle_leads_to_its_desk_in_its_language(page: Page, jupyter: Jupyter) -> None:
    opened(page, jupyter, "voila/render/fr/00-start-here.ipynb")
    new = page.get_by_role("button", name="Nouveau cercle")
    if new.count():
        new.click()
    page.get_by_label("Comment s’appelle votre cercle ?").fill("La couture")
    page.get_by_role("button", name="Créer le cercle").click()
    page.wait_for_url("**/fr/20-one-question.ipynb?circle=*")
    code = page.url.rpartition("=")[2]
    assert Circle.open(code, store=str(jupyter.store)).title == "La couture"
    expect(page.get_by_role("button", name="Commencer").or_(page.get_by_text("La couture")).first).to_be_visible()


def test_make_it_mine_copies_the_workbook_and_the_start_page_lists_it_first(page: Page, jupyter: Jupyter) -> None:
    opened(page, jupyter, QUESTION)
    with page.context.expect_page() as lab:
        page.get_by_role("button", name="Make it mine").click()
    assert urlsplit(lab.value.url).path.endswith("/mine/20-one-question.ipynb") or "/lab/" in lab.value.url
    lab.value.close()
    copy = jupyter.folder / "mine/20-one-question.ipynb"
    assert copy.is_file()
    copy.write_text(copy.read_text().replace('QUESTION = \\"\\"', 'QUESTION = \\"One hope?\\"'))
    opened(page, jupyter, START)
    first = page.get_by_role("region", name="Workbooks").get_by_role("listitem").first
    expect(first).to_contain_text("Yours")
    expect(first).to_contain_text("One hope?")
    expect(first.get_by_role("link", name="Change it")).to_have_attribute(
        "href", f"{BASE}lab/tree/mine/20-one-question.ipynb"
    )
    opened(page, jupyter, "voila/render/mine/20-one-question.ipynb")
    expect(page.get_by_text("This is your own copy")).to_be_visible()


def test_a_page_whose_python_is_gone_says_so_once(page: Page, jupyter: Jupyter) -> None:
    opened(page, jupyter, START)
    kernel = json.loads(page.locator("#jupyter-config-data").inner_text())["kernelId"]
    jupyter.api("DELETE", f"kernels/{kernel}")
    page.get_by_role("button", name="Start practising").click()  # whoever clicks learns it at once
    asleep = page.get_by_text("This page fell asleep")
    expect(asleep.first).to_be_visible(timeout=30_000)
    expect(asleep).to_have_count(1)
    expect(page.get_by_role("button", name="Reload this page")).to_be_visible()


def test_a_notebook_in_lab_knows_its_own_file(jupyter: Jupyter) -> None:
    path = "fr/20-one-question.ipynb"
    asked = {"path": path, "name": "20-one-question.ipynb", "type": "notebook", "kernel": {"name": "python3"}}
    session = jupyter.api("POST", "sessions", asked)
    client = BlockingKernelClient(connection_file=str(jupyter.runtime / f"kernel-{session['kernel']['id']}.json"))
    client.load_connection_file()
    client.start_channels(hb=False)
    said: list[str] = []
    try:
        client.wait_for_ready(timeout=60)
        client.execute_interactive(
            "from circle_widgets.widgets.where import find\nw = find()\n"
            "print(w.host, w.base, w.path_of(w.file), w.link(w.folder / '00-start-here.ipynb')['href'])",
            output_hook=lambda message: said.append(message["content"].get("text", "")),
            timeout=60,
        )
    finally:
        client.stop_channels()
        jupyter.api("DELETE", f"sessions/{session['id']}")
    assert "".join(said).split() == ["lab", BASE, path, f"{BASE}lab/tree/00-start-here.ipynb"]
