"""Pin what make installs, for every platform: run it with `make locks`, or `make locks ARGS=--upgrade`.

The files name packages, versions and hashes, and no place they came from: any index serves them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "requirements"
ALWAYS = ("--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate")


def pin(name: str, *wanted: str, given: str = "") -> None:
    """Write requirements/NAME.txt; what test.txt pins already keeps its version, so that no two files disagree."""
    same = () if name == "test" else ("--constraints", "requirements/test.txt")
    command = [sys.executable, "-m", "uv", "pip", "compile", *ALWAYS, *same, *wanted, *sys.argv[1:]]
    subprocess.run(
        [*command, "--output-file", f"requirements/{name}.txt"], cwd=ROOT, input=given, text=True, check=True
    )


def main() -> None:
    """Pin all four."""
    pin("test", "--group", "test", "--all-extras", "pyproject.toml")
    pin("serve", "--group", "build", "--all-extras", "pyproject.toml")
    pin("bench", "--group", "bench", "--all-extras", "pyproject.toml")
    pin("uv", "-", given="uv\n")
    for path in sorted(HERE.glob("*.txt")):
        print(path.name, sum("==" in line for line in path.read_text().splitlines()))  # noqa: T201 - a command


if __name__ == "__main__":
    main()
