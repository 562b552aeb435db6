"""The page that people keep: the poster, and how the text came about. One file, which asks for nothing."""

from __future__ import annotations

import html
from collections.abc import Sequence

from circle_widgets.definition import Agreed, Frame, Told
from circle_widgets.paper.face import resource
from circle_widgets.paper.poster import PosterPaper, bound, page, poster_sheets
from circle_widgets.sentences import say


def kept_html(agreed: Agreed, frames: Sequence[Frame], locale: str = "en", *, paper: PosterPaper = "a4") -> str:
    """The page; our words in ``locale``, people's as they are."""
    told = "".join(_frame(one, locale) for one in frames)
    story = f'<section class="story"><h2>{_ours(locale, "agreed.how")}</h2>{told}</section>' if told else ""
    return page(agreed, locale, poster_sheets(agreed, locale) + story, paper=paper, style=resource("paper/kept.css"))


def _frame(frame: Frame, locale: str) -> str:
    """Its texts in a list; sorted ones under the names of their trays, but where the order is that of the dots."""
    kept = f"<p>{_ours(locale, 'agreed.kept', n=frame.kept)}</p>" if frame.kept else ""
    rows = "".join(_list(tray, some, frame, locale) for tray, some in in_trays(frame))
    return f"<h3>{_ours(locale, f'agreed.frame.{frame.name}')}</h3>{kept}{rows}"


def in_trays(frame: Frame) -> list[tuple[str, list[Told]]]:
    """The texts of a frame by their trays, those of none first; of dots all as they stand, under none."""
    if frame.name == "dots":
        return [("", frame.rows)]
    found: dict[str, list[Told]] = {"": []}
    for one in frame.rows:
        found.setdefault(one.tray, []).append(one)
    return [(tray, some) for tray, some in found.items() if some]


def _list(tray: str, rows: Sequence[Told], frame: Frame, locale: str) -> str:
    name = f'<h4 class="{tray}">{_ours(locale, f"agreed.tray.{tray}")}</h4>' if tray else ""
    return f"{name}<ul>{''.join(_row(one, frame, locale) for one in rows)}</ul>"


def _row(one: Told, frame: Frame, locale: str) -> str:
    dots = frame.name == "dots"
    tray = f'<span class="{one.tray}">{_ours(locale, f"agreed.tray.{one.tray}")}</span>' if dots and one.tray else ""
    count = f'<span class="dots">{_ours(locale, "dots.count", n=one.dots)}</span>' if dots else ""
    large = ' class="sentence"' if frame.name == "text" and not one.tray else ""
    return f'<li{large}>{tray}<span dir="auto">{html.escape(one.text)}</span>{count}</li>'


def _ours(locale: str, key: str, **slots: int) -> str:
    return html.escape(bound(say(locale, key, **slots)))
