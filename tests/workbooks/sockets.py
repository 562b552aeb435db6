"""For the pytest that nbval runs in: workbooks are spoken to through files.

A port is chosen first and used later; meanwhile another test, or another program, may have taken it.
"""

from __future__ import annotations

import sys
from functools import partial

from jupyter_client.manager import KernelManager
from nbval import kernel

if sys.platform != "win32":
    kernel.KernelManager = partial(KernelManager, transport="ipc")
