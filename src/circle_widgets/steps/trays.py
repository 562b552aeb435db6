"""The trays into which a room sorts what it says of itself: it is, it is not, it depends."""

from __future__ import annotations

from typing import Literal, get_args

Tray = Literal["is", "not", "depends"]
TRAYS: tuple[Tray, ...] = get_args(Tray)
"""In the order in which people read them."""
