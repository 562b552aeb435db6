"""Who a token belongs to. Seats are remembered, so that a note costs no question to the database; keys never are."""

from __future__ import annotations

from collections.abc import Callable, Collection

from circle_widgets.room.pool import Pool
from circle_widgets.room.timers import Time
from circle_widgets.store import Grant, Store

AGAIN_AFTER = 2.0
"""Seconds after which what is remembered is asked about again, when somebody has written into the store."""


class Bearers:
    """The tokens of one circle. Used on the event loop.

    Each request with a key asks the store. A seat whose token was ended by another process is noticed within
    ``AGAIN_AFTER`` seconds, and so is an open stream whose token ended; ``ended`` is told. (A seat that was erased is
    noticed at once, because it is gone from the log as well.)
    """

    def __init__(
        self, store: Store, circle_id: str, pool: Pool, time: Time, ended: Callable[[Collection[str]], None]
    ) -> None:
        self._store, self._circle, self._pool, self._time, self._ended = store, circle_id, pool, time, ended
        self._seats: dict[str, Grant] = {}
        self._streams: dict[str, int] = {}
        self._asking = False
        self._written = False
        self._asked_at = time.passed()

    async def who(self, token: str) -> Grant | None:
        """What the token opens; None when it opens nothing here."""
        known = self._seats.get(token)
        if known is not None:
            return known
        grant = await self._pool.run(self._store.who, self._circle, token)
        if grant is not None and grant.role == "seat":
            self._seats[token] = grant
        return grant

    def granted(self, token: str, seat: str) -> None:
        """This token was just given to that seat."""
        self._seats[token] = Grant("seat", seat)

    def forget_all(self) -> None:
        """Ask again about everyone, at their next request."""
        self._seats = {}

    def forget(self, seat: str) -> None:
        """This seat's tokens are no more."""
        self._seats = {token: grant for token, grant in self._seats.items() if grant.seat != seat}

    def opened(self, token: str) -> None:
        """A stream was opened with this token."""
        self._streams[token] = self._streams.get(token, 0) + 1

    def closed(self, token: str) -> None:
        """A stream that was opened with this token is closed."""
        left = self._streams.get(token, 0) - 1
        if left > 0:
            self._streams[token] = left
        else:
            self._streams.pop(token, None)

    def written(self) -> None:
        """Somebody wrote into the store, so tokens may have ended: ask again, not too often."""
        self._written = True
        if not self._asking and (self._seats or self._streams):
            self._asking = True
            self._time.later(AGAIN_AFTER - (self._time.passed() - self._asked_at), self._ask)

    def _ask(self) -> None:
        self._written = False
        self._asked_at = self._time.passed()
        self._pool.start(self._gone, {*self._seats, *self._streams}, then=self._drop, failed=lambda _: self._drop([]))

    def _gone(self, tokens: Collection[str]) -> list[str]:
        return [token for token in tokens if self._store.who(self._circle, token) is None]

    def _drop(self, gone: list[str]) -> None:
        self._asking = False
        for token in gone:
            self._seats.pop(token, None)
        if gone:
            self._ended(gone)
        if self._written:
            self.written()
