"""Every workbook runs from the first cell to the last, in a kernel of its own, with an empty folder for its circles."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKBOOKS = sorted((ROOT / "workbooks").rglob("*.ipynb"))


def name(path: Path) -> str:
    return path.relative_to(ROOT / "workbooks").as_posix()


def test_there_are_workbooks() -> None:
    assert WORKBOOKS


@pytest.mark.timeout(600)  # a machine that does other things as well
@pytest.mark.parametrize("workbook", WORKBOOKS, ids=name)
def test_runs_from_top_to_bottom(workbook: Path, tmp_path: Path) -> None:
    """Outputs are compared only in cells that say `# NBVAL_CHECK_OUTPUT`."""
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "--nbval-current-env", "-q", "-p", "no:cacheprovider"]
    command += ["-p", "sockets"]
    settings = {"CIRCLE_HOME": str(tmp_path), "CIRCLE_STORE": str(tmp_path / "circles.db")}
    settings["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [*command, f"--rootdir={workbook.parent}", "-c", os.devnull, workbook.name],
        cwd=workbook.parent,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.mark.parametrize("workbook", WORKBOOKS, ids=name)
def test_holds_no_outputs(workbook: Path) -> None:
    command = [sys.executable, "-m", "nbstripout", "--verify", str(workbook)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"make format takes them out\n{done.stdout[-2000:]}"
