"""A made-up room defines its circle, through a real room and in an instant: the made-up people of every kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from circle_widgets import Activity, Circle, moments, steps
from circle_widgets.definition import agreed
from circle_widgets.rehearse import Asked, Outcome, rehearse
from circle_widgets.rehearse.bank import objection_of, same
from circle_widgets.rehearse.made_up import Desk, Scene, made_up, of_kind
from circle_widgets.rehearse.pace import AtOnce
from circle_widgets.rehearse.people import FAULTS, crowd
from circle_widgets.serve.own_room import own_room
from circle_widgets.state import State, Step
from circle_widgets.steps import registry

SEED = 7


@dataclass
class Played:
    """A rehearsal that is over: what came of it, how long it was (seconds), what was said of it."""

    circle: Circle
    outcome: Outcome
    seconds: float
    paused: list[bool]

    @property
    def state(self) -> State:
        return self.circle.state

    def steps(self, kind: str) -> list[Step]:
        run = self.state.run
        assert run is not None
        return [step for one in run.steps if (step := self.state.steps[one]).kind == kind]

    def words(self) -> list[list[str]]:
        """All that was said, in its order, step by step."""
        run = self.state.run
        assert run is not None
        return [[str(row["text"]) for row in _table(self.state, self.state.steps[one])] for one in run.steps]


def _table(state: State, step: Step) -> list[dict[str, Any]]:
    return registry()[step.kind].table(step)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A store, and the address of a room for it."""
    store = str(tmp_path_factory.mktemp("definition") / "circles.sqlite")
    with own_room(store) as port:
        yield store, f"http://127.0.0.1:{port}"


def play(room: tuple[str, str], people: int = 12, *, activity: Activity | None = None, locale: str = "en") -> Played:
    store, url = room
    circle = Circle.make("Practice", practice=True, locale=locale, store=store)
    if activity is not None:
        circle.start(activity)
    pace = AtOnce()
    paused: list[bool] = []

    def stop(_name: str) -> None:
        step = circle.state.current
        paused.append(step is not None and (step.paused or step.phase == "revealed"))

    asked = Asked(people, SEED, lead=True, faults=frozenset(FAULTS), activity="definition")
    outcome = rehearse(circle, url, asked, pace=pace, stop=stop)
    return Played(circle, outcome, pace.now(), paused)


@pytest.fixture(scope="module")
def played(room: tuple[str, str]) -> Played:
    return play(room)


def test_a_made_up_room_agrees_on_a_text_and_loses_nothing(played: Played) -> None:
    found = agreed(played.state)
    assert found is not None
    assert found.sentence is not None
    assert (found.rounds, found.voters, found.here) == (2, 12, 12)
    assert {tray: len(lines) > 0 for tray, lines in found.trays.items()} == {"is": True, "not": True, "depends": True}
    outcome = played.outcome
    assert (outcome.people, outcome.lost, outcome.twice, outcome.late, outcome.refused) == (12, 0, 0, 0, {})
    assert outcome.sent == outcome.stored > 60


def test_it_comes_to_three_hard_moments_in_their_order_and_the_clock_stands_still(played: Played) -> None:
    assert played.outcome.moments == list(moments.NAMES) == ["silence", "wifi", "objection"]
    assert played.paused == [True, True, True]
    assert not any(step.paused for step in played.state.steps.values())


def test_it_takes_about_forty_minutes(played: Played) -> None:
    assert 34 * 60 < played.seconds < 46 * 60


def test_after_the_objection_the_text_is_changed_and_the_room_asked_again(played: Played) -> None:
    (consent,) = played.steps("consent")
    first, second = consent.data.opened
    assert first.objection
    assert not first.agreed
    (words,) = first.read
    objection = objection_of(words)
    assert objection is not None
    new = {(one.tray, one.text) for one in second.lines} - {(one.tray, one.text) for one in first.lines}
    assert new == {(objection.tray, objection.line)}
    assert second.agreed


def test_a_facilitator_groups_names_and_lets_go(played: Played) -> None:
    (sort,) = played.steps("sort")
    groups = sort.data.seen()
    assert any(len(one.sets) > 1 and one.named for one in groups)
    log = Counter(event.kind for event in played.circle.ledger.log())
    assert min(log[kind] for kind in ("sort.together", "sort.join", "sort.drop", "sort.name")) >= 1
    assert log["draft.put"] >= 3
    assert log["draft.drop"] >= 1


