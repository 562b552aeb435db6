"""The defining activity as a plan: its steps in their order, and the real length for a room."""

from __future__ import annotations

from typing import Any

import pytest

from circle_widgets import steps
from circle_widgets.activities import definition, find
from circle_widgets.steps import Consent, Dots, Draft, Notes, Sort, Talk


def kinds(**options: Any) -> list[type]:
    return [type(step) for step in definition(**options).steps]


def test_standard_goes_from_silence_to_consent() -> None:
    assert kinds() == [Talk, Notes, Notes, Notes, Talk, Sort, Dots, Draft, Consent]
    assert find("definition") == definition()


def test_express_leaves_the_frame_and_the_examples_out() -> None:
    assert kinds(how="express") == [Notes, Notes, Notes, Sort, Dots, Draft, Consent]


def test_fours_are_there_when_chosen_and_offered_from_twelve_people_on() -> None:
    def joined(**options: Any) -> list[tuple[int, int]]:
        return [(step.together, step.choice) for step in definition(**options).steps if isinstance(step, Notes)]

    assert joined() == [(0, 0), (2, 0), (4, 12)]
    assert joined(fours=True) == [(0, 0), (2, 0), (4, 0)]
    assert definition(fours=True).minutes_for(12) == definition().minutes_for(12) - 2 + 6 + 1


@pytest.mark.parametrize(
    ("how", "shortest", "longest"), [("standard", 35, 45), ("express", 18, 22)], ids=["standard", "express"]
)
@pytest.mark.parametrize("people", [9, 12])
def test_it_takes_about_what_it_says(how: Any, shortest: float, longest: float, people: int) -> None:
    assert shortest <= definition(how=how).minutes_for(people) <= longest


def test_more_people_take_longer_until_only_the_pairs_are_read() -> None:
    lengths = [definition().minutes_for(people) for people in (2, 5, 9)]
    assert lengths == sorted(set(lengths))
    assert definition(fours=True).minutes_for(16) > definition().minutes_for(16)


def test_examples_come_only_after_everyone_has_written() -> None:
    plan = definition().steps
    examples = next(n for n, step in enumerate(plan) if n and isinstance(step, Talk))
    assert all(n < examples for n, step in enumerate(plan) if isinstance(step, Notes))


def test_every_step_can_give_time_and_the_end_may_wait_for_another_meeting() -> None:
    assert all(0 < step.least < step.minutes for step in definition(how="standard").steps)
    assert [type(step) for step in definition().steps if step.leave] == [Talk, Draft, Consent]


def test_ones_own_question_and_languages() -> None:
    asked = definition("What is a book club?", languages=["fr"])
    assert asked.title == {"fr": "Définir votre cercle"}
    written = next(step for step in asked.steps if isinstance(step, steps.Notes))
    assert written.question == "What is a book club?"


def test_another_length_is_told() -> None:
    wrong: Any = "long"
    with pytest.raises(ValueError, match="express"):
        definition(how=wrong)
