"""The command line: help for everything, one clear sentence for bad input, JSON where it prints facts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

import circle_widgets
from circle_widgets import Activity, Circle
from circle_widgets.cli.language import language
from circle_widgets.cli.status import facts_of, line_of
from circle_widgets.cli.verbs import HOMES, circle
from circle_widgets.sentences import LOCALES
from circle_widgets.steps import Talk
from tests.unit.conftest import Say

MADE = re.compile(r'(?:stop|note)\("(\w+)", "(\w+)"')
WELL = re.compile(r'well\("(\w+)"')


@pytest.fixture
def practice(say: Say) -> str:
    """The code of a practice circle."""
    _, out, _ = say("new", "Practice", "--practice", "--json")
    return str(json.loads(out)["code"])


def verb(name: str) -> click.Command:
    found = circle.get_command(click.Context(circle), name)
    assert isinstance(found, click.Command)
    return found


@pytest.mark.parametrize("name", HOMES)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_verb_and_all_that_goes_in_has_help(
    name: str, locale: str, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", f"{locale}_XX.UTF-8")
    code, out, _ = say(name, "--help")
    without_words = [word for word in out.split() if word.startswith(("cli.", "errors."))]
    assert (code, without_words) == (0, [])
    shown = [one for one in verb(name).params if not getattr(one, "hidden", False)]
    missing = [one.opts[0] for one in shown if not any(opt in out or opt.upper() in out for opt in one.opts)]
    assert missing == []


def test_the_group_names_every_verb_in_both_languages(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    _, english, _ = say("--help")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    _, french, _ = say("--help")
    assert [name for name in HOMES if f"  {name} " not in english or f"  {name} " not in french] == []
    assert english != french


def test_help_is_there_before_anything_slow_is_loaded() -> None:
    slow = "{'IPython', 'jupyter_server', 'pandas', 'tornado', 'voila', 'sqlite3', 'psycopg', 'rich', 'ipywidgets'}"
    code = (
        f"import sys; from circle_widgets.cli import main; main(['--help']); print(sorted({slow} & set(sys.modules)))"
    )
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert time.monotonic() - begun < 5


def test_python_dash_m_is_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "circle_widgets", "--version"], capture_output=True, text=True, timeout=60, check=True
    )
    assert "circle" in done.stdout


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (["frobnicate"], "frobnicate"),
        (["new"], "TITLE"),
        (["new", "Sewing", "--colour"], "--colour"),
        (["new", "Sewing", "--activity", "juggling"], "one-question"),
        (["new", "  "], "title"),
        (["new", "x" * 200], "title"),
        (["step", "ABCDEF", "sideways"], "MOVE"),
        (["step", "ABCDEF", "next"], "code"),
        (["status", "--store", "gopher://x/y"], "gopher"),
        (["import", "nowhere.circle.jsonl"], "nowhere.circle.jsonl"),
        (["rehearse", "ABCDEF", "--faults", "flood"], "flood"),
        (["rehearse", "ABCDEF", "--people", "0"], "--people"),
        (["serve", "--port", "99999999"], "--port"),
    ],
)
def test_bad_input_gets_one_clear_sentence_and_exit_2(typed: list[str], names: str, say: Say) -> None:
    code, out, err = say(*typed)
    assert (code, out) == (2, "")
    assert names in err
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err


def test_bad_input_is_answered_in_the_language_of_the_environment(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert "Il manque quelque chose" in say("new")[2]


def test_a_disk_that_refuses_is_told_in_a_sentence(say: Say, tmp_path: Path) -> None:
    code, _, err = say("status", "--store", str(tmp_path))
    assert code == 1
    assert str(tmp_path) in err


def test_a_meeting_from_its_first_step_to_its_end(say: Say) -> None:
    _, out, _ = say("new", "Sewing", "--facilitator", "Ana", "--json")
    code = json.loads(out)["code"]
    assert "one-question" in say("run", code, "one-question")[1]
    assert json.loads(say("run", code, "one-question", "--json")[1])["started"] is False
    assert json.loads(say("run", code, "one-question", "--again", "--json")[1])["started"] is True
    assert "Step 1 of 3: open" in say("step", code.lower(), "next")[1]
    assert json.loads(say("step", code, "next", "--json")[1])["kind"] == "notes"
    assert "the time stands still" in say("step", code, "pause")[1]
    assert json.loads(say("step", code, "pause", "--json")[1])["paused"] is False
    assert say("step", code, "more")[0] == 0
    assert json.loads(say("step", code, "reveal", "--json")[1])["phase"] == "revealed"
    assert json.loads(say("step", code, "back", "--json")[1])["step"] == 1


def test_status_tells_of_every_circle_and_opens_none(say: Say, practice: str) -> None:
    _, out, _ = say("new", "Sewing [bold]", "--json")
    code = json.loads(out)["code"]
    facts = json.loads(say("status", "--json")[1])
    assert {one["code"]: one["practice"] for one in facts["circles"]} == {code: False, practice: True}
    assert "Sewing [bold]" in say("status")[1]
    assert json.loads(say("status", practice, "--json")[1])["circles"][0]["title"] == "Practice"
    other = json.loads(say("new", "Later", "--json")[1])["code"]
    say("status")
    say("export", code)
    assert Circle.open().code == other


def test_status_says_how_late_it_is_and_what_was_left_for_next_time(say: Say) -> None:
    code = json.loads(say("new", "Sewing", "--json")[1])["code"]
    now = [1_800_000_000_000]
    circle = Circle.open(code, clock=lambda: now[0])
    circle.start(Activity("Show", [Talk("Ready?", minutes=2), Talk("And then?", minutes=3), Talk("Over?")]))
    circle.move("next")
    assert circle.state.run is not None
    circle.ledger.say("plan.leave", {"steps": circle.state.run.steps[2:]})
    now[0] += 7 * 60_000 + 1000
    facts = facts_of(circle)
    assert {key: facts[key] for key in ("minutes", "late", "next_time")} == {
        "minutes": 5,
        "late": 2,
        "next_time": ["Over?"],
    }
    assert line_of(facts) == "Step 1 of 2: open. 2 minutes late. Left for next time: Over?"
    assert "Left for next time: Over?" in " ".join(say("status", code)[1].split())


def test_with_no_circle_yet_status_says_how_to_make_one(say: Say) -> None:
    code, out, _ = say("status")
    assert code == 0
    assert "circle new" in out


def test_a_key_is_shown_once_and_can_be_ended(say: Say, practice: str) -> None:
    key = json.loads(say("key", practice, "--json")[1])["key"]
    made = Circle.open(practice)
    assert made.store.who(made.id, key) is not None
    assert json.loads(say("key", practice, "--end", "--json")[1])["ended"] == 1
    assert made.store.who(made.id, key) is None


def test_a_circles_file_goes_to_another_computer_and_back(say: Say, practice: str, tmp_path: Path) -> None:
    made = Circle.open(practice)
    made.add_seat("Bert")
    assert say("export", practice, "-o", "kept.jsonl")[0] == 0
    elsewhere = str(tmp_path / "elsewhere.sqlite")
    facts = json.loads(say("import", "kept.jsonl", "--store", elsewhere, "--json")[1])
    assert facts["new"] == len(made.ledger.log())
    assert json.loads(say("import", "kept.jsonl", "--store", elsewhere, "--json")[1])["new"] == 0
    there = Circle.open(facts["code"], store=elsewhere)
    assert [seat.name for seat in there.state.seats.values()] == ["Bert"]


def test_export_names_its_file_after_the_circle_and_takes_the_format_from_the_ending(say: Say, practice: str) -> None:
    assert Path(json.loads(say("export", practice, "--json")[1])["file"]).name == "practice.circle.jsonl"
    assert json.loads(say("export", practice, "-o", "all.md", "--json")[1])["format"] == "md"
    assert Path("all.md").read_text(encoding="utf-8").startswith("# Practice")
    assert json.loads(say("export", practice, "--format", "csv", "--json")[1])["file"].endswith("practice.csv")


def test_export_without_names_holds_none(say: Say, practice: str) -> None:
    Circle.open(practice).add_seat("Bertrand")
    assert "Bertrand" in say("export", practice, "-o", "-")[1]
    assert "Bertrand" not in say("export", practice, "-o", "-", "--without-names")[1]


def test_a_file_that_is_none_is_refused_and_nothing_is_half_imported(say: Say, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{}\n")
    code, _, err = say("import", "bad.jsonl")
    assert code == 2
    assert "1" in err
    assert json.loads(say("status", "--json")[1])["circles"] == []


@pytest.mark.parametrize(
    ("variables", "platform", "expected"),
    [
        ({"LANG": "fr_CA.UTF-8"}, "linux", "fr"),
        ({"LC_ALL": "C", "LANG": "fr_FR"}, "linux", "en"),
        ({"LC_MESSAGES": "fr", "LANG": "en"}, "darwin", "fr"),
        ({"LANG": "de_DE.UTF-8"}, "linux", "en"),
        ({}, "linux", "en"),
    ],
)
def test_the_language_is_that_of_the_environment(variables: dict[str, str], platform: str, expected: str) -> None:
    assert language(variables, platform=platform) == expected


def test_no_sentence_of_the_command_line_is_left_over() -> None:
    package = Path(circle_widgets.__file__).parent
    said = {
        key.partition("#")[0]
        for name in ("cli", "doctor")
        for key in json.loads((package / f"locale/en/{name}.json").read_text(encoding="utf-8"))
    }
    sources = [
        package / "doctor.py",
        *(path for part in ("cli", "serve", "rehearse") for path in (package / part).glob("*.py")),
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    built = {f"cli.{name}.{one.name}" for name in HOMES for one in verb(name).params}
    built |= {f"cli.{name}.{word}" for name in HOMES for word in ("short", "help")}
    built |= {f"doctor.{about}.{how}{mend}" for about, how in MADE.findall(text) for mend in ("", ".mend")}
    built |= {f"doctor.{about}.well" for about in WELL.findall(text)}
    families = ("cli.option.", "cli.phase.", "cli.status.column.", "serve.dies.", "doctor.firewall.", "errors.")
    left = [key for key in said - built if not key.startswith(families) and key not in text]
    assert sorted(left) == []
