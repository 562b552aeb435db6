"""The parts of ``circle serve``: leashes, waits, ports, workbooks, the icon, what one run leaves the next."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from circle_widgets.serve import commands, hands_on, jupyter, ports, running, shortcut, workbooks
from circle_widgets.serve.child import Child
from circle_widgets.serve.supervisor import SHORT, TELL_AT, WAITS, Patience, Supervisor
from tests.waiting import until


def test_a_child_that_dies_is_back_within_a_second_and_one_that_keeps_dying_waits_longer() -> None:
    patience = Patience()
    waits = [patience.after(0.1) for _ in range(10)]
    assert waits == [*WAITS, *[WAITS[-1]] * 3]
    assert max(waits[: TELL_AT - 1]) < 1


def test_a_child_that_lived_well_is_forgiven() -> None:
    patience = Patience()
    for _ in range(6):
        patience.after(0.1)
    assert patience.after(SHORT) == 0


def test_people_are_told_once_when_it_keeps_dying() -> None:
    patience = Patience()
    told = []
    for _ in range(9):
        patience.after(0.1)
        told.append(patience.worn_out)
    assert told == [n == TELL_AT for n in range(1, 10)]


def test_the_supervisor_starts_again_what_dies_and_says_why(tmp_path: Path) -> None:
    child = Child("room", [sys.executable, "-c", "raise SystemExit('no disk')"], tmp_path / "logs" / "room.log")
    told: list[str] = []

    def tell(one: Child) -> None:
        told.append(one.last_words())
        supervisor.stop()

    supervisor = Supervisor([child], tell)
    supervisor.start()
    supervisor.run()
    assert told == ["no disk"]
    assert (tmp_path / "logs" / "room.log").read_text().count("no disk") >= TELL_AT
    assert not child.running


def test_a_child_on_a_leash_ends_when_nobody_holds_it(tmp_path: Path) -> None:
    code = (
        "from circle_widgets.serve import leash; import threading;"
        "print(leash.hold(), flush=True); threading.Event().wait()"
    )
    child = Child("one", [sys.executable, "-c", code], tmp_path / "one.log")
    process = child.start()
    until(lambda: child.last_words() == "True", "the leash is held")
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(10) != 0  # as by a SIGTERM


def test_what_has_no_leash_goes_on_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CIRCLE_LEASH", raising=False)
    code = "from circle_widgets.serve import leash; print(leash.hold())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout == "False\n"


def test_a_process_may_end_with_another_that_is_not_its_parent(tmp_path: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    code = (
        "import sys, threading; from circle_widgets.serve import leash; leash.LOOK = 0.05;"
        "leash.as_long_as(int(sys.argv[1])); print('here', flush=True); threading.Event().wait()"
    )
    child = Child("one", [sys.executable, "-c", code, str(other.pid)], tmp_path / "one.log")
    process = child.start()
    until(lambda: child.last_words() == "here", "it looks on")
    other.communicate(b"\n", timeout=10)
    assert process.wait(10) != 0
    child.end()


def test_a_port_that_is_taken_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not ports.is_free(port)
        assert not ports.is_free(port, "0.0.0.0")
        found = ports.first_free(port)
        assert port < found <= port + ports.TRIES
        assert ports.first_free(port, never=frozenset({found})) > found
    assert ports.is_free(port)


def test_the_password_of_a_database_is_in_no_command_line() -> None:
    places = commands.Places("postgresql://ana:secret@db/circles", Path("home"), 1, 2, "login")
    for child in (commands.room(places.store, 2, Path("log")), commands.workbooks(places, Path("log"))):
        assert "secret" not in " ".join(child.command)
        assert "login" not in " ".join(child.command)
        assert child.environment["CIRCLE_STORE"] == places.store


def test_the_workbooks_are_for_this_computer_alone_and_ask_nobody_outside() -> None:
    said = jupyter.arguments(8867, "folder")
    assert "--ServerApp.ip=127.0.0.1" in said
    assert "--ServerApp.allow_remote_access=False" in said
    assert "--VoilaConfiguration.allow_template_override=NO" in said
    assert "--LabApp.news_url=None" in said


def test_workbooks_are_spoken_to_through_files_where_their_names_are_short_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for folder, sockets in (("/run/ana", sys.platform != "win32"), ("/run/" + "long" * 20, False)):
        monkeypatch.setenv("JUPYTER_RUNTIME_DIR", folder)
        assert ("--KernelManager.transport=ipc" in jupyter.arguments(8867, "folder")) is sockets


# ---- workbooks


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_workbooks_are_copied_once_and_unchanged_ones_follow_an_upgrade(tmp_path: Path) -> None:
    source, target = write(tmp_path / "old", start="1", fr__start="1f"), tmp_path / "home"
    assert workbooks.refresh(source, target) == ["fr/start", "start"]
    assert workbooks.refresh(source, target) == []
    write(source, start="2")
    assert workbooks.refresh(source, target) == ["start"]
    assert (target / "start").read_text() == "2"


def test_what_a_person_changed_stays_through_every_upgrade(tmp_path: Path) -> None:
    source, target = write(tmp_path / "old", start="1"), tmp_path / "home"
    workbooks.refresh(source, target)
    write(target, start="mine now", mine__start="copied and changed")
    for version in "23":
        write(source, start=version, mine__start="ours")
        assert workbooks.refresh(source, target) == []
    assert (target / "start").read_text() == "mine now"
    assert (target / "mine" / "start").read_text() == "copied and changed"


def test_a_workbook_that_was_lost_comes_back_and_one_that_is_no_more_goes(tmp_path: Path) -> None:
    source, target = write(tmp_path / "old", start="1", old="1", kept="1"), tmp_path / "home"
    workbooks.refresh(source, target)
    write(target, kept="mine now")
    for name in ("old", "kept"):
        (source / name).unlink()
    (target / "start").unlink()
    assert workbooks.refresh(source, target) == ["start"]
    assert not (target / "old").exists()
    assert (target / "kept").read_text() == "mine now"


def test_a_file_of_the_persons_own_that_has_the_name_of_a_new_one_stays(tmp_path: Path) -> None:
    source, target = write(tmp_path / "old", new="ours"), write(tmp_path / "home", new="theirs")
    assert workbooks.refresh(source, target) == []
    write(source, new="ours, better")
    assert workbooks.refresh(source, target) == []
    assert (target / "new").read_text() == "theirs"


def test_the_first_page_is_in_the_persons_language_where_there_is_one(tmp_path: Path) -> None:
    write(tmp_path, **{f"fr__{workbooks.START}": ""})
    assert workbooks.first_page(tmp_path, "fr") == f"fr/{workbooks.START}"
    assert workbooks.first_page(tmp_path, "en") == workbooks.START
    assert workbooks.first_page(tmp_path, "en", demo=True) == workbooks.START
    write(tmp_path, **{workbooks.DEMO: ""})
    assert workbooks.first_page(tmp_path, "en", demo=True) == workbooks.DEMO


# ---- the icon


@pytest.mark.parametrize(
    ("platform", "ending", "holds"),
    [
        ("linux", ".desktop", 'Exec="/opt/a b/python" "-m" "circle_widgets" "100%%" "a\\\\\\\\b"'),
        ("darwin", ".command", "exec '/opt/a b/python' -m circle_widgets"),
        ("win32", ".bat", '"/opt/a b/python" -m circle_widgets'),
    ],
)
def test_the_icon_starts_this_installation_whatever_its_path(
    platform: str, ending: str, holds: str, tmp_path: Path
) -> None:
    what = ["/opt/a b/python", "-m", "circle_widgets", *(["100%", "a\\b"] if platform == "linux" else [])]
    path = shortcut.put(tmp_path / "Desktop", what, platform=platform)
    assert path.suffix == ending
    assert holds in path.read_text()
    assert platform == "win32" or os.access(path, os.X_OK)
    assert shortcut.icon().is_file()


# ---- from one run to the next


def test_the_next_one_knows_whether_the_last_one_still_runs(tmp_path: Path) -> None:
    path = running.place(tmp_path, "sqlite:///circles.sqlite")
    assert running.read(path) is None
    running.note(path, 1, 2, "http://…")
    found = running.read(path)
    assert found is not None
    assert found.alive
    assert path.stat().st_mode & 0o077 == 0
    running.forget(path)
    assert running.read(path) is None
    path.write_text("half a li")
    assert running.read(path) is None


def test_a_process_of_the_same_number_is_another_one(tmp_path: Path) -> None:
    assert not running.Running(os.getpid(), 1.0, 1, 2, "").alive


def test_a_workshops_folder_outlives_no_killed_process(tmp_path: Path) -> None:
    mine = hands_on.make(tmp_path)
    left = tmp_path / f"{hands_on.PREFIX}{os.getpid()}-12345-left"  # the number was given again
    left.mkdir()
    assert hands_on.sweep(tmp_path) == [left]
    assert mine.is_dir()
    hands_on.remove(mine)
    assert list(tmp_path.iterdir()) == []
