"""What made-up people say: our own words, in English and in French, dealt like cards. Pure, given a seed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache
from importlib import resources

import msgspec

from circle_widgets.events import Text
from circle_widgets.sentences import LOCALES, both, pick


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Values that say nearly the same, and what a facilitator calls them together."""

    name: str
    said: tuple[str, ...]


class Objection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody misses in a text, and the line (in a tray) with which it can be agreed to."""

    words: str
    tray: str
    line: str


class Bank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's words.

    ``circle`` answers what a learning circle is, ``general`` any question; ``pairs`` are sentences that two have made
    of theirs; ``values`` are short ones for each tray, by theme; the themes are the same in all languages.
    """

    names: tuple[str, ...]
    circle: tuple[str, ...]
    general: tuple[str, ...]
    pairs: tuple[str, ...]
    values: Mapping[str, Mapping[str, Theme]]
    objections: tuple[Objection, ...]


@cache
def bank(locale: str) -> Bank:
    """The bank of a language (``en`` or ``fr``)."""
    raw = resources.files("circle_widgets.rehearse").joinpath("bank", f"{locale}.json").read_bytes()
    return msgspec.json.decode(raw, type=Bank)


def asks_what_a_circle_is(question: Text) -> bool:
    """Whether this is the question of the thread, in any language."""
    ours = both("one_question.question")
    return any(pick(question, locale).strip() == sentence for locale, sentence in ours.items())


def theme_of(text: str) -> str:
    """The theme of a value, in whatever language it is said; "" for words that are not ours."""
    return _themes().get(same(text), "")


@cache
def _themes() -> dict[str, str]:
    return {
        same(text): f"{tray}/{name}"
        for locale in LOCALES
        for tray, themes in bank(locale).values.items()
        for name, theme in themes.items()
        for text in (theme.name, *theme.said)
    }


def objection_of(words: str) -> Objection | None:
    """The objection that somebody made in these words."""
    return next((one for locale in LOCALES for one in bank(locale).objections if one.words == words), None)


def same(text: str) -> str:
    """A text as it is compared: case and the mark at the end make no difference."""
    return text.casefold().rstrip(" .!…")


class Deck:
    """Cards of some words, dealt by language: none comes twice before all came. The same seed deals the same ones."""

    def __init__(self, words: Mapping[str, tuple[str, ...]], seed: str) -> None:
        self._words = words
        self._seed = seed
        self._left: dict[str, list[str]] = {}
        self._laps: dict[str, int] = {}

    def deal(self, locale: str) -> str:
        """The next one in a language."""
        left = self._left.setdefault(locale, [])
        if not left:
            lap = self._laps[locale] = self._laps.get(locale, 0) + 1
            left += self._words[locale]
            random.Random(f"{self._seed}/{locale}/{lap}").shuffle(left)  # noqa: S311 - a play, not a secret
        return left.pop()


def answers(question: Text, seed: str) -> Deck:
    """Answers to a question."""
    about = "circle" if asks_what_a_circle_is(question) else "general"
    return Deck({locale: getattr(bank(locale), about) for locale in LOCALES}, seed)


def shared(seed: str) -> Deck:
    """Sentences that several have made of theirs."""
    return Deck({locale: bank(locale).pairs for locale in LOCALES}, seed)


def values(tray: str, seed: str) -> Deck:
    """Short values for a tray; for one that the bank does not know, those that depend."""
    found = {}
    for locale in LOCALES:
        themes = bank(locale).values
        found[locale] = tuple(text for theme in themes.get(tray, themes["depends"]).values() for text in theme.said)
    return Deck(found, seed)
