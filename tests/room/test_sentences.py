"""Every code with which the room turns somebody away has a sentence, in each language, with the same slots."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import circle_widgets
from circle_widgets.errors import Busy, CircleError, Refused, StoreUnavailable, UnknownCircle
from circle_widgets.events import Refusal
from circle_widgets.room.problems import _OF_STATUS, refused, turned
from circle_widgets.sentences import LOCALES, sentences

PACKAGE = Path(circle_widgets.__file__).parent
SLOT = re.compile(r"\{(\w+)\}")
CALLS = {"Refused": 0, "Refusal": 1, "Turned": 1}
"""Whose argument, by its place, is a code."""


def codes() -> Iterator[tuple[str, str]]:
    """Every code in the sources, and where it stands."""
    yield from ((code, "room/problems.py") for code in _OF_STATUS.values())
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            where = path.relative_to(PACKAGE).as_posix()
            yield from ((found, where) for found in in_node(node))


def in_node(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
        yield from texts(node.value)
    if not isinstance(node, ast.Call):
        return
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if name in CALLS and len(node.args) > CALLS[name]:
        yield from texts(node.args[CALLS[name]])
    for keyword in node.keywords:
        if keyword.arg == "code":
            yield from texts(keyword.value)


def texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[a-z_]+", node.value):
        yield node.value


@pytest.mark.parametrize("locale", LOCALES)
def test_every_code_has_its_sentence(locale: str) -> None:
    known = {key.split("#")[0] for key in sentences(locale)}
    missing = sorted({(code, where) for code, where in codes() if f"errors.{code}" not in known})
    assert not missing


def slots(locale: str) -> dict[str, set[str]]:
    """The slots of every refusal's sentence, all its plurals together."""
    found: dict[str, set[str]] = {}
    for key, text in sentences(locale).items():
        if key.startswith("errors."):
            found.setdefault(key.split("#")[0], set()).update(SLOT.findall(text))
    return found


def test_languages_have_the_same_slots() -> None:
    first, *others = map(slots, LOCALES)
    assert all(other == first for other in others)


def test_slots_are_filled_with_what_the_rule_says() -> None:
    found = refused("en", Refusal("x", "too_long", "…", "text", {"most": 400}))
    assert "400" in found.message
    assert "{" not in found.message


def test_a_code_from_elsewhere_gets_the_general_sentence() -> None:
    assert refused("fr", Refusal("x", "of_another_package", "…")).message == sentences("fr")["errors.refused"]


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (UnknownCircle("x"), 404, "unknown_circle"),
        (Busy("x", retry_after=3), 503, "busy"),
        (StoreUnavailable("x"), 503, "store_unavailable"),
        (Refused("full", "x", most=3), 400, "full"),
        (CircleError("x"), 500, "unexpected"),
        (ZeroDivisionError("a secret"), 500, "unexpected"),
        (None, 404, "not_found"),
    ],
)
def test_errors_become_answers(error: BaseException | None, status: int, code: str) -> None:
    found = turned(error, status if error is None else 500)
    assert (found.status_code, found.code) == (status, code)
    assert "secret" not in found.body("en").message
