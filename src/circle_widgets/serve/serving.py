"""One ``circle serve``, from its first sentence to its last."""

from __future__ import annotations

import secrets
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from circle_widgets import join, places
from circle_widgets.circle import LAST, Circle
from circle_widgets.clock import now
from circle_widgets.errors import CircleError
from circle_widgets.sentences import say
from circle_widgets.serve import commands, hands_on, ports, running, workbooks
from circle_widgets.serve.child import Child
from circle_widgets.serve.supervisor import Supervisor
from circle_widgets.store import open_store

DEMO_PEOPLE = 9
ENDING = 4.0
"""Seconds that the children of a killed ``circle serve`` are given to free their ports."""
ROOM_READY = 30.0
WORKBOOKS_READY = 120.0
"""Seconds; an old laptop right after its own start."""

Tell = Callable[..., None]
"""Says a sentence: its key, and the slots by name."""


class NoPort(CircleError, OSError):
    """Every port that was tried is taken."""

    code = "no_port"


@dataclass(frozen=True)
class Asked:
    """What a person asked for. ``language`` is that of the sentences and of the first workbook."""

    store: str = ""
    port: int = 0
    room_port: int = 0
    hands_on: bool = False
    demo: bool = False
    browser: bool = True
    language: str = "en"
    host: str = commands.EVERYWHERE
    open_browser: Callable[[str], Any] = field(default=webbrowser.open)


def serve(asked: Asked, tell: Tell) -> int:
    """Serve until told to end; what to exit with.

    When one already serves these circles, its start page is opened and that is all.

    Raises:
        CircleError: the store cannot be opened, or no port is free.
    """
    hands_on.sweep()
    fresh = hands_on.make() if asked.hands_on else None
    if fresh is not None:
        tell("serve.hands_on")
    try:
        return _serve(replace(asked, store=str(fresh / "circles.sqlite")) if fresh else asked, tell)
    finally:
        if fresh is not None:
            hands_on.remove(fresh)
            tell("serve.hands_on_gone")


def _serve(asked: Asked, tell: Tell) -> int:
    store = _address_of(asked.store or places.default_store())
    home = places.data_folder()
    note = running.place(home, store)
    before = running.read(note)
    if before is not None and before.alive and ports.answers(before.port, "/api", 2.0):
        tell("serve.already", url=before.url)
        if asked.browser:
            asked.open_browser(before.url)
        return 0
    found = _places(asked, store, home, before, tell)
    workbooks.refresh(workbooks.packaged(), found.workbooks)
    code = _demo(asked, store) if asked.demo else ""
    url = _address(asked, found, code)
    running.note(note, found.port, found.room_port, url)
    try:
        _look_after(asked, found, url, code, tell)
    finally:
        running.forget(note)
    return 0


def _address_of(store: str) -> str:
    """The store's full address, once it has been opened."""
    opened = open_store(store)
    opened.close()
    return opened.url


def _places(asked: Asked, store: str, home: Path, before: running.Running | None, tell: Tell) -> commands.Places:
    """Where this one listens: where it is asked to, else where the last one did, for phones know that address."""
    wished = asked.port or (before.port if before else commands.JUPYTER_PORT)
    wished_room = asked.room_port or (before.room_port if before else commands.ROOM_PORT)
    if before is not None and not before.alive:
        # It was killed a moment ago; its children are just noticing.
        ports.until(lambda: ports.is_free(before.room_port, asked.host) and ports.is_free(before.port), ENDING)
    room_port = _port(wished_room, asked.host, frozenset({wished}), tell)
    port = _port(wished, commands.HERE, frozenset({room_port}), tell)
    return commands.Places(store, home, port, room_port, secrets.token_urlsafe(24))


def _port(wish: int, host: str, never: frozenset[int], tell: Tell) -> int:
    port = ports.first_free(wish, host, never=never)
    if not port:
        raise NoPort(f"every port from {wish} to {wish + ports.TRIES - 1} is taken", first=wish)
    if port != wish:
        tell("serve.port_taken", wish=wish, port=port)
    return port


def _demo(asked: Asked, store: str) -> str:
    title = say(asked.language, "serve.demo_title")
    circle = Circle.make(title, locale=asked.language, practice=True, store=store)
    circle.store.close()
    return circle.code


def _address(asked: Asked, found: commands.Places, code: str) -> str:
    """The address of the first workbook, login included."""
    page = workbooks.first_page(found.workbooks, asked.language, demo=asked.demo)
    query = urlencode({"token": found.token, **({"circle": code} if code else {})})
    return f"http://{commands.HERE}:{found.port}/voila/render/{quote(page)}?{query}"


def _look_after(asked: Asked, found: commands.Places, url: str, code: str, tell: Tell) -> None:
    logs = found.home / "logs"
    children = [
        commands.room(
            found.store, found.room_port, logs / "room.log", host=asked.host, environment=found.environment()
        ),
        commands.workbooks(found, logs / "workbooks.log"),
    ]
    people = commands.people(code, found, logs / "people.log", number=DEMO_PEOPLE) if code else None
    supervisor = Supervisor(
        children, lambda child: tell(f"serve.dies.{child.name}", why=child.last_words(), log=child.log)
    )
    supervisor.listen()
    supervisor.start()
    greeter = threading.Thread(target=_greet, args=(asked, found, url, people, tell), daemon=True)
    greeter.start()
    try:
        supervisor.run()
    finally:
        tell("serve.ending")
        if people is not None:
            people.end()


def _greet(asked: Asked, found: commands.Places, url: str, people: Child | None, tell: Tell) -> None:
    """Say where everything is as soon as it is there, and open the first workbook."""
    if ports.answers(found.room_port, "/healthz", ROOM_READY):
        for line in phone_lines(found.store, found.room_port):
            tell(**line)
        if people is not None:
            people.start()
    if ports.answers(found.port, "/api", WORKBOOKS_READY):
        tell("serve.workbooks", url=url)
        tell("serve.folder", folder=found.workbooks)
        if asked.browser and not asked.open_browser(url):
            tell("serve.no_browser")
        tell("serve.how_to_end")


def phone_lines(store: str, room_port: int) -> list[dict[str, Any]]:
    """What to say about where phones go: the keys of sentences with their slots."""
    opened = open_store(store)
    try:
        ports.until(lambda: bool(join.addresses(opened.local("", join.ROOM), "", now())), 2.0)
        found = join.addresses(opened.local("", join.ROOM), "", now())
        last = opened.local("", LAST, "")
    finally:
        opened.close()
    if not found:
        return [{"key": "serve.no_network", "port": room_port}]
    first, *others = (one["url"] for one in found.values())
    where = {"key": "serve.phones_code", "url": first, "code": last} if last else {"key": "serve.phones", "url": first}
    lines: list[dict[str, Any]] = [where]
    return lines + ([{"key": "serve.phones_also", "urls": ", ".join(others)}] if others else [])
