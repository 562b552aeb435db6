"""One question to the room: answered in silence, opened together, read aloud, kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from circle_widgets import sentences
from circle_widgets.activities.base import Activity
from circle_widgets.events import Text
from circle_widgets.sentences import LOCALES
from circle_widgets.steps import Notes, Talk


def one_question(question: Text = "", *, minutes: float = 3, languages: Sequence[str] = LOCALES) -> Activity:
    """The activity for ``question``; without one, the question of the thread: what is a learning circle, for you?

    ``minutes`` is the length of the silent writing; ``languages`` are those of the ready-made sentences, and whoever
    reads another one sees English, or else the first.
    """
    both = partial(sentences.both, languages=tuple(languages) or LOCALES)
    return Activity(
        both("one_question.title"),
        [
            Talk(
                question=both("one_question.frame"),
                lines=[both(f"one_question.frame_{n}") for n in (1, 2, 3)],
                title=both("one_question.frame_title"),
                say=both("one_question.frame_say"),
                minutes=2,
            ),
            Notes(
                question or both("one_question.question"),
                both("one_question.hint"),
                title=both("one_question.write_title"),
                say=both("one_question.write_say", minutes=f"{minutes:g}"),
                minutes=minutes,
            ),
            Talk(
                question=both("one_question.talk"),
                title=both("one_question.talk_title"),
                say=both("one_question.talk_say"),
                minutes=5,
            ),
        ],
        name="one-question",
        summary=both("one_question.summary"),
    )
