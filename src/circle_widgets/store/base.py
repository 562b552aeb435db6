"""What a store is: an append-only log for each circle, beside a few things that must never enter that log.

Every adapter keeps this contract and passes the one suite in ``tests/contract``. All calls block, and may come from any
thread; whoever has an event loop calls from a thread of its own.

Two numbers tell a reader where it stands. ``position`` counts a circle's events in the order in which this store got
them, without a gap, from 1. ``epoch`` changes whenever the past of a circle changed (an import, an erasure, a circle
that was cleared and opened again): whoever has another epoch reads the whole log anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from msgspec import Struct

from circle_widgets.events import Event, Proposal, Receipt, Refusal

Told = Callable[[], None]
Stop = Callable[[], None]
Count = Callable[[Mapping[str, dict[str, Any]]], Proposal]
"""Makes the tally of a closing ballot from the bodies by seat."""


class CircleInfo(Struct, frozen=True):
    """A circle as its row in this store tells it.

    ``code`` is this store's name for it, ``id`` the one that travels; ``made_at`` is in milliseconds; ``head`` is the
    position of the newest event (0: none yet). ``title`` follows the log.
    """

    id: str
    code: str
    title: str
    made_at: int
    practice: bool
    head: int


class Stored(NamedTuple):
    """An event and its position in this store."""

    position: int
    event: Event


class News(NamedTuple):
    """What a reader has missed, read in one instant. ``replace``: the rows are the whole log, forget what you had."""

    rows: list[Stored]
    epoch: int
    replace: bool


class Grant(Struct, frozen=True):
    """What a bearer's token opens: ``role`` is ``"seat"`` (then ``seat`` says whose) or ``"key"``."""

    role: str
    seat: str = ""


class Judge(Protocol):
    """The fold in this process; a store asks it while it holds the writer's lock."""

    @property
    def position(self) -> int:
        """The position of the newest event that is folded here; each one that :meth:`decide` accepts adds 1."""

    @property
    def epoch(self) -> int:
        """The epoch of the log that is folded here, as :meth:`catch_up` got it; -1 before the first."""

    def catch_up(self, rows: Sequence[Stored], *, epoch: int, replace: bool) -> None:
        """Fold what came since. ``replace``: forget all first, these are the whole log."""

    @property
    def open_round(self) -> tuple[str, int] | None:
        """The step and the number of the round whose ballots the rules ask about; None when none is open."""

    def meet(self, ballots: Mapping[str, dict[str, Any]]) -> None:
        """That round's ballots by seat, as they stand under the lock; told after the judge has caught up."""

    def decide(self, proposal: Proposal, at: int) -> Event | Refusal:
        """Ask the rules. An accepted event has time ``at`` (milliseconds) and is folded at once."""

    def admit(self, ballot: Proposal, at: int) -> int | Refusal:
        """Ask the rules about a ballot, which is never folded: the round that it counts in (from 1), or why not."""

    def rollback(self) -> None:
        """What :meth:`decide` folded was not stored: forget it. Without this call it was stored."""


