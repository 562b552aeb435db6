"""Takes the pictures of the README, from real meetings: ``python -m tests.e2e.pictures``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from circle_widgets.circle import Circle
from circle_widgets.serve import commands, ports
from tests import chromium as browsers
from tests.e2e.people import PATIENCE, People, desk_address, room_of, store_of
from tests.e2e.served import Served, served

FOLDER = Path(__file__).resolve().parents[2] / "docs/pictures"
LAPTOP = {"width": 1366, "height": 768}
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


def defined(serving: Served) -> Circle:
    """The circle of the example, as if it were a real one."""
    raw = (FOLDER.parent / "example/definition.circle.jsonl").read_text(encoding="utf-8")
    circle, _ = Circle.load(raw.replace('"practice":true', '"practice":false').encode(), store=store_of(serving))
    return circle


def shoot_definition(people: People, serving: Served) -> None:
    """The cards on the wall, and the text at the desk."""
    circle = defined(serving)
    run = circle.state.run
    assert run is not None
    steps = {circle.state.steps[one].kind: one for one in run.steps}
    circle.ledger.say("step.open", step=steps["sort"])
    wall = people.wall(viewport=LAPTOP).opens(f"{room_of(serving)}/screen/{circle.code}")
    wall.page.locator(".sort-board li").first.wait_for()
    take(wall.page, "cards")
    circle.ledger.say("step.open", step=steps["draft"])
    address = desk_address(serving, circle.code, book="30-define-your-circle")
    desk = people.desk(viewport=LAPTOP, screen=LAPTOP).opens(address).is_at("definition.draft_title")
    expect(desk.page.frame_locator(".frame").locator(".draft-page, .draft-text").first).to_be_visible()
    take(desk.page, "text")
    circle.store.close()


def shoot(people: People, home: Path) -> None:
    """Two meetings, three moments."""
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
        rosa = people.phone(device_scale_factor=2).sits(f"{room_of(serving)}/join/{circle.code}", "Rosa")
        seats = {name: join(circle, name, locale) for name, (locale, _) in ELSEWHERE.items()}
        circle.move("next")
        circle.move("next")
        for name, (_, text) in ELSEWHERE.items():
            circle.write(text, seat=seats[name])
        rosa.sends(ROSA).has(1)
        rosa.box.fill("Where it is fine to be slow, and")
        take(rosa.page, "phone")
        circle.store.close()
        shoot_definition(people, serving)


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
