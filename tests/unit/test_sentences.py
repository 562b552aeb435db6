"""The sentences: both languages complete, every one used and every used one there, plain words, questions short."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from babel import Locale

import circle_widgets
from circle_widgets import sentences, state
from circle_widgets.activities import CATALOGUE
from circle_widgets.seats import words
from circle_widgets.steps import registry

PACKAGE = Path(circle_widgets.__file__).parent
PAIRS = {
    f"locale/{path.stem}": (path, PACKAGE / "locale/fr" / path.name) for path in (PACKAGE / "locale/en").glob("*.json")
}
PAIRS |= {
    f"steps/{path.parts[-3]}": (path, path.with_name("fr.json")) for path in PACKAGE.glob("steps/*/locale/en.json")
}
SLOT = re.compile(r"\{(\w+)\}")

# Keys that are put together as the program runs: the only place that lists them. Each says what fills the gap.
FAMILIES = {
    r"cli\.\w+\.(short|help|\w+)": "cli/frame.py: a verb, and its help or its option",
    r"cli\.option\.\w+": "cli/frame.py: an option that several verbs share",
    r"cli\.phase\.\w+": "cli/status.py: a step's phase",
    r"cli\.status\.column\.\w+": "cli/status.py: a column",
    r"consent\.(answer|how)\.\w+(\.hint)?": "steps/consent: an answer, and how it is heard",
    r"consent\.settle(\.talk)?\.ask": "steps/consent/desk.tsx: what a decision means",
    r"agreed\.(copied|copy|frame|save|tray)\.\w+": "paper/, thread.py, ui/: a part of the story or the text",
    r"definition\.(frame|examples_\w+)_\d": "activities/definition.py: a line",
    r"definition\.(pairs|fours)(_\w+)?": "activities/definition.py: several write as one",
    r"colour\.\w+": "ui/seat.tsx: a seat's word",
    r"desk\.way\.\w+(\.how)?": "ui/desk/join-help.tsx: a way in for phones, and how",
    r"doctor\.[\w.]+": "doctor.py: what was looked at, how it stands, how to mend it",
    r"\w+\.shut": "ui/alone/main.tsx: a kind's own way on, once it was opened",
    r"dots\.tray\.\w+": "steps/dots: where a text was sorted",
    r"draft\.state\.\w+": "steps/draft/edit.tsx: whether a line is saved",
    r"draft\.tray\.\w+": "steps/draft: a part of the text",
    r"held\.[\w.]+": "ui/phone/held.tsx: a kind of event",
    r"language\.\w+": "ui: a language",
    r"moment\.\w+(\.\w+)?": "ui/desk/moment.tsx, cli/practice.py: a hard moment, and what is said at it",
    r"one_question\.frame_\d": "activities/one_question.py: a line",
    r"phone\.gone\.\w+(\.hint)?": "ui/phone/gone.tsx: why a seat is gone",
    r"phone\.join\.\w+": "ui/phone/join.tsx: what is wrong with a code",
    r"picture\.\w+": "ui/seat.tsx: a seat's word",
    r"serve\.dies\.\w+": "serve/serving.py: a child",
    r"start\.language\.\w+": "ui/start: a language",
    r"start\.print\.\w+": "ui/start/print.tsx: what to print",
    r"\w+\.screen\.stored": "ui/screen/wall.tsx: a kind's own words for what is stored",
    r"undo\.[\w.]+": "views.py: a kind of act",
}

# No face says these. Words that only look like them (folder, stored, planned) are let through by the word boundaries.
FORBIDDEN = {
    "en": r"kernels?|notebooks?|cells?|sessions?|sync\w*|tokens?|stores?|contributions?|folds?|folded|folding"
    r"|users?|students?|fail(s|ed|ing|ures?)?",
    "fr": r"kernels?|noyaux?|notebooks?|carnets? jupyter|cellules?|sessions?|synchronis\w*|jetons?|contributions?"
    r"|utilisateurs?|utilisatrices?|étudiant\w*|échou\w*|échecs?",
}
EXEMPT = re.compile(r"^(tables|doctor)\.")
"""What stands under "For those who like tables", and what `circle doctor` says."""
MOST_WORDS = 12


class Sentence(NamedTuple):
    """One sentence as it stands in a file."""

    file: str
    locale: str
    key: str
    text: str

    @property
    def base(self) -> str:
        """The key without the plural category."""
        return self.key.partition("#")[0]

    def __str__(self) -> str:
        return f"{self.file} {self.locale} {self.key}: {self.text}"


def pairs(raw: str) -> dict[str, str]:
    """A file's sentences; a key that stands twice in it is a fault, which JSON would hide."""

    def once(items: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in items]
        assert len(keys) == len(set(keys)), f"twice: {sorted({key for key in keys if keys.count(key) > 1})}"
        return dict(items)

    found: dict[str, str] = json.loads(raw, object_pairs_hook=once)
    return found


@cache
def everything() -> tuple[Sentence, ...]:
    return tuple(
        Sentence(name, locale, key, text)
        for name, both in sorted(PAIRS.items())
        for locale, path in zip(("en", "fr"), both, strict=True)
        for key, text in pairs(path.read_text(encoding="utf-8")).items()
    )


