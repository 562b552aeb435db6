"""Dots in real stores: who placed them where is known to nobody once they are counted, and to few before."""

from __future__ import annotations

import random
import re
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from circle_widgets import Activity, Circle, steps, views
from circle_widgets.events import Proposal, Receipt, Refusal
from circle_widgets.ledger import Answer, new_id
from circle_widgets.store import open_store
from tests.stores import tables
from tests.waiting import until

TEXTS = ("Chosen, not imposed", "Led by all of us", "Open to whoever comes", "Homework", "Tea", "Patience")
KEPT = ("jsonl", "csv", "md")


def placed(seat: str, step: str, on: list[str], id: str = "") -> Proposal:
    return Proposal(id or new_id(), "dots.place", {"on": on}, step, seat)


class Voting:
    """A circle at its dots, and who placed them where."""

    def __init__(self, url: str, people: int = 9) -> None:
        self.circle = Circle.make("Sewing", store=url)
        self.seats = [self.circle.add_seat(f"Person {n}", way="phone") for n in range(people)]
        self.paper = [self.circle.add_seat(f"Paper {n}") for n in range(3)]
        self.circle.start(Activity("Values", [steps.Notes("What is it?"), steps.Dots(3), steps.Talk()]))
        self.circle.move("next")
        for text in TEXTS:
            self.circle.write(text)
        self.circle.move("reveal")
        self.go(1)
        self.step = self.circle.state.run.steps[1]  # type: ignore[union-attr] # it runs
        self.options = list(self.circle.state.steps[self.step].data.options)
        self.cast: dict[str, list[str]] = {}

    def go(self, n: int) -> None:
        run = self.circle.state.run
        assert run is not None
        assert isinstance(self.circle.ledger.say("step.open", step=run.steps[n]), Receipt)

    def vote(self, seat: str, on: list[str], id: str = "") -> Answer:
        answer = self.circle.ledger.append([placed(seat, self.step, on, id)])[0]
        if isinstance(answer, Receipt):
            self.cast[seat] = on
        return answer

    def all_vote(self, seed: int = 1) -> None:
        dice = random.Random(seed)
        for seat in self.seats:
            self.vote(seat, dice.sample(self.options, dice.randint(1, 3)))

    @property
    def recount(self) -> dict[str, int]:
        return dict(Counter(option for on in self.cast.values() for option in on))

    @property
    def result(self) -> dict[str, int]:
        items = views.everyone(self.circle.state, "remote")["dots"]["items"]
        return {key: one["dots"] for key, one in items.items() if one["dots"]}


@pytest.fixture
def voting(store_url: str) -> Iterator[Voting]:
    made = Voting(store_url)
    yield made
    made.circle.store.close()


def files(url: str) -> dict[str, bytes]:
    """A store's files as they lie on the disk."""
    if not url.startswith("sqlite:"):
        return {}
    path = Path(url.removeprefix("sqlite:///"))
    return {one.name: one.read_bytes() for one in path.parent.glob(f"{path.name}*")}


def ties(raw: bytes, seats: list[str], options: list[str]) -> list[bytes]:
    """Where bytes hold a ballot: its shape, or a seat with an option in the same record."""
    found = re.findall(rb'\{"on":\[[^]]*\]?', raw)
    for seat in seats:
        for at in re.finditer(re.escape(seat.encode()), raw):
            near = raw[at.start() : at.end() + 60]  # a ballot's row: circle, step, round, seat, body
            found += [near for option in options if option.encode()[:16] in near]
    return found


def test_before_the_opening_the_ballots_are_in_the_store_and_nowhere_else(voting: Voting) -> None:
    voting.all_vote()
    rows = tables(voting.circle.store.url)
    assert len(rows["ballots"]) == len(voting.seats)
    assert any(ties(raw, voting.seats, voting.options) for raw in files(voting.circle.store.url).values()) or not files(
        voting.circle.store.url
    )
    assert not [row for row in rows["events"] if '"on"' in str(row) or "dots.place" in str(row)]
    for how in KEPT:
        kept = voting.circle.exported(how, private=True)
        assert ties(kept, voting.seats, voting.options) == []
        assert b"dots.place" not in kept


