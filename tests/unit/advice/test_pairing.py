"""Study pairs: each rule by an example."""

from __future__ import annotations

import pytest

from circle_widgets.advice.pairing import pair
from circle_widgets.advice.person import Person
from circle_widgets.advice.reasons import Alone, Reason, Unmet


def person(id: str, level: int | None = None, offers: str = "", wants: str = "") -> Person:
    return Person(id, level, frozenset(offers.split()), frozenset(wants.split()))


def ids(*people: Person, **given: object) -> list[str]:
    return [" ".join(group.ids) for group in pair(people, **given).groups]  # type: ignore[arg-type] # as each test says


ANA, BEN, CLO, DAN = (person(id, 2) for id in ("ana", "ben", "clo", "dan"))


def test_nobody_and_one() -> None:
    nothing = pair([])
    assert (nothing.groups, nothing.alone, nothing.unmet) == ((), (), ())
    assert pair([ANA]).alone == (Alone("ana", "only"),)


def test_help_comes_before_levels() -> None:
    knits, wants, near, far = person("k", 0, "knit"), person("w", 4, wants="knit"), person("n", 1), person("f", 3)
    assert ids(knits, wants, near, far) == ["f n", "k w"]


def test_a_wish_met_both_ways_is_better_than_one() -> None:
    one, other = person("a", 2, "x", "y"), person("b", 2, "y", "x")
    assert "a b" in ids(one, other, person("c", 1, "y"), person("d", 3, wants="x"))


def test_levels_are_near_but_not_the_same() -> None:
    assert ids(person("a", 1), person("b", 1), person("c", 2), person("d", 2)) in (["a c", "b d"], ["a d", "b c"])
    assert ids(person("a", 0), person("b", 1), person("c", 3), person("d", 4)) == ["a b", "c d"]


def test_nobody_is_with_somebody_of_last_time_if_that_can_be() -> None:
    last = [("ana", "ben"), ("clo", "dan"), ("ana", "clo"), ("ben", "dan")]
    for seed in range(5):
        assert ids(ANA, BEN, CLO, DAN, last=last, seed=seed) == ["ana dan", "ben clo"]


def test_a_repeat_that_cannot_be_avoided_is_said() -> None:
    [group] = pair([ANA, BEN], last=[("ben", "ana")]).groups
    assert Reason("again", ("ana", "ben")) in group.reasons


def test_do_not_pair_is_stronger_than_every_wish_and_whom_it_leaves_out_is_named() -> None:
    one, other = person("a", 1, "x", "y"), person("b", 2, "y", "x")
    found = pair([one, other], apart=[("b", "a")])
    assert found.groups == ()
    assert found.alone == (Alone("a", "apart", ("b",)), Alone("b", "apart", ("a",)))
    assert found.unmet == (Unmet("a", "y", "apart", ("b",)), Unmet("b", "x", "apart", ("a",)))


def test_a_third_joins_only_where_both_may() -> None:
    found = pair([ANA, BEN, CLO, DAN, person("eve", 2)], apart=[("eve", "ana"), ("eve", "ben"), ("eve", "clo")])
    assert found.alone == ()
    assert next(group for group in found.groups if "eve" in group.ids).ids == ("dan", "eve")


def test_the_third_sits_where_it_gains_most() -> None:
    two = [person("a", 2, "x", "y"), person("b", 2, "y", "x"), person("c", 2, "u", "v"), person("d", 2, "v u", "u w")]
    found = pair([*two, person("e", 2, "w")])
    assert [group.ids for group in found.groups] == [("a", "b"), ("c", "d", "e")]
    reasons = found.groups[1].reasons
    assert Reason("help", ("e", "d"), ("w",)) in reasons
    assert sum(one.code == "third" for one in reasons) == 1


def test_reasons_name_who_helps_whom_with_what_and_how_far_levels_are() -> None:
    [group] = pair([person("a", 3, "x y z", "u"), person("b", 1, "u", "z x")]).groups
    assert group.reasons == (
        Reason("help", ("a", "b"), ("x", "z")),
        Reason("help", ("b", "a"), ("u",)),
        Reason("near", ("a", "b"), gap=2),
    )
    codes = {
        other: pair([person("a", 0), person("b", other)]).groups[0].reasons[0].code for other in (None, 0, 1, 2, 3, 4)
    }
    assert codes == {None: "unknown", 0: "like", 1: "near", 2: "near", 3: "far", 4: "far"}


def test_wishes_that_stay_open_say_why() -> None:
    a, b = person("a", wants="sing bake"), person("b", wants="bake")
    found = pair([a, b, person("c", offers="bake"), person("d", wants="d", offers="d")], fixed=[("a", "d")])
    assert found.unmet == (
        Unmet("a", "bake", "elsewhere", ("c",)),
        Unmet("a", "sing", "nobody"),
        Unmet("d", "d", "nobody"),
    )


def test_pairs_fixed_by_hand_stay_and_the_rest_is_made_anew() -> None:
    found = pair([ANA, BEN, CLO, DAN, person("eve"), person("fay")], fixed=[("fay", "ana"), ("ben", "gone")])
    assert ("ana", "fay") in [group.ids for group in found.groups]
    assert len(found.groups) == 3
    assert [group.ids for group in found.groups if Reason("fixed", ("ana", "fay")) in group.reasons] == [("ana", "fay")]


def test_a_fixed_pair_takes_a_third_only_when_that_one_would_be_alone() -> None:
    five = [ANA, BEN, CLO, DAN, person("eve")]
    assert ("ana", "ben") in [group.ids for group in pair(five, fixed=[("ana", "ben")]).groups]
    [group] = pair([ANA, BEN, CLO], fixed=[("ana", "ben")]).groups
    assert group.ids == ("ana", "ben", "clo")
    assert {Reason("third", ("clo",)), Reason("fixed", ("ana", "ben"))} <= set(group.reasons)
    assert pair([ANA, BEN, CLO, DAN], fixed=[("ana", "ben", "clo")]).alone == (Alone("dan", "fixed"),)


def test_another_seed_breaks_ties_another_way() -> None:
    assert len({tuple(ids(ANA, BEN, CLO, DAN, seed=seed)) for seed in range(20)}) == 3


@pytest.mark.parametrize(
    ("fixed", "apart", "message"),
    [
        ([("ana", "ben"), ("ben", "clo")], [], "'ben' is in two groups"),
        ([("ana", "ben")], [("ben", "ana")], "'ana' and 'ben' are to be kept apart"),
    ],
)
def test_what_cannot_be_fixed_is_said(fixed: list[tuple[str, str]], apart: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        pair([ANA, BEN, CLO], fixed=fixed, apart=apart)


def test_an_id_stands_for_one_person() -> None:
    with pytest.raises(ValueError, match="'ana' is there twice"):
        pair([ANA, BEN, ANA])