def all_keys() -> set[str]:
    return {one.base for one in everything()}


# ---------------------------------------------------------------- the files


def test_each_file_has_the_same_sentences_in_both_languages() -> None:
    wrong = []
    for name in PAIRS:
        en, fr = ({one.base for one in everything() if (one.file, one.locale) == (name, lang)} for lang in ("en", "fr"))
        wrong += [f"{name}: {key} is missing in {'fr' if key in en else 'en'}" for key in sorted(en ^ fr)]
    assert not wrong, "\n".join(wrong)


def test_no_key_stands_in_two_files() -> None:
    homes: dict[str, set[str]] = {}
    for one in everything():
        homes.setdefault(one.base, set()).add(one.file)
    assert {key: sorted(files) for key, files in homes.items() if len(files) > 1} == {}


def test_plurals_have_the_categories_of_their_language() -> None:
    wrong = []
    forms: dict[tuple[str, str], set[str]] = {}
    plain = {(one.locale, one.key) for one in everything() if "#" not in one.key}
    for one in everything():
        if "#" in one.key:
            forms.setdefault((one.locale, one.base), set()).add(one.key.partition("#")[2])
    for (locale, key), have in forms.items():
        known = {*Locale.parse(locale).plural_form.tags, "other"}
        if not {"one", "other"} <= have <= known:
            wrong.append(f"{locale} {key}: has {sorted(have)}; needs one and other, may have {sorted(known)}")
        if (locale, key) in plain:
            wrong.append(f"{locale} {key}: stands with and without a plural")
    assert not wrong, "\n".join(wrong)


def test_both_languages_fill_the_same_slots() -> None:
    slots: dict[str, dict[str, set[str]]] = {}
    for one in everything():
        slots.setdefault(one.base, {}).setdefault(one.locale, set()).update(SLOT.findall(one.text))
    wrong = {key: by for key, by in slots.items() if len(by) == 2 and by["en"] != by["fr"]}
    assert not wrong, "\n".join(f"{key}: {by}" for key, by in wrong.items())


def test_a_sentence_has_no_loose_ends() -> None:
    prose = [one for one in everything() if not one.key.startswith("serve.")]  # that one is a table on a terminal
    wrong = [str(one) for one in prose if one.text != one.text.strip() or not one.text or "  " in one.text]
    wrong += [str(one) for one in everything() if re.search(r"\{\W|\{\w+(?!\w*\})", one.text) or "}}" in one.text]
    assert not wrong, "\n".join(wrong)


def test_french_signs_stay_beside_their_words() -> None:
    """A line of French never begins with a colon, nor with the mark that closes what somebody said."""
    apart = re.compile(r"\S [:;!?](?!\w)| »|«[^\u00a0]")
    loose = [str(one) for one in everything() if one.locale == "fr" and apart.search(one.text)]
    assert not loose, "\n".join(loose)


# ---------------------------------------------------------------- keys and code


@cache
def sources() -> dict[Path, str]:
    paths = [
        path for ending in ("*.py", "*.ts", "*.tsx", "*.ipynb", "*.j2", "*.html") for path in PACKAGE.rglob(ending)
    ]
    root = PACKAGE.parent.parent
    paths += [path for ending in ("*.j2", "*.html", "*.js") for path in root.glob(f"share/**/{ending}")]
    return {
        path: path.read_text(encoding="utf-8")
        for path in paths
        if ".test." not in path.name and "static" not in path.parts and "api.gen" not in path.name
    }


LITERAL = re.compile(r"""["'`]([A-Za-z][\w-]*(?:\.[\w-]+)*)\\?["'`]""")
ASKED = re.compile(
    r"""(?:\bt|\btell|\bboth|\bsentence)\(\s*["'`]([\w.-]+)["'`]|\bsay\(\s*[^"'`(),]+,\s*["']([\w.-]+)["']"""
    r"""|\bMove\(\s*["']([\w.-]+)["']|\bkey=["']([\w.-]+)["']"""
)


@cache
def written() -> set[str]:
    """Every literal in the sources that could be a key."""
    return {found for text in sources().values() for found in LITERAL.findall(text)}


def family(key: str) -> bool:
    return any(re.fullmatch(pattern, key) for pattern in FAMILIES)


def test_every_sentence_is_used() -> None:
    # a code of an error stands without its family
    unused = sorted(key for key in all_keys() - written() - {f"errors.{one}" for one in written()} if not family(key))
    assert not unused, "\n".join(unused)


def test_every_sentence_that_is_asked_for_is_there() -> None:
    wrong = []
    for path, text in sources().items():
        for groups in ASKED.findall(text):
            key = next(filter(None, groups))
            if "." in key and key not in all_keys():
                wrong.append(f"{path.relative_to(PACKAGE.parent)}: {key}")
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_every_family_has_its_members() -> None:
    empty = [pattern for pattern in FAMILIES if not any(re.fullmatch(pattern, key) for key in all_keys())]
    assert not empty


