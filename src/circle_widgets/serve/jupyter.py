"""The Jupyter server of ``circle serve``: Voilà shows the workbooks, JupyterLab opens those that people made their own.

``python -m circle_widgets.serve.jupyter PORT FOLDER``; the token is in ``JUPYTER_TOKEN``.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_config_dir, jupyter_runtime_dir

from circle_widgets.serve import leash

IDLE = 20 * 60
"""Seconds after which what a closed page left behind is ended."""
PATIENCE = 180
"""Seconds that a workbook's Python may take to start, on an old laptop right after its own start."""
EXTENSIONS = {
    "voila.server_extension": True,
    "jupyterlab": True,
    "notebook_shim": True,  # JupyterLab asks for it
    # The room has a process of its own here, and nobody needs a terminal or a language server in a meeting.
    "circle_widgets.room.extension": False,
    "jupyter_lsp": False,
    "jupyter_server_terminals": False,
    "nbclassic": False,
    "notebook": False,
}

SOCKET = "/kernel-00000000-0000-0000-0000-000000000000-ipc-5"
LONGEST_SOCKET = 104
"""Bytes of a socket's name with its end, on macOS; Linux takes a few more."""


def arguments(port: int, folder: str) -> list[str]:
    """What the server is told. As arguments, because these are stronger than any file of settings."""
    said: dict[str, Any] = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,  # our parent chose it; another one would be an address that nobody knows
        "ServerApp.open_browser": False,
        "ServerApp.root_dir": folder,
        "ServerApp.base_url": "/",
        "ServerApp.allow_root": True,
        "ServerApp.allow_remote_access": False,
        "ServerApp.quit_button": False,
        "ServerApp.terminals_enabled": False,
        "ServerApp.jpserver_extensions": EXTENSIONS,
        "MappingKernelManager.cull_idle_timeout": IDLE,
        "MappingKernelManager.cull_interval": 60,
        "MappingKernelManager.cull_connected": False,
        "VoilaConfiguration.template": "circle",
        "VoilaConfiguration.allow_template_override": "NO",
        "VoilaConfiguration.allow_theme_override": "NO",
        "VoilaConfiguration.strip_sources": True,
        "VoilaExecutor.startup_timeout": PATIENCE,
        "LabApp.news_url": None,  # asks nobody for news
        "LabApp.check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
    }
    if _has_room_for_sockets(jupyter_runtime_dir()):
        # Files and no ports: another program cannot take one between the choice and the start, nor listen in.
        said["KernelManager.transport"] = "ipc"
    return [f"--{name}={value}" for name, value in said.items()]


def _has_room_for_sockets(folder: str) -> bool:
    """Whether the names of a workbook's sockets in that folder are of a length that the system takes."""
    return sys.platform != "win32" and len(os.fsencode(folder)) + len(SOCKET) < LONGEST_SOCKET


def main(port: int, folder: str) -> None:
    """Serve until told to end, or until the parent is gone."""
    leash.hold()
    _spare_node()
    _ask_no_news(Path(jupyter_config_dir()))
    from jupyter_server.serverapp import ServerApp  # noqa: PLC0415 - a second of work, after the leash is held
    from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler  # noqa: PLC0415 - the same

    # A page that closes says so with a beacon, which cannot carry the form's secret; without this each reload
    # leaves a process of 60 MB behind. The id that it names cannot be guessed, and it still needs the login.
    VoilaShutdownKernelHandler.check_xsrf_cookie = lambda _self: None

    app = ServerApp.instance()
    app.initialize(argv=arguments(port, folder))
    os.environ.pop("JUPYTER_TOKEN", None)  # read by now; workbooks need not inherit it
    app.start()


def _spare_node() -> None:
    """Keep JupyterLab from asking yarn for settings at import, where a Node is in the PATH: it takes two seconds."""
    from jupyterlab import commands  # noqa: PLC0415 - as above

    if hasattr(commands, "_yarn_config"):
        commands._yarn_config = lambda _logger: {"yarn config": {}, "npm config": {}}  # noqa: SLF001 - there is no setting


def _ask_no_news(settings: Path) -> None:
    """Keep JupyterLab from asking, at the first start, whether it may fetch news: nothing here fetches anything.

    These settings are our own folder's; a person's own Jupyter has others.
    """
    page = settings / "labconfig" / "page_config.json"
    if not page.exists():
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(json.dumps({"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
