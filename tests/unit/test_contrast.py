"""The colours: text at 7:1 or better on each ground it stands on, in both schemes; focus and meaningful lines at 3:1.

The formula is WCAG 2.2's (relative luminance of sRGB, and (lighter + 0.05) / (darker + 0.05)).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import circle_widgets

CSS = (Path(circle_widgets.__file__).parent / "ui/tokens.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "card")
TEXT = [(text, ground) for text in ("ink", "soft", "pine", "plum", "ochre") for ground in GROUNDS]
TEXT += [(text, ground) for text in ("ink", "soft") for ground in ("is-ground", "is-not-ground", "depends-ground")]
TEXT += [("is", "is-ground"), ("is-not", "is-not-ground"), ("depends", "depends-ground")]
TEXT += [("on-accent", accent) for accent in ("pine", "plum", "ochre")] + [("on-sun", "sun")]
LINES = [(line, ground) for line in ("edge", "focus-colour") for ground in GROUNDS]


def channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    red, green, blue = (channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tokens(css: str) -> dict[str, str]:
    found = {name: value.strip() for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", css)}
    for name, value in found.items():
        if pointed := re.fullmatch(r"var\(--([\w-]+)\)", value):
            found[name] = found[pointed[1]]
    return found


LIGHT, DARK = CSS.split("@media (prefers-color-scheme: dark)")
SCHEMES = {"light": tokens(LIGHT), "dark": tokens(LIGHT + re.sub(r"/\*.*?\*/", "", DARK, flags=re.DOTALL))}


def test_the_formula_gives_what_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_stands_out(scheme: str) -> None:
    colours = SCHEMES[scheme]
    weak = [f"{text} on {ground}: {contrast(colours[text], colours[ground]):.2f}" for text, ground in TEXT]
    weak = [line for line in weak if float(line.rsplit(" ", 1)[1]) < 7]
    assert not weak, f"{scheme}: {weak}"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_lines_with_a_meaning_are_seen(scheme: str) -> None:
    colours = SCHEMES[scheme]
    assert {
        pair: contrast(*(colours[one] for one in pair))
        for pair in LINES
        if contrast(*(colours[one] for one in pair)) < 3
    } == {}


def test_the_dark_scheme_says_every_colour_anew() -> None:
    own = tokens(DARK)
    same = {"sun", "on-sun", "is", "is-not", "depends"}
    colours = {name for name, value in tokens(LIGHT).items() if value.startswith("#")} - same
    assert colours - own.keys() == set()
