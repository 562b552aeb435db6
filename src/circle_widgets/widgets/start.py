"""The start page: go on, begin, practise, open a file, print; and clear this computer when a circle is over."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta, Struct

from circle_widgets import export, files, paper
from circle_widgets.circle import LAST, Circle
from circle_widgets.errors import Refused
from circle_widgets.events import Name
from circle_widgets.ledger import Ledger
from circle_widgets.sentences import both, say
from circle_widgets.store import CircleInfo
from circle_widgets.widgets import books, practice
from circle_widgets.widgets.parcels import Parcel, Parcels
from circle_widgets.widgets.small import Small
from circle_widgets.widgets.stage import STATIC, Nothing
from circle_widgets.widgets.where import WORKBOOK, Where, find

Code = Annotated[str, Meta(max_length=12)]
Language = Literal["en", "fr"]


class Make(Struct, frozen=True, forbid_unknown_fields=True):
    """A new circle. Answer: ``link``."""

    title: Annotated[str, Meta(max_length=120)]
    facilitator: Name = ""
    locale: Language = "en"


class Practise(Struct, frozen=True, forbid_unknown_fields=True):
    """A practice circle, and made-up people on their way to it; with ``whole`` they bring their facilitator.

    Answer: ``link``.
    """

    locale: Language = "en"
    whole: bool = False


class Choose(Struct, frozen=True, forbid_unknown_fields=True):
    """This circle is the last used from now on: a notebook in JupyterLab has no ``?circle=CODE``."""

    code: Code


class Load(Struct, frozen=True, forbid_unknown_fields=True):
    """Open the circle's file that came as this parcel. Answer: ``title``, ``new``, ``link``."""

    parcel: Annotated[str, Meta(max_length=64)]


class Keep(Struct, frozen=True, forbid_unknown_fields=True):
    """A circle's file. Answer: ``name``, ``mime``, ``base64``, ``events``."""

    code: Code


class Prove(Struct, frozen=True, forbid_unknown_fields=True):
    """Compare the file that came as this parcel with the circle. Answer: ``events``."""

    code: Code
    parcel: Annotated[str, Meta(max_length=64)]


class Clear(Struct, frozen=True, forbid_unknown_fields=True):
    """Clear the circle from this computer; refused until its file was read back, unless it was practice."""

    code: Code


class Print(Struct, frozen=True, forbid_unknown_fields=True):
    """Slips. Answer: ``html``; with ``pdf``: ``name``, ``mime``, ``base64``. Without a question: the thread's own."""

    question: Annotated[str, Meta(max_length=300)] = ""
    locales: Annotated[tuple[Language, ...], Meta(min_length=1, max_length=2)] = ("en",)
    count: Annotated[int, Meta(ge=1, le=paper.MOST)] = 12
    size: paper.Paper = "a4"
    pdf: bool = False


