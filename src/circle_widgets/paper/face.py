"""The type of pages that ask for nothing: the font stands in them."""

from __future__ import annotations

import base64
from functools import cache
from importlib import resources

FONT = "static/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"


@cache
def font_face() -> str:
    """A rule with our type in it; from a clone that was never built "", and the system's own type does."""
    font = resources.files("circle_widgets").joinpath(FONT)
    if not font.is_file():
        return ""
    data = base64.b64encode(font.read_bytes()).decode()
    face = 'font-family: "Atkinson Hyperlegible Next"; font-weight: 200 800'
    return f"@font-face {{ {face}; src: url(data:font/woff2;base64,{data}) }}\n"


def resource(name: str) -> str:
    """A text of ours, by its path below the package."""
    return resources.files("circle_widgets").joinpath(name).read_text(encoding="utf-8")
