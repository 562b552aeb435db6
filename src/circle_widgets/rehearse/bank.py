"""What made-up people say: our own words, in English and in French, dealt like cards. Pure, given a seed."""

from __future__ import annotations

import random
from functools import cache
from importlib import resources

import msgspec

from circle_widgets.events import Text
from circle_widgets.sentences import both, pick


class Bank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's words: first names, answers to what a learning circle is, and answers that fit any question."""

    names: tuple[str, ...]
    circle: tuple[str, ...]
    general: tuple[str, ...]


@cache
def bank(locale: str) -> Bank:
    """The bank of a language (``en`` or ``fr``)."""
    raw = resources.files("circle_widgets.rehearse").joinpath("bank", f"{locale}.json").read_bytes()
    return msgspec.json.decode(raw, type=Bank)


def asks_what_a_circle_is(question: Text) -> bool:
    """Whether this is the question of the thread, in any language."""
    ours = both("one_question.question")
    return any(pick(question, locale).strip() == sentence for locale, sentence in ours.items())


class Deck:
    """Answers to one question, no one twice before all were said. The same seed deals the same answers."""

    def __init__(self, question: Text, seed: str) -> None:
        self._about = "circle" if asks_what_a_circle_is(question) else "general"
        self._seed = seed
        self._left: dict[str, list[str]] = {}
        self._laps: dict[str, int] = {}

    def deal(self, locale: str) -> str:
        """The next answer in a language."""
        left = self._left.setdefault(locale, [])
        if not left:
            lap = self._laps[locale] = self._laps.get(locale, 0) + 1
            left += getattr(bank(locale), self._about)
            random.Random(f"{self._seed}/{locale}/{lap}").shuffle(left)  # noqa: S311 - a play, not a secret
        return left.pop()
