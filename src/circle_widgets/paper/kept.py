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
    rows = "".join(_row(one, frame, locale) for one in frame.rows)
    kept = f"<p>{_ours(locale, 'agreed.kept', n=frame.kept)}</p>" if frame.kept else ""
    return f"<h3>{_ours(locale, f'agreed.frame.{frame.name}')}</h3>{kept}" + (f"<ul>{rows}</ul>" if rows else "")


def _row(one: Told, frame: Frame, locale: str) -> str:
    tray = f'<span class="tray {one.tray}">{_ours(locale, f"agreed.tray.{one.tray}")}</span>' if one.tray else ""
    dots = f'<span class="dots">{_ours(locale, "dots.count", n=one.dots)}</span>' if frame.name == "dots" else ""
    large = ' class="sentence"' if frame.name == "text" and not one.tray else ""
    return f'<li{large} dir="auto">{tray}<span dir="auto">{html.escape(one.text)}</span>{dots}</li>'


def _ours(locale: str, key: str, **slots: int) -> str:
    return html.escape(bound(say(locale, key, **slots)))
