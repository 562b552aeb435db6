"""The circle's file: what goes in comes out; a fault is told with its line, and nothing else is ever raised."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle_widgets import events as ev
from circle_widgets import files
from circle_widgets.errors import BadFile
from circle_widgets.events import Event
from circle_widgets.files import Header
from circle_widgets.state import fold
from circle_widgets.steps import registry
from circle_widgets.store import open_store
from circle_widgets.store.rows import unfit
from tests.unit.worlds import JUNK, MOVES, Move, World, busy, meeting, play

HEADER = Header("c-1", "Sewing", made_at=7)


def raw_of(events: list[Event], *, names: bool = True) -> bytes:
    return b"".join(files.dump(Header("c-1", "Sewing", made_at=7, names=names), events))


@given(MOVES)
def test_what_goes_in_comes_out(moves: list[Move]) -> None:
    world = busy()
    for _ in play(world, moves):
        pass
    header, events = files.load(raw_of(world.log))
    assert header == HEADER
    assert events == sorted(world.log, key=lambda event: event.order)
    assert fold(events, registry()) == world.state


def read(raw: bytes) -> tuple[int, list[Event]]:
    """The line of the fault (0: there is none), and the events (none, when there is)."""
    try:
        return 0, files.load(raw)[1]
    except BadFile as error:
        return error.params["line"], []


def test_windows_and_editors_may_have_had_it() -> None:
    world = meeting()
    raw = raw_of(world.log)
    assert files.load(b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n") + b"\n\n") == files.load(raw)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_file_or_a_fault(raw: bytes) -> None:
    with pytest.raises(BadFile):
        files.load(raw)


@given(st.data())
def test_any_change_to_a_file_is_read_or_told_with_its_line(data: st.DataObject) -> None:
    raw = bytearray(raw_of(meeting().log))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    line, events = read(bytes(raw))
    assert 0 <= line <= raw.count(b"\n") + raw.count(b"\r") + 2
    fold(events, registry())


ENVELOPE = {"id": "e1", "at": 1, "kind": "notes.write", "body": {"text": "x"}, "step": "s1", "seat": "ana"}


@given(
    st.sampled_from([*ENVELOPE, "by", "more"]),
    JUNK,
    st.sampled_from(["notes.write", "seat.join", "erased", "new.kind"]),
)
def test_any_line_is_an_event_or_a_fault(field: str, junk: Any, kind: str) -> None:
    text = json.dumps(ENVELOPE | {"kind": kind, field: junk}).encode()
    raw = raw_of([]) + text
    line, events = read(raw)
    assert line == (0 if events else 2)
    assert [unfit(event) for event in events] == [""] * len(events)
    fold(events, registry())


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"", 1),
        (b"\n", 1),
        (b"not json", 1),
        (b'{"id": "c-1"}', 1),
        (b'{"id": "c-1", "title": "A", "made_at": 1, "format": "other"}', 1),
        (b'{"id": "c-1", "title": "A", "made_at": 1, "version": 99}', 1),
        (b'{"id": "c 1", "title": "A", "made_at": 1}', 1),
        (raw_of([]) + b'{"id": "e1", "at": 1', 2),
        (raw_of([]) + b"\n\n[]", 4),
        (raw_of([]) + b'{"id": "e1", "at": -1, "kind": "notes.write"}', 2),
        (raw_of([]) + b'{"id": "e1", "at": 1, "kind": "seat.join", "body": {"way": "boat"}}', 2),
        (raw_of([]) + b'{"id": "e1", "at": 1, "kind": "notes.write", "body": ' + b'{"a":' * 60_000, 2),
        (raw_of([]) + b'{"id": "e1", "at": 1, "kind": "notes.write", "by": "boss"}', 2),
        (raw_of([]) + b'{"id": "e1", "at": 1, "kind": "notes.write", "step": "s\\u0000"}', 2),
        (raw_of([]) + b'{"id": "e1", "at": 1, "kind": "notes.write", "body": {"text": "\\ud800"}}', 2),
    ],
)
def test_a_fault_is_told_with_its_line(raw: bytes, line: int) -> None:
    with pytest.raises(BadFile) as bad:
        files.load(raw)
    assert bad.value.line == line


def test_what_another_program_knows_and_this_one_does_not_is_kept() -> None:
    later = Event("e1", 5, "dots.tally", {"anything": [1, {"deep": None}]}, "s9")
    assert files.load(raw_of([later]))[1] == [later]


# ---------------------------------------------------------------- without names


def named() -> World:
    world = World()
    world.did("circle.made", {"title": "Sewing", "facilitator": "Olufemi-Planted"})
    world.did("circle.title", {"facilitator": "Second-Planted"})
    world.did("seat.join", {"name": "Ana-Planted", "locale": "fr"}, seat="a1", by="")
    world.did("seat.join", {"name": "", "way": "paper"}, seat="a2")
    world.did("seat.change", {"name": "Anita-Planted"}, seat="a1", by="")
    return world


def test_a_file_without_names_holds_none() -> None:
    raw = raw_of(named().log, names=False)
    assert b"Planted" not in raw
    header, events = files.load(raw)
    assert header.names is False
    state = fold(events, registry())
    assert [seat.name for seat in state.seats.values()] == ["", ""]
    assert [seat.locale for seat in state.seats.values()] == ["fr", "en"]
    assert [seat.word for seat in state.seats.values()] == [seat.word for seat in named().state.seats.values()]


def test_every_name_of_a_body_is_known_to_be_one() -> None:
    # a field that holds a person's name is either taken out, or is no name of a person
    fields = {
        (kind, field)
        for kind, body in ev.CORE.items()
        for field in body.__struct_fields__
        if field in {"name", "facilitator"}
    }
    people = {(kind, field) for kind, names in files.NAMES.items() for field in names}
    assert fields - people == {("activity.start", "name")}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Sewing on Mondays", "sewing-on-mondays.circle.jsonl"),
        ("Cercle d\u2019été", "cercle-d-été.circle.jsonl"),
        ("../../etc/passwd", "etc-passwd.circle.jsonl"),
        ("???", "circle.circle.jsonl"),
        ("x" * 200, f"{'x' * 60}.circle.jsonl"),
    ],
)
def test_a_title_makes_a_safe_name(title: str, name: str) -> None:
    assert files.name_for(title) == name


def test_a_name_that_was_taken_out_for_good_stays_out_whatever_it_meets(tmp_path: Path) -> None:
    named_log = named().log
    bare, gone = [files.nameless(event) for event in named_log], [files.anonymous(event) for event in named_log]
    for n, order in enumerate(itertools.permutations([named_log, bare, gone])):
        store = open_store(str(tmp_path / f"{n}.sqlite"))
        info = store.make("Sewing", at=1)
        for copy in order:
            store.merge(info.id, copy)
        kept = [row.event for row in store.read(info.id)]
        assert "Planted" not in str(kept)
        assert fold([*named_log, *bare, *gone], registry()) == fold(kept, registry())
        assert len(fold(kept, registry()).seats) == 2
        assert files.load(raw_of(kept))[1] == kept
        store.close()


def test_nobody_says_of_a_name_that_it_was_taken_out() -> None:
    refusal = meeting().refused("seat.change", {"name": "Ana", "anonymous": True}, seat="ana", by="")
    assert (refusal.code, refusal.field) == ("erase_differently", "anonymous")
