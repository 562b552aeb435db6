"""Takes the pictures of the README, from a real meeting of nine: ``python -m tests.e2e.pictures``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from circle_widgets.circle import Circle
from circle_widgets.serve import commands, ports
from tests import chromium as browsers
from tests.e2e.people import PATIENCE, People, desk_address, room_of, store_of
from tests.e2e.served import served

FOLDER = Path(__file__).resolve().parents[2] / "docs/pictures"
LAPTOP = {"width": 1366, "height": 768}
ON_PAPER = {
    "Mrs Abbott": "A reason to leave the house on Tuesdays.",
    "Stan": "More than one person, more than once.",
    "Dot": "Somewhere between a book club and a repair café.",
}
ELSEWHERE = {
    "Amina": ("en", "People who meet because they want to."),
    "Luc": ("fr", "Des gens qui s’entraident, sans prof et sans examen."),
    "Hamid": ("en", "Learning out loud."),
    "Inès": ("fr", "Un endroit où l’on ose dire : je n’ai pas compris."),
    "Joe": ("en", "We look things up together when nobody knows."),
}
ROSA = "Everybody brings something, nobody is the teacher."


def join(circle: Circle, name: str, locale: str) -> str:
    """Someone who sits behind the camera; their seat."""
    return circle.add_seat(name, way="phone", locale=locale)


def take(page: Page, name: str) -> None:
    """A picture, when the type is there."""
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    page.screenshot(path=FOLDER / f"{name}.png")
    print(FOLDER / f"{name}.png", (FOLDER / f"{name}.png").stat().st_size // 1000, "kB")


def shoot(people: People, home: Path) -> None:
    """One meeting, three moments."""
    places = {
        "port": ports.first_free(commands.JUPYTER_PORT),
        "room_port": ports.first_free(
            commands.ROOM_PORT, commands.EVERYWHERE, never=frozenset({commands.JUPYTER_PORT})
        ),
    }
    with served(home, **places) as serving:
        serving.ready()
        circle = Circle.make("Sewing for beginners", facilitator="Ana", store=store_of(serving))
        circle.start("one-question")
        desk = people.desk(viewport=LAPTOP, screen=LAPTOP).opens(desk_address(serving, circle.code))
        rosa = people.phone(device_scale_factor=2).sits(f"{room_of(serving)}/join/{circle.code}", "Rosa")
        seats = {name: join(circle, name, locale) for name, (locale, _) in ELSEWHERE.items()}
        paper = {name: circle.add_seat(name) for name in ON_PAPER}
        circle.move("next")
        circle.move("next")
        for name, (_, text) in ELSEWHERE.items():
            circle.write(text, seat=seats[name])
        rosa.sends(ROSA).has(1)
        rosa.box.fill("Where it is fine to be slow, and")
        take(rosa.page, "phone")
        desk.reads(desk.t("ring.stored", n=6, seats=9))
        expect(desk.page.frame_locator(".frame").locator(".asked")).to_be_visible()
        take(desk.page, "desk")
        for name, text in ON_PAPER.items():
            circle.write(text, seat=paper[name])
        circle.move("reveal")
        wall = people.wall(viewport=LAPTOP).opens(f"{room_of(serving)}/screen/{circle.code}").is_on("all")
        wall.reads(wall.t("ring.stored", n=9, seats=9))
        take(wall.page, "screen")
        circle.store.close()


def main() -> None:
    program = browsers.find()
    assert program is not None, browsers.HOW_TO_GET_ONE
    FOLDER.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE)
    with tempfile.TemporaryDirectory() as home, browsers.running(program) as browser:
        people = People(browser)
        shoot(people, Path(home))
        people.go_home()


if __name__ == "__main__":
    main()
