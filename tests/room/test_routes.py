"""The process on the LAN answers the room's routes and nothing else; each is described."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import pytest
from jupyter_server.base.handlers import path_regex
from jupyter_server.serverapp import JUPYTER_SERVICE_HANDLERS
from tornado.web import RequestHandler

from circle_widgets.errors import StoreUnavailable
from circle_widgets.room.app import make_house, routes
from circle_widgets.room.openapi import OPERATIONS
from tests.room.place import Place

OF_LAB_AND_VOILA = (
    "lab", "lab/tree/x.ipynb", "lab/api/settings", "lab/api/workspaces", "lab/extensions/x", "doc", "tree", "voila",
    "voila/render/x.ipynb", "voila/static/x.js", "voila/api/shutdown/x", "voila/files/x", "static/favicons/favicon.ico",
    "login", "logout", "files/x", "custom/custom.css", "favicon.ico", "terminals/websocket/1", "api/terminals",
    "lsp/status",
)  # fmt: skip


def addresses_of_jupyter() -> list[str]:
    """Every address that a Jupyter server with Lab and Voilà answers, with something for each of its parts."""
    found = set(OF_LAB_AND_VOILA)
    for modules in JUPYTER_SERVICE_HANDLERS.values():
        for module in modules or ():
            found |= {filled(pattern) for pattern, *_ in import_module(module).default_handlers}
    return sorted(found - {"", "metrics"})  # "/" and "/metrics" are routes of the room as well


def filled(pattern: str) -> str:
    pattern = pattern.replace(path_regex, "/x")
    named = re.sub(r"\(\?P<\w+>[^)]*\)", "x", pattern)
    return re.sub(r"[()?\\^$*+\[\]|]|\.\*", "", named).strip("/")


def test_nothing_of_jupyter_is_answered(place: Place) -> None:
    addresses = addresses_of_jupyter()
    assert {"api/kernels", "api/contents/x", "lab", "voila/render/x.ipynb", "login"} <= set(addresses)
    for address in addresses:
        for method in ("GET", "POST", "DELETE"):
            answer = place.ask(method, address, b"{}" if method == "POST" else None)
            expected = {404, 405} if address.startswith("static/") else {404}  # the room has files of its own there
            assert answer.status in expected, f"{method} /{address}: {answer.status}"
            assert b"upyter" not in answer.raw


@pytest.mark.parametrize("method", ["PUT", "OPTIONS", "DELETE", "PATCH", "POST"])
def test_a_method_that_is_none_of_a_routes_own_is_told_so(place: Place, method: str) -> None:
    answer = place.ask(method, f"join/{place.code}")
    assert (answer.status, answer.json["code"]) == (405, "method")


def test_every_error_is_a_code_and_a_sentence_in_ones_language(place: Place) -> None:
    answer = place.ask("GET", "no/such/address", headers={"Accept-Language": "fr"})
    assert (answer.status, answer.json["code"]) == (404, "not_found")
    assert answer.json["message"].startswith("Il n’y a rien à cette adresse.")
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_every_route_of_the_api_is_described(place: Place) -> None:
    described = {(one.path, one.method) for one in OPERATIONS}
    built: set[tuple[str, str]] = set()
    for pattern, handler, _ in routes(make_house(place.rooms, "/")):
        path = re.sub(r"\(\?P<code>[^)]*\)", "{code}", pattern).replace("\\", "")
        methods = [name for name in ("get", "post", "patch", "delete") if own(handler, name)]
        built |= {(path, name) for name in methods if path.startswith("/api/") or path in {"/healthz", "/metrics"}}
    assert built == described


def own(handler: Any, name: str) -> bool:
    return getattr(handler, name) is not RequestHandler._unimplemented_method


def test_the_log_is_not_shared_unless_asked_for(place: Place) -> None:
    key = place.key()
    for method, path, body in (("GET", "events", None), ("POST", "events", []), ("POST", "import", [])):
        assert place.api(method, path, body, token=key).status == 404
    assert place.api("GET", "events").status == 404


def test_health_tells_of_the_database_too(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert place.ask("GET", "healthz").json == {"ok": True}

    def away(*_: Any) -> Any:
        raise StoreUnavailable("away")

    monkeypatch.setattr(place.rooms.store, "local", away)
    assert place.ask("GET", "healthz").status == 503


def test_metrics_count_things_and_name_nobody(place: Place) -> None:
    phone = place.join("Zuleikha")
    step = place.open_step()
    phone.write(step, "a"), phone.write("s99", "b"), place.ask("GET", "join/XXXXXX")
    phone.live().until(lambda docs: docs["view"])
    text = place.ask("GET", "metrics").raw.decode()
    numbers = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert numbers["circle_room_joined_total"] == "1"
    assert numbers["circle_room_refused_total"] == "1"
    assert numbers["circle_room_wrong_codes_total"] == "1"
    assert numbers['circle_room_streams{role="phone"}'] == "1"
    assert float(numbers["process_resident_memory_bytes"]) > 1e6
    assert "Zuleikha" not in text
    assert place.code not in text
