"""The room inside somebody's Jupyter server: the same routes, below ``<base_url>circle/``. Opens no port.

They answer without Jupyter's login, for phones have none; what they let in is decided by the room's own tokens. The
store is opened when somebody asks for the room, not when the server starts.
"""

from __future__ import annotations

import asyncio
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado.web import Application, RequestHandler

from circle_widgets.places import default_store
from circle_widgets.room.app import routes
from circle_widgets.room.bundles import Bundles
from circle_widgets.room.handler import House
from circle_widgets.room.pages import Pages
from circle_widgets.room.rooms import Rooms
from circle_widgets.room.timers import RealTime
from circle_widgets.store import open_store

METHODS = ("get", "head", "post", "patch", "delete")


class Opening:
    """Opens the store at the first request, once; after an error the next request tries again."""

    def __init__(self) -> None:
        self._rooms: asyncio.Future[Rooms] | None = None

    async def rooms(self) -> Rooms:
        """The rooms of this server."""
        if self._rooms is None or (self._rooms.done() and self._rooms.exception() is not None):
            self._rooms = asyncio.ensure_future(self._open())
        return await asyncio.shield(self._rooms)

    async def _open(self) -> Rooms:
        return Rooms(await asyncio.to_thread(lambda: open_store(default_store())), RealTime())


def public(handler: type[RequestHandler]) -> type[RequestHandler]:
    """The handler, marked for Jupyter as one that asks for no login."""
    own = {name: getattr(handler, name) for name in METHODS}
    unimplemented = RequestHandler._unimplemented_method  # noqa: SLF001 - how tornado marks what a handler lacks
    marked = {name: allow_unauthenticated(call) for name, call in own.items() if call is not unimplemented}
    return type(handler.__name__, (handler,), marked)


def mount(application: Application, base_url: str) -> Opening:
    """Add the room's routes to a Jupyter server's application, whose base is ``base_url``."""
    base = f"{base_url.rstrip('/')}/circle/"
    opening = Opening()
    house = House(opening.rooms, Pages(Bundles(), base))
    application.add_handlers(".*$", [(path, public(handler), more) for path, handler, more in routes(house)])
    return opening


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    """Where Jupyter finds us."""
    return [{"module": "circle_widgets.room.extension"}]


def _load_jupyter_server_extension(serverapp: Any) -> None:
    """Called by Jupyter when it starts."""
    mount(serverapp.web_app, serverapp.web_app.settings["base_url"])
