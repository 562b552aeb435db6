"""The language of the command line: that of the environment, as far as we speak it."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Mapping
from typing import Any

from circle_widgets.sentences import nearest, say


def language(environ: Mapping[str, str] = os.environ, *, platform: str = sys.platform) -> str:
    """``en`` or ``fr``, by the usual variables; on Windows, which has none, by the person's settings."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return nearest(environ[name].partition(".")[0])
    if platform == "win32":
        spoken = locale.getlocale()[0] or ""
        return "fr" if spoken.lower().startswith("fr") else nearest(spoken)
    return nearest("")


def words(key: str, **slots: Any) -> str:
    """A sentence of the command line."""
    return say(language(), key, **slots)
