"""A room defines its circle: from silence to a text that nobody objects to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from circle_widgets import sentences
from circle_widgets.activities.base import Activity
from circle_widgets.events import Text
from circle_widgets.sentences import LOCALES
from circle_widgets.state import Params
from circle_widgets.steps import Card, Consent, Dots, Draft, Notes, Sort, Talk

Both = Callable[..., Text]
How = Literal["standard", "express"]
READ = 20
"""Seconds to read a sentence aloud and to take it in."""
FOURS = 12
"""From so many people on the desk offers to make one sentence of two pairs'."""
CARD = 15
"""Seconds for a card: to read it, and to say what it belongs to."""


def definition(
    question: Text = "", *, how: How = "standard", fours: bool = False, languages: Sequence[str] = LOCALES
) -> Activity:
    """The activity: sentences, pairs, is and is not, dots, a text, and the question whether anybody objects.

    ``question`` is asked first; without one, that of the thread: what is a learning circle, for you? ``how`` is
    ``standard`` (about 40 minutes with nine people) or ``express`` (about 20). With ``fours`` two pairs make one
    sentence of theirs before the reading; without, the desk offers that from twelve people on. ``languages`` are those
    of the ready-made sentences. Raises :class:`ValueError` for another ``how``.
    """
    if how not in {"standard", "express"}:
        raise ValueError(f"how={how!r}: choose 'standard' or 'express'")
    both = partial(sentences.both, languages=tuple(languages) or LOCALES)
    whole = how == "standard"
    steps: list[Params] = [
        *([_frame(both)] if whole else []),
        Notes(
            question or both("one_question.question"),
            both("definition.sentence_hint"),
            most=1,
            title=both("definition.sentence_title"),
            say=both("definition.sentence_say"),
            minutes=3 if whole else 2,
            least=2 if whole else 1.5,
        ),
        _together(both, "pairs", 2, minutes=5 if whole else 3, each=0 if fours else READ),
        _together(both, "fours", 4, minutes=6 if whole else 4, each=READ, choice=0 if fours else FOURS),
        *([_examples(both)] if whole else []),
        Sort(
            both("definition.sort"),
            title=both("definition.sort_title"),
            say=both("definition.sort_say"),
            minutes=5 if whole else 2,
            least=2,
            each=CARD if whole else CARD // 3,
        ),
        Dots(
            question=both("definition.dots"),
            title=both("definition.dots_title"),
            say=both("definition.dots_say"),
            minutes=4 if whole else 3,
            least=2,
        ),
        Draft(
            both("definition.draft"),
            title=both("definition.draft_title"),
            say=both("definition.draft_say"),
            minutes=5 if whole else 3,
            least=3,
            leave=True,
        ),
        Consent(
            both("definition.consent"),
            title=both("definition.consent_title"),
            say=both("definition.consent_say"),
            minutes=4 if whole else 3,
            least=2,
            leave=True,
        ),
    ]
    return Activity(both("definition.title"), steps, name="definition", summary=both("definition.summary"))


def _frame(both: Both) -> Params:
    return Talk(
        question=both("definition.frame"),
        lines=[both(f"definition.frame_{n}") for n in (1, 2, 3)],
        title=both("definition.frame_title"),
        say=both("definition.frame_say"),
        minutes=2,
        least=1,
    )


def _together(both: Both, name: str, people: Literal[2, 4], *, minutes: float, each: int, choice: int = 0) -> Params:
    """``people`` make one sentence of theirs; opened and read here, unless more of them come together after."""
    return Notes(
        both(f"definition.{name}"),
        both(f"definition.{name}_hint"),
        together=people,
        title=both(f"definition.{name}_title"),
        say=both(f"definition.{name}_say"),
        minutes=minutes,
        least=round(minutes * 0.6),
        each=each,
        choice=choice,
    )


def _examples(both: Both) -> Params:
    """Two styles, in words of ours; only now, after everyone's own."""
    return Talk(
        question=both("definition.examples"),
        cards=[
            Card(both("definition.examples_sentence"), text=both("definition.examples_sentence_1")),
            Card(both("definition.examples_sentence"), text=both("definition.examples_sentence_2")),
            Card(
                both("definition.examples_values"),
                is_=[both(f"definition.examples_is_{n}") for n in (1, 2, 3)],
                not_=[both(f"definition.examples_not_{n}") for n in (1, 2, 3)],
            ),
        ],
        title=both("definition.examples_title"),
        say=both("definition.examples_say"),
        minutes=1,
        least=0.5,
        leave=True,
    )