def test_some_write_the_same_and_dots_tie(played: Played) -> None:
    (sort,), (dots,) = played.steps("sort"), played.steps("dots")
    texts = Counter(same(str(row["text"])) for row in _table(played.state, sort))
    assert max(texts.values()) > 1
    places = Counter(place for _, n, place in dots.data.ranked(1) if n)
    assert max(places.values()) > 1


def test_pairs_ask_each_other_and_their_own_sentences_are_joined(played: Played) -> None:
    pairs = played.steps("notes")[1]
    assert any(yes for asked in pairs.data.asks.values() for yes in asked.values())
    assert any(" " in row["of"] for row in _table(played.state, pairs))


def test_the_same_seed_says_the_same_words_from_the_first_note_to_the_text(
    played: Played, room: tuple[str, str]
) -> None:
    again = play(room)
    assert again.words() == played.words()
    assert again.seconds == played.seconds


@pytest.mark.parametrize("people", [1, 2, 3])
def test_a_very_small_room_gets_to_its_text_as_well(people: int, room: tuple[str, str]) -> None:
    small = play(room, people, locale="fr")
    assert agreed(small.state) is not None
    assert (small.outcome.people, small.outcome.lost, small.outcome.twice) == (people, 0, 0)


def test_kinds_go_together_in_whatever_order_an_author_puts_them(room: tuple[str, str]) -> None:
    own = Activity(
        "Hopes",
        [
            steps.Notes("One hope?"),
            steps.Sort("Where does it stand?", takes=True),
            steps.Dots(2),
            steps.Consent("Shall we meet on Tuesdays?"),
        ],
    )
    found = play(room, 5, activity=own)
    assert found.outcome.moments == ["silence", "wifi", "objection"]
    assert (found.outcome.lost, found.outcome.twice) == (0, 0)
    (sort,), (consent,) = found.steps("sort"), found.steps("consent")
    assert all(card.tray for card in sort.data.cards.values())
    assert consent.data.opened[-1].agreed


# ---- what a kind's people plan, without a room


def test_every_kind_in_which_people_do_something_has_made_up_ones() -> None:
    assert set(made_up()) == set(registry()) - {"talk"}
    assert of_kind("no-such-kind").plan(Scene({"step": {"id": "s", "n": 1, "kind": "x"}}, crowd(3, 1), 1, 60.0)) == []


@pytest.mark.parametrize("kind", sorted(set(registry()) - {"talk", "draft"}))
@pytest.mark.parametrize("people", [1, 2, 5, 9, 30])
def test_plans_end_within_the_step_and_are_the_same_for_the_same_seed(kind: str, people: int) -> None:
    own = {"trays": ["is", "not", "depends"], "most": 3, "items": {}}
    view = {"step": {"id": "s", "n": 3, "kind": kind, "phase": "open"}, kind: own, "circle": {"locale": "fr"}}
    for seed in range(10):
        scene = Scene(view, crowd(people, seed), seed, 240.0, registry()[kind].Params())
        plan = of_kind(kind).plan(scene)
        assert plan == of_kind(kind).plan(scene)
        assert {act.person for act in plan} == set(range(people))
        assert all(0 < act.after < 240 for act in plan)


def test_the_first_round_has_one_objection_and_the_next_ones_none() -> None:
    for seed in range(10):
        view: dict[str, Any] = {"step": {"id": "s", "n": 8, "kind": "consent"}, "consent": {}}
        people = crowd(9, seed, faults=FAULTS)
        first = of_kind("consent").plan(Scene(view, people, seed, 240.0))
        (one,) = [act for act in first if act.deed == "objection"]
        assert not people[one.person].fault
        assert objection_of(one.words) is not None
        view["consent"] = {"round": 2}
        second = of_kind("consent").plan(Scene(view, people, seed, 240.0))
        assert {act.deed for act in second} == {"fine"}


def test_a_facilitator_who_is_objected_to_again_and_again_goes_on_with_the_dissent() -> None:
    kind = registry()["consent"]
    step = Step("s", "consent", 8, 8, "r", kind.Params(), kind.begin(kind.Params()), phase="revealed", round=3)
    step.data.round(3)
    kind.tallied(step, {"round": 3, "voters": 5, "objection": True, "read": ["No."]})
    desk = Desk(State(registry()), step, SEED)
    move = of_kind("consent").lead(desk)
    assert move is not None
    assert move.kind == "consent.settle"
    step.data.rounds[3].settled = True
    assert of_kind("consent").lead(desk) is None