class Store(Protocol):
    """Circles, their logs, open ballots, tokens, and facts of this machine.

    Every method that names a circle raises :class:`~circle_widgets.errors.UnknownCircle` for one that is not here, and
    every method may raise :class:`~circle_widgets.errors.StoreUnavailable`; one that writes raises
    :class:`~circle_widgets.errors.Busy` when another writer held the lock for two seconds. After each of these nothing
    was written, and the next call starts afresh.
    """

    @property
    def url(self) -> str:
        """The address that :func:`~circle_widgets.store.open_store` takes, for another process."""

    @property
    def shown(self) -> str:
        """The same for people's eyes and logs: without a password."""

    # ---- circles

    def make(self, title: str, *, at: int, circle_id: str | None = None, practice: bool = False) -> CircleInfo:
        """A new circle with a fresh code and no events yet; the one that is here when it has ``circle_id`` already."""

    def circles(self) -> list[CircleInfo]:
        """All circles, the newest first."""

    def find(self, code: str) -> CircleInfo:
        """The circle of that code, in any case, blanks and hyphens ignored."""

    def get(self, circle_id: str) -> CircleInfo:
        """The circle of that id."""

    def drop(self, circle_id: str) -> None:
        """Clear the circle and all that belongs to it from this store, its bytes included where the adapter can."""

    # ---- the log

    def append(self, circle_id: str, proposals: Sequence[Proposal], judge: Judge, now: int) -> list[Receipt | Refusal]:
        """Store what the judge accepts, in one transaction, and answer each proposal in its order.

        Under the writer's lock: the judge catches up; an id that is stored already gets its old receipt (position 0
        when it was a ballot's, or was erased elsewhere); the others are decided, each at ``max(now, highest + 1)``.
        Receipts are given only after the commit. On any failure the judge is rolled back.
        """

    def read(self, circle_id: str, after: int = 0) -> list[Stored]:
        """The events at positions above ``after``, in the order of their positions."""

    def news(self, circle_id: str, after: int, epoch: int) -> News:
        """What came above ``after``; the whole log when ``epoch`` is no longer the circle's."""

    def epoch(self, circle_id: str) -> int:
        """Changes when the past changed; never negative."""

    def merge(self, circle_id: str, events: Iterable[Event]) -> int:
        """The union with another copy's log, by id; how many events are new here.

        Times are kept; positions are given in the order of arrival. What either side lists as erased is kept, or
        stored, blank. Where two copies stored one id apart (a late resend), the earlier stands. So copies agree in
        whatever order, and however often, they meet. The epoch changes when anything did.
        """

    def erase(self, circle_id: str, ids: Collection[str], marker: Proposal, now: int, *, seat: str = "") -> Receipt:
        """Blank the bodies and the authors of these events in place, for good, and append ``marker``.

        ``marker`` becomes the ``erased`` event that lists the ids. With ``seat``, what is held of that seat outside
        the log (tokens, open ballots) goes in the same transaction. The rules are not asked. The epoch changes.
        """

    # ---- secret ballots, which never enter the log

    def put_ballots(
        self, circle_id: str, ballots: Sequence[Proposal], judge: Judge, now: int
    ) -> list[Receipt | Refusal]:
        """Keep each seat's latest ballot in the round that the judge admits it to, in one transaction.

        A receipt's position is 0: a ballot has none. Its id is kept without seat or content, for late resends.
        """

    def ballots(self, circle_id: str, step: str, round_: int) -> dict[str, dict[str, Any]]:
        """The bodies of an open round by seat; empty when it was closed."""

    def close_ballots(
        self, circle_id: str, step: str, round_: int, count: Count, judge: Judge, now: int
    ) -> Receipt | Refusal:
        """Append the tally that ``count`` makes of the ballots, and delete them, in one transaction.

        When the judge refuses the tally, nothing changes.
        """

    def ballot_seen(self, circle_id: str, ballot_id: str) -> bool:
        """Whether a ballot of that id was ever accepted."""

    # ---- tokens, of which only the SHA-256 is kept

    def grant(self, circle_id: str, token: str, role: str, seat: str = "") -> None:
        """Let a token open a seat (role ``"seat"``) or the whole circle (role ``"key"``)."""

    def who(self, circle_id: str, token: str) -> Grant | None:
        """What the token opens; None when it opens nothing here."""

    def revoke(
        self, circle_id: str, *, token: str | None = None, role: str | None = None, seat: str | None = None
    ) -> int:
        """End the grants that match all that is given (at least one); how many ended."""

    # ---- facts of this machine, which never travel

    def note_local(self, circle_id: str, key: str, value: Any) -> None:
        """Keep a fact (anything JSON) about a circle, or about the machine (``circle_id`` ""); None forgets it.

        Cheap: a power cut may lose the latest.
        """

    def local(self, circle_id: str, key: str, default: Any = None) -> Any:
        """The fact of that key, or ``default``."""

    # ---- this process

    def watch(self, told: Told) -> Stop:
        """Have ``told`` called, on a thread of the store, soon after anybody committed anything here.

        Several commits may be told once. Returns what ends it; that call waits until ``told`` will not run again.
        """

    def close(self) -> None:
        """End the watches and the connections. A store that was closed answers StoreUnavailable."""
