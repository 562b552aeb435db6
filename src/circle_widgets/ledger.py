"""A circle's log and its fold, in this process: the one way to append, and the one copy of the state."""

from __future__ import annotations

import queue
import threading
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from itertools import groupby
from typing import Any

import msgspec

from circle_widgets import clock as clocks
from circle_widgets.errors import CircleError, Refused
from circle_widgets.events import BY_DESK, Event, Proposal, Receipt, Refusal
from circle_widgets.rules import judge, judge_ballot
from circle_widgets.state import Registry, State, Step, fold
from circle_widgets.steps.base import registry as every_kind
from circle_widgets.store.base import Store, Stored

Answer = Receipt | Refusal


class Ballot(msgspec.Struct, frozen=True):
    """What a seat has said in a round that is not open yet: in which step, of which kind, and what."""

    step: str
    kind: str
    body: dict[str, Any]


def new_id() -> str:
    """A fresh event's id."""
    return str(uuid.uuid4())


class Fold:
    """The judge that a store asks under its lock (see ``store.base.Judge``): catches up, decides, forgets.

    ``position`` is the last position folded, ``state`` the fold up to it; ``news`` counts how often something came in
    that was not decided here. Not thread-safe: its ledger holds the lock.
    """

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.ballot_kinds = frozenset(kind for one in registry.values() for kind in one.ballots)
        self._refers = {kind: one.refers for one in registry.values() for kind in one.bodies}
        self.state = State(registry)
        self.position = 0
        self.epoch = -1
        self.news = 0
        self._log: list[Event] = []
        self._kept = (0, 0)

    def catch_up(self, rows: Sequence[Stored], *, epoch: int, replace: bool) -> None:
        """Fold rows that others committed; ``replace`` when they are the whole log, because its past changed."""
        self.epoch = epoch
        self.news += bool(rows) or replace
        if replace:
            self._log, self.position = [], 0
        self._log += [row.event for row in rows]
        self.position = rows[-1].position if rows else self.position
        if replace or not all(self.state.apply(row.event) for row in rows):
            self.state = fold(self._log, self.registry)
        self.keep()

    @property
    def open_round(self) -> tuple[str, int] | None:
        """The current step and its round, while its ballots wait for being opened."""
        step = self.state.current
        waits = step is not None and step.phase in {"open", "closed"} and self.registry[step.kind].ballots
        return (step.id, step.round) if step is not None and waits else None

    def meet(self, ballots: Mapping[str, dict[str, Any]]) -> None:
        """Take the open round's ballots by seat, beside the log: they are no part of the fold."""
        self.news += ballots != self.state.ballots
        self.state.ballots = dict(ballots)

    def decide(self, proposal: Proposal, at: int) -> Event | Refusal:
        """Ask the rules; an event that they accept is folded at once, at the next position."""
        try:
            event = judge(self.state, proposal, at)
        except Refused as error:
            return Refusal(proposal.id, error.code, str(error), error.field, error.params)
        self._log.append(event)
        self.position += 1
        before, ballots = self.open_round, self.state.ballots
        if not self.state.apply(event):
            self.state = fold(self._log, self.registry)
        self.state.ballots = ballots if self.open_round == before else {}
        return event

    def admit(self, ballot: Proposal, at: int) -> int | Refusal:
        """Ask the rules about a ballot, which is never folded: the round it counts in, or why it does not."""
        try:
            round_ = judge_ballot(self.state, ballot, at)
        except Refused as error:
            return Refusal(ballot.id, error.code, str(error), error.field, error.params)
        if self.open_round == (ballot.step, round_):
            self.state.ballots[ballot.seat] = ballot.body
        return round_

    def keep(self) -> None:
        """What was folded so far is committed."""
        self._kept = (len(self._log), self.position)

    def rollback(self) -> None:
        """The transaction did not commit: forget what was folded since."""
        length, position = self._kept
        if len(self._log) != length:
            del self._log[length:]
            self.position = position
            self.state = fold(self._log, self.registry)

    def log(self) -> list[Event]:
        """The events folded so far, in the order of their positions."""
        return list(self._log)

    def held_of(self, seat: str) -> list[Event]:
        """The events of a seat, and others' about these: a line under a note carries its words.

        Asked of the log, not of the state: what was undone, or came too late to count, is held all the same.
        """
        own = {event.id for event in self._log if event.seat == seat and event.kind != "erased"}
        return [event for event in self._log if event.id in own or self._about(event) in own]

    def orphans(self) -> list[Event]:
        """Events about what was erased; a copy that had not heard of it brought them."""
        erased = self.state.erased
        return [event for event in self._log if self._about(event) in erased and event.id not in erased]

    def _about(self, event: Event) -> str:
        about = event.body.get(self._refers.get(event.kind, ""), "")
        return about if isinstance(about, str) else ""


