"""People of a meeting, as they use what is in front of them: by role and by the words that stand there."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, BrowserContext, Download, Error, Frame, Locator, Page, expect

from circle_widgets.sentences import both, say
from tests.e2e.served import Served
from tests.e2e.watching import Watch

DISPLAY = {"width": 1024, "height": 768}
PHONE = {"width": 390, "height": 844}
CODES = {"en": "en-GB", "fr": "fr-FR"}
PATIENCE = 20_000
"""Milliseconds that anything may take on a slow machine."""
DESK_PATIENCE = 60_000
"""The same for a page that starts a Python of its own."""
AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
QUIET = (
    "Cross-Origin-Opener-Policy",  # of use behind https only, and then it is there
    "net::ERR_",  # a room or a kernel that was killed, a phone that is offline: heard of as such
    "WebSocket",
    "Connection lost, reconnecting",
    "of shared singleton module",  # what Voilà's own bundles tell of each other's versions
    "shared scope default",
    "Available versions",
)


class Person:
    """Somebody with a page in front of them. ``locale`` is the language that the page speaks."""

    def __init__(self, context: BrowserContext, page: Page, locale: str) -> None:
        self.context, self.page, self.locale = context, page, locale

    def t(self, key: str, **slots: Any) -> str:
        """The sentence of that key as this person reads it."""
        return say(self.locale, key, **slots)

    def button(self, key: str, **slots: Any) -> Locator:
        return self.page.get_by_role("button", name=self.t(key, **slots), exact=True)

    def press(self, key: str, **slots: Any) -> None:
        self.button(key, **slots).click()

    def reads(self, *texts: str) -> Self:
        """Each of these stands there."""
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()
        return self

    def reads_not(self, *texts: str) -> Self:
        for text in texts:
            expect(self.page.get_by_text(text)).to_have_count(0)
        return self

    def faults(self) -> list[str]:
        """What axe finds here that keeps somebody out."""
        self.page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
        found: list[str] = self.page.evaluate(
            """async () => (await axe.run(document)).violations
              .filter(one => ['serious', 'critical'].includes(one.impact))
              .map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 120)).join(' | ')}`)"""
        )
        return found


class Phone(Person):
    """A participant. The seat survives the page: it is kept by the phone."""

    address = ""

    def sits(self, address: str, name: str = "") -> Self:
        """Opens the address of the QR code, and takes a seat."""
        self.address = address
        self.page.goto(address)
        if name:
            self.page.get_by_label(self.t("phone.join.name"), exact=True).fill(name)
        self.press("phone.join.go")
        expect(self.page.get_by_role("button", name=self.t("phone.seat"))).to_be_visible()
        return self

    def is_asked(self, question: str) -> Self:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(question)
        return self

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name=self.t("notes.box"), exact=True)

    def sends(self, text: str) -> Self:
        self.box.fill(text)
        self.press("notes.send")
        return self.reads(text)

    def has(self, receipts: int = 0, *, waiting: int = 0) -> Self:
        """So many notes are stored, so many wait on the phone."""
        expect(self.page.get_by_text(self.t("notes.stored"))).to_have_count(receipts)
        expect(self.page.get_by_text(self.t("notes.waiting"))).to_have_count(waiting)
        return self

    def locks(self) -> Self:
        """The phone puts the page away, and forgets it.

        Away first: a page that is being closed still runs for a moment, in which it is not offline any more.
        """
        self.page.goto("about:blank")
        self.page.close()
        return self

    def unlocks(self) -> Self:
        """It loads the page again."""
        self.page = self.context.new_page()
        self.page.goto(self.address)
        return self


class Wall(Person):
    """What the projector shows."""

    def opens(self, address: str) -> Self:
        self.page.goto(address)
        expect(self.page.locator(".wall")).to_be_visible()
        return self

    def is_on(self, mode: str) -> Self:
        expect(self.page.locator(f'.wall[data-mode="{mode}"]')).to_be_visible()
        return self


class Remote(Person):
    """The facilitator's own phone."""

    def opens(self, address: str) -> Self:
        self.page.goto(address)
        expect(self.button("desk.more")).to_be_visible()
        return self


class Desk(Person):
    """The facilitator at the laptop, whose display is on the wall."""

    def opens(self, address: str) -> Self:
        self.page.goto(address)
        expect(self.page.get_by_role("region", name=self.t("desk.bar"))).to_be_visible(timeout=DESK_PATIENCE)
        return self

    def starts(self, address: str) -> Self:
        """Opens the start page, by the address that ``circle serve`` printed."""
        self.page.goto(address)
        expect(self.page.get_by_role("heading", name=self.t("start.new"))).to_be_visible(timeout=DESK_PATIENCE)
        return self

    def makes(self, title: str, name: str, language: str) -> str:
        """A new circle; its code."""
        if not self.page.get_by_label(self.t("start.title")).is_visible():
            self.press("start.new")  # there is one already, which comes first
        self.page.get_by_label(self.t("start.title")).fill(title)
        self.page.get_by_label(self.t("start.name")).fill(name)
        self.page.get_by_label(self.t("start.language")).select_option(language)
        self.press("start.make")
        expect(self.button("desk.begin")).to_be_visible(timeout=DESK_PATIENCE)
        return parse_qs(urlsplit(self.page.url).query)["circle"][0]

    @property
    def bar(self) -> Locator:
        return self.page.get_by_role("region", name=self.t("desk.bar"))

    def is_at(self, key: str) -> Self:
        """The step of that title is the current one."""
        expect(self.bar.get_by_role("heading", level=1)).to_contain_text(self.t(key))
        return self

    def stage(self) -> Frame:
        """The picture of the screen at the desk."""
        found = self.page.locator("iframe.frame").element_handle().content_frame()
        assert found is not None
        return found

    def adds_a_seat(self, name: str) -> None:
        self.page.get_by_label(self.t("desk.seat.name")).fill(name)
        self.press("desk.seat.add")

    def types_in(self, *lines: str, seat: str = "") -> None:
        """Words of those without a phone: for a seat, or for the seats on paper one after another."""
        self.page.get_by_label(self.t("notes.add.box")).fill("\n".join(lines))
        if seat:
            self.page.get_by_label(self.t("notes.add.for")).select_option(label=seat)
        if len(lines) > 1:
            self.press("notes.add.many", n=len(lines))
        else:
            self.press("notes.add")
        self.reads(self.t("notes.add.done", n=len(lines)))

    def row(self, text: str) -> Locator:
        """The row of a note that stands on the wall."""
        return self.page.get_by_role("listitem").filter(has_text=text)

    def presses_in(self, text: str, key: str) -> None:
        """Presses a button in the row of a note."""
        self.row(text).get_by_role("button", name=self.t(key), exact=True).click()

    def translates(self, text: str, line: str) -> None:
        """Puts a line in the other language under a note."""
        self.presses_in(text, "notes.translate")
        self.page.get_by_role("textbox", name=self.t("notes.translate.box")).fill(line)
        self.press("notes.translate.save")

    def looks(self) -> Self:
        """Opens the private look."""
        self.page.get_by_role("button", name=self.t("desk.look.button")).or_(self.button("desk.look.after")).click()
        self.press("desk.private.open")
        return self

    def keeps(self, key: str) -> Download:
        """Saves what we have; the download. Where a meeting has just ended, wait for the desk to say so: it unfolds."""
        if not self.button(key).is_visible():
            self.page.get_by_text(self.t("desk.keep"), exact=True).click()
        with self.page.expect_download() as waiting:
            self.press(key)
        return waiting.value


class Lab(Desk):
    """The same in a notebook, in JupyterLab."""

    def opens(self, address: str) -> Self:
        self.page.goto(address)
        expect(self.page.get_by_text(re.compile(r"\\| Idle$"))).to_be_visible(timeout=DESK_PATIENCE)
        return self

    def runs_all(self) -> None:
        """By the menu."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

    def names_the_circle(self, title: str, name: str) -> str:
        """Fills in the desk of a circle that is not made yet; the circle's code."""
        self.page.get_by_label(self.t("desk.new.title")).fill(title, timeout=DESK_PATIENCE)
        self.page.get_by_label(self.t("desk.new.facilitator")).fill(name)
        self.press("desk.new.make")
        return self.page.frame_locator(".frame").locator(".join-code").inner_text()

    def address(self) -> str:
        """Where phones go, as the card says it."""
        return self.page.get_by_text(re.compile(r"^http://[\d.]+:\d+$")).first.inner_text()

    def writes_in_the_first_box(self, source: str) -> None:
        """Types over the parameters."""
        self.page.locator(".jp-CodeCell .cm-content").first.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)


class People:
    """Everybody. Each has a browser context of their own: six connections are all that a browser gives to one host."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def _context(self, locale: str, watch: Watch | None = None, **options: Any) -> BrowserContext:
        context = self._browser.new_context(locale=CODES[locale], reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        if watch is not None:
            watch.follow(context)
        self._contexts.append(context)
        return context

    def _page(self, context: BrowserContext) -> Page:
        """A page whose complaints are heard."""
        context.on("page", self._listen)
        return context.new_page()

    def _listen(self, page: Page) -> None:
        page.on("console", lambda said: self._complain(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self._complain(f"{error}"))

    def _complain(self, text: str) -> None:
        if not any(quiet in text for quiet in QUIET):
            self.complaints.append(text)

    def phone(self, locale: str = "en", **options: Any) -> Phone:
        context = self._context(locale, **{"viewport": PHONE, "has_touch": True, "is_mobile": True, **options})
        return Phone(context, self._page(context), locale)

    def remote(self, locale: str = "en") -> Remote:
        context = self._context(locale, viewport=PHONE, has_touch=True)
        return Remote(context, self._page(context), locale)

    def desk(self, locale: str = "en", watch: Watch | None = None, **options: Any) -> Desk:
        context = self._context(locale, watch, **{"viewport": DISPLAY, "screen": DISPLAY, **options})
        return Desk(context, self._page(context), locale)

    def lab(self) -> Lab:
        context = self._context("en", viewport={"width": 1366, "height": 768})
        return Lab(context, context.new_page(), "en")  # what Lab says on its console is its own affair

    def wall(self, locale: str = "en", watch: Watch | None = None, **options: Any) -> Wall:
        context = self._context(locale, watch, **{"viewport": DISPLAY, **options})
        return Wall(context, self._page(context), locale)

    def pictures(self, folder: Path) -> list[Path]:
        """What everybody sees now; their files."""
        files = []
        for n, page in enumerate(page for context in self._contexts for page in context.pages):
            files.append(folder / f"page-{n}.png")
            with suppress(Error):
                page.screenshot(path=files[-1], full_page=True, timeout=5_000)
        return files

    def go_home(self) -> None:
        for context in self._contexts:
            context.close()


def question(locale: str) -> str:
    """The thread's own question, in a language."""
    return both("one_question.question")[locale]


def store_of(serving: Served) -> str:
    """The address of the circles of a ``circle serve``."""
    return f"sqlite:///{serving.home / 'circles.sqlite'}"


def room_of(serving: Served) -> str:
    """Where phones go, as the laptop says it; on a laptop without a network, itself."""
    said = re.search(rf"http://[\d.]+:{serving.room_port}", serving.said)
    return said[0] if said else f"http://127.0.0.1:{serving.room_port}"


def start_address(serving: Served, locale: str = "en") -> str:
    """The start page, with the login."""
    return serving.url if locale == "en" else serving.url.replace("render/", f"render/{locale}/")


def desk_address(serving: Served, code: str, locale: str = "en", book: str = "20-one-question") -> str:
    """The desk of a circle in one of the workbooks, with the login."""
    return start_address(serving, locale).replace("00-start-here", book) + f"&circle={code}"
