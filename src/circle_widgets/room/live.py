"""The hub of a circle's streams: what changed is computed once, off the loop, and the same bytes go to every reader."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from circle_widgets.events import BY_DESK, Proposal, Receipt
from circle_widgets.ledger import Answer, Ledger
from circle_widgets.room.documents import Computed, Document, Key, compute, person_key, time_event
from circle_widgets.room.metrics import Counts
from circle_widgets.room.pool import Pool
from circle_widgets.room.readers import Reader
from circle_widgets.room.timers import Cancel, Time
from circle_widgets.steps import View

_log = logging.getLogger(__name__)

GAP = 0.1
"""Seconds between two changes that are told: ten a second at most."""
HEARTBEAT = 15.0
"""Seconds between two words about the time, so that a line that died is noticed."""


class Hub:
    """The streams of one circle. Used on the event loop; views are computed on a thread, under the ledger's lock.

    There, because the writer folds into the same state on a thread of its own, and because neither waiting for it nor
    laying out five thousand notes may hold up five hundred phones. One such computation runs at a time.

    A phone's shared document says nothing of who has written, so that a note changes two documents, the screen's and
    its author's, however many phones look on. ``card`` gives the join card; ``left`` is told of readers that are gone.
    """

    def __init__(
        self,
        ledger: Ledger,
        pool: Pool,
        time: Time,
        counts: Counts,
        *,
        card: Callable[[], View],
        left: Callable[[Reader], None],
    ) -> None:
        self._ledger, self._pool, self._time, self._counts = ledger, pool, time, counts
        self._card, self._left = card, left
        self.readers: set[Reader] = set()
        self._arriving: set[Reader] = set()
        self._documents: dict[Key, Document] = {}
        self._holders: dict[Key, int] = {}
        self._changed: set[Key] | None = set()  # whose own documents may have changed; None: anyone's
        self._dirty = self._working = False
        self._heard = ledger.news
        self._published_at = time.passed() - GAP
        self._due: Cancel | None = None
        self._beat: Cancel | None = None

    @property
    def busy(self) -> bool:
        """Whether any stream is open, or about to be."""
        return bool(self.readers or self._arriving)

    # ---- readers

    def welcome(self, reader: Reader) -> None:
        """A stream opens; it begins as soon as its documents are there."""
        for key in reader.keys:
            self._holders[key] = self._holders.get(key, 0) + 1
        self._arriving.add(reader)
        reader.socket.set_close_callback(lambda: self._gone(reader))
        if self._beat is None:
            self._beat = self._time.later(HEARTBEAT, self._say_time)
        self._begin()
        self._work(publish=False)

    def hang_up(self, wanted: Callable[[Reader], bool] = lambda _: True) -> None:
        """Close the streams of those readers; their pages come back by themselves, if they may."""
        for reader in [*self.readers, *self._arriving]:
            if wanted(reader):
                reader.close()

    def close(self) -> None:
        """End all streams and timers."""
        self.hang_up()
        for cancel in (self._due, self._beat):
            if cancel is not None:
                cancel()
        self._due = self._beat = None

    def _gone(self, reader: Reader) -> None:
        self.readers.discard(reader)
        self._arriving.discard(reader)
        for key in reader.keys:
            self._holders[key] -= 1
            if not self._holders[key]:
                del self._holders[key]
                self._documents.pop(key, None)
        self._left(reader)

    # ---- changes

    def appended(self, proposals: Sequence[Proposal], answers: Sequence[Answer]) -> None:
        """This process has appended. What the desk did may concern everyone; what a seat said, that seat.

        Unless the step's kind says that seats see of each other (``mutual``). What the append came upon that others had
        committed is told as well.
        """
        self.hear()
        stored = [one for one, answer in zip(proposals, answers, strict=True) if isinstance(answer, Receipt)]
        if any(one.by == BY_DESK for one in stored):
            self.changed()
        elif stored:
            self._dirty = True
            if any(self._mutual(one) for one in stored):
                self._changed = None
            if self._changed is not None:
                self._changed.update(person_key(one.seat) for one in stored)
            # A moment later, not at once: when a whole room sends at the same instant, the receipts go first.
            self._schedule(GAP)

    def _mutual(self, said: Proposal) -> bool:
        state = self._ledger.state
        step = state.steps.get(said.step)
        return step is not None and state.registry[step.kind].mutual(step)

    def hear(self) -> None:
        """The ledger has looked, for whatever reason: what others committed may concern everyone."""
        if self._heard != self._ledger.news:
            self._heard = self._ledger.news
            self.changed()

    def changed(self) -> None:
        """Something changed, and it may concern everyone."""
        self._dirty, self._changed = True, None
        self._schedule(0.0)

    def _schedule(self, seconds: float) -> None:
        """Publish in so many seconds, later if the last time was just now, earlier if that was said before."""
        if self._due is not None:
            if seconds:
                return
            self._due()
        rest = self._published_at + GAP - self._time.passed()
        self._due = self._time.later(max(seconds, rest), self._publish)

    def _publish(self) -> None:
        self._due = None
        self._work(publish=True)

    # ---- computing, then telling

    def _work(self, *, publish: bool) -> None:
        if self._working:
            return  # _tell looks again
        keys = {key for reader in self._arriving for key in reader.keys if key not in self._documents}
        if publish and self._dirty:
            own = self._documents if self._changed is None else self._changed & self._documents.keys()
            keys |= {key for key in self._documents if not key.startswith("@")} | set(own)
            self._dirty, self._changed = False, set()
            self._published_at = self._time.passed()
        if not keys:
            return
        self._working = True
        wanted = {key: self._documents[key].value if key in self._documents else None for key in keys}
        self._pool.start(compute, self._ledger, wanted, self._card(), then=self._tell, failed=self._failed)

    def _tell(self, found: dict[Key, Computed]) -> None:
        self._working = False
        patches = {}
        for key, one in found.items():
            document = self._documents.get(key)
            if document is None:
                if key in self._holders:
                    self._documents[key] = Document("me" if key.startswith("@") else "view", one.value, one.position)
            elif one.patch:
                document.become(one.value, one.position)
                patches[key] = one.patch
        if patches:
            self._counts.published += 1
            self._counts.skipped += sum(not reader.tell(patches) for reader in list(self.readers))
        erased = {key for key, one in found.items() if key.startswith("@") and not one.value}
        if erased:
            self.hang_up(lambda reader: reader.keys[-1] in erased)
        self._begin()
        # What changed meanwhile is published when its time has come; who arrived meanwhile is served now.
        self._work(publish=self._dirty and self._due is None)

    def _begin(self) -> None:
        time = time_event(self._time.now())
        for reader in list(self._arriving):
            if all(key in self._documents for key in reader.keys):
                self._arriving.discard(reader)
                self.readers.add(reader)
                reader.begin(tuple(self._documents[key] for key in reader.keys), time)

    def _failed(self, error: BaseException) -> None:
        """A view could not be made: pages keep what they have, new ones are sent away and try again."""
        self._working = False
        _log.error("a view of circle %s could not be made", self._ledger.info.code, exc_info=error)
        for reader in list(self._arriving):
            reader.turn_away()

    def _say_time(self) -> None:
        self._beat = None
        time = time_event(self._time.now())
        for reader in list(self.readers):
            if not reader.beat(time):
                reader.close()
        if self.readers or self._arriving:
            self._beat = self._time.later(HEARTBEAT, self._say_time)