class Ledger:
    """One circle in this process, safe to use from several threads.

    ``state`` may be read at any time between two calls; hold :attr:`lock` to read it beside a writer thread.
    """

    def __init__(
        self,
        store: Store,
        circle_id: str,
        *,
        clock: clocks.Clock = clocks.now,
        registry: Registry | None = None,
    ) -> None:
        self.store = store
        self.info = store.get(circle_id)
        self.clock = clock
        self.lock = threading.RLock()
        self._fold = Fold(every_kind() if registry is None else registry)
        self._ballots: dict[str, dict[str, Any]] = {}
        self.refresh()

    @property
    def id(self) -> str:
        """The circle's id, for ever."""
        return self.info.id

    @property
    def state(self) -> State:
        """The fold of all that is committed and known here."""
        return self._fold.state

    @property
    def position(self) -> int:
        """The position of the last event folded."""
        return self._fold.position

    @property
    def news(self) -> int:
        """How often something came in that others committed.

        Whatever call came upon it: a refresh, or an append that caught up first. So no call takes it from whoever is to
        tell of it, as would be if each were asked whether it found something.
        """
        return self._fold.news

    def append(self, proposals: Sequence[Proposal]) -> list[Answer]:
        """Append what the rules accept, in one transaction; an answer each, in order.

        A receipt means: on disk and counted. Raises :class:`~circle_widgets.errors.Busy` or
        :class:`~circle_widgets.errors.StoreUnavailable`, and then nothing was written.
        """
        with self.lock:
            answers: list[Answer] = []
            try:
                for way, group in groupby(proposals, self._way):
                    answers += way(list(group))
                    self._fold.keep()
            except BaseException:
                self.state.ballots = dict(self._ballots)
                raise
            self._look_at_ballots()
            return answers

    def _way(self, proposal: Proposal) -> Callable[[list[Proposal]], list[Answer]]:
        if proposal.kind in self._fold.ballot_kinds:
            return self._put
        if proposal.kind == "step.reveal" and self._step_with_ballots(proposal.step) is not None:
            return self._count
        return self._say

    def _say(self, proposals: list[Proposal]) -> list[Answer]:
        return self.store.append(self.id, proposals, self._fold, self.clock())

    def _put(self, proposals: list[Proposal]) -> list[Answer]:
        return self.store.put_ballots(self.id, proposals, self._fold, self.clock())

    def _count(self, proposals: list[Proposal]) -> list[Answer]:
        return [self._close(proposal) for proposal in proposals]

    def _close(self, proposal: Proposal) -> Answer:
        """Open a round of ballots: whatever count the proposal brings, the store's ballots are what is counted.

        The count names its round: when another desk has begun the next one meanwhile, the rules refuse it.
        """
        step = self.state.steps[proposal.step]
        kind, round_ = self.state.registry[step.kind], step.round

        def count(ballots: Mapping[str, dict[str, Any]]) -> Proposal:
            tally = kind.tally(self.state.steps.get(step.id, step), ballots)
            return msgspec.structs.replace(proposal, body={"tally": {"round": round_, **tally}})

        return self.store.close_ballots(self.id, step.id, round_, count, self._fold, self.clock())

    def _step_with_ballots(self, step_id: str) -> Step | None:
        if step_id not in self.state.steps:
            self.refresh()
        step = self.state.steps.get(step_id)
        return step if step is not None and self.state.registry[step.kind].ballots else None

    def _look_at_ballots(self) -> None:
        """Know the open round of the current step."""
        asked = self._fold.open_round
        self._ballots = self.store.ballots(self.id, *asked) if asked is not None else {}
        self._fold.meet(self._ballots)

    def refresh(self) -> None:
        """Read what others committed."""
        with self.lock:
            news = self.store.news(self.id, self._fold.position, self._fold.epoch)
            if news.rows or news.replace:
                self._fold.catch_up(news.rows, epoch=news.epoch, replace=news.replace)
            self._look_at_ballots()

    def log(self) -> list[Event]:
        """Every event of the circle that is known here, in the order of their positions."""
        with self.lock:
            return self._fold.log()

    def say(self, kind: str, body: dict[str, Any] | None = None, *, step: str = "", seat: str = "") -> Answer:
        """Append one act of the facilitator."""
        return self.append([Proposal(new_id(), kind, body or {}, step, seat, BY_DESK)])[0]

    def merge(self, events: Collection[Event]) -> int:
        """Take in a copy of this circle: the union by event id. Returns how many events were new.

        What the copy still holds of a seat that was erased here, or here of one that was erased there, is erased, too.
        """
        with self.lock:
            new = self.store.merge(self.id, events)
            self.refresh()
            for seat in sorted(self.state.erased_seats):
                self._blank(seat)
                self.store.revoke(self.id, seat=seat)
            return new

    def erase(self, seat: str) -> int:
        """Erase all that is held of a seat, and what carries its words; returns how many events were blanked."""
        with self.lock:
            self.refresh()
            return self._blank(seat)

    def held_of(self, seat: str) -> list[Event]:
        """All that the log holds of a seat, in the order of the positions."""
        with self.lock:
            return self._fold.held_of(seat)

    def ballots_of(self, seat: str) -> list[Ballot]:
        """The ballots of a seat that wait for being opened, in whatever step."""
        with self.lock:
            steps = [step for step in self.state.steps.values() if self.state.registry[step.kind].ballots]
            waiting = [step for step in steps if step.phase != "revealed"]
            rounds = [(step.id, step.kind, self.store.ballots(self.id, step.id, step.round)) for step in waiting]
        return [Ballot(step, kind, ballots[seat]) for step, kind, ballots in rounds if seat in ballots]

    def _blank(self, seat: str) -> int:
        blanked = 0
        # Again until there is nothing: another process may have written between the two.
        while held := sorted({event.id for event in (*self._fold.held_of(seat), *self._fold.orphans())}):
            marker = Proposal(new_id(), "erased", {"ids": held, "seat": seat}, by=BY_DESK)
            self.store.erase(self.id, held, marker, self.clock(), seat=seat)
            self.refresh()
            blanked += len(held)
        return blanked