def test_after_it_nothing_ties_a_seat_to_a_dot(voting: Voting) -> None:
    voting.all_vote()
    voting.all_vote(seed=2)  # each has changed theirs
    ballots = {new_id(): seat for seat in voting.seats}
    for id, seat in ballots.items():
        voting.vote(seat, voting.cast[seat], id)
    assert isinstance(voting.circle.move("next"), Receipt)
    assert voting.result == voting.recount
    url = voting.circle.store.url
    rows = tables(url)
    assert rows["ballots"] == []
    for row in (row for name in rows for row in rows[name]):
        told = str(row)
        assert not (any(option in told for option in voting.options) and any(seat in told for seat in voting.seats)), (
            told
        )
        assert '"on"' not in told
    for name, raw in files(url).items():
        assert ties(raw, voting.seats, voting.options) == [], name
        for id, seat in ballots.items():  # the ids are kept for late resends, without a seat beside
            assert not [
                at for at in re.finditer(id.encode(), raw) if seat.encode() in raw[at.start() - 80 : at.end() + 80]
            ]
    for how in KEPT:
        assert ties(voting.circle.exported(how, private=True), voting.seats, voting.options) == []
    tally = next(
        event for event in voting.circle.ledger.log() if event.kind == "step.reveal" and event.step == voting.step
    )
    assert tally.body == {"tally": {"round": 1, "counts": voting.recount, "voters": len(voting.seats)}}
    assert list(tally.body["tally"]["counts"]) == sorted(tally.body["tally"]["counts"])


@pytest.mark.parametrize("people", [1, 2, 3, 4, 5, 9, 12, 30])
def test_the_result_is_a_recount_of_what_people_sent(store_url: str, people: int) -> None:
    voting = Voting(store_url, people)
    voting.all_vote(people)
    voting.circle.move("reveal")
    assert voting.result == voting.recount
    frame = voting.circle.frame("dots")
    assert dict(zip(frame["option"], frame["dots"], strict=True)) == {
        **dict.fromkeys(voting.options, 0),
        **voting.recount,
    }
    voting.circle.store.close()


def test_a_late_resend_gets_its_receipt_and_changes_nothing(voting: Voting) -> None:
    id = new_id()
    voting.vote(voting.seats[0], voting.options[:2], id)
    voting.circle.move("next")
    assert voting.vote(voting.seats[0], voting.options[:2], id) == Receipt(id, 0)
    late = voting.vote(voting.seats[0], voting.options[2:3])
    assert isinstance(late, Refusal)
    assert late.code == "round_over"
    assert voting.result == dict.fromkeys(voting.options[:2], 1)
    assert tables(voting.circle.store.url)["ballots"] == []


def test_what_a_page_says_is_the_count_is_not_believed(voting: Voting) -> None:
    voting.vote(voting.seats[0], voting.options[:1])
    lie = {"tally": {"round": 1, "counts": {voting.options[3]: 99}, "voters": 99}}
    assert isinstance(voting.circle.ledger.say("step.reveal", lie, step=voting.step), Receipt)
    assert voting.result == {voting.options[0]: 1}


def test_nobody_opens_a_round_for_the_facilitator(voting: Voting) -> None:
    voting.vote(voting.seats[0], voting.options[:1])
    own = Proposal(new_id(), "step.reveal", {}, voting.step, voting.seats[0])
    answer = voting.circle.ledger.append([own])[0]
    assert isinstance(answer, Refusal)
    assert answer.code == "desk_only"
    assert len(tables(voting.circle.store.url)["ballots"]) == 1


def test_what_the_room_takes_the_desk_knows(voting: Voting) -> None:
    room = Circle.open(voting.circle.code, store=voting.circle.store.url)
    told = threading.Event()
    stop = voting.circle.store.watch(told.set)
    try:
        assert isinstance(room.ledger.append([placed(voting.seats[0], voting.step, voting.options[:1])])[0], Receipt)
        until(told.is_set, "the desk is told")
        until(lambda: bool(voting.circle.state.ballots), "the desk has read it")
        assert views.everyone(voting.circle.ledger.state, "desk")["room"]["stored"] == 1
        move = views.ahead(voting.circle.ledger.state)
        assert move is not None
        assert move.kind == "step.reveal"
    finally:
        stop()
        room.store.close()


