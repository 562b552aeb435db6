"""The house: what is pinned, what may stand in a tracked file, and that each exception gives its reason."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")
# Written in two halves, or this file would hold what it looks for.
REGISTRIES = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
]
A_MACHINES_PATH = re.compile(r"(?<![\w.\-])/(?:work|farm|root)/\w")
LONGEST = 400  # lines; a module past that holds two ideas


@cache
def tracked() -> tuple[Path, ...]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def texts() -> Iterator[tuple[str, str]]:
    """Name and content of each tracked file that is text."""
    for path in tracked():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def lines_with(pattern: re.Pattern[str], *beginnings: str) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts()
        if not beginnings or name.startswith(beginnings)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def pins(lock: str) -> dict[str, str]:
    found = (PIN.match(line) for line in (ROOT / "requirements" / f"{lock}.txt").read_text().splitlines())
    return {canonicalize_name(pin["name"]): pin["version"] for pin in found if pin}


def group(name: str) -> list[str]:
    wanted: list[str] = []
    for entry in PROJECT["dependency-groups"][name]:
        wanted += group(entry["include-group"]) if isinstance(entry, dict) else [entry]
    return wanted


def asked_of(lock: str) -> list[str]:
    project: dict[str, Any] = PROJECT["project"]
    ours: list[str] = project["dependencies"] + [
        one for extra in project["optional-dependencies"].values() for one in extra
    ]
    asked = {"serve": ours + group("build"), "test": ours + group("test"), "bench": ours + group("bench"), "uv": ["uv"]}
    return asked[lock]


@pytest.mark.parametrize("lock", ["serve", "test", "bench", "uv"])
def test_each_lock_holds_what_the_project_asks_for(lock: str) -> None:
    held = pins(lock)
    wrong = []
    for line in asked_of(lock):
        wanted = Requirement(line)
        version = held.get(canonicalize_name(wanted.name))
        if version is None or not wanted.specifier.contains(version, prereleases=True):
            wrong.append(f"{line}: the lock has {version}")
    assert not wrong, "run `make locks`:\n" + "\n".join(wrong)


@pytest.mark.parametrize("lock", ["serve", "bench", "uv"])
def test_locks_agree_with_each_other(lock: str) -> None:
    held, tested = pins(lock), pins("test")
    assert {name: version for name, version in held.items() if tested.get(name, version) != version} == {}


@pytest.mark.parametrize("lock", ["serve", "test", "bench", "uv"])
def test_every_pin_has_its_hashes(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    bare = [
        block.splitlines()[0]
        for block in re.split(r"\n(?=[A-Za-z0-9])", text)
        if PIN.match(block) and "--hash=sha256:" not in block
    ]
    assert bare == []


def test_the_front_ends_packages_are_pinned_and_the_lock_agrees() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    asked = package["dependencies"] | package["devDependencies"]
    assert {name: lock[f"node_modules/{name}"]["version"] for name in asked} == asked


def test_no_file_names_a_registry() -> None:
    assert lines_with(re.compile("|".join(map(re.escape, REGISTRIES)))) == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert lines_with(A_MACHINES_PATH) == []


def test_nothing_is_loaded_from_outside() -> None:
    assert (
        lines_with(
            re.compile(r"https?://(cdn\.|unpkg\.|esm\.sh|fonts\.g|[a-z]+\.jsdelivr)"),
            "src/",
            "workbooks/",
            "share/",
            "binder/",
        )
        == []
    )


def test_what_people_typed_is_never_put_in_as_html() -> None:
    assert (
        lines_with(re.compile(r"innerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write\("), "src/") == []
    )


def test_tests_wait_for_a_state_and_none_is_passed_over() -> None:
    passed_over = r"pytest\.(mark\.)?(skip|xfail)\b|\b(it|test|describe)\.(only|skip|todo)\("
    asleep = r"\btime\.sleep\(|wait_for_timeout\(|asyncio\.sleep\((?!0\))"
    looks = ("tests/waiting.py", "tests/e2e/stand_alone.py")  # these sleep between two looks, and only there
    mine = Path(__file__).relative_to(ROOT).as_posix()
    found = lines_with(
        re.compile(f"{passed_over}|{asleep}"), "tests/", "src/circle_widgets/ui/", "src/circle_widgets/steps/"
    )
    assert [line for line in found if not line.startswith((mine, *looks))] == []


def test_no_module_holds_two_ideas() -> None:
    code = (".py", ".ts", ".tsx", ".css", ".mjs")
    long = [
        f"{name}: {lines} lines"
        for name, text in texts()
        if name.startswith(("src/", "tests/", "benchmarks/"))
        and name.endswith(code)
        and ".gen." not in name
        and (lines := text.count("\n")) > LONGEST
    ]
    assert long == []


def test_each_exception_from_a_check_gives_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    rule = re.compile(r'^  "(?:[A-Z]+[0-9]*|(?:ignore|default|once):.*)",')
    without = [
        line for line in lines if rule.match(line) and line != '  "error",' and "#" not in line.split('",', 1)[1]
    ]
    assert without == []


def test_each_silenced_line_of_code_gives_its_reason() -> None:
    silenced = re.compile(r"#\s*(noqa: [A-Z0-9, ]+|type: ignore\[[^\]]*\])\s*$|#\s*noqa\s*$|#\s*type: ignore\s*$")
    assert lines_with(silenced, "src/", "tests/", "benchmarks/", "hatch_build.py", "requirements/") == []


def test_every_command_of_make_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    without = [name for name in phony[1].split() if not re.search(rf"^{name}:.*## \w", makefile, re.MULTILINE)]
    assert without == []
