"""Two write as one: who may see whose sentence and from when, what a note was made of, and what stays single."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import views
from circle_widgets.events import Event
from circle_widgets.state import fold
from circle_widgets.steps import registry
from circle_widgets.steps.base import Offer
from circle_widgets.steps.notes import joined
from circle_widgets.steps.offers import offered
from tests.unit.steps.pairing import PEOPLE, pairing, together
from tests.unit.worlds import all_views, text_of

# ---------------------------------------------------------------- who sees what


def test_a_hidden_sentence_is_on_a_partners_phone_only_after_its_authors_yes() -> None:
    world = pairing()

    def who_sees(secret: str) -> set[str]:
        return {who for who, view in all_views(world.state).items() if secret in text_of(view)}

    assert who_sees("secret of ben") == {"@ben"}
    world.asks("ana", "ben")
    assert who_sees("secret of ben") == {"@ben"}
    assert who_sees("secret of ana") == {"@ana"}
    assert world.of("ana")["partners"] == {"ben": {"n": 2, "word": world.state.seats["ben"].word}}
    assert world.of("ben")["asks"] == {"ana": {"n": 1, "word": world.state.seats["ana"].word, "name": "Ana"}}
    world.agrees("ben", "ana")
    assert who_sees("secret of ben") == {"@ben", "@ana"}
    assert who_sees("secret of ana") == {"@ana"}
    assert [one["text"] for one in world.of("ana")["partners"]["ben"]["notes"].values()] == ["secret of ben"]
    assert world.of("ana")["partners"]["ben"]["name"] == "Ben"
    world.parts("ben", "ana")
    assert who_sees("secret of ben") == {"@ben"}
    assert "partners" not in world.of("ana")


def test_the_author_of_a_sentence_alone_says_yes_to_it() -> None:
    world = pairing()
    assert world.no("agree", "ben", "ana") == ("no_partner", "with")
    world.asks("ana", "ben")
    assert world.no("agree", "ana", "ben") == ("no_partner", "with")
    assert world.no("agree", "cleo", "ana") == ("no_partner", "with")
    refusal = world.refused("notes.agree", {"with": "ana"}, step="s2", seat="ben")
    assert (refusal.code, refusal.field) == ("own_yes", "kind")


@pytest.mark.parametrize("turn", ["step.reveal", "step.close"])
def test_the_sentence_leaves_the_partners_phone_when_the_writing_is_over(turn: str) -> None:
    world = pairing()
    together(world, "ana", "ben")
    world.says("ana", "of us two")
    world.did(turn, step="s2")
    assert "secret" not in text_of(views.person(world.state, "ana"))
    assert world.no("part", "ben", "ana") == ("not_open", "step")


def test_what_the_facilitator_has_set_aside_is_shown_to_no_partner() -> None:
    world = pairing()
    note = next(iter(world.of("ben")["own"]))
    world.did("notes.hide", {"note": note}, step="s1")
    together(world, "ana", "ben")
    assert "notes" not in world.of("ana")["partners"]["ben"]


def test_phones_know_seats_by_their_words_and_no_other_page_knows_any() -> None:
    world = pairing()
    seats = views.everyone(world.state, "phone")["notes"]["seats"]
    assert set(seats) == set(PEOPLE), "who is on paper has no page to say yes on"
    assert not any("name" in one for one in seats.values())
    for role in ("screen", "desk", "remote"):
        assert views.everyone(world.state, role)["notes"] == {"together": 2}
    world.did("seat.leave", seat="eve", by="")
    assert "eve" not in views.everyone(world.state, "phone")["notes"]["seats"]
    world.did("step.close", step="s2")
    assert "seats" not in views.everyone(world.state, "phone")["notes"]


# ---------------------------------------------------------------- who may ask, agree, write


def test_one_is_in_one_pair_and_an_odd_one_makes_three() -> None:
    world = pairing()
    together(world, "ana", "ben", "cleo")
    assert world.no("ask", "ana", "dan") == ("enough_partners", "with")
    assert world.no("ask", "dan", "ben") == ("in_pair", "with")
    assert world.no("ask", "dan", "ana") == ("in_pair", "with")
    assert world.no("ask", "ben", "dan") == ("in_pair", "with")
    assert world.no("ask", "dan", "dan") == ("unknown_seat", "with")
    assert world.no("ask", "dan", "paper") == ("unknown_seat", "with")
    assert world.no("ask", "dan", "nobody") == ("unknown_seat", "with")
    world.asks("dan", "eve")
    assert world.no("ask", "dan", "eve") == ("so_already", "with")
    assert world.no("part", "dan", "ana") == ("no_partner", "with")


def test_two_who_ask_each_other_are_one_pair_whoever_says_yes() -> None:
    world = pairing()
    world.asks("ana", "ben")
    world.asks("ben", "ana")
    world.asks("cleo", "ben")
    world.agrees("ana", "ben")
    assert set(world.of("ben")["partners"]) == {"ana"}
    assert world.of("ana")["writer"]["seat"] == "ben"
    assert "may" not in world.of("ana") or "write" not in world.of("ana")["may"]
    assert world.no("agree", "ben", "cleo") == ("in_pair", "with")


def test_who_is_written_for_does_not_write_until_they_part() -> None:
    world = pairing()
    together(world, "ana", "ben")
    refusal = world.refused("notes.write", {"text": "mine"}, step="s2", seat="ben", by="")
    assert (refusal.code, refusal.field) == ("in_pair", "kind")
    world.parts("ben", "ana")
    world.says("ben", "mine")
    assert world.stored() == 2


def test_in_a_step_where_each_writes_alone_nobody_asks() -> None:
    world = pairing(at="s1")
    for kind in ("ask", "agree", "part"):
        assert world.no(kind, "ana", "ben") == ("alone_here", "kind")
    for more, field in (({"of": []}, "of"), ({"with": ["ben"]}, "with")):
        refusal = world.refused("notes.write", {"text": "x", **more}, step="s1")
        assert (refusal.code, refusal.field) == ("alone_here", field)
    assert "together" not in views.everyone(world.state, "phone")["notes"]


def test_nobody_joins_what_is_not_theirs() -> None:
    world = pairing()
    own, foreign = next(iter(world.of("ana")["own"])), next(iter(world.of("ben")["own"]))
    body = {"text": "x", "of": [own, foreign]}
    refusal = world.refused("notes.write", body, step="s2", seat="ana", by="")
    assert (refusal.code, refusal.field) == ("unknown_note", "of")
    together(world, "ana", "ben")
    world.did("notes.write", body, step="s2", seat="ana", by="")
    refusal = world.refused("notes.write", {"text": "x", "with": ["ben"]}, step="s2", seat="ana", by="")
    assert (refusal.code, refusal.field) == ("desk_only", "with")


# ---------------------------------------------------------------- what is offered, and counted


def test_what_two_made_one_of_is_offered_once_and_the_others_stay() -> None:
    world = pairing()
    together(world, "ana", "ben")
    ours = world.says("ana", "of us two")
    world.did("step.reveal", step="s2")
    first = {one.note.text: one.note.id for one in joined.shown(world.state.steps["s1"])}
    assert world.offers() == [
        Offer(ours.id, "of us two", of=(first["secret of ana"], first["secret of ben"]), seat="ana"),
        *(Offer(first[f"secret of {seat}"], f"secret of {seat}", seat=seat) for seat in ("cleo", "dan", "eve")),
    ]
    for role in ("screen", "desk", "phone", "remote"):
        assert world.texts(role) == ["of us two", "secret of cleo", "secret of dan", "secret of eve"]
    world.did("step.reveal", step="s1")
    assert {one.text for one in world.offers()} == {"of us two", *(f"secret of {seat}" for seat in PEOPLE[2:])}
    world.did("step.open", step="s1")
    world.did("step.open", step="s2")
    assert world.texts() == ["of us two"], "what was opened before is not opened again"


def test_one_sentence_of_several_can_be_kept_out() -> None:
    world = pairing(at="s1")
    other = world.writes("ana", "another thought", step="s1")
    world.did("step.open", step="s2")
    first = next(iter(world.of("ana")["own"]))
    world.says("ana", "ours", of=[first])
    world.did("step.reveal", step="s2")
    assert other.id in {one.id for one in world.offers()}
    assert first not in {one.id for one in world.offers()}


def test_a_sentence_that_was_set_aside_takes_nothing_along() -> None:
    world = pairing()
    together(world, "ana", "ben")
    ours = world.says("ana", "of us two")
    world.did("notes.hide", {"note": ours.id}, step="s2")
    world.did("step.reveal", step="s2")
    assert world.texts("phone") == [f"secret of {seat}" for seat in PEOPLE]
    assert world.of("ben")["mine"] == {
        note: {"n": one["n"], "text": "secret of ben", "step": "s1"} for note, one in world.of("ben")["mine"].items()
    }
    world.did("notes.restore", {"note": ours.id}, step="s2")
    assert world.texts("phone") == ["of us two", *(f"secret of {seat}" for seat in PEOPLE[2:])]
    assert [one["text"] for one in world.of("ben")["ours"].values()] == ["of us two"]


def test_a_single_one_is_set_aside_and_taken_back_where_it_was_written() -> None:
    world = pairing(("ana", "ben"))
    world.did("step.reveal", step="s2")
    item = views.everyone(world.state, "desk")["notes"]["items"]
    ana, ben = item
    assert item[ana]["step"] == "s1"
    world.did("notes.hide", {"note": ana}, step=item[ana]["step"])
    world.did("notes.withdraw", {"note": ben}, step=world.of("ben")["mine"][ben]["step"], seat="ben", by="")
    assert world.texts() == []
    assert set(views.private(world.state)["notes"]["items"]) == {ana}


@pytest.mark.parametrize(
    ("people", "stored"), [(1, 1), (2, 2), (3, 2), (4, 2), (5, 2), (9, 2), (12, 2), (30, 2)], ids=str
)
def test_one_who_picked_nobody_counts_as_two_but_never_as_more_than_are_here(people: int, stored: int) -> None:
    world = pairing(tuple(f"p{n}" for n in range(people)))
    world.did("seat.leave", seat="paper", by="")
    world.says("p0", "of us two")
    assert world.stored() == stored


def test_the_count_follows_who_is_in_it() -> None:
    world = pairing()
    together(world, "ana", "ben", "cleo")
    world.says("ana", "of us three")
    assert world.stored() == 3
    world.says("dan", "of us two")
    assert world.stored() == 5
    world.parts("cleo", "ana")
    assert world.stored() == 4
    paper = views.everyone(world.state, "desk")["desk"]["paper"]["paper"]
    assert "stored" not in paper


def test_a_slip_of_two_is_entered_for_both() -> None:
    world = pairing()
    slip = world.did("notes.write", {"text": "from a slip", "with": ["ana"]}, step="s2", seat="paper")
    assert world.stored() == 2
    assert views.everyone(world.state, "desk")["desk"]["paper"]["paper"]["stored"] is True
    assert [one["text"] for one in world.of("ana")["ours"].values()] == ["from a slip"]
    refusal = world.refused("notes.write", {"text": "x", "with": ["nobody"]}, step="s2", seat="paper")
    assert (refusal.code, refusal.field) == ("unknown_seat", "with")
    world.did("notes.write", {"text": "of nobody in particular"}, step="s2")
    world.did("step.reveal", step="s2")
    offers = {one.text: one.of for one in world.offers()}
    assert "secret of ana" not in offers
    assert [len(offers[text]) for text in ("from a slip", "of nobody in particular")] == [1, 0]
    row = next(row for row in registry()["notes"].table(world.state.steps["s2"]) if row["note"] == slip.id)
    assert row["of"] == offers["from a slip"][0]


# ---------------------------------------------------------------- fours


def test_four_join_what_two_and_two_have_written() -> None:
    world = pairing()
    together(world, "ana", "ben")
    together(world, "cleo", "dan")
    first, second = world.says("ana", "of ana and ben"), world.says("cleo", "of cleo and dan")
    world.did("step.open", step="s3")
    assert [one["text"] for one in world.of("ben")["own"].values()] == ["of ana and ben"]
    assert [one["text"] for one in world.of("eve")["own"].values()] == ["secret of eve"]
    world.asks("ben", "dan")
    assert "of cleo and dan" not in text_of(views.person(world.state, "ben"))
    world.agrees("dan", "ben")
    assert "of cleo and dan" in text_of(views.person(world.state, "ben"))
    ours = world.says("ben", "of us four")
    assert world.stored() == 4
    world.did("step.reveal", step="s3")
    assert world.texts() == ["of us four", "secret of eve"]
    offer, single = world.offers()
    assert (offer.id, single.text) == (ours.id, "secret of eve")
    assert {first.id, second.id} < set(offer.of)
    assert len(offer.of) == 6
    world.did("step.reveal", step="s1")
    world.did("step.reveal", step="s2")
    assert {one.text for one in offered(world.state, world.state.steps["s4"])} == {"of us four", "secret of eve"}


def test_a_pair_that_stays_a_pair_keeps_its_sentence() -> None:
    world = pairing(("ana", "ben"))
    together(world, "ana", "ben")
    ours = world.says("ana", "of us two")
    world.did("step.open", step="s3")
    world.did("step.reveal", step="s3")
    assert world.texts() == ["of us two"]
    [offer] = world.offers()
    assert offer.id == ours.id
    assert len(offer.of) == 2


# ---------------------------------------------------------------- the law of the fold


def test_an_erased_partner_is_gone_and_so_is_the_sentence_that_was_shown() -> None:
    world = pairing()
    together(world, "ana", "ben")
    world.says("ana", "of us two")
    held = [one.id for one in world.log if one.seat == "ben"]
    log = [*world.log, Event("x1", world.at + 1, "erased", {"ids": held, "seat": "ben"}, by="desk")]
    state = fold(log, registry())
    assert "secret of ben" not in text_of(all_views(state))
    assert "partners" not in views.person(state, "ana")["notes"]


@given(st.randoms(use_true_random=False))
def test_the_state_is_the_same_in_whatever_order_the_events_come(dice: random.Random) -> None:
    world = pairing()
    together(world, "ana", "ben", "cleo")
    world.says("ana", "ours")
    world.parts("cleo", "ana")
    world.did("step.reveal", step="s2")
    log = world.log
    dice.shuffle(log)
    assert fold(log, registry()) == world.fold.state


@pytest.mark.parametrize("given_", [{"step": "s2"}, {"step": "s3"}, {"step": 3}, {"step": ["s1"]}, {"more": 1}, {}])
def test_a_step_that_is_none_before_this_one_is_joined_to_nothing(given_: Any) -> None:
    world = pairing()
    log = [one for one in world.log if (one.kind, one.step) != ("step.open", "s2")]
    log.append(Event("x1", world.at + 1, "step.open", {"given": given_}, "s2", by="desk"))
    state = fold(log, registry())
    assert state.steps["s2"].data.source is None
    assert all_views(state)


def test_a_yes_to_a_question_that_another_copy_took_back_shows_nothing() -> None:
    world = pairing()
    world.asks("ana", "ben")
    here, there = world.copy("a", 10), world.copy("b", 500)
    here.did("notes.part", {"with": "ben"}, step="s2", seat="ana", by="")
    there.did("notes.agree", {"with": "ana"}, step="s2", seat="ben", by="")
    state = fold([*here.log, *there.log], registry())
    assert "secret of ben" not in text_of(views.person(state, "ana"))