def test_the_rules_ask_about_what_another_process_has_just_stored(voting: Voting) -> None:
    """The desk has not looked since: the budget, and the seats on paper, are decided under the lock."""
    room = Circle.open(voting.circle.code, store=voting.circle.store.url)
    ledger, option = voting.circle.ledger, voting.options[0]
    room.ledger.append([placed(voting.seats[0], voting.step, voting.options[:3])])
    low = ledger.say("dots.budget", {"dots": 2}, step=voting.step)
    assert isinstance(low, Refusal)
    assert low.code == "budget_low"
    room.ledger.append([placed(voting.paper[0], voting.step, [option])])
    paper: dict[str, Any] = {"counts": {option: 3}, "voters": 3}
    refused = ledger.say("dots.paper", paper, step=voting.step)
    assert isinstance(refused, Refusal)
    assert refused.code == "paper_seats"
    assert isinstance(ledger.say("dots.paper", {"counts": {option: 2}, "voters": 2}, step=voting.step), Receipt)
    answer = room.ledger.append([placed(voting.paper[1], voting.step, [option])])[0]
    assert isinstance(answer, Refusal)
    ledger.say("step.reveal", step=voting.step)
    assert voting.result == {option: 4, voting.options[1]: 1, voting.options[2]: 1}
    room.store.close()


def test_two_desks_open_one_round_once(voting: Voting) -> None:
    other = Circle.open(voting.circle.code, store=voting.circle.store.url)
    voting.vote(voting.seats[0], voting.options[:1])
    voting.circle.move("reveal")
    voting.circle.ledger.say("step.again", step=voting.step)
    voting.vote(voting.seats[1], voting.options[1:2])
    # it still sees the first round open, and must not open the second as if nobody had voted in it
    late = other.ledger.say("step.reveal", step=voting.step)
    assert isinstance(late, Refusal)
    assert late.code == "round_over"
    voting.circle.move("reveal")
    assert voting.result == {voting.options[1]: 1}
    before = views.everyone(voting.circle.state, "desk")["dots"]["before"]["1"]
    assert {key: one["dots"] for key, one in before["items"].items()} == {voting.options[0]: 1}
    other.store.close()


def test_a_seat_that_is_erased_takes_its_open_ballot_along(voting: Voting) -> None:
    voting.all_vote()
    gone = voting.seats[4]
    assert [one.body for one in voting.circle.ledger.ballots_of(gone)] == [{"on": voting.cast[gone]}]
    voting.circle.erase(gone)
    del voting.cast[gone]
    assert voting.circle.ledger.ballots_of(gone) == []
    voting.circle.move("reveal")
    assert voting.result == voting.recount
    for raw in files(voting.circle.store.url).values():
        assert ties(raw, [gone], voting.options) == []


def test_an_option_that_is_erased_while_dots_are_on_it_takes_them_along(voting: Voting) -> None:
    author = voting.seats[0]
    voting.go(0)
    answer = voting.circle.ledger.append([Proposal(new_id(), "notes.write", {"text": "Late"}, "", author)])[0]
    assert isinstance(answer, Refusal)
    voting.go(1)
    voting.vote(voting.seats[1], voting.options[:2])
    note = voting.circle.ledger.log()
    store = open_store(voting.circle.store.url)
    marker = Proposal(new_id(), "erased", {"ids": [voting.options[0]], "seat": ""}, by="desk")
    store.erase(voting.circle.id, [voting.options[0]], marker, note[-1].at)
    store.close()
    assert voting.options[0] not in voting.circle.state.steps[voting.step].data.options
    assert views.person(voting.circle.state, voting.seats[1])["dots"]["mine"] == voting.options[1:2]
    voting.circle.move("reveal")
    assert voting.result == {voting.options[1]: 1}


def test_a_copy_carries_the_result_and_no_open_ballot(voting: Voting, tmp_path: Path) -> None:
    voting.vote(voting.seats[0], voting.options[:1])
    voting.circle.move("reveal")
    voting.circle.ledger.say("step.again", step=voting.step)
    voting.vote(voting.seats[1], voting.options[1:2])
    raw = voting.circle.exported("jsonl")
    copy, _ = Circle.load(raw, store=str(tmp_path / "copy.sqlite"))
    assert copy.state.ballots == {}
    assert tables(copy.store.url)["ballots"] == []
    step = copy.state.steps[voting.step]
    assert (step.phase, step.round, step.data.rounds[1].counts) == ("open", 2, {voting.options[0]: 1})
    frame = copy.frame("dots")
    assert next(iter(frame["dots"])) == 1
    copy.store.close()


def test_an_undo_of_the_way_there_leaves_the_ballots_and_one_of_the_count_is_none(voting: Voting) -> None:
    voting.vote(voting.seats[0], voting.options[:1])
    assert voting.circle.undo() == "step.open"
    assert voting.circle.state.ballots == {}
    voting.go(1)
    assert voting.circle.state.ballots == {voting.seats[0]: {"on": voting.options[:1]}}
    voting.circle.move("reveal")
    assert voting.circle.undo() == ""
    assert voting.result == {voting.options[0]: 1}
