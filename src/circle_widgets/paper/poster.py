"""The poster: what a circle agreed on, large, with the ring. Its parts are decided in :mod:`poster_plan`."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

import msgspec

from circle_widgets.definition import Agreed
from circle_widgets.paper.face import font_face, resource
from circle_widgets.paper.poster_plan import KICKER, LONGEST_WORD, SMALL, Panel, Plan, Sheet, Words, plan
from circle_widgets.paper.ring import ring
from circle_widgets.paper.slips import NoTypst
from circle_widgets.sentences import nearest, say

PosterPaper = Literal["a4", "a3"]
Picture = Literal["svg", "pdf", "png"]
MILLIMETRES = {"a4": (210, 297), "a3": (297, 420)}
SIZES = ("sentence", "value", "heading", "ring", "title")
SHARP = 200.0
"""Points of a PNG for an inch."""
DATES = {"en": "en_GB", "fr": "fr"}
"""As dates are written where we are: the day before the month."""
_TIGHT = re.compile(r" (?=[?!:;»…])|(?<=«) ")


def bound(text: str) -> str:
    """A sentence of ours with the blanks of French that no line breaks at."""
    return _TIGHT.sub("\u00a0", text)


def said_when(agreed: Agreed, locale: str, zone: tzinfo | None = None) -> str:
    """From how many people it is, and since when. ``zone``: without one, that of this machine."""
    from babel.dates import format_date  # noqa: PLC0415 - slow to import

    when = datetime.fromtimestamp(agreed.at / 1000, UTC).astimezone(zone)
    date = format_date(when.date(), "long", locale=DATES[nearest(locale)])
    if not agreed.people:
        return say(locale, "agreed.on", date=date)
    return say(locale, "agreed.settled" if agreed.settled else "agreed.by", n=agreed.people, date=date)


def words_of(agreed: Agreed, locale: str) -> Words:
    """What stands on the poster of an agreed text; our words in ``locale``, people's as they are."""
    return Words(
        title=_flat(agreed.title),
        sentence=_flat(agreed.sentence.text) if agreed.sentence else "",
        trays={
            tray: (bound(say(locale, f"agreed.tray.{tray}")), tuple(_flat(line.text) for line in lines))
            for tray, lines in agreed.trays.items()
        },
        dissent=tuple(bound(say(locale, "agreed.quoted", text=_flat(text))) for text in agreed.dissent),
    )


def _flat(text: str) -> str:
    return " ".join(text.split())


# ---------------------------------------------------------------- through typst


def poster(agreed: Agreed, locale: str = "en", *, how: Picture = "svg", paper: PosterPaper = "a4") -> bytes:
    """The poster as a file. What needs several sheets is a longer picture, or a PDF of as many pages.

    Raises :class:`~circle_widgets.paper.NoTypst` when the extra ``print`` is not installed.
    """
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise NoTypst("a poster needs typst: pip install 'circle-widgets[print]'", code="no_typst_poster") from error
    data = msgspec.json.encode(_data(agreed, locale) | {"paper": paper, "long": how != "pdf"}).decode()
    return _compiled(typst.compile, data, how)


@lru_cache(maxsize=8)  # a room of phones asks for one and the same
def _compiled(compile_: Any, data: str, how: Picture) -> bytes:
    folder = resources.files("circle_widgets").joinpath("paper")
    with resources.as_file(folder) as here:
        made: bytes = compile_(
            str(here / "poster.typ"), font_paths=[str(here / "fonts")], format=how, ppi=SHARP, sys_inputs={"data": data}
        )
    return made


