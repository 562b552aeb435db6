"""Makes ``docs/example`` again: a made-up room of twelve defines its circle. ``python -m tests.e2e.example``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from circle_widgets.circle import Circle
from circle_widgets.definition import agreed
from circle_widgets.rehearse import Asked, rehearse
from circle_widgets.rehearse.pace import AtOnce
from circle_widgets.serve.own_room import own_room

FOLDER = Path(__file__).resolve().parents[2] / "docs/example"
PEOPLE, SEED = 12, 8


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        store = str(Path(home) / "circles.sqlite")
        circle = Circle.make("Sewing for beginners", facilitator="Ana", practice=True, store=store)
        with own_room(store) as port:
            asked = Asked(people=PEOPLE, seed=SEED, lead=True, activity="definition", languages=frozenset({"en"}))
            outcome = rehearse(circle, f"http://127.0.0.1:{port}", asked, pace=AtOnce())
        assert (outcome.lost, outcome.twice) == (0, 0), outcome
        assert agreed(circle.state) is not None
        for name in (
            "definition.circle.jsonl",
            "definition.md",
            "definition.html",
            "poster.svg",
            "poster.png",
            "poster.pdf",
        ):
            file = circle.export(FOLDER / name, names=False)
            print(file, file.stat().st_size // 1000, "kB")
        circle.store.close()


if __name__ == "__main__":
    main()