def test_every_word_for_a_seat_can_be_said() -> None:
    colours, pictures = ({word.split("-")[n] for word in words()} for n in (0, 1))
    have = all_keys()
    assert {key.removeprefix("colour.") for key in have if key.startswith("colour.")} == colours
    assert {key.removeprefix("picture.") for key in have if key.startswith("picture.")} == pictures


def test_every_act_that_can_be_taken_back_has_its_words() -> None:
    acts = state.UNDOABLE.union(*(kind.undoable for kind in registry().values()))
    assert {key.removeprefix("undo.") for key in all_keys() if key.startswith("undo.")} == acts


def test_every_move_of_the_facilitator_has_its_words() -> None:
    moves = {found for text in sources().values() for found in re.findall(r'\bMove\(\s*"([\w.]+)"', text)}
    assert "desk.begin" in moves
    assert moves - all_keys() == set()


# ---------------------------------------------------------------- errors


def error_codes() -> set[str]:
    """Every code that an error, a refusal or an answer of the room may have."""
    return {code for path, text in sources().items() if path.suffix == ".py" for code in _codes(ast.parse(text))}


PLACES = {"Refused": 0, "Refusal": 1, "Turned": 1}
"""In which argument a code stands."""


def _codes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for part in node.body:
                names = [getattr(target, "id", "") for target in getattr(part, "targets", ())]
                if isinstance(part, ast.Assign) and names == ["code"] and isinstance(part.value, ast.Constant):
                    yield str(part.value.value)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = PLACES.get(name)
            given = [node.args[at]] if at is not None and len(node.args) > at else []
            given += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            for value in given:
                if (
                    isinstance(value, ast.Constant)
                    and isinstance(value.value, str)
                    and re.fullmatch(r"[a-z_]+", value.value)
                ):
                    yield value.value


def test_every_error_has_its_sentence() -> None:
    missing = sorted(f"errors.{code}" for code in error_codes() if f"errors.{code}" not in all_keys())
    assert not missing, "\n".join(missing)


# ---------------------------------------------------------------- plain words


def test_no_face_speaks_of_machinery() -> None:
    wrong = []
    for one in everything():
        text = SLOT.sub(" ", one.text)
        if not EXEMPT.match(one.key):
            found = re.search(rf"\b({FORBIDDEN[one.locale]})\b", text, re.IGNORECASE) or re.search(r"\bLAN\b", text)
            wrong += [f"{one.file} {one.locale} {one.key}: {found[0]!r} in {text!r}"] if found else []
    assert not wrong, "\n".join(wrong)


def test_no_question_has_more_than_twelve_words() -> None:
    wrong = []
    for one in everything():
        for sentence in re.split(r"(?<=[.!?…])\s+", one.text):
            count = len([word for word in re.split(r"[\s\u00a0\u202f]+", sentence) if re.search(r"\w", word)])
            if sentence.endswith("?") and count > MOST_WORDS:
                wrong.append(f"{count} words: {one}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("locale", sentences.LOCALES)
@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_activity_speaks_both_languages(name: str, locale: str) -> None:
    activity = CATALOGUE[name]()
    for step in activity.steps:
        for field in ("title", "question", "say"):
            text = sentences.pick(getattr(step, field), locale)
            assert text
            assert not re.fullmatch(r"[a-z_]+(\.[a-z_0-9]+)+", text), f"{text} has no sentence"
            assert "{" not in text
        assert len(sentences.pick(getattr(step, "question", ""), locale).split()) <= MOST_WORDS + 2  # French « ? »


# ---------------------------------------------------------------- finding one


def test_a_language_we_do_not_speak_is_the_nearest() -> None:
    assert [sentences.nearest(wish) for wish in ("fr-CA", "FR_fr", "de", "", "en-GB", "français")] == [
        "fr",
        "fr",
        "en",
        "en",
        "en",
        "en",
    ]


@pytest.mark.parametrize(
    ("locale", "n", "said"),
    [
        ("en", 1, "One person was here."),
        ("en", 0, "0 people were here."),
        ("en", 12, "12 people were here."),
        ("fr", 0, "0 personne était là."),
        ("fr", 1, "1 personne était là."),
        ("fr", 2, "2 personnes étaient là."),
    ],
)
def test_plurals_follow_the_language(locale: str, n: int, said: str) -> None:
    assert sentences.say(locale, "export.people", n=n) == said


def test_a_slot_is_filled_once_and_what_fills_it_is_not_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "sentences", lambda _: {"a": "{title} by {name}, {unknown}"})
    assert sentences.say("en", "a", title="{name}", name="Ana") == "{name} by Ana, {unknown}"
    assert sentences.say("en", "no.such.key") == "no.such.key"


def test_an_authors_words_are_picked_by_language() -> None:
    text = {"fr": "Bonjour", "en": "Hello"}
    assert sentences.pick(text, "fr-CA") == "Bonjour"
    assert sentences.pick(text, "de") == "Hello"
    assert sentences.pick({"es": "Hola"}, "fr") == "Hola"
    assert sentences.pick({"fr": "", "en": "Hello"}, "fr") == "Hello"
    assert sentences.pick({}, "fr") == sentences.pick("", "fr") == ""
