"""The pages' types are those of Python: ``api.gen.ts`` is what `make types` would write now."""

from __future__ import annotations

from circle_widgets.ui import api_types


def test_typescript_and_python_agree() -> None:
    assert api_types.TARGET.read_text(encoding="utf-8") == api_types.typescript(), "run make types"


def test_every_kind_of_event_has_its_body() -> None:
    bodies = api_types.schemas()["Bodies"]["properties"]
    assert {"circle.made", "seat.join", "notes.write", "step.reveal"} <= bodies.keys()