class StartPage(Small):
    """Where a facilitator begins. ``language`` is ``"en"`` or ``"fr"``; empty, that of the workbook it stands in."""

    _esm = STATIC / "start.js"
    bundle = "start"
    questions: ClassVar[Mapping[str, type[Struct]]] = {
        "make": Make,
        "practise": Practise,
        "choose": Choose,
        "parcel": Parcel,
        "load": Load,
        "keep": Keep,
        "prove": Prove,
        "clear": Clear,
        "print": Print,
        "look": Nothing,
    }

    def __init__(self, language: str = "", *, where: Where | None = None) -> None:
        self.where = find() if where is None else where
        file = self.where.file
        locale = language or (books.read(file).locale if file is not None else "")
        super().__init__(locale=locale)
        self.circle = Circle.open()
        self.store = self.circle.store
        self._parcels = Parcels()
        self._proved: dict[str, int] = {}
        self.refresh()

    def refresh(self) -> None:
        """Draw the circles and the workbooks as they are now."""
        infos = {info.id: info for info in self.store.circles()}
        last = "" if self.circle.empty or self.circle.id not in infos else self.circle.id
        found: dict[str, Any] = {"host": self.where.host, "books": self._books()}
        if last:
            found["last"] = self._entry(1, infos.pop(last)) | self._facts(self.circle)
        found["circles"] = {info.id: self._entry(n, info) for n, info in enumerate(infos.values(), 1)}
        self.view = {key: value for key, value in found.items() if value}

    def _entry(self, n: int, info: CircleInfo) -> dict[str, Any]:
        found = {"n": n, "title": info.title, "code": info.code, "at": info.made_at, "link": self._link(info)}
        return found | ({"practice": True} if info.practice else {})

    @staticmethod
    def _facts(circle: Circle) -> dict[str, Any]:
        state, log = circle.state, circle.ledger.log()
        notes = sum(not row["withdrawn"] for row in export.rows(state, "notes", private=True))
        return {"notes": notes, "at": log[-1].at} if log else {"notes": notes}

    def _books(self) -> dict[str, Any]:
        """The person's own copies first, then those that come with the package."""
        if self.where.folder is None:
            return {}
        own = [(True, book) for book in books.mine(self.where.folder)]
        ours = [(False, book) for book in books.listed(self.where.folder, self.locale)]
        found: dict[str, Any] = {}
        for n, (is_mine, book) in enumerate(own + ours, 1):
            entry = {"n": n, "title": book.title, "about": book.about, "link": self.where.link(book.file)}
            own_facts = {"mine": True, "name": book.file.stem, "edit": self.where.link(book.file, "lab")}
            extra = own_facts | {"about": book.question or book.about} if is_mine else {}
            found[f"b{n}"] = entry | extra
        return found

    def _link(self, info: CircleInfo) -> dict[str, Any]:
        """To the workbook where its desk was opened last, else to the first one."""
        folder = self.where.folder
        if folder is None:
            return {}
        before = folder / str(self.store.local(info.id, WORKBOOK, ""))
        ours = (book.file for book in books.listed(folder, self.locale))
        file = before if before.is_file() else next(ours, None)
        # Made-up people come to the circle that a page names; a notebook in Lab can name none.
        return self.where.link(file, "voila" if info.practice else "", circle=info.code) if file is not None else {}

    # ------------------------------------------------------------ questions

    def _on_look(self, _body: Nothing) -> Mapping[str, Any]:
        self.refresh()
        return {}

    def _on_make(self, body: Make) -> Mapping[str, Any]:
        made = Circle.make(body.title, locale=body.locale, facilitator=body.facilitator, store=self.store)
        return self._opened(made)

    def _on_practise(self, body: Practise) -> Mapping[str, Any]:
        title = say(body.locale, "start.practice_title")
        made = Circle.make(title, locale=body.locale, practice=True, store=self.store)
        if body.whole:
            self._lead_to(made, practice.WHOLE)
        practice.begin(made, whole=body.whole)
        return {"link": self._link(made.ledger.info), "code": made.code}

    def _lead_to(self, circle: Circle, activity: str) -> None:
        """“Open” leads to the workbook that runs this activity, in the circle's language."""
        folder = self.where.folder
        ours = books.listed(folder, circle.state.locale) if folder is not None else ()
        file = next((book.file for book in ours if book.activity == activity), None)
        if folder is not None and file is not None:
            self.store.note_local(circle.id, WORKBOOK, file.relative_to(folder).as_posix())

    def _opened(self, circle: Circle) -> dict[str, Any]:
        self.circle = circle
        self.refresh()
        return {"link": self._link(circle.ledger.info), "code": circle.code}

    def _on_choose(self, body: Choose) -> Mapping[str, Any]:
        self.store.note_local("", LAST, self.store.find(body.code).code)
        return {}

    def _on_parcel(self, body: Parcel) -> Mapping[str, Any]:
        self._parcels.take(body)
        return {}

    def _on_load(self, body: Load) -> Mapping[str, Any]:
        circle, new = Circle.load(self._parcels.open(body.parcel), store=self.store)
        return self._opened(circle) | {"title": circle.title, "new": new}

    def _at(self, code: str) -> Circle:
        """The circle of that code, without making it the last used."""
        return Circle(self.store, Ledger(self.store, self.store.find(code).id))

    def _on_keep(self, body: Keep) -> Mapping[str, Any]:
        circle = self._at(body.code)
        raw = circle.exported("jsonl")
        facts = {"name": files.name_for(circle.title), "mime": "application/x-ndjson"}
        return facts | {"base64": base64.b64encode(raw).decode(), "events": len(circle.ledger.log())}

    def _on_prove(self, body: Prove) -> Mapping[str, Any]:
        circle = self._at(body.code)
        header, events = files.load(self._parcels.open(body.parcel))
        if header.id != circle.id:
            raise Refused("another_circle", f"the file is of {header.title!r}", field="parcel", title=header.title)
        missing = {event.id for event in circle.ledger.log()} - {event.id for event in events}
        if missing:
            raise Refused("file_lacks", f"{len(missing)} events are not in the file", field="parcel", n=len(missing))
        if not header.names:
            raise Refused("file_nameless", "the file was kept without names", field="parcel")
        self._proved[circle.id] = circle.ledger.position
        return {"events": len(events)}

    def _on_clear(self, body: Clear) -> Mapping[str, Any]:
        circle = self._at(body.code)
        if not circle.state.practice and self._proved.get(circle.id) != circle.ledger.position:
            raise Refused("not_proved", "the file was not read back since the circle last changed", field="code")
        circle.clear()
        self.circle = Circle.open()
        self.refresh()
        return {}

    def _on_print(self, body: Print) -> Mapping[str, Any]:
        given = body.question.strip() or both("one_question.question")
        if not body.pdf:
            return {"html": paper.slips_html(given, body.locales, count=body.count, paper=body.size)}
        raw = paper.slips_pdf(given, body.locales, count=body.count, paper=body.size)
        name = f"{say(body.locales[0], 'print.file')}.pdf"
        return {"name": name, "mime": "application/pdf", "base64": base64.b64encode(raw).decode()}
