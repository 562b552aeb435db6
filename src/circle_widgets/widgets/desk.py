"""The desk: what a facilitator holds in a workbook. It reads and appends to the same store as the room."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta, Struct

from circle_widgets import join, views
from circle_widgets.activities import Activity
from circle_widgets.circle import Circle
from circle_widgets.events import BY_DESK, Id, KindName, Name, Proposal, Receipt, Refusal
from circle_widgets.sentences import LOCALES
from circle_widgets.timetable import USUAL
from circle_widgets.widgets import practice
from circle_widgets.widgets.hosted import Hosted
from circle_widgets.widgets.keeping import Keeping
from circle_widgets.widgets.letting import let_in
from circle_widgets.widgets.stage import STATIC, Nothing
from circle_widgets.widgets.where import remember

MOST_ITEMS = 200


class Item(Struct, frozen=True, forbid_unknown_fields=True):
    """A proposal of the facilitator's; ``seat`` when it is for someone else."""

    id: Id
    kind: KindName
    body: dict[str, Any] = {}
    step: Annotated[str, Meta(max_length=64)] = ""
    seat: Annotated[str, Meta(max_length=64)] = ""


class Send(Struct, frozen=True, forbid_unknown_fields=True):
    """Append these. Answer: ``receipts`` and ``refused``, as the room's."""

    items: Annotated[list[Item], Meta(min_length=1, max_length=MOST_ITEMS)]


class Private(Struct, frozen=True, forbid_unknown_fields=True):
    """The facilitator looks first. Answer: ``view``, never a trait: a reload has forgotten it."""

    step: Annotated[str, Meta(max_length=64)] = ""


class Make(Struct, frozen=True, forbid_unknown_fields=True):
    """Make the circle that this empty desk stands for. Answer: ``code``."""

    title: Annotated[str, Meta(min_length=1, max_length=120)]
    facilitator: Name = ""
    locale: Annotated[str, Meta(max_length=12)] = "en"


class Address(Struct, frozen=True, forbid_unknown_fields=True):
    """Which of this machine's addresses the join card shows."""

    ip: Annotated[str, Meta(max_length=64)]


class Here(Struct, frozen=True, forbid_unknown_fields=True):
    """The room as it is mounted in the desk's own Jupyter server, seen from a browser elsewhere."""

    url: Annotated[str, Meta(max_length=300, pattern=r"^https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~@%-]+)*/circle$")]


class Wifi(Struct, frozen=True, forbid_unknown_fields=True):
    """The Wi-Fi that the second QR joins; without a name it goes from the card."""

    name: Annotated[str, Meta(max_length=64)] = ""
    password: Annotated[str, Meta(max_length=128)] = ""


class GoOn(Struct, frozen=True, forbid_unknown_fields=True):
    """Let the play that stands still at this hard moment go on."""

    name: Annotated[str, Meta(max_length=32)]


class Slips(Struct, frozen=True, forbid_unknown_fields=True):
    """Slips to print for the current step. Answer: ``html``."""

    count: Annotated[int, Meta(ge=1, le=200)] = 12
    paper: Literal["a4", "letter"] = "a4"


