"""The room as an application: its routes, at a base of one's own or inside another server's."""

from __future__ import annotations

from typing import Any

from tornado.web import Application, RequestHandler

from circle_widgets.room import posters, saying, seating, sharing, site
from circle_widgets.room.bundles import Bundles
from circle_widgets.room.handler import House, Nothing
from circle_widgets.room.pages import Pages
from circle_widgets.room.rooms import Rooms

Route = tuple[str, type[RequestHandler], dict[str, Any]]

CODE = r"(?P<code>[^/]{1,200})"
_CIRCLE = f"api/v1/circles/{CODE}"


def routes(house: House) -> list[Route]:
    """Every route of the room, as tornado takes them, below the base of its pages. The busiest first."""
    base = house.pages.base
    common: dict[str, Any] = {"house": house}
    table: list[tuple[str, type[RequestHandler], dict[str, Any]]] = [
        (f"{_CIRCLE}/contributions", saying.Contributions, {}),
        (f"{_CIRCLE}/live", saying.Live, {}),
        (f"{_CIRCLE}/participants", seating.Participants, {}),
        (f"{_CIRCLE}/me", seating.Me, {}),
        (f"{_CIRCLE}/private", saying.Private, {}),
        (f"{_CIRCLE}/events", sharing.Events, {}),
        (f"{_CIRCLE}/import", sharing.Import, {}),
        ("", site.Door, {}),
        (f"join/{CODE}", site.Page, {"page": "phone"}),
        (f"screen/{CODE}", site.Page, {"page": "screen"}),
        (f"remote/{CODE}", site.Page, {"page": "remote"}),
        (f"qr/join/{CODE}\\.svg", site.Picture, {}),
        (f"poster/{CODE}\\.(?P<how>svg|png|pdf)", posters.PosterFile, {}),
        (f"poster/{CODE}", posters.PosterPage, {}),
        (r"static/(?P<name>[A-Za-z0-9_./-]{1,200})", site.Static, {}),
        ("healthz", site.Healthy, {}),
        ("metrics", site.Metrics, {}),
        (r"api/v1/openapi\.json", site.Description, {}),
    ]
    return [(f"{base}{path}", handler, common | more) for path, handler, more in table]


def make_house(rooms: Rooms, base_url: str = "/") -> House:
    """What the handlers of a room need, when its circles are open already."""

    async def opened() -> Rooms:
        return rooms

    return House(opened, Pages(Bundles(), base_url))


def make_app(rooms: Rooms, base_url: str = "/") -> Application:
    """The room alone, at ``base_url`` (a slash at both ends): its own routes, and nothing else is answered."""
    house = make_house(rooms, base_url)
    return Application(
        [(path, handler, more) for path, handler, more in routes(house)],
        default_handler_class=Nothing,
        default_handler_args={"house": house},
        log_function=lambda _: None,  # who asked for what is nobody's business; what goes wrong is logged by itself
        compress_response=False,
    )
