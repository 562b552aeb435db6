"""What a rehearsal is counted by: receipts against the store, ballots against their count. A loss is a loss."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from circle_widgets import Activity, Circle, steps
from circle_widgets.events import Proposal, Receipt
from circle_widgets.ledger import new_id
from circle_widgets.rehearse.outcome import Outcome, outcome
from circle_widgets.rehearse.phone import Phone
from circle_widgets.rehearse.room import Room


class Table:
    """A circle whose phones write straight into the store, and note what they have receipts for."""

    def __init__(self, store: Path, people: int = 3) -> None:
        self.circle = Circle.make("Practice", practice=True, store=str(store))
        self.phones = [Phone(Room("http://127.0.0.1:9", self.circle.code)) for _ in range(people)]
        for phone in self.phones:
            phone.seat = self.circle.add_seat(way="phone")
        self.circle.start(Activity("Dots", [steps.Dots(2, options=["Tea", "Cake", "Maths"]), steps.Notes("One hope?")]))
        self.circle.move("next")

    @property
    def step(self) -> str:
        step = self.circle.state.current
        assert step is not None
        return step.id

    def say(self, phone: Phone, kind: str, body: dict[str, Any], round_: int = 1) -> str:
        one = phone.put(kind, body, self.step, round_)
        (answer,) = self.circle.ledger.append([Proposal(one, kind, body, self.step, phone.seat)])
        assert isinstance(answer, Receipt)
        phone.receipts[one] = answer.position
        return one

    def vote(self, n: int, *on: str, round_: int = 1) -> str:
        return self.say(self.phones[n], "dots.place", {"on": list(on)}, round_)

    def count(self) -> Outcome:
        return outcome(self.circle, self.phones)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path / "circles.sqlite")


def numbers(found: Outcome) -> tuple[int, int, int, int]:
    return found.sent, found.stored, found.lost, found.twice


def test_ballots_are_there_while_their_round_is_open_and_after_it(table: Table) -> None:
    table.vote(0, "o1")
    table.vote(0, "o1", "o2")  # thinks again: both receipts stand for the later ballot
    table.vote(1, "o3")
    assert numbers(table.count()) == (3, 3, 0, 0)
    table.circle.move("reveal")
    assert numbers(table.count()) == (3, 3, 0, 0)
    table.circle.ledger.say("step.again", {}, step=table.step)
    table.vote(2, "o2", round_=2)
    assert numbers(table.count()) == (4, 4, 0, 0)
    table.circle.move("reveal")
    table.circle.move("next")
    table.say(table.phones[0], "notes.write", {"text": "Tea"})
    assert numbers(table.count()) == (5, 5, 0, 0)
    assert table.count().people == 3


def test_a_ballot_that_was_never_taken_is_lost(table: Table) -> None:
    table.vote(0, "o1")
    phone = table.phones[1]
    phone.receipts[phone.put("dots.place", {"on": ["o2"]}, table.step)] = 0
    assert numbers(table.count()) == (2, 1, 1, 0)
    table.circle.move("reveal")
    assert numbers(table.count()) == (2, 1, 1, 0)


def test_a_count_that_lacks_a_voter_is_a_loss(table: Table) -> None:
    table.vote(0, "o1")
    two = table.vote(1, "o2")
    table.circle.move("reveal")
    said = table.phones[0].said[table.step, 1][0]
    phone = table.phones[2]  # a third person who has a receipt that was another's
    phone.said[table.step, 1] = [type(said)(two, said.kind, said.body)]
    phone.receipts[two] = 0
    assert table.count().lost == 1


def test_a_count_that_says_something_else_is_a_loss(table: Table) -> None:
    one = table.vote(0, "o1")
    table.circle.move("reveal")
    phone = table.phones[0]
    said = phone.said[table.step, 1]
    said[0] = type(said[0])(one, "dots.place", {"on": ["o2"]})
    assert numbers(table.count()) == (1, 0, 1, 0)


def test_a_count_with_more_voters_than_people_is_twice(table: Table) -> None:
    for n in range(3):
        table.vote(n, "o1")
    table.circle.move("reveal")
    for phone in table.phones[1:]:
        phone.said.clear()
        phone.receipts.clear()
    # others' seats may have voted: three of three is no more than there are
    assert table.count().twice == 0
    for phone in table.phones[1:]:
        table.circle.erase(phone.seat)
    assert table.count().twice == 2


def test_real_people_at_the_same_practice_do_not_count_as_lost_or_twice(table: Table) -> None:
    table.vote(0, "o1")
    guest = table.circle.add_seat("Ana", way="phone")
    table.circle.ledger.append([Proposal(new_id(), "dots.place", {"on": ["o1"]}, table.step, guest)])
    assert numbers(table.count()) == (1, 1, 0, 0)
    table.circle.move("reveal")
    assert numbers(table.count()) == (1, 1, 0, 0)


def test_a_note_with_a_receipt_that_the_log_does_not_hold_is_lost(table: Table) -> None:
    table.circle.move("next")
    table.say(table.phones[0], "notes.write", {"text": "Tea"})
    phone = table.phones[1]
    phone.receipts[phone.put("notes.write", {"text": "Cake"}, table.step)] = 99
    assert numbers(table.count()) == (2, 1, 1, 0)


def test_late_words_and_refusals_are_told_apart(table: Table) -> None:
    table.circle.move("next")
    assert table.circle.state.current is not None
    step = table.circle.state.current
    assert step.kind == "notes"
    table.say(table.phones[0], "notes.write", {"text": "Tea"})
    table.circle.move("reveal")
    table.say(table.phones[1], "notes.write", {"text": "Cake, a bit late"})
    table.phones[2].refused["x"] = "too_many"
    found = table.count()
    assert (found.late, found.refused, found.lost) == (1, {"too_many": 1}, 0)
