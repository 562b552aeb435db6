"""For the pytest that nbval runs in: workbooks are spoken to through files, and have time to start.

A port is chosen first and used later; meanwhile another test, or another program, may have taken it. And a machine that
does other things as well takes more than the minute that nbval gives.
"""

from __future__ import annotations

import os
import sys
import uuid
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager
from nbval import kernel

PATIENCE = 240
"""Seconds."""


def manager(**how: Any) -> KernelManager:
    """One whose files are its own: without a name for them all managers of a folder would share some."""
    own = Path(os.environ["JUPYTER_RUNTIME_DIR"]) / f"nb-{uuid.uuid4().hex[:12]}"
    return KernelManager(transport="ipc", ip=str(own), **how)


if sys.platform != "win32":
    kernel.KernelManager = manager


def start(startup_timeout: float, **how: Any) -> Any:
    """As nbval does it, with more patience."""
    return _start(startup_timeout=max(startup_timeout, PATIENCE), **how)


_start, kernel.start_new_kernel = kernel.start_new_kernel, start