Job = tuple[Ledger, Sequence[Proposal], "Future[list[Answer]]"]


class Writer:
    """A thread through which a server appends: all that waits for one circle shares one transaction."""

    def __init__(self, most: int = 500) -> None:
        self._most = most
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="circle-writer", daemon=True)
        self._thread.start()

    def submit(self, ledger: Ledger, proposals: Sequence[Proposal]) -> Future[list[Answer]]:
        """Have the proposals appended; the future gets what :meth:`Ledger.append` returns or raises.

        Cancelling it before its turn takes the proposals back. Raises ``RuntimeError`` once the writer was closed.
        """
        future: Future[list[Answer]] = Future()
        with self._closing:
            if self._closed:
                raise RuntimeError("this writer was closed")
            self._queue.put((ledger, proposals, future))
        return future

    def close(self) -> None:
        """Write what waits, then stop."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        going = True
        while going:
            waiting = [self._queue.get()]
            while len(waiting) < self._most and not self._queue.empty():
                waiting.append(self._queue.get())
            going = None not in waiting
            jobs = [one for one in waiting if one is not None and one[2].set_running_or_notify_cancel()]
            by_circle: dict[int, list[Job]] = {}
            for job in jobs:
                by_circle.setdefault(id(job[0]), []).append(job)
            for group in by_circle.values():
                _write(group)


def _write(jobs: Sequence[Job]) -> None:
    """One transaction for all; when a step kind breaks on one, each gets its own, so that the others are written."""
    ledger = jobs[0][0]
    try:
        answers = ledger.append([proposal for _, proposals, _ in jobs for proposal in proposals])
    except CircleError as error:
        _give_up(jobs, error)
    except Exception as error:  # noqa: BLE001 - each waiter gets its own; the thread must live on
        if len(jobs) == 1:
            _give_up(jobs, error)
        else:
            for job in jobs:
                _write([job])
    else:
        start = 0
        for _, proposals, future in jobs:
            future.set_result(answers[start : start + len(proposals)])
            start += len(proposals)


def _give_up(jobs: Sequence[Job], error: Exception) -> None:
    for _, _, future in jobs:
        future.set_exception(error)
