"""Four ways forward: what to weigh in this room, by a table of rules whose thresholds anybody may see and change.

The group decides. So all four ways of the P2PU thread are always there (stay together, split, study pairs, another
course first), each with what speaks for and against it and whether it fits here; one of them is suggested first. There
is no known best mix: the table is our own judgement, anchored in that thread, and no figure here is about causes.

Everything is said in codes, worded elsewhere: of rules in :data:`RULES`, of what to offer in :data:`OFFERS`, of reasons
in :data:`REASONS`, of sources in :data:`EVIDENCE`. Whatever is told of levels and skills speaks of what the room is
shown (:class:`~circle_widgets.advice.spread.Shown`), and changes only when that does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct, field

from circle_widgets.advice.numbers import told
from circle_widgets.advice.spread import LEVELS, SHORT, Known, Room, Shown, Thresholds, known, show

WayId = Literal["together", "split", "pairs", "other_first"]
WAYS: tuple[WayId, ...] = ("together", "split", "pairs", "other_first")
"""The four ways of the thread, in its order after the first: what a room does that decides nothing."""


class Evidence(Struct, frozen=True):
    """What was found, and where it stands: authors and year (0: undated), figures, and how we read it.

    ``figures``: none, one, or the two ends of a range, as the summary we read gives them. ``effects``: how many effects
    the figure is taken from, 0 where we do not know. ``read``: the source itself, its abstract, or neither (our own
    judgement). ``causal`` is false for each: none says what would happen in a circle if it chose otherwise.
    """

    finding: str
    read: Literal["source", "abstract", "own"]
    sources: tuple[tuple[str, int], ...] = ()
    figures: tuple[float, ...] = ()
    effects: int = 0
    varies: bool = False
    causal: bool = False


EVIDENCE: Mapping[str, Evidence] = {
    "thread": Evidence(
        "no best mix is known; a range not too wide is better, a wide one can work", "source", (("P2PU", 0),)
    ),
    "nothing_published": Evidence("nobody has published how circles fare by who is in them; we looked", "source"),
    "working_together": Evidence(
        "how a group works together predicts more than who is in it", "abstract", (("Webb, Welner & Zuniga", 2001),)
    ),
    "similar_levels": Evidence(
        "groups of a similar level gain a little more",
        "abstract",
        (("Lou et al.", 1996),),
        (0.12,),
        effects=20,
        varies=True,
    ),
    "tutors_gain": Evidence(
        "those who explain gain too", "abstract", (("Cohen et al.", 1982), ("Leung", 2019)), (0.33, 0.43)
    ),
    "judgement": Evidence("our own judgement", "own"),
}

OFFERS: Mapping[str, str] = {
    "help_round": "a round: how could we help each other?",
    "rotating_summariser": "each time somebody else sums up",
    "study_pairs": "study pairs beside the meetings",
    "one_experienced_each": "one more experienced person in each pair or trio",
    "roles_rotate": "who explains and who asks changes",
    "part_time_split": "two groups for the practice, part of the time",
    "not_the_teacher": "the one experienced person is not made the teacher",
    "ask_three": "ask three others before the expert",
    "outside_visit": "somebody experienced comes for a visit",
    "shared_opening_closing": "two groups open and close together",
    "stay_together": "staying together all the same",
    "do_not_split": "a side would be too small to be a circle",
    "bridge_session": "a short session for the missing skill",
    "buddy": "somebody beside whoever misses it",
    "course_first": "another course first",
    "welcome_back": "and welcome back afterwards",
    "adjust_goals": "goals that fit what is there",
    "fine_as_it_is": "only beginners are fine: the materials hold the expertise",
    "help_list": "a list of who helps with what",
    "smaller_goals": "smaller goals",
    "merge": "join with another small circle",
    "recruit": "find more people",
    "two_circles": "become two circles",
    "co_facilitator": "a second facilitator",
    "say_so": "say aloud that the size is hard",
}
"""What may be offered, and what each code means."""

REASONS: Mapping[str, str] = {
    "all_in_one": "for staying together: nobody is parted from anybody, and nothing is to be arranged",
    "pace_differs": "against it: some will wait and some will hurry",
    "many_voices": "against it: with so many, few are heard",
    "same_gaps": "against it: what one cannot do, perhaps nobody here can",
    "little_known": "against it: we do not know yet whether all can follow",
    "own_pace": "for splitting: each group goes at its pace",
    "more_turns": "for two circles out of one that is large: everybody has more turns",
    "fewer_to_ask": "against it: each group is smaller, and has fewer to ask",
    "both_learn": "for pairs: explaining is also how one learns",
    "leans_on_one": "against pairs: when one stays away, the other is alone",
    "ready_then": "for another course first: whoever takes it comes back able to follow",
    "may_not_return": "against it: whoever leaves first may not come back",
    "side_under": "a split does not fit: a side would be under the least",
    "too_few_answers": "does not fit: too few answers to say anything",
    "no_two_levels": "a split does not fit: there are no two clear levels",
    "too_small_for_pairs": "pairs do not fit: there would be no two of them",
    "nothing_expected": "another course first does not fit: no skill is needed here",
    "nothing_missing": "another course first does not fit: nobody who answered is short of a needed skill",
}
"""Reasons for and against a way, and why one does not fit, and what each code means."""


class Rule(NamedTuple):
    """A row of the table: what it is about, when it applies, the way it suggests first, how, and what to offer also."""

    id: str
    means: str
    when: Callable[[Known, Thresholds], bool]
    way: WayId
    how: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def _wide(room: Known, t: Thresholds) -> bool:
    return room.known > 0 and room.spread >= t.wide


def _each_side(room: Known, t: Thresholds) -> bool:
    return room.sides is not None and min(room.sides.below, room.sides.above) >= t.side


def _led(room: Known, t: Thresholds) -> bool:
    return _wide(room, t) and room.experienced >= t.lead


def _one_leads(room: Known, t: Thresholds) -> bool:
    return _wide(room, t) and 0 < room.experienced < t.lead


def _beginners(room: Known, t: Thresholds) -> bool:
    return room.known > 0 and room.highest <= t.beginner


def _some_range(room: Known, t: Thresholds) -> bool:
    return room.known > 0 and room.spread >= t.some and not (_led(room, t) or _one_leads(room, t))


RULES: tuple[Rule, ...] = (
    Rule(
        "large",
        "too many people",
        lambda r, t: r.people > t.large,
        "split",
        ("say_so", "two_circles"),
        ("co_facilitator",),
    ),
    Rule(
        "skill_missing",
        "a needed skill is missing",
        lambda r, _: bool(r.missing),
        "other_first",
        ("bridge_session", "buddy", "course_first", "welcome_back"),
        ("adjust_goals",),
    ),
    Rule(
        "small",
        "too few people",
        lambda r, t: r.people < t.small,
        "together",
        ("say_so", "merge", "recruit"),
        ("co_facilitator",),
    ),
    Rule("few_answers", "too few levels known", lambda r, _: not r.known, "together", ("help_round",)),
    Rule(
        "two_sides",
        "two clear levels, each enough for a group",
        _each_side,
        "split",
        ("shared_opening_closing",),
        ("stay_together",),
    ),
    Rule(
        "several_lead",
        "wide range, several experienced",
        _led,
        "pairs",
        ("one_experienced_each", "roles_rotate"),
        ("part_time_split",),
    ),
    Rule(
        "one_leads",
        "wide range, one experienced: fewer than it takes to lead pairs",
        _one_leads,
        "together",
        ("not_the_teacher", "ask_three"),
        ("outside_visit",),
    ),
    Rule(
        "small_side",
        "two clear levels, one too small",
        lambda r, t: r.sides is not None and not _each_side(r, t),
        "together",
        ("do_not_split",),
        ("study_pairs",),
    ),
    Rule("some_range", "some range of levels", _some_range, "together", ("help_round",), ("study_pairs",)),
    Rule(
        "all_beginners",
        "all known are beginners",
        _beginners,
        "together",
        ("fine_as_it_is", "help_list", "ask_three", "outside_visit"),
        ("smaller_goals",),
    ),
    Rule(
        "close",
        "all known are close",
        lambda r, t: r.known > 0 and r.spread < t.some,
        "together",
        also=("rotating_summariser",),
    ),
)
"""The table; our own judgement. Several rows may apply; of those the first whose way fits says what is suggested first.

