"""An activity is a list of steps: data that another process can run."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest

from circle_widgets import Activity, steps
from circle_widgets.activities import CATALOGUE, NotAStep, find, one_question
from circle_widgets.errors import UnknownActivity
from circle_widgets.state import Params
from tests.unit.worlds import World


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_activity_can_be_started(name: str) -> None:
    data = find(name).as_data()
    assert data["name"] == name
    world = World()
    world.did("activity.start", json.loads(json.dumps(data)))
    run = world.state.run
    assert run is not None
    assert len(run.plan) == len(find(name).steps)


def test_step_ids_are_new_each_time() -> None:
    ids = {step["id"] for _ in range(50) for step in find("one-question").as_data()["steps"]}
    assert len(ids) == 50 * len(find("one-question").steps)


def test_only_what_an_author_said_is_in_the_data() -> None:
    data = Activity("Hopes", [steps.Notes("One hope"), steps.Talk(minutes=10)]).as_data()
    assert [step["params"] for step in data["steps"]] == [{"question": "One hope"}, {"minutes": 10}]
    assert data["name"] == data["title"] == "Hopes"


def test_a_title_in_two_languages_gives_a_name() -> None:
    activity = Activity({"en": "Hopes", "fr": "Espoirs"}, [steps.Notes("One hope")])
    assert activity.as_data()["name"] == "Hopes"
    assert repr(activity) == "<Activity 'Hopes', 1 steps, 3 minutes>"


@pytest.mark.parametrize("wrong", ["One hope", None, {"kind": "notes"}, steps.Notes, Params()])
def test_what_is_no_step_is_told(wrong: Any) -> None:
    with pytest.raises(NotAStep, match="step 2"):
        Activity("Hopes", [steps.Notes("One hope"), cast("Params", wrong)])


def test_names_are_found_however_they_are_written() -> None:
    assert find("One Question").name == find("one_question").name == "one-question"
    with pytest.raises(UnknownActivity, match="one-question"):
        find("dance")


def test_ones_own_question_takes_its_place_and_its_minutes() -> None:
    activity = one_question("What do you hope for?", minutes=5)
    write = activity.steps[1]
    assert isinstance(write, steps.Notes)
    assert (write.question, write.minutes) == ("What do you hope for?", 5)
    assert isinstance(write.say, dict)
    assert all("5" in said for said in write.say.values())


def test_ready_made_sentences_speak_the_languages_that_are_asked_for() -> None:
    french = one_question(languages=["fr"])
    assert french.title == {"fr": "Une question"}
    assert all(set(step.title) == {"fr"} for step in french.steps)
    assert one_question(languages=["fr", "en"]).as_data()["steps"][0]["params"]["question"].keys() == {"fr", "en"}
    assert one_question(languages=[]).title == one_question().title
