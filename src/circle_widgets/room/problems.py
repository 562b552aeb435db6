"""Turning a request away: a status, a code, and a sentence that says what happened, what is safe and what to do."""

from __future__ import annotations

from typing import Any

import msgspec
from tornado.web import HTTPError

from circle_widgets import errors
from circle_widgets.events import Refusal, unfit
from circle_widgets.room import bodies
from circle_widgets.sentences import say


class Turned(HTTPError):
    """A request that is turned away. ``code`` names its sentence (``errors.CODE``), ``params`` fill the slots."""

    def __init__(self, status: int, code: str, *, field: str = "", retry_after: float = 0.0, **params: Any) -> None:
        super().__init__(status)
        self.code, self.field, self.retry_after, self.params = code, field, retry_after, params

    def body(self, locale: str) -> bodies.Problem:
        """What the page gets."""
        return bodies.Problem(self.code, sentence(locale, self.code, self.params), self.field)


_STATUS: tuple[tuple[type[errors.CircleError], int], ...] = (
    (errors.UnknownCircle, 404),
    (errors.NotAllowed, 403),
    (errors.Busy, 503),
    (errors.StoreUnavailable, 503),
    (errors.Refused, 400),
    (errors.BadFile, 400),
)
_OF_STATUS = {400: "bad_request", 404: "not_found", 405: "method", 413: "too_large"}


def turned(error: BaseException | None, status: int) -> Turned:
    """Any error as a request turned away; one that nobody foresaw is told as such, without its details."""
    if isinstance(error, Turned):
        return error
    if isinstance(error, errors.CircleError):
        for kind, its in _STATUS:
            if isinstance(error, kind):
                wait = getattr(error, "retry_after", 2.0) if its == 503 else 0.0  # noqa: PLR2004 - unavailable
                field = error.field if isinstance(error, errors.Refused) else ""
                found = Turned(its, error.code, field=field, retry_after=wait)
                found.params = error.params
                return found
    return Turned(status, _OF_STATUS.get(status, "unexpected"))


def of_body(error: Exception) -> Turned:
    """A body that could not be read: not JSON, or against its type; names the field and the rule, never the value."""
    if isinstance(error, msgspec.ValidationError):
        return turned(unfit(error), 400)
    return Turned(400, "bad_json")


def refused(locale: str, refusal: Refusal) -> bodies.Refused:
    """A rule's refusal, in the language of the seat."""
    message = sentence(locale, refusal.code, refusal.params | {"field": refusal.field})
    return bodies.Refused(refusal.id, refusal.code, message, refusal.field)


def sentence(locale: str, code: str, params: dict[str, Any]) -> str:
    """What a person reads. A code of another package that has no sentence gets the general one."""
    slots = {key: value for key, value in params.items() if isinstance(value, str | int | float)}
    key = f"errors.{code}"
    text = say(locale, key, **slots)
    return text if text != key else say(locale, "errors.refused", **slots)
