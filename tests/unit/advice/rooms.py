"""Made-up rooms: random ones for laws, and the kinds that a circle meets."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from circle_widgets.advice.person import Person

SIZES = (0, 1, 2, 3, 4, 5, 12, 13, 15, 16, 30, 100)
TOPICS = "abcdefghijkl"
LEVELS = (None, 0, 1, 2, 3, 4)


def room(size: int, seed: int = 0) -> list[Person]:
    """People of any level, each with some offers and wishes; some want what they offer."""
    random = Random(f"{size} {seed}")
    return [
        Person(
            f"p{n:03}",
            random.choice(LEVELS),
            frozenset(random.sample(TOPICS, random.randrange(3))),
            frozenset(random.sample(TOPICS, random.randrange(3))),
        )
        for n in range(size)
    ]


def unknown(size: int) -> list[Person]:
    """Nobody said anything."""
    return [Person(f"p{n:03}") for n in range(size)]


def alike(size: int) -> list[Person]:
    """Everybody said the same."""
    return [Person(f"p{n:03}", 2, frozenset("a"), frozenset("b")) for n in range(size)]


def contradictory(size: int) -> list[Person]:
    """Everybody wants what only they offer, and what nobody offers."""
    return [Person(f"p{n:03}", n % 5, frozenset({str(n)}), frozenset({str(n), "the moon"})) for n in range(size)]


KINDS = {"random": room, "unknown": unknown, "alike": alike, "contradictory": contradictory}

SETS = st.frozensets(st.sampled_from("abc"), max_size=2)
PEOPLE = st.lists(st.tuples(st.sampled_from(LEVELS), SETS, SETS), max_size=9).map(
    lambda found: [Person(f"p{n}", *one) for n, one in enumerate(found)]
)


def twos(most: int) -> st.SearchStrategy[list[tuple[str, str]]]:
    """Pairs of ids, some of nobody who is here."""
    ids = st.sampled_from([f"p{n}" for n in range(10)])
    return st.lists(st.tuples(ids, ids).filter(lambda two: two[0] != two[1]), max_size=most)
