"""The room's description of itself: sound, and kept to whatever anybody sends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from circle_widgets.room.openapi import OPERATIONS, Operation, document
from circle_widgets.room.rooms import Settings
from tests.room.place import Place

TRIED = [one for one in OPERATIONS if not one.path.endswith(("/live", "/metrics", "openapi.json"))]
"""Not the stream, which never ends, and not what answers no JSON of its own."""
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_the_room_serves_its_description(place: Place) -> None:
    assert place.ask("GET", "api/v1/openapi.json").json == json.loads(json.dumps(document()))


def test_the_description_is_printed_for_other_tools() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "circle_widgets.room.openapi"], capture_output=True, text=True, check=True
    )
    assert json.loads(printed.stdout) == json.loads(json.dumps(document()))


def test_every_schema_is_one_and_every_reference_leads_somewhere() -> None:
    described = document()
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for reference in references(described):
        place = described
        for part in reference.removeprefix("#/").split("/"):
            place = place[part]


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from references(one)


def test_inside_another_server_it_names_that_address() -> None:
    assert document("/user/a-b/circle/")["servers"] == [{"url": "/user/a-b/circle"}]
    assert document()["servers"] == [{"url": "/"}]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Place, dict[str, str]]]:
    """A room that shares its log, with a seat and a key, and its description as schemathesis reads it."""
    folder = Path(tmp_path_factory.mktemp("described"))
    room = Place(str(folder / "circles.sqlite"), Settings(share_log=True, joins_per_second=10_000))
    room.open_step()
    tokens = {"bearer": room.join("Ana").token, "maybe": "", "key": room.key(), "": ""}
    schema = json.loads(json.dumps(document()))
    for path, methods in list(schema["paths"].items()):
        if path not in {one.path for one in TRIED}:
            del schema["paths"][path]
        for operation in methods.values():
            operation["parameters"] = [one for one in operation["parameters"] if one["name"] != "code"]
    schema["paths"] = {path.replace("{code}", room.code): methods for path, methods in schema["paths"].items()}
    yield schemathesis.openapi.from_dict(schema), room, tokens
    room.close()


def unfit_body(case: schemathesis.Case[Any]) -> bool:
    """Whether the body was made so that it does not fit its type."""
    parts = case.meta.components if case.meta is not None else {}
    return ParameterLocation.BODY in parts and parts[ParameterLocation.BODY].mode is GenerationMode.NEGATIVE


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fit", "unfit"])
@pytest.mark.parametrize("operation", TRIED, ids=lambda one: f"{one.method} {one.path.rsplit('/', 1)[1]}")
def test_whatever_is_sent_the_description_holds(
    described: tuple[Any, Place, dict[str, str]], operation: Operation, mode: GenerationMode
) -> None:
    schema, room, tokens = described
    of_schema = schema[operation.path.replace("{code}", room.code)][operation.method.upper()]
    if mode is GenerationMode.NEGATIVE and operation.accepts is None and not operation.query:
        return  # nothing can be sent that does not fit

    @settings(max_examples=20, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=of_schema.as_strategy(mode))
    def holds(case: schemathesis.Case[Any]) -> None:
        token = room.join().token if operation.method == "delete" else tokens[operation.who]
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        for name in [name for name in case.headers if name.lower() == "authorization"]:
            del case.headers[name]  # who asks is not what is tried here
        response = case.call(base_url=f"http://127.0.0.1:{room.port}", headers=headers)
        case.validate_response(response, checks=CHECKS)
        if unfit_body(case):
            assert response.status_code in {400, 413, 415}
            assert response.json().keys() == {"code", "message", "field"}

    holds()
