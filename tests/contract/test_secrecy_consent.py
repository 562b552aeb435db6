"""Consent in real stores: who answered what is known to nobody once it is opened, and unreleased words are nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from circle_widgets import Activity, Circle, steps, views
from circle_widgets.events import Proposal, Receipt, Refusal
from circle_widgets.ledger import Answer, new_id
from tests.contract.test_secrecy import KEPT, files
from tests.stores import tables

READ, KEPT_WORDS = "Lantern: the text leaves out the deaf", "Marigold: keep this one"
ALONE, SPOKEN, PAPER = "Obsidian: he scares me", "Pelican: I will say so", "Quartz: on my slip"
RELEASED, HELD_BACK = (READ, KEPT_WORDS), (ALONE, SPOKEN, PAPER)
ANSWERS: dict[str, dict[str, Any]] = {
    "a": {"answer": "fine"},
    "b": {"answer": "objection", "words": READ, "how": "read"},
    "c": {"answer": "objection", "words": KEPT_WORDS, "how": "say", "keep": True},
    "d": {"answer": "objection", "words": ALONE, "how": "facilitator"},
    "e": {"answer": "talk", "words": SPOKEN, "how": "say"},
}
FIRST = {"answer": "objection", "words": PAPER, "how": "read", "keep": True}
"""What each had answered at first, and thought better of."""


class Asking:
    """A circle that is asked about its text, and who answered what."""

    def __init__(self, url: str) -> None:
        self.circle = Circle.make("Sewing", store=url)
        self.seats = {key: self.circle.add_seat(f"Person {key}", way="phone") for key in ANSWERS}
        self.paper = [self.circle.add_seat(f"Paper {n}") for n in range(2)]
        plan = [steps.Notes("What is it?"), steps.Draft(), steps.Consent(), steps.Talk()]
        self.circle.start(Activity("Agree", plan))
        self.circle.move("next")
        self.circle.write("People who meet more than once")
        self.circle.move("reveal")
        for n in (1, 2):
            self.go(n)
        run = self.circle.state.run
        assert run is not None
        self.step = run.steps[2]
        self.ids: dict[str, str] = {}

    def go(self, n: int) -> None:
        run = self.circle.state.run
        assert run is not None
        assert isinstance(self.circle.ledger.say("step.open", step=run.steps[n]), Receipt)

    def answers(self, seat: str, body: dict[str, Any], id: str = "") -> Answer:
        ballot = Proposal(id or new_id(), "consent.say", body, self.step, self.seats[seat])
        return self.circle.ledger.append([ballot])[0]

    def all_answer(self) -> None:
        for seat, body in ANSWERS.items():
            assert isinstance(self.answers(seat, FIRST), Receipt)
            self.ids[seat] = new_id()
            assert isinstance(self.answers(seat, body, self.ids[seat]), Receipt)
        assert isinstance(self.counts_paper(fine=2), Receipt)
        assert isinstance(self.counts_paper(objection=1, fine=1), Receipt)

    def counts_paper(self, **counts: int) -> Answer:
        return self.circle.ledger.say("consent.paper", counts, step=self.step)

    def opens(self) -> Answer:
        return self.circle.ledger.say("step.reveal", step=self.step)

    def everything(self) -> Iterator[tuple[str, bytes]]:
        """All that is on the disk, in the tables, and in what people carry away."""
        yield from files(self.circle.store.url).items()
        for name, rows in tables(self.circle.store.url).items():
            yield from ((name, str(row).encode()) for row in rows)
        for how in KEPT:
            yield how, self.circle.exported(how, private=True)


@pytest.fixture
def asking(store_url: str) -> Iterator[Asking]:
    made = Asking(store_url)
    yield made
    made.circle.store.close()


def ties(raw: bytes, seats: list[str]) -> list[bytes]:
    """Where bytes hold an answer: its shape, or a seat with an answer in the same record."""
    found = re.findall(rb'\{"answer":[^}]*\}?', raw)
    found += re.findall(rb'\{"(?:fine|objection|talk)":\d[^}]*\}?', raw)
    for seat in seats:
        for at in re.finditer(re.escape(seat.encode()), raw):
            near = raw[at.start() : at.end() + 60]  # a ballot's row: circle, step, round, seat, body
            found += [near for answer in (b'"answer"', b'"objection"', b'"talk"') if answer in near]
    return found


def holds(raw: bytes, words: str) -> bool:
    """Whether the words, or their beginning, stand there."""
    return any(words[:8].encode(code) in raw for code in ("utf-8", "utf-16-le"))


def test_before_the_opening_the_answers_are_in_the_store_and_nowhere_else(asking: Asking) -> None:
    asking.all_answer()
    rows = tables(asking.circle.store.url)
    assert len(rows["ballots"]) == len(ANSWERS) + 1
    assert not [row for row in rows["events"] if "consent.say" in str(row) or "consent.paper" in str(row)]
    for how in KEPT:
        kept = asking.circle.exported(how, private=True)
        assert ties(kept, list(asking.seats.values())) == []
        assert not any(holds(kept, words) for words in (*RELEASED, *HELD_BACK))
    raw = files(asking.circle.store.url)
    # the search finds what is there: or it would prove nothing of what is gone
    assert not raw or any(ties(one, list(asking.seats.values())) for one in raw.values())
    assert not raw or all(any(holds(one, words) for one in raw.values()) for words in (*RELEASED, ALONE, SPOKEN))


def test_after_it_nothing_ties_a_seat_to_an_answer_and_words_that_were_not_released_are_gone(asking: Asking) -> None:
    asking.all_answer()
    assert isinstance(asking.opens(), Receipt)
    seats = [*asking.seats.values(), *asking.paper]
    assert tables(asking.circle.store.url)["ballots"] == []
    for name, raw in asking.everything():
        assert ties(raw, seats) == [], name
        assert not [words for words in HELD_BACK if holds(raw, words)], name
        for seat, id in asking.ids.items():  # the ids are kept for late resends, without a seat beside
            own = asking.seats[seat].encode()
            assert not [
                at for at in re.finditer(id.encode(), raw) if own in raw[max(0, at.start() - 80) : at.end() + 80]
            ], name
    tally = next(event for event in asking.circle.ledger.log() if event.body.get("tally"))
    assert tally.body["tally"] == {
        "round": 1,
        "voters": 7,
        "objection": True,
        "talk": True,
        "spoken": True,
        "read": [READ],
        "kept": [KEPT_WORDS],
    }
    assert (tally.seat, tally.step) == ("", asking.step)


def test_what_people_carry_away_holds_words_only_with_their_authors_yes(asking: Asking) -> None:
    asking.all_answer()
    asking.opens()
    csv, text = (asking.circle.exported(how, private=True) for how in ("csv", "md"))
    assert not any(holds(one, words) for one in (csv, text) for words in (READ, KEPT_WORDS))
    assert isinstance(asking.circle.ledger.say("consent.settle", step=asking.step), Receipt)
    text = asking.circle.exported("md")
    assert holds(text, KEPT_WORDS)
    assert not holds(text, READ)
    frame = asking.circle.frame("consent")
    assert (list(frame["dissent"]), list(frame["voters"]), list(frame["here"])) == ([KEPT_WORDS], [7], [7])


def test_words_for_the_facilitator_are_there_until_the_opening_and_then_nowhere(asking: Asking) -> None:
    asking.all_answer()
    look = views.private(asking.circle.state)["consent"]
    assert [one["text"] for one in look["words"].values()] == [ALONE]
    asking.opens()
    assert views.private(asking.circle.state)["consent"] == {}
    again = Circle.open(asking.circle.code, store=asking.circle.store.url)
    assert not holds(str(views.private(again.state, asking.step)).encode(), ALONE)
    again.store.close()


def test_a_late_resend_gets_its_receipt_and_changes_nothing(asking: Asking) -> None:
    asking.all_answer()
    asking.opens()
    assert asking.answers("b", ANSWERS["b"], asking.ids["b"]) == Receipt(asking.ids["b"], 0)
    late = asking.answers("a", {"answer": "objection", "words": ALONE, "how": "read"})
    assert isinstance(late, Refusal)
    assert late.code == "round_over"
    assert not [name for name, raw in asking.everything() if holds(raw, ALONE)]


def test_what_a_page_says_was_found_is_not_believed(asking: Asking) -> None:
    asking.all_answer()
    lie = {"tally": {"round": 1, "voters": 99, "objection": False, "talk": False, "read": [], "kept": ["Mine"]}}
    assert isinstance(asking.circle.ledger.say("step.reveal", lie, step=asking.step), Receipt)
    found = asking.circle.state.steps[asking.step].data.round(1)
    assert (found.objection, found.voters, found.kept) == (True, 7, [KEPT_WORDS])


def test_a_seat_that_is_erased_takes_its_answer_along_and_paper_stays(asking: Asking) -> None:
    asking.all_answer()
    gone = asking.seats["d"]
    assert [one.body for one in asking.circle.ledger.ballots_of(gone)] == [ANSWERS["d"]]
    asking.circle.erase(gone)
    assert asking.circle.ledger.ballots_of(gone) == []
    assert not [name for name, raw in asking.everything() if holds(raw, ALONE)]
    asking.opens()
    assert asking.circle.state.steps[asking.step].data.round(1).voters == 6


def test_paper_is_counted_under_the_lock(asking: Asking) -> None:
    """The desk has not looked since somebody on paper answered from a phone after all."""
    room = Circle.open(asking.circle.code, store=asking.circle.store.url)
    own = Proposal(new_id(), "consent.say", {"answer": "fine"}, asking.step, asking.paper[0])
    assert isinstance(room.ledger.append([own])[0], Receipt)
    refused = asking.counts_paper(fine=2)
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.params) == ("paper_answers", {"most": 1})
    assert isinstance(asking.counts_paper(fine=1), Receipt)
    other = Proposal(new_id(), "consent.say", {"answer": "fine"}, asking.step, asking.paper[1])
    answer = room.ledger.append([other])[0]
    assert isinstance(answer, Refusal)
    assert answer.code == "paper_answers"
    room.store.close()


def test_a_copy_carries_what_was_opened_and_no_open_answer(asking: Asking, tmp_path: Path) -> None:
    asking.all_answer()
    asking.opens()
    asking.circle.ledger.say("step.again", step=asking.step)
    asking.answers("a", {"answer": "objection", "words": ALONE, "how": "facilitator"})
    copy, _ = Circle.load(asking.circle.exported("jsonl"), store=str(tmp_path / "copy.sqlite"))
    assert copy.state.ballots == {}
    assert tables(copy.store.url)["ballots"] == []
    data = copy.state.steps[asking.step].data
    assert (data.round(1).objection, data.round(2).opened) == (True, False)
    copy.store.close()