class DeskWidget(Keeping, Hosted):
    """The run-of-show of an activity, what the screen shows, and help for those without a phone.

    ``view`` is the view of the role ``desk``: nothing in it is private, for the display may be on the wall. Show it as
    the last line of a cell; :meth:`close` ends its watch on the store.
    """

    _esm = STATIC / "desk.js"

    questions: ClassVar[Mapping[str, type[Struct]]] = {
        **Hosted.questions,
        "send": Send,
        "private": Private,
        **Keeping.keeps,
        "make": Make,
        "again": Nothing,
        "replace": Nothing,
        "address": Address,
        "here": Here,
        "wifi": Wifi,
        "slips": Slips,
        "go_on": GoOn,
        "key": Nothing,
        "revoke": Nothing,
        "let_in": Nothing,
    }

    def __init__(self, circle: Circle, activity: Activity | None = None, *, again: bool = False) -> None:
        self.circle = circle
        self.activity = activity
        self._stop: Callable[[], None] | None = None
        self._key = ""
        super().__init__(locale=LOCALES[0] if circle.empty else circle.state.locale)
        if not circle.empty:
            self._attach(again=again)
        self.refresh()

    def __repr__(self) -> str:
        if self.circle.empty:
            return "<Desk of a circle that is not made yet>"
        return f"<Desk of {self.circle.title!r}, {self.circle.code}>"

    def _attach(self, *, again: bool) -> None:
        if self.activity is not None:
            self.circle.start(self.activity, again=again)
        remember(self.circle)
        self.clock = self.circle.ledger.clock
        self._stop = self.circle.store.watch(self.redraw_soon)

    def drawn(self) -> dict[str, Any]:
        """The circle's view for the desk, with the join card.

        While there is no circle ``{"empty": true}``, and how long the activity that was ``chosen`` usually takes.
        """
        circle = self.circle
        if circle.empty:
            return {"empty": True} | ({"chosen": _usual(self.activity)} if self.activity is not None else {})
        state = circle.state
        found = views.everyone(state, "desk", circle.code)
        found["join"] = self._card()
        if moment := practice.moment(circle):
            found["moment"] = moment
        if self.activity is not None and circle.differs(self.activity):
            found["desk"]["changed"] = True
        return found

    def _card(self) -> dict[str, Any]:
        circle = self.circle
        return join.card(circle.store.local, circle.id, circle.ledger.clock())

    def close(self) -> None:
        """End the watch and the widget."""
        if self._stop is not None:
            self._stop()
            self._stop = None
        super().close()

    # ------------------------------------------------------------ questions

    def _on_send(self, body: Send) -> Mapping[str, Any]:
        proposals = [Proposal(one.id, one.kind, one.body, one.step, one.seat, BY_DESK) for one in body.items]
        answers = self.circle.ledger.append(proposals)
        self.refresh()
        receipts = [{"id": one.id, "position": one.position} for one in answers if isinstance(one, Receipt)]
        return {"receipts": receipts, "refused": [self._refused(one) for one in answers if isinstance(one, Refusal)]}

    def _on_private(self, body: Private) -> Mapping[str, Any]:
        return {"view": views.private(self.circle.state, body.step)}

    def _on_make(self, body: Make) -> Mapping[str, Any]:
        if self.circle.empty:
            self.circle.become(body.title, locale=body.locale, facilitator=body.facilitator)
            self.locale = self.circle.state.locale
            self._attach(again=False)
        self.refresh()
        return {"code": self.circle.code}

    def _on_again(self, _body: Nothing) -> Mapping[str, Any]:
        if self.activity is not None:
            self.circle.start(self.activity, again=True)
        self.refresh()
        return {}

    def _on_replace(self, _body: Nothing) -> Mapping[str, Any]:
        if self.activity is not None:
            self.circle.replace_ahead(self.activity)
        self.refresh()
        return {}

    def _on_address(self, body: Address) -> Mapping[str, Any]:
        self.circle.store.note_local(self.circle.id, join.ADDRESS, body.ip)
        self.refresh()
        return {}

    def _on_here(self, body: Here) -> Mapping[str, Any]:
        self.circle.store.note_local(self.circle.id, join.HERE, body.url)
        self.refresh()
        return {}

    def _on_wifi(self, body: Wifi) -> Mapping[str, Any]:
        known = {"name": body.name, "password": body.password} if body.password else {"name": body.name}
        self.circle.store.note_local(self.circle.id, join.WIFI, known if body.name else None)
        self.refresh()
        return {}

    def _on_slips(self, body: Slips) -> Mapping[str, Any]:
        from circle_widgets.paper import slips_html  # noqa: PLC0415 - asked for once a meeting, if at all

        state = self.circle.state
        step = state.current
        how: dict[str, Any] = {"count": body.count, "paper": body.paper, "title": state.title}
        if step is None:
            return {"html": slips_html("", state.locale, **how)}
        kind = views.kind_of(state, step)
        how |= {"together": getattr(step.params, "together", 0), "ticks": kind.ticks}
        return {"html": slips_html(kind.question(step), state.locale, **how)}

    def _on_go_on(self, body: GoOn) -> Mapping[str, Any]:
        practice.go_on(self.circle, body.name)
        self.refresh()
        return {}

    def _on_key(self, _body: Nothing) -> Mapping[str, Any]:
        """``key`` and ``code``; where a room runs ``url``, its address for phones, and ``local``, for this computer."""
        self._key = self._key or self.circle.key()
        found, card = {"key": self._key, "code": self.circle.code}, self._card()
        if url := card.get("url"):
            found |= {"url": url}
            if "addresses" in card:
                found |= {"local": f"http://localhost:{url.rpartition(':')[2]}"}
        return found

    def _on_revoke(self, _body: Nothing) -> Mapping[str, Any]:
        """No key opens the circle any more, wherever it was made."""
        self.circle.store.revoke(self.circle.id, role="key")
        self._key = ""
        return {}

    def _on_let_in(self, _body: Nothing) -> Mapping[str, Any]:
        if "url" not in self._card():
            let_in(self.circle.store.url, int(os.environ.get("CIRCLE_ROOM_PORT", "0")))
        return {}


def _usual(activity: Activity) -> dict[str, Any]:
    return {"title": activity.title, "minutes": activity.minutes_for(USUAL), "people": USUAL}
