"""Writes ``api.gen.ts``: the room's bodies and every event's body, from their Python types. Run it with `make types`.

``python -m circle_widgets.ui.api_types [--check]``, in the project's folder: with ``--check`` nothing is written, and
it exits with 1 when the file is not what the types say.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

import hatch_build
from circle_widgets.events import CORE
from circle_widgets.room.openapi import document
from circle_widgets.steps import registry

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
TARGET = HERE / "api.gen.ts"
HEAD = "/** The room's bodies and every event's body, from their Python types. Written by `make types`. */\n\n"
PLACE = "#/components/schemas/"
OPTIONS = ("--immutable", "--root-types", "--root-types-no-schema-prefix", "--default-non-nullable=false")
NOTHING_OF = ("export type paths = ", "export type webhooks = ", "export type $defs = ", "export type operations = ")


def schemas() -> Any:
    """Every schema by name; ``Bodies`` holds those of the events by their kind."""
    kinds = dict(CORE)
    for kind in registry().values():
        kinds |= {**kind.bodies, **kind.ballots}
    bodies: dict[str, Any] = {}
    found: dict[str, Any] = {}
    for name, body in sorted(kinds.items()):
        (reference,), parts = msgspec.json.schema_components([body], ref_template=PLACE + "{name}")
        bodies[name] = parts.pop(reference["$ref"].removeprefix(PLACE))
        found |= parts
    found |= document()["components"]["schemas"]
    found["Bodies"] = {"type": "object", "properties": bodies, "required": list(bodies), "additionalProperties": False}
    return _opened(dict(sorted(found.items())))


def _opened(schema: Any) -> Any:
    """The schema with "any object" said aloud: the generator takes a bare ``{"type": "object"}`` for an empty one."""
    if isinstance(schema, list):
        return [_opened(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    said = {name: _opened(one) for name, one in schema.items()}
    anything = said.get("type") == "object" and not {"properties", "additionalProperties"} & said.keys()
    return said | {"additionalProperties": True} if anything else said


def typescript() -> str:
    """The text of ``api.gen.ts``."""
    info = {"title": "", "version": "1"}
    openapi = {"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": schemas()}}
    node = hatch_build.find_node()
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "openapi.json"), Path(folder, "api.ts")
        source.write_text(json.dumps(openapi), encoding="utf-8")
        tool = ROOT / "node_modules/openapi-typescript/bin/cli.js"
        hatch_build.run(ROOT, node, node.node, str(tool), str(source), f"--output={made}", *OPTIONS, quiet=True)
        text = made.read_text(encoding="utf-8")
    body = text.split("*/", 1)[1]
    lines = [line.rstrip().replace("    ", "  ") for line in body.splitlines() if not line.startswith(NOTHING_OF)]
    return HEAD + "\n".join(lines).strip() + "\n"


def main() -> int:
    """Write the file, or check it."""
    text = typescript()
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    same = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text
    if not same:
        sys.stderr.write(f"{TARGET.name} is not what the Python types say: run make types.\n")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
