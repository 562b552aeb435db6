"""Four ways forward: each row of the table, all four ways always, and nothing told that the picture hides."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets.advice import ways
from circle_widgets.advice.spread import Person, Room, Thresholds, known, show
from circle_widgets.advice.ways import RULES, WAYS, Advice, Way, suggest
from tests.unit.advice.test_spread import room

SIZES = (0, 1, 2, 3, 4, 5, 12, 13, 15, 16, 30, 100)


def way(advice: Advice, id: str) -> Way:
    return next(one for one in advice.ways if one.id == id)


# ---------------------------------------------------------------- each row

ROWS: Sequence[tuple[str, Room, str, str, str]] = [
    # the rule, a room, the way suggested first, a part of how, what is offered also
    ("close", room(0, 0, 5, 4), "together", "", "rotating_summariser"),
    ("close", room(0, 0, 0, 0, 9), "together", "", "rotating_summariser"),
    ("some_range", room(0, 3, 3, 3), "together", "help_round", "study_pairs"),
    ("some_range", room(3, 3, 3), "together", "help_round", "study_pairs"),
    ("several_lead", room(3, 2, 2, 1, 1), "pairs", "one_experienced_each", "part_time_split"),
    ("several_lead", room(0, 3, 2, 1, 3), "pairs", "roles_rotate", "part_time_split"),
    ("one_leads", room(4, 3, 1, 0, 1), "together", "not_the_teacher", "outside_visit"),
    ("one_leads", room(4, 3, 1, 1, 0), "together", "ask_three", "outside_visit"),
    ("two_sides", room(4, 2, 0, 1, 3), "split", "shared_opening_closing", "stay_together"),
    ("two_sides", room(4, 0, 0, 4, 0), "split", "shared_opening_closing", "stay_together"),
    ("small_side", room(6, 3, 0, 1, 2), "pairs", "one_experienced_each", "study_pairs"),
    ("small_side", room(6, 3, 0, 1, 0), "together", "do_not_split", "study_pairs"),
    ("skill_missing", room(0, 0, 9, checks="nmmmmmmmm"), "other_first", "bridge_session", "adjust_goals"),
    ("skill_missing", room(0, 0, 9, checks="ppppp"), "other_first", "welcome_back", "adjust_goals"),
    ("all_beginners", room(4, 5), "together", "help_list", "smaller_goals"),
    ("all_beginners", room(9), "together", "fine_as_it_is", "smaller_goals"),
    ("small", room(0, 2, 1), "together", "recruit", "co_facilitator"),
    ("large", room(0, 8, 8), "split", "two_circles", "co_facilitator"),
    ("few_answers", room(2, 0, 0, 0, 2, unknown=8), "together", "help_round", ""),
]


@pytest.mark.parametrize(("rule", "who", "first", "how", "also"), ROWS, ids=[f"{row[0]}-{row[2]}" for row in ROWS])
def test_each_row_of_the_table(rule: str, who: Room, first: str, how: str, also: str) -> None:
    advice = suggest(who)
    assert rule in advice.rules
    assert advice.first == first
    assert not how or how in way(advice, first).how
    assert not also or also in advice.also
    assert way(advice, first).rule in advice.rules


def test_each_row_has_its_example() -> None:
    assert {row[0] for row in ROWS} == {rule.id for rule in RULES}


@pytest.mark.parametrize(
    ("who", "wrong"),
    [
        (room(0, 0, 5, 4), {"some_range", "several_lead", "one_leads", "all_beginners", "two_sides", "small_side"}),
        (room(4, 2, 0, 1, 3), {"small_side", "one_leads", "close", "some_range"}),
        (room(2, 0, 0, 0, 2, unknown=8), {"several_lead", "small_side", "close", "all_beginners"}),
        (room(4, 5, checks="mmmmm"), {"skill_missing"}),
        (room(4, 5, checks="nnnnn", need="helpful"), {"skill_missing"}),
        (room(0, 15), {"large", "small"}),
        (room(0, 4), {"large", "small"}),
    ],
)
def test_a_row_that_does_not_apply_is_not_there(who: Room, wrong: set[str]) -> None:
    assert not wrong & set(suggest(who).rules)


def test_several_rows_may_apply() -> None:
    advice = suggest(room(6, 4, 0, 3, 4, checks="nnnnnmmmmmmmm"))
    assert advice.rules == ("large", "skill_missing", "two_sides", "several_lead")
    assert advice.first == "split"
    assert way(advice, "split").rule == "large"
    assert way(advice, "split").how == ("say_so", "two_circles", "shared_opening_closing")
    assert way(advice, "other_first").rule == "skill_missing"
    assert way(advice, "pairs").rule == "several_lead"
    assert advice.also == ("co_facilitator", "adjust_goals", "stay_together", "part_time_split")


def test_a_missing_skill_comes_before_how_to_work_together() -> None:
    advice = suggest(room(3, 3, 2, 2, 2, checks="nnnmmmmmmmmm"))
    assert (advice.rules, advice.first) == (("skill_missing", "several_lead"), "other_first")


def test_what_does_not_fit_is_not_suggested_first() -> None:
    """Over a low line two circles would each be too small for one."""
    advice = suggest(room(0, 6), Thresholds(large=5, side=4))
    assert advice.rules[0] == "large"
    assert advice.first == "together"
    assert way(advice, "split").why_not == "side_under"
    assert way(advice, "split").rule == "large"


def test_what_is_set_is_what_counts() -> None:
    wide = room(3, 0, 0, 3, 3)
    assert suggest(wide).first == "pairs"
    assert suggest(wide, Thresholds(side=3)).first == "split"
    assert suggest(wide, Thresholds(lead=7)).first == "together"
    assert suggest(room(0, 9), Thresholds(small=10)).rules == ("small", "all_beginners", "close")


# ---------------------------------------------------------------- four ways


@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("level", [None, 0, 2, 4])
def test_four_ways_in_a_room_of_any_size(people: int, level: int | None) -> None:
    advice = suggest(Room({f"p{n}": Person(level) for n in range(people)}))
    assert [one.id for one in advice.ways] == list(WAYS)
    assert ("small" in advice.rules) == (people < 4)
    assert ("large" in advice.rules) == (people > 15)
    assert ("few_answers" in advice.rules) == (people < 5 or level is None)
    assert advice.first == ("split" if people > 15 else "together")
    assert way(advice, "pairs").fits == (people >= 4)
    pairs = way(advice, "pairs").preview
    assert 2 * pairs.pairs + 3 * pairs.trios == (people if people > 1 else 0)
    assert pairs.trios == (people % 2 if people > 1 else 0)


@pytest.mark.parametrize("people", SIZES)
def test_a_room_with_both_ends_at_any_size(people: int) -> None:
    advice = suggest(Room({f"p{n:03}": Person(4 * (n % 2)) for n in range(people)}))
    if people < 5:
        assert "few_answers" in advice.rules
        assert way(advice, "split").why_not == "side_under"
    elif people == 5:
        assert advice.first == "pairs"
    else:
        assert advice.first == "split"
        assert way(advice, "split").preview.groups == (people - people // 2, people // 2)


@pytest.mark.parametrize("people", [0, 1, 3, 4, 5, 12])
def test_where_nobody_says_a_level_the_advice_says_that_nothing_is_known(people: int) -> None:
    advice = suggest(room(unknown=people))
    assert advice.first == "together"
    assert "help_round" in way(advice, "together").how
    assert way(advice, "together").reason_against == "little_known"
    assert way(advice, "split").why_not == ("side_under" if people < 8 else "too_few_answers")


@pytest.mark.parametrize(
    ("who", "id", "why_not"),
    [
        (room(6, 3, 0, 1, 2), "split", "side_under"),
        (room(0, 3, 3, 3), "split", "no_two_levels"),
        (room(4, 2, 0, 1, 3), "split", ""),
        (room(0, 2, 1), "pairs", "too_small_for_pairs"),
        (room(0, 9), "other_first", "nothing_expected"),
        (room(0, 9, checks="nnnnn", need="helpful"), "other_first", "nothing_expected"),
        (room(0, 9, checks="mmmmu"), "other_first", "nothing_missing"),
        (room(0, 9, checks="nnnn"), "other_first", "too_few_answers"),
        (room(0, 9, checks="pmmmm"), "other_first", ""),
    ],
)
def test_why_a_way_does_not_fit(who: Room, id: str, why_not: str) -> None:
    found = way(suggest(who), id)
    assert (found.fits, found.why_not) == (not why_not, why_not)


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (room(0, 16), "many_voices"),
        (room(unknown=9), "little_known"),
        (room(3, 3, 3), "pace_differs"),
        (room(0, 0, 9), "same_gaps"),
    ],
)
def test_what_speaks_against_staying_together_depends_on_the_room(who: Room, reason: str) -> None:
    assert way(suggest(who), "together").reason_against == reason


# ---------------------------------------------------------------- previews


def test_two_groups_are_previewed_where_the_picture_tells_their_sizes() -> None:
    assert way(suggest(room(4, 2, 0, 1, 3)), "split").preview.groups == (6, 4)
    assert way(suggest(room(3, 1, 0, 2, 3)), "split").preview.groups == (4, 5)
    # one more on the upper side since: the picture merges across the line, and the sizes would tell of that one
    first = show(room(4, 4, 0, 0, 4))
    merged = show(Room(room(4, 4, 0, 0, 4).people | {f"late{n}": Person(1 if n else 4) for n in range(6)}), [first])
    assert merged.levels is not None
    assert [one.count for one in merged.levels.bins] == [4, 14]
    found = way(suggest(Room(), shown=merged), "split")
    assert found.fits
    assert found.preview.groups == ()


def test_how_many_miss_a_skill_is_told_only_where_the_picture_tells_it() -> None:
    assert way(suggest(room(0, 9, checks="nnnmmmmmm")), "other_first").preview.missing == {"files": 3}
    assert way(suggest(room(0, 9, checks="nmmmmmmmm")), "other_first").preview.missing == {}
    assert way(suggest(room(0, 9, checks="nnpmmmmmm")), "other_first").preview.missing == {"files": 3}


def test_staying_together_is_previewed_as_one_group() -> None:
    assert way(suggest(room(0, 9)), "together").preview.groups == (9,)
    assert way(suggest(Room()), "together").preview.groups == ()


def test_an_advice_does_not_turn_as_one_person_answers() -> None:
    first = show(room(8))
    then = room(8, 0, 0, 0, 1)
    assert "one_leads" in suggest(then).rules
    later = suggest(then, shown=show(then, [first]))
    assert later.rules == suggest(room(8, unknown=1)).rules
    assert later.first == "together"


# ---------------------------------------------------------------- laws

PERSON = st.builds(
    Person,
    st.none() | st.integers(0, 4),
    st.dictionaries(st.sampled_from(["files", "mail"]), st.sampled_from(["met", "partly", "not_yet", "unsure"])),
)
ROOM = st.builds(
    Room,
    st.dictionaries(st.integers(0, 99).map("p{}".format), PERSON, max_size=24),
    st.dictionaries(st.sampled_from(["files", "mail", "maps"]), st.sampled_from(["needed", "helpful"])),
)
TABLE = st.builds(
    Thresholds,
    small=st.integers(2, 4),
    large=st.integers(4, 20),
    side=st.integers(3, 8),
    gap=st.integers(1, 3),
    experienced=st.integers(3, 4),
    lead=st.integers(2, 4),
    wide=st.integers(3, 4),
    some=st.integers(1, 3),
    beginner=st.integers(0, 2),
)


@given(ROOM, TABLE)
def test_four_ways_are_always_there_and_one_comes_first(who: Room, table: Thresholds) -> None:
    advice = suggest(who, table)
    assert [one.id for one in advice.ways] == list(WAYS)
    assert way(advice, advice.first).fits
    assert len(advice.rules) > 0
    assert list(advice.rules) == [rule.id for rule in RULES if rule.id in advice.rules]
    for one in advice.ways:
        assert one.fits == (not one.why_not)
        assert one.reason_for
        assert one.reason_against
        assert one.evidence
        assert one.rule in {"", *advice.rules}


@given(ROOM, TABLE)
def test_exactly_one_row_says_how_wide_a_room_is(who: Room, table: Thresholds) -> None:
    found = set(suggest(who, table).rules) & {"few_answers", "several_lead", "one_leads", "some_range", "close"}
    assert len(found) == 1


@given(ROOM, TABLE, st.randoms(use_true_random=False))
def test_the_order_and_the_names_of_people_change_nothing(who: Room, table: Thresholds, mix: Random) -> None:
    people = list(who.people.items())
    mix.shuffle(people)
    names = list(range(len(people)))
    mix.shuffle(names)
    other = Room({f"z{name}": one for name, (_, one) in zip(names, people, strict=True)}, who.skills)
    assert suggest(other, table) == suggest(who, table)


@given(ROOM, TABLE)
def test_no_number_of_a_preview_tells_of_one_or_two_by_level_or_need(who: Room, table: Thresholds) -> None:
    advice = suggest(who, table)
    if len(who.people) <= table.large:  # else they may be halves of all who are here
        assert not {1, 2} & set(way(advice, "split").preview.groups)
    assert not {1, 2} & set(way(advice, "other_first").preview.missing.values())
    sides = known(show(who), table).sides
    if sides and min(sides.below, sides.above) >= table.side:
        assert way(advice, "split").preview.groups == (sides.below, sides.above)


# ---------------------------------------------------------------- codes


def every(advice: Sequence[Advice], *fields: str) -> set[str]:
    return {value for each in advice for one in each.ways for field in fields for value in _codes(getattr(one, field))}


def _codes(value: Any) -> Sequence[str]:
    return value if isinstance(value, tuple) else [value]


def test_each_code_says_what_it_means_and_each_is_used() -> None:
    seen = [suggest(row[1]) for row in ROWS]
    seen += [suggest(room(0, 9, checks=one)) for one in ("mmmmm", "nnnn")] + [suggest(room(unknown=12))]
    offers = set(chain.from_iterable((*rule.how, *rule.also) for rule in RULES))
    assert offers == set(ways.OFFERS)
    assert all(rule.means for rule in RULES)
    assert every(seen, "reason_for", "reason_against", "why_not") - {""} == set(ways.REASONS)
    assert every(seen, "evidence") == set(ways.EVIDENCE)
    assert {rule.id for rule in RULES} >= ways.TELLS_OF_FEW


def test_a_large_room_is_halved_for_another_reason_than_two_levels_are_parted() -> None:
    halved, parted = (way(suggest(who), "split") for who in (room(0, 16), room(8, 0, 0, 0, 8)))
    assert (halved.rule, halved.reason_for) == ("large", "more_turns")
    assert (parted.rule, parted.reason_for) == ("large", "own_pace")
    assert "similar_levels" not in halved.evidence
    assert halved.preview.groups == parted.preview.groups == (8, 8)


def test_no_figure_is_without_its_source_and_none_is_about_causes() -> None:
    for one in ways.EVIDENCE.values():
        assert one.finding
        assert not one.causal
        assert one.sources or not one.figures
        assert one.read in {"source", "abstract", "own"}