The order is ours as well: what hinders meeting at all (so many people), then taking part at all (a missing skill), then
how to work together. A room of which too little is known is told nothing about its levels.
"""

TELLS_OF_FEW = frozenset({"skill_missing", "one_leads", "small_side"})
"""Rules that may be about one or two persons, as their mere name or a number left out tells: a wall words them as about
the room ("the range is wide"), and how many it is stands where only the facilitator looks."""

SAYS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "together": ("all_in_one", ("thread", "nothing_published", "working_together")),
    "split": ("own_pace", ("thread", "nothing_published", "similar_levels")),
    "split_large": ("more_turns", ("nothing_published", "judgement")),
    "pairs": ("both_learn", ("thread", "nothing_published", "working_together", "tutors_gain")),
    "other_first": ("ready_then", ("thread", "nothing_published", "judgement")),
}
"""The reason for each way, and the keys of its evidence; a large room without two levels is halved for another one."""


class Preview(Struct, frozen=True):
    """What a way would make of this room, as numbers about groups; what may not be told is left out.

    ``groups``: sizes, in persons; of two levels the lower first. ``pairs`` and ``trios`` are counted from those who are
    here. ``missing``: for a needed skill, how many of those who answered are short of it.
    """

    groups: tuple[int, ...] = ()
    pairs: int = 0
    trios: int = 0
    missing: dict[str, int] = field(default_factory=dict)


class Way(Struct, frozen=True):
    """One of the four ways in this room. ``why_not`` is "" where it fits, ``rule`` is "" where none suggested it."""

    id: WayId
    fits: bool
    why_not: str
    reason_for: str
    reason_against: str
    evidence: tuple[str, ...]
    rule: str
    how: tuple[str, ...]
    preview: Preview


class Advice(Struct, frozen=True):
    """What to weigh: the rules that apply, the way suggested first, what to offer also, and always all four ways."""

    rules: tuple[str, ...]
    first: WayId
    also: tuple[str, ...]
    ways: tuple[Way, ...]


def suggest(room: Room, thresholds: Thresholds | None = None, shown: Shown | None = None) -> Advice:
    """What a room may weigh. ``shown`` is what it is shown of itself; without it, what :func:`show` would show first.

    Whoever asks again while answers come in hands in ``shown``, or the advice would tell what the picture hides.
    """
    thresholds = thresholds or Thresholds()
    shown = shown or show(room)
    facts = known(shown, thresholds)
    applied = [rule for rule in RULES if rule.when(facts, thresholds)]
    ways = tuple(_way(id, facts, thresholds, shown, applied) for id in WAYS)
    fitting = {way.id for way in ways if way.fits}
    first = next((rule.way for rule in applied if rule.way in fitting), WAYS[0])
    also = _once(offer for rule in applied for offer in rule.also)
    return Advice(tuple(rule.id for rule in applied), first, also, ways)


# ---------------------------------------------------------------- one way in this room


def _way(id: WayId, facts: Known, thresholds: Thresholds, shown: Shown, applied: list[Rule]) -> Way:
    halved = id == "split" and facts.people > thresholds.large and not _each_side(facts, thresholds)
    reason, evidence = SAYS["split_large" if halved else id]
    mine = [rule for rule in applied if rule.way == id]
    why_not = _WHY_NOT[id](facts, thresholds, shown)
    return Way(
        id=id,
        fits=not why_not,
        why_not=why_not,
        reason_for=reason,
        reason_against=_AGAINST.get(id) or _against_together(facts, thresholds),
        evidence=evidence,
        rule=mine[0].id if mine else "",
        how=_once(step for rule in mine for step in rule.how),
        preview=_PREVIEW[id](facts, thresholds, shown),
    )


_AGAINST: Mapping[str, str] = {
    "split": "fewer_to_ask",
    "pairs": "leans_on_one",
    "other_first": "may_not_return",
}


def _against_together(facts: Known, t: Thresholds) -> str:
    if facts.people > t.large:
        return "many_voices"
    if not facts.known:
        return "little_known"
    return "pace_differs" if facts.spread >= t.some else "same_gaps"


def _not_split(facts: Known, t: Thresholds, _shown: Shown) -> str:
    if facts.people < 2 * t.side:
        return "side_under"
    if facts.people > t.large or _each_side(facts, t):
        return ""
    if not facts.known:
        return "too_few_answers"
    return "side_under" if facts.sides else "no_two_levels"


def _not_pairs(facts: Known, _t: Thresholds, _shown: Shown) -> str:
    return "" if facts.people >= 2 * 2 else "too_small_for_pairs"


def _not_other_first(facts: Known, _t: Thresholds, shown: Shown) -> str:
    needed = [skill for skill, need in shown.skills.items() if need == "needed"]
    if facts.missing or not needed:
        return "" if facts.missing else "nothing_expected"
    return "nothing_missing" if all(skill in shown.checks for skill in needed) else "too_few_answers"


_WHY_NOT: Mapping[WayId, Callable[[Known, Thresholds, Shown], str]] = {
    "together": lambda *_: "",  # it can always be done, and the thread says that it can work
    "split": _not_split,
    "pairs": _not_pairs,
    "other_first": _not_other_first,
}


def _halves(facts: Known, t: Thresholds, shown: Shown) -> Preview:
    """Two sides of the levels, where the picture's own numbers tell both; else of so many people two alike."""
    if _each_side(facts, t) and facts.sides:
        cut = facts.sides.cut
        sizes = told(shown.levels, LEVELS[:cut]), told(shown.levels, LEVELS[cut:])
        return Preview(tuple(size for size in sizes if size) if all(sizes) else ())
    many = facts.people
    return Preview((many - many // 2, many // 2)) if many > t.large else Preview()


def _twos(facts: Known, _t: Thresholds, _shown: Shown) -> Preview:
    odd = facts.people % 2 if facts.people > 1 else 0
    return Preview(pairs=facts.people // 2 - odd, trios=odd)


def _short(facts: Known, _t: Thresholds, shown: Shown) -> Preview:
    counts = {skill: told(shown.checks[skill], SHORT) for skill in facts.missing}
    return Preview(missing={skill: count for skill, count in counts.items() if count})


_PREVIEW: Mapping[WayId, Callable[[Known, Thresholds, Shown], Preview]] = {
    "together": lambda facts, *_: Preview((facts.people,) if facts.people else ()),
    "split": _halves,
    "pairs": _twos,
    "other_first": _short,
}


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