def _data(agreed: Agreed, locale: str) -> dict[str, Any]:
    words = words_of(agreed, locale)
    planned = plan(words)
    return {
        "lang": nearest(locale),
        "title": breakable(words.title),
        "kicker": say(locale, "agreed.kicker"),
        "sentence": breakable(words.sentence),
        "dissent": say(locale, "agreed.dissent"),
        "foot": said_when(agreed, locale),
        "ring": ring(agreed.people),
        "sizes": {key: getattr(planned, key) for key in SIZES},
        "sheets": [_sheet(one) for one in planned.sheets],
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    panels = [asdict(one) | {"texts": list(map(breakable, one.texts))} for one in sheet.panels]
    return {"panels": panels, "stacked": sheet.stacked, "dissent": list(map(breakable, sheet.dissent))}


def breakable(text: str) -> str:
    """The text, with places to break in words that no line would hold."""
    words = (word if len(word) <= LONGEST_WORD else "\u200b".join(word) for word in text.split(" "))
    return " ".join(words)


# ---------------------------------------------------------------- as a page


def poster_html(
    agreed: Agreed, locale: str = "en", *, paper: PosterPaper = "a4", links: Mapping[str, str] | None = None
) -> str:
    """The poster as a page to print; it asks for nothing.

    ``links`` are the addresses of files by their formats; with them, even with none, no script is in the page.
    """
    return page(agreed, locale, poster_sheets(agreed, locale), paper=paper, links=links)


def page(
    agreed: Agreed,
    locale: str,
    body: str,
    *,
    paper: PosterPaper = "a4",
    style: str = "",
    links: Mapping[str, str] | None = None,
) -> str:
    """A page with :func:`poster_sheets` in its ``body``; ``style`` is for what else is there."""
    style = font_face() + _sized(resource("paper/poster.css") + style, plan(words_of(agreed, locale)), paper)
    return (
        f'<!doctype html>\n<html lang="{nearest(locale)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(agreed.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{_ways(locale, links)}{body}\n</body>\n</html>\n"
    )


def _ways(locale: str, links: Mapping[str, str] | None) -> str:
    if links is None:
        return f'<nav><button type="button" onclick="print()">{_text(say(locale, "agreed.print"))}</button></nav>'
    found = [
        f'<a href="{_text(href)}" download>{_text(say(locale, f"agreed.save.{how}"))}</a>'
        for how, href in links.items()
    ]
    return f"<nav>{''.join(found)}</nav>" if found else ""


def _sized(style: str, planned: Plan, paper: PosterPaper) -> str:
    """A style sheet with the sizes of this poster."""
    wide, tall = MILLIMETRES[paper]
    style = style.replace("POSTER-WIDE", f"{wide}mm").replace("POSTER-TALL", f"{tall}mm")
    sizes = {key: getattr(planned, key) for key in SIZES} | {"kicker": KICKER, "small": SMALL}
    for key, size in sizes.items():
        style = style.replace(f"POSTER-{key.upper()}", f"{size:g}")
    return style


def poster_sheets(agreed: Agreed, locale: str) -> str:
    """The sheets of the poster, as a part of a page."""
    words = words_of(agreed, locale)
    planned = plan(words)
    count = len(planned.sheets)
    foot = bound(said_when(agreed, locale))
    found = []
    for n, sheet in enumerate(planned.sheets, 1):
        page = f"<span>{say(locale, 'screen.page', n=n, of=count)}</span>" if count > 1 else ""
        found.append(
            f'<section class="sheet{"" if n == 1 else " later"}">{_top(words, agreed, locale, first=n == 1)}'
            f"{_panels_html(sheet)}{_dissent_html(sheet, locale)}"
            f"<footer><span>{_text(foot)}</span>{page}</footer></section>"
        )
    return f'<main class="poster">{"".join(found)}</main>'


def _top(words: Words, agreed: Agreed, locale: str, *, first: bool) -> str:
    kicker = f'<p class="kicker">{_text(say(locale, "agreed.kicker"))}</p>'
    title = f'<p class="title" dir="auto">{_text(words.title)}</p>'
    top = f"<header>{ring(agreed.people)}<div>{title}{kicker if first else ''}</div></header>"
    return top + (f'<h1 dir="auto">{_text(words.sentence)}</h1>' if first and words.sentence else "")


def _panels_html(sheet: Sheet) -> str:
    if not sheet.panels:
        return ""
    panels = "".join(map(_panel_html, sheet.panels))
    across = "" if sheet.stacked else f" of-{len(sheet.panels)}"
    return f'<div class="panels{across}">{panels}</div>'


def _panel_html(panel: Panel) -> str:
    rows = "".join(f'<li dir="auto">{_text(text)}</li>' for text in panel.texts)
    return f'<div class="panel {panel.tray}"><h2>{_text(panel.heading) or "&#160;"}</h2><ul>{rows}</ul></div>'


def _dissent_html(sheet: Sheet, locale: str) -> str:
    if not sheet.dissent:
        return ""
    rows = "".join(f'<p dir="auto">{_text(text)}</p>' for text in sheet.dissent)
    return f'<div class="dissent"><h2>{_text(say(locale, "agreed.dissent"))}</h2>{rows}</div>'


def _text(text: str) -> str:
    return html.escape(text)
