"""The sentences that people read: JSON with flat keys, ``{name}`` slots, and plurals by CLDR category (``key#one``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import msgspec

from circle_widgets.events import Text

LOCALES = ("en", "fr")
"""The languages that we speak; the first is the one to fall back on."""


_SLOT = re.compile(r"\{(\w+)\}")


def _files(locale: str) -> Iterable[Traversable]:
    root = resources.files("circle_widgets")
    shared = root.joinpath("locale", locale)
    yield from sorted((one for one in shared.iterdir() if one.name.endswith(".json")), key=lambda one: one.name)
    for kind in sorted(root.joinpath("steps").iterdir(), key=lambda one: one.name):
        own = kind.joinpath("locale", f"{locale}.json")
        if own.is_file():
            yield own


@cache
def sentences(locale: str) -> dict[str, str]:
    """Every sentence of a language, by key; an unknown language is the nearest that we speak (``fr-CA`` is ``fr``)."""
    found: dict[str, str] = {}
    for one in _files(nearest(locale)):
        found |= msgspec.json.decode(one.read_bytes(), type=dict[str, str])
    return found


def nearest(locale: str) -> str:
    """The language of ours for a wish such as ``fr-CA`` or ``FR_fr``."""
    wish = locale.lower().replace("_", "-").split("-")[0]
    return wish if wish in LOCALES else LOCALES[0]


def say(locale: str, key: str, **slots: Any) -> str:
    """The sentence ``key`` in a language. A slot ``n`` chooses the plural. An unknown key is returned as it is."""
    texts = sentences(locale)
    text = texts.get(key)
    if text is None and "n" in slots:
        text = texts.get(f"{key}#{_plural(nearest(locale), slots['n'])}", texts.get(f"{key}#other"))
    if text is None:
        return key
    return _SLOT.sub(lambda found: str(slots.get(found[1], found[0])), text)


@cache
def _plural(locale: str, n: float) -> str:
    from babel import Locale  # noqa: PLC0415 - slow to import, and needed for plurals alone

    return str(Locale.parse(locale).plural_form(n))


def both(key: str, languages: Iterable[str] = LOCALES, **slots: Any) -> dict[str, str]:
    """The sentence in every language, or in some: a :data:`~circle_widgets.events.Text` for a step's parameters."""
    return {locale: say(locale, key, **slots) for locale in map(nearest, languages)}


def pick(text: Text, locale: str) -> str:
    """The words of an author's text in a language; where it is missing, in English, else in the first there is."""
    if isinstance(text, str):
        return text
    wishes = (text.get(one) for one in (locale, locale.split("-", 1)[0], LOCALES[0]))
    return next((found for found in (*wishes, *text.values()) if found), "")
