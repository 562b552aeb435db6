"""The package as people get it: built, and installed into an environment that has never seen the source."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Built(NamedTuple):
    """The two files that a release is."""

    sdist: Path
    wheel: Path


class Installed(NamedTuple):
    """An environment with the wheel in it, and nothing of the source."""

    home: Path

    @property
    def bin(self) -> Path:
        return self.home / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> Path:
        return self.bin / ("python.exe" if os.name == "nt" else "python")

    def program(self, name: str) -> str:
        """The path of a command that the installation brought, such as "circle"."""
        return str(self.bin / (f"{name}.exe" if os.name == "nt" else name))


def run(*command: str | Path, cwd: Path, timeout: float = 300, **more: str) -> str:
    """Run a command to its end and give what it printed; its own words when it ends badly."""
    env = {key: value for key, value in os.environ.items() if key not in {"VIRTUAL_ENV", "PYTHONPATH"}} | more
    asked = [str(part) for part in command]
    done = subprocess.run(asked, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=timeout)
    assert done.returncode == 0, f"{' '.join(asked)}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def build(folder: Path) -> Built:
    """Build the sdist from the source, and the wheel from the sdist."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return Built(next(folder.glob("*.tar.gz")), next(folder.glob("*.whl")))


def install(wheel: Path, folder: Path) -> Installed:
    """A fresh environment with what requirements/serve.txt pins, and the wheel."""
    installed = Installed(folder / "environment")
    uv = (sys.executable, "-m", "uv", "--quiet")
    run(*uv, "venv", "--python", sys.executable, installed.home, cwd=folder)
    pip = (*uv, "pip", "install", "--python", installed.python)
    run(*pip, "--require-hashes", "--requirement", ROOT / "requirements/serve.txt", cwd=folder)
    run(*pip, "--no-deps", wheel, cwd=folder)
    return installed
