"""Events: validated once, at the border; an error names the field and the rule, never the value."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from circle_widgets import events as ev
from circle_widgets.errors import Refused
from circle_widgets.events import Event, Proposal
from circle_widgets.steps import registry


@pytest.mark.parametrize(
    ("type_", "body", "field"),
    [
        (ev.SeatJoin, {"name": "secret" * 20}, "name"),
        (ev.SeatJoin, {"way": "secret"}, "way"),
        (ev.SeatJoin, {"locale": "secret words"}, "locale"),
        (ev.CircleMade, {}, "title"),
        (ev.CircleMade, {"title": "a", "colour": "secret"}, "colour"),
        (ev.RoomCount, {"n": -1}, "n"),
        (ev.RoomCount, {"n": "secret"}, "n"),
        (ev.StepMore, {"minutes": float("nan")}, "minutes"),
        (ev.StepMore, {"minutes": 1e308}, "minutes"),
        (ev.ScreenShow, {"mode": "secret\n - at `$.page`"}, "mode"),
        (ev.ActivityStart, {"name": "a", "title": "", "steps": [{"id": "s"}]}, "steps[0].kind"),
        (ev.Erased, {"ids": "secret"}, "ids"),
    ],
)
def test_a_body_that_does_not_fit_is_told_by_field_and_rule(type_: Any, body: Any, field: str) -> None:
    with pytest.raises(Refused) as refused:
        ev.parse(type_, body)
    assert refused.value.code == "body"
    assert refused.value.params["rule"] == str(refused.value)
    assert "secret" not in str(refused.value)
    assert refused.value.field == field


@pytest.mark.parametrize("body", [None, [], "text", 3, [{}]])
def test_a_body_is_an_object(body: Any) -> None:
    with pytest.raises(Refused):
        ev.parse(ev.RoomCount, body)


def test_a_body_nested_without_end_is_refused() -> None:
    deep: dict[str, Any] = {}
    for _ in range(100_000):
        deep = {"a": deep}
    body: dict[str, Any] = {"n": deep}
    with pytest.raises(Refused):
        ev.parse(ev.RoomCount, body)
    while deep:  # or the interpreter would end the chain by recursion
        deep = deep["a"]


def test_an_accepted_proposal_is_an_event_with_a_time() -> None:
    proposal = Proposal("a", "notes.write", {"text": "x"}, "s1", "ana", "desk")
    assert proposal.accepted(7) == Event("a", 7, "notes.write", {"text": "x"}, "s1", "ana", "desk")
    assert proposal.accepted(7, {}).order == (7, "a")


def test_every_body_refuses_fields_it_does_not_know_and_has_a_schema() -> None:
    bodies = [*ev.CORE.values(), *(body for kind in registry().values() for body in kind.bodies.values())]
    for body in bodies:
        assert body.__struct_config__.forbid_unknown_fields, body
        assert body.__struct_config__.frozen, body
    assert msgspec.json.schema_components(bodies)
