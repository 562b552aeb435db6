"""What the desk shows and answers, as the browser sees and asks it."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from circle_widgets import Circle, join
from circle_widgets.activities import one_question
from circle_widgets.errors import Busy
from circle_widgets.events import Proposal
from circle_widgets.ledger import Ledger, new_id
from circle_widgets.store import open_store
from circle_widgets.widgets.desk import DeskWidget
from tests.unit.widgets.asking import Browser

SECRET = "words that nobody may see yet"


class Meeting:
    """A circle, its desk, and a browser that shows it."""

    def __init__(self, store: str, patch: pytest.MonkeyPatch) -> None:
        self.circle = Circle.make("Sewing for beginners", facilitator="Ana", store=store)
        self.desk = self.circle.run("one-question")
        self.browser = Browser(self.desk, patch)
        self.other = Ledger(open_store(store), self.circle.id)

    @property
    def view(self) -> dict[str, Any]:
        self.desk.refresh()
        return self.desk.view

    def press(self, which: str) -> None:
        move = self.view["desk"][which]
        self.send(move["kind"], move["body"], step=move.get("step", ""))

    def send(self, kind: str, body: dict[str, Any] | None = None, **more: str) -> dict[str, Any]:
        return self.browser.answer("send", items=[{"id": new_id(), "kind": kind, "body": body or {}, **more}])

    def phone(self, text: str, seat: str = "ben") -> None:
        """Somebody writes from a phone, through another process as it were."""
        if seat not in self.other.state.seats:
            self.other.append([Proposal(new_id(), "seat.join", {"locale": "en"}, seat=seat)])
        step = self.circle.state.current
        assert step is not None
        self.other.refresh()
        self.other.append([Proposal(new_id(), "notes.write", {"text": text}, step.id, seat)])


@pytest.fixture
def meeting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Meeting]:
    made = Meeting(str(tmp_path / "circles.db"), monkeypatch)
    yield made
    made.desk.close()
    made.other.store.close()
    made.circle.store.close()


@pytest.fixture
def writing(meeting: Meeting) -> Meeting:
    """The step in which the room writes."""
    meeting.press("next")
    meeting.press("next")
    return meeting


def test_its_name_says_which_circle(meeting: Meeting) -> None:
    assert repr(meeting.desk) == f"<Desk of 'Sewing for beginners', {meeting.circle.code}>"


def test_a_whole_run_with_the_primary_button(writing: Meeting) -> None:
    writing.phone("Tea")
    assert writing.view["room"]["stored"] == 1
    labels = []
    while "next" in writing.view["desk"]:
        labels.append(writing.view["desk"]["next"]["label"])
        writing.press("next")
    assert labels == ["notes.open", "notes.read_aloud", "desk.next_step", "desk.end"]
    assert writing.view["circle"]["ended"]


def test_nothing_hidden_is_in_any_trait(writing: Meeting) -> None:
    writing.phone(SECRET)
    assert writing.view["room"]["stored"] == 1
    state = json.dumps(
        {name: value for name, value in writing.desk.get_state().items() if isinstance(value, str | dict)}
    )
    assert SECRET not in state


def test_the_private_look_comes_when_asked_for_and_only_then(writing: Meeting) -> None:
    writing.phone(SECRET)
    look = writing.browser.answer("private", step=writing.view["step"]["id"])
    assert [item["text"] for item in look["view"]["notes"]["items"].values()] == [SECRET]
    assert SECRET not in json.dumps(writing.view)


def test_words_from_paper_are_a_seats_and_counted(writing: Meeting) -> None:
    step, seat = writing.view["step"]["id"], new_id()
    writing.send("seat.join", {"name": "Zoe", "way": "paper", "locale": "en"}, seat=seat)
    assert writing.view["desk"]["paper"][seat]["name"] == "Zoe"
    assert "stored" not in writing.view["desk"]["paper"][seat]
    writing.send("notes.write", {"text": "On a slip"}, step=step, seat=seat)
    assert writing.view["desk"]["paper"][seat]["stored"]
    assert writing.view["room"] == {"seats": 1, "here": 1, "phones": 0, "paper": 1, "stored": 1}


def test_what_a_rule_refuses_is_said_in_words(writing: Meeting) -> None:
    item = {"id": "x", "kind": "notes.write", "body": {"text": "x" * 401}, "step": writing.view["step"]["id"]}
    (refused,) = writing.browser.answer("send", items=[item])["refused"]
    assert refused["code"] == "too_long"
    assert "400" in refused["message"]


def test_a_question_asked_again_is_done_once(meeting: Meeting) -> None:
    item = {"id": "once", "kind": "room.count", "body": {"n": 7}}
    first = meeting.browser.ask("send", items=[item])
    before = meeting.other.store.get(meeting.circle.id).head
    assert meeting.browser.again("send", items=[item]) == first
    assert meeting.other.store.get(meeting.circle.id).head == before
    key = meeting.browser.answer("key")["key"]
    assert meeting.browser.again("key")["answer"]["key"] == key


def test_what_passes_is_not_remembered(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    item = {"id": "later", "kind": "room.count", "body": {"n": 3}}

    def busy(*_: object) -> None:
        raise Busy("someone else writes")

    with monkeypatch.context() as patch:
        patch.setattr(meeting.circle.ledger, "append", busy)
        assert meeting.browser.ask("send", items=[item])["error"]["code"] == "busy"
    assert meeting.browser.again("send", items=[item])["answer"]["receipts"][0]["id"] == "later"


def test_an_error_that_nobody_foresaw_is_answered_too(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(meeting.circle, "exported", broken)
    assert meeting.browser.error("keep", how="csv")["code"] == "unexpected"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(DeskWidget.questions)),
    st.dictionaries(st.sampled_from(["items", "how", "names", "ip", "id"]), ANYTHING),
)
def test_whatever_a_browser_says_is_answered_or_refused(meeting: Meeting, kind: str, body: dict[str, Any]) -> None:
    if kind != "let_in":  # it would start a process
        message = meeting.browser.ask(kind, **body)
        assert ("answer" in message) != ("error" in message)
        assert message.get("error", {}).get("code") != "unexpected"


@pytest.mark.parametrize("message", [None, 3, "x", [], {}, {"page": "p"}, {"page": "p", "n": "1", "type": "hello"}])
def test_what_is_no_question_is_passed_over(meeting: Meeting, message: Any) -> None:
    assert meeting.browser.say(message) == {}


def test_an_unknown_question_is_refused(meeting: Meeting) -> None:
    assert meeting.browser.error("run_this", code="1")["code"] == "unknown_kind"


def test_a_browser_cannot_set_what_python_decides(meeting: Meeting) -> None:
    view = meeting.view
    meeting.desk.set_state({"view": {"circle": {"title": "Mine"}}, "locale": "fr", "_words": {}, "_style": "*{}"})
    assert meeting.desk.view == view
    assert (meeting.desk.locale, bool(meeting.desk._words)) == ("en", True)
    assert meeting.desk._style != "*{}"


def test_hello_gives_the_view_to_whom_it_did_not_reach(meeting: Meeting) -> None:
    serial = meeting.view["serial"]
    assert "view" not in meeting.browser.answer("hello", serial=serial)
    assert meeting.browser.answer("hello", serial=0)["view"] == meeting.desk.view
    assert meeting.browser.answer("hello", serial=serial)["now"] > 0


def test_drawing_the_same_again_sends_nothing(meeting: Meeting) -> None:
    serial = meeting.view["serial"]
    assert meeting.view["serial"] == serial


def test_others_commits_are_drawn_soon_and_together(tmp_path: Path) -> None:
    async def show() -> None:
        circle = Circle.make("Sewing", store=str(tmp_path / "circles.db"))
        desk = circle.run("one-question")
        drawn: list[int] = []
        came = asyncio.Event()

        def told(change: Any) -> None:
            drawn.append(change["new"]["room"]["seats"])
            if drawn[-1] == 40:
                came.set()

        desk.observe(told, "view")
        other = Ledger(open_store(str(tmp_path / "circles.db")), circle.id)

        def join_all() -> None:
            for n in range(40):
                other.append([Proposal(new_id(), "seat.join", {"locale": "en"}, seat=f"s{n}")])

        await asyncio.to_thread(join_all)
        await asyncio.wait_for(came.wait(), 20)
        assert drawn[-1] == 40
        assert len(drawn) < 40  # ten a second at most, not one for each phone
        desk.close()
        other.store.close()
        circle.store.close()

    asyncio.run(show())


def test_without_a_loop_it_follows_all_the_same(meeting: Meeting) -> None:
    came = threading.Event()

    def told(change: Any) -> None:
        if change["new"]["room"]["seats"] == 1:
            came.set()

    meeting.desk.observe(told, "view")
    meeting.other.append([Proposal(new_id(), "seat.join", {"locale": "en"}, seat="ben")])
    assert came.wait(20)


def test_a_desk_without_a_circle_makes_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIRCLE_STORE", str(tmp_path / "circles.db"))
    circle = Circle.open()
    desk = circle.run("one-question")
    browser = Browser(desk, monkeypatch)
    assert repr(desk) == "<Desk of a circle that is not made yet>"
    assert desk.view["empty"]
    assert (desk.view["chosen"]["minutes"], desk.view["chosen"]["people"]) == (10, 9)
    assert browser.error("make", title="")["code"] == "body"
    code = browser.answer("make", title="Couture", facilitator="Ana", locale="fr")["code"]
    assert (circle.code, desk.locale, desk.view["circle"]["title"]) == (code, "fr", "Couture")
    assert desk.view["desk"]["next"]["label"] == "desk.begin"
    assert desk._words["desk.pause"] == "Pause"
    desk.close()
    circle.store.close()


def test_a_workbook_that_says_something_else_asks(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting.press("next")
    desk = DeskWidget(meeting.circle, one_question("One fear?"))
    browser = Browser(desk, monkeypatch)
    assert desk.view["desk"]["changed"]
    browser.answer("replace")
    assert "changed" not in desk.view["desk"]
    assert "One fear?" in json.dumps(desk.view["desk"]["plan"])
    browser.answer("again")
    assert "step" not in desk.view
    desk.close()


def test_the_file_the_text_and_the_table(writing: Meeting) -> None:
    writing.send("seat.join", {"name": "Zoe", "way": "paper", "locale": "en"}, seat="zoe")
    writing.send("notes.write", {"text": "On a slip"}, step=writing.view["step"]["id"], seat="zoe")
    writing.press("next")
    kept = {how: writing.browser.answer("keep", how=how) for how in ("jsonl", "md", "csv")}
    assert [one["name"] for one in kept.values()] == [
        "sewing-for-beginners.circle.jsonl",
        "sewing-for-beginners.md",
        "sewing-for-beginners.csv",
    ]
    raw = {how: base64.b64decode(one["base64"]).decode() for how, one in kept.items()}
    assert all("On a slip" in text for text in raw.values())
    assert "Zoe" in raw["jsonl"]
    nameless = writing.browser.answer("keep", how="jsonl", names=False)
    assert "Zoe" not in base64.b64decode(nameless["base64"]).decode()


def here(meeting: Meeting, *ips: str) -> None:
    addresses = [{"ip": ip, "name": "wlan0", "wifi": True} for ip in ips]
    fact = {"port": 8866, "pid": 1, "seen_at": meeting.circle.ledger.clock(), "addresses": addresses}
    meeting.circle.store.note_local("", join.ROOM, fact)


def test_the_join_card_and_its_address(meeting: Meeting) -> None:
    assert meeting.view["join"] == {"reached": 0}
    here(meeting, "192.168.1.20", "10.0.0.4")
    assert meeting.view["join"]["url"] == "http://192.168.1.20:8866"
    meeting.browser.answer("address", ip="10.0.0.4")
    assert meeting.view["join"]["url"] == "http://10.0.0.4:8866"
    meeting.browser.answer("wifi", name="Library", password="read-more")
    assert meeting.view["join"]["wifi"] == {"name": "Library", "password": "read-more"}
    meeting.browser.answer("wifi", name="")
    assert "wifi" not in meeting.view["join"]


def test_on_a_hub_the_card_has_the_servers_own_address(meeting: Meeting) -> None:
    meeting.browser.answer("here", url="https://hub.example.org/user/a-b/circle")
    assert meeting.view["join"]["url"] == "https://hub.example.org/user/a-b/circle"
    assert "local" not in meeting.browser.answer("key")
    here(meeting, "192.168.1.20")
    assert meeting.view["join"]["url"] == "http://192.168.1.20:8866"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)//circle", "https://x.org/?a=/circle", "http://x.org/ /circle", "/circle"]
)
def test_what_is_no_address_of_a_room_is_refused(meeting: Meeting, url: str) -> None:
    assert meeting.browser.error("here", url=url)["code"] == "body"
    assert "url" not in meeting.view["join"]


def test_a_key_opens_the_circle_until_all_are_turned_off(meeting: Meeting) -> None:
    assert "url" not in meeting.browser.answer("key")
    here(meeting, "192.168.1.20")
    found = meeting.browser.answer("key")
    assert (found["url"], found["local"]) == ("http://192.168.1.20:8866", "http://localhost:8866")
    store, circle = meeting.circle.store, meeting.circle.id
    grant = store.who(circle, found["key"])
    assert grant is not None
    assert grant.role == "key"
    assert found["key"] not in json.dumps(meeting.view)
    meeting.browser.answer("revoke")
    assert store.who(circle, found["key"]) is None
    assert meeting.browser.answer("key")["key"] != found["key"]


def test_slips_have_the_question_on_them(writing: Meeting) -> None:
    assert "what is a learning circle, for you?" in writing.browser.answer("slips", count=4, paper="letter")["html"]


def test_style_and_kinds_come_through_the_widget(meeting: Meeting) -> None:
    assert "mount" in meeting.browser.answer("kind", name="notes")["js"]
    assert meeting.browser.error("kind", name="nothing_of_ours")["code"] == "unknown_activity"
    assert meeting.browser.error("kind", name="../../etc/passwd")["code"] == "body"
    css = meeting.browser.answer("style")["css"]
    assert 'url("data:font/woff2' in css
    assert "url(fonts" not in css
    assert ":root" not in meeting.desk._style
    assert "@font-face" not in meeting.desk._style
    assert "@font-face" in meeting.desk._css
