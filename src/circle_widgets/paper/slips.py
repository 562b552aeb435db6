"""Slips of paper: the question, a big box, and what becomes of what is written in it. Four to a page, to be cut."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from circle_widgets.errors import CircleError
from circle_widgets.events import Text
from circle_widgets.paper.face import font_face, resource
from circle_widgets.sentences import nearest, pick, say

Paper = Literal["a4", "letter"]
EACH_PAGE = 4
MOST = 200
LINES, UNDER_TICKS = 6, 3
"""Lines to write on in a box; fewer where there are answers to tick above it."""
LONG = 90
"""Characters from which a question is set smaller."""


class NoTypst(CircleError, ImportError):
    """A PDF needs the extra ``print``: ``pip install 'circle-widgets[print]'``. The page to print needs nothing."""

    code = "no_typst"


@dataclass(frozen=True)
class Slips:
    """What stands on the slips, in each language that they speak.

    ``question`` and ``title`` (the circle's) are people's words; ``count`` is at most :data:`MOST`. ``together`` is how
    many people share a slip: 2 or 4, or 0 where each has one of their own. ``ticks`` are answers to tick: sentences'
    keys.
    """

    question: Text
    locales: tuple[str, ...]
    title: str = ""
    count: int = 12
    paper: Paper = "a4"
    together: int = 0
    ticks: tuple[str, ...] = ()

    @property
    def enough(self) -> list[tuple[str, str]]:
        """How much to write."""
        if self.ticks:
            return self.lines("print.enough.tick")
        return self.lines({2: "print.enough.two", 4: "print.enough.four"}.get(self.together, "print.enough"))

    @property
    def answers(self) -> list[list[tuple[str, str]]]:
        """The answers to tick, each in each language."""
        return [self.lines(key) for key in self.ticks]

    @property
    def rows(self) -> int:
        """How many lines there are to write on."""
        return UNDER_TICKS if self.ticks else LINES

    @property
    def who(self) -> list[tuple[str, str]]:
        """Whose it is, for those who like to say so: what they made it of is then not handed on twice."""
        return self.lines("print.who") if self.together else []

    @property
    def pages(self) -> int:
        """How many sheets of paper: at least one."""
        return -(-max(1, min(self.count, MOST)) // EACH_PAGE)

    def questions(self) -> list[tuple[str, str]]:
        """Language and words, the same words once. A question in one language has none of its own here."""
        if isinstance(self.question, str):
            return [("", self.question)]
        found = {pick(self.question, locale): locale for locale in reversed(self.locales)}
        return [(locale, text) for text, locale in reversed(found.items())]

    def lines(self, key: str) -> list[tuple[str, str]]:
        """One of our own sentences, in each language."""
        return [(locale, say(locale, key)) for locale in self.locales]


def _slips(
    question: Text,
    locale: str | Sequence[str],
    title: str,
    count: int,
    paper: Paper,
    together: int,
    ticks: Sequence[str],
) -> Slips:
    wished = [locale] if isinstance(locale, str) else list(locale)
    spoken = tuple(dict.fromkeys(nearest(one) for one in wished)) or (nearest(""),)
    return Slips(question, spoken, " ".join(title.split()), count, paper, together, tuple(ticks))


def slips_html(
    question: Text,
    locale: str | Sequence[str] = "en",
    *,
    count: int = 12,
    paper: Paper = "a4",
    title: str = "",
    together: int = 0,
    ticks: Sequence[str] = (),
) -> str:
    """A page to print: ``count`` slips (1 to 200, filled up to whole pages), black on white, each with its cut lines.

    ``locale`` is one language or several, in which case each slip speaks them all; ``title`` is the circle's;
    ``together`` how many share a slip, and ``ticks`` the answers to tick, see :class:`Slips`.
    Pure: the same page for the same arguments.
    """
    slips = _slips(question, locale, title, count, paper, together, ticks)
    slip = _slip(slips)
    sheet = f'<section class="sheet">{slip * EACH_PAGE}</section>'
    first = slips.locales[0]
    return _page(paper).format(
        lang=first,
        title=html.escape(say(first, "print.title")),
        how=html.escape(say(first, "print.how", n=slips.pages)),
        button=html.escape(say(first, "print.print")),
        sheets=sheet * slips.pages,
    )


def _slip(slips: Slips) -> str:
    small = " long" if sum(len(text) for _, text in slips.questions()) > LONG else ""
    return (
        '<article class="slip">'
        f'<header><span dir="auto">{html.escape(slips.title)}</span>{_ring()}</header>'
        f'<div class="question{small}">{_spoken("h2", slips.questions())}</div>'
        + _spoken("p", slips.enough)
        + _ticks(slips)
        + f'<div class="box">{"<i></i>" * slips.rows}</div>'
        + (f'<div class="who">{_spoken("p", slips.who)}</div>' if slips.who else "")
        + f"<footer>{_spoken('p', slips.lines('print.promise'))}</footer></article>"
    )


def _ticks(slips: Slips) -> str:
    rows = "".join(f"<li><i></i><div>{_spoken('p', one)}</div></li>" for one in slips.answers)
    return f'<ul class="ticks">{rows}</ul>' if rows else ""


def _spoken(tag: str, lines: Sequence[tuple[str, str]]) -> str:
    langs = [(f' lang="{locale}"' if locale else "", html.escape(text)) for locale, text in lines]
    return "".join(f'<{tag} dir="auto"{lang}>{text}</{tag}>' for lang, text in langs)


@cache
def _ring() -> str:
    return resource("paper/ring.svg").strip()


@cache
def _page(paper: Paper) -> str:
    size = {"a4": ("210mm", "297mm"), "letter": ("8.5in", "11in")}[paper]
    style = resource("paper/slips.css").replace("PAGE-WIDTH", size[0]).replace("PAGE-HEIGHT", size[1])
    style = font_face() + style
    return resource("paper/slips.html").replace("STYLE", style.replace("{", "{{").replace("}", "}}"))


def slips_pdf(
    question: Text,
    locale: str | Sequence[str] = "en",
    *,
    count: int = 12,
    paper: Paper = "a4",
    title: str = "",
    together: int = 0,
    ticks: Sequence[str] = (),
) -> bytes:
    """The same slips as a PDF, through typst.

    Raises :class:`NoTypst` when the extra ``print`` is not installed.
    """
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise NoTypst("a PDF needs typst: pip install 'circle-widgets[print]'") from error
    slips = _slips(question, locale, title, count, paper, together, ticks)
    data: dict[str, Any] = {
        "paper": {"a4": "a4", "letter": "us-letter"}[paper],
        "pages": slips.pages,
        "title": slips.title,
        "questions": slips.questions(),
        "enough": slips.enough,
        "who": slips.who,
        "ticks": slips.answers,
        "promise": slips.lines("print.promise"),
        "lines": slips.rows,
        "long": LONG,
    }
    folder = resources.files("circle_widgets").joinpath("paper")
    with resources.as_file(folder) as here:
        made: bytes = typst.compile(
            str(here / "slips.typ"),
            font_paths=[str(here / "fonts")],
            sys_inputs={"data": msgspec.json.encode(data).decode()},
        )
    return made
