"""Everything that can go wrong, by name; each is also the built-in that a caller would catch."""

from __future__ import annotations

from typing import Any


class CircleError(Exception):
    """The parent of every error of this package.

    ``code`` is the key of the sentence that a person reads (``locale/``, ``errors.CODE``), ``params`` fill its slots.
    """

    code = "unexpected"

    def __init__(self, message: str, *, code: str | None = None, **params: Any) -> None:
        super().__init__(message)
        self.params = params
        if code is not None:
            self.code = code


class Refused(CircleError, ValueError):
    """A rule said no: nothing was written, and nothing that was written is lost.

    ``field`` names the part of the body that the rule is about ("" when it is about the whole).
    """

    code = "refused"

    def __init__(self, code: str, message: str, *, field: str = "", **params: Any) -> None:
        super().__init__(message, code=code, **params)
        self.field = field


class UnknownCircle(CircleError, LookupError):
    """No circle of this store has that code or id."""

    code = "unknown_circle"


class UnknownActivity(CircleError, LookupError):
    """No activity, or step, or step kind has that name."""

    code = "unknown_activity"


class NotAllowed(CircleError, PermissionError):
    """The token or key does not open this."""

    code = "not_allowed"


class Busy(CircleError, TimeoutError):
    """Someone else held the writer's lock for too long; try again after ``retry_after`` seconds."""

    code = "busy"

    def __init__(self, message: str, *, retry_after: float = 1.0) -> None:
        super().__init__(message, retry_after=retry_after)
        self.retry_after = retry_after


class StoreUnavailable(CircleError, ConnectionError):
    """The database does not answer; nothing was written by this call."""

    code = "store_unavailable"


class UnsupportedStore(CircleError, ValueError):
    """The address of a store, or the version of its file, is not one that we can open."""

    code = "unsupported_store"


class BadFile(CircleError, ValueError):
    """A circle's file that cannot be read; ``line`` (from 1) says where."""

    code = "bad_file"

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(message, line=line)
        self.line = line
