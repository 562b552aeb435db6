"""The room's description of itself, OpenAPI 3.1, made from the types of its bodies.

``python -m circle_widgets.room.openapi`` prints it; the pages' TypeScript types are generated from that.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

import msgspec

from circle_widgets.room import bodies

VERSION = "1"
_PROBLEM = bodies.Problem


class Operation(NamedTuple):
    """A method of a route. ``accepts`` and ``gives`` are types of bodies, or a media type for what is no JSON."""

    path: str
    method: str
    summary: str
    gives: Any
    status: int = 200
    accepts: Any = None
    who: str = ""  # "" nobody need say, "maybe" a bearer is understood, "bearer", "key"
    query: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    turned: tuple[int, ...] = ()


CIRCLE = "/api/v1/circles/{code}"
_TAKES = (400, 413, 415)
_SEAT = (401, 403, 404, 410, 503)
OPERATIONS = (
    Operation(
        f"{CIRCLE}/participants", "post", "Take a seat", bodies.Joined, 201, bodies.Join, "maybe",
        headers=("Idempotency-Key",), turned=(*_TAKES, 401, 403, 404, 409, 410, 503),
    ),
    Operation(
        f"{CIRCLE}/live", "get", "The view, then every change of it", "text/event-stream", who="maybe",
        query=("role",), turned=(400, 401, 404, 410, 503),
    ),
    Operation(
        f"{CIRCLE}/contributions", "post", "Say things, or decide them", bodies.Answers, 200, bodies.Items, "bearer",
        turned=(*_TAKES, 401, 404, 410, 503),
    ),
    Operation(f"{CIRCLE}/me", "get", "All that is held of me", bodies.Held, who="bearer", turned=_SEAT),
    Operation(
        f"{CIRCLE}/me", "patch", "Another name or language", bodies.Held, 200, bodies.Change, "bearer",
        turned=(*_TAKES, *_SEAT, 409),
    ),
    Operation(f"{CIRCLE}/me", "delete", "Erase all that is held of me", bodies.Erased, who="bearer", turned=_SEAT),
    Operation(
        f"{CIRCLE}/private", "get", "What only the facilitator may see", dict[str, Any], who="key", query=("step",),
        turned=(401, 403, 404, 410, 503),
    ),
    Operation(
        f"{CIRCLE}/events", "get", "What came after a position", bodies.News, who="key", query=("after", "epoch"),
        turned=(400, 401, 403, 404, 410, 503),
    ),
    Operation(
        f"{CIRCLE}/events", "post", "Append", bodies.Answers, 200, bodies.Proposals, "key", turned=(*_TAKES, *_SEAT),
    ),
    Operation(
        f"{CIRCLE}/import", "post", "Take in a copy of the circle", bodies.Merged, 200, bodies.Events, "key",
        turned=(*_TAKES, *_SEAT),
    ),
    Operation("/healthz", "get", "Whether the room and its database answer", bodies.Health, turned=(503,)),
    Operation("/metrics", "get", "Prometheus' text", "text/plain"),
    Operation("/api/v1/openapi.json", "get", "This description", dict[str, Any]),
)  # fmt: skip

_QUERY: dict[str, Any] = {
    "role": {"type": "string", "enum": ["", "screen", "remote", "desk"]},
    "step": {"type": "string", "maxLength": 64},
    "after": {"type": "integer", "minimum": 0, "maximum": 2**53},
    "epoch": {"type": "integer", "minimum": -1, "maximum": 2**53},
}
_TURNED = {
    400: "The body, or a part of the address, is not as it should be; `field` names it.",
    401: "The token opens nothing here.",
    403: "The token opens something else.",
    404: "No circle has that code, or there is no such route here.",
    409: "A rule of the circle says no.",
    410: "The seat was erased.",
    413: "Too large.",
    415: "The body must be said to be JSON.",
    503: "The database does not answer now; try again after `Retry-After` seconds.",
}


@cache
def document(base: str = "/") -> dict[str, Any]:
    """The whole description of a room that stands at ``base``."""
    types = {one for operation in OPERATIONS for one in (operation.gives, operation.accepts) if _is_type(one)}
    listed = [*sorted(types, key=str), _PROBLEM]
    schemas, components = msgspec.json.schema_components(listed, ref_template="#/components/schemas/{name}")
    known = dict(zip(map(str, listed), schemas, strict=True))
    paths: dict[str, Any] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.method] = _operation(one, known)
    return {
        "openapi": "3.1.0",
        "info": {"title": "The room of a learning circle", "version": VERSION, "license": {"name": "BSD-3-Clause"}},
        "servers": [{"url": base.rstrip("/") or "/"}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(components.items())),
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _is_type(one: Any) -> bool:
    return one is not None and not isinstance(one, str)


def _operation(one: Operation, known: dict[str, Any]) -> dict[str, Any]:
    problem = {"application/json": {"schema": known[str(_PROBLEM)]}}
    content = {one.gives: {"schema": {"type": "string"}}} if isinstance(one.gives, str) else _json(known, one.gives)
    found: dict[str, Any] = {
        "summary": one.summary,
        "operationId": f"{one.method}_{one.path.rsplit('/', 1)[1].removesuffix('.json')}",
        "parameters": _parameters(one),
        "responses": {str(one.status): {"description": "As asked.", "content": content}}
        | {str(status): {"description": _TURNED[status], "content": problem} for status in sorted(set(one.turned))},
    }
    if one.accepts is not None:
        found["requestBody"] = {"required": True, "content": _json(known, one.accepts)}
    if one.who:
        found["security"] = [{}, {"bearer": []}] if one.who == "maybe" else [{"bearer": []}]
    return found


def _json(known: dict[str, Any], type_: Any) -> dict[str, Any]:
    return {"application/json": {"schema": known[str(type_)]}}


def _parameters(one: Operation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if "{code}" in one.path:
        found.append({"name": "code", "in": "path", "required": True, "schema": {"type": "string"}})
    found += [{"name": name, "in": "query", "required": False, "schema": _QUERY[name]} for name in one.query]
    once = {"type": "string", "pattern": "^[A-Za-z0-9_-]{22,64}$"}
    found += [{"name": name, "in": "header", "required": False, "schema": once} for name in one.headers]
    return found


if __name__ == "__main__":
    print(json.dumps(document(), indent=1))  # noqa: T201 - this is a command
