"""The ring on paper: a seat for each person, all of them filled. The same places as on our pages (``ui/ring.tsx``)."""

from __future__ import annotations

import math
from functools import lru_cache

CENTRE, OUTER, BIGGEST = 100.0, 90.0, 8.5
MOST = 600
"""Seats that are drawn; a circle has no more."""
ROWS = ((64, 1), (140, 2), (240, 3))
"""Seats up to which so many rows do."""


@lru_cache(maxsize=32)
def ring(seats: int) -> str:
    """An SVG of so many seats (0 to 600); beside it stands in words what it says."""
    seats = max(0, min(seats, MOST))
    rows = next((rows for most, rows in ROWS if seats <= most), min(9, -(-seats // 100)))
    pitch = 0.0 if rows == 1 else 9.0 if rows <= 3 else 6.0  # noqa: PLR2004 - as in ring.tsx
    radii = [OUTER - 4 - row * pitch for row in range(rows)]
    whole, left, dots = sum(radii), seats, []
    for row, radius in enumerate(radii):
        here = left if row == rows - 1 else round(seats * radius / whole)
        left -= here
        gap = min(2 * math.pi * radius / max(here, 1), pitch or math.inf)
        size = min(BIGGEST, gap * 0.42)
        for n in range(here):
            angle = (n + (row % 2) / 2) / here * 2 * math.pi - math.pi / 2
            x, y = CENTRE + radius * math.cos(angle), CENTRE + radius * math.sin(angle)
            dots.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{size:.2f}"/>')
    track = min(62.0, OUTER - 4 - (rows - 1) * pitch - 12)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" aria-hidden="true">'
        f'<circle cx="100" cy="100" r="{track:g}" fill="none" stroke="#1a554c" stroke-width="4"/>'
        f'<g fill="#f2b632" stroke="#664500" stroke-width="2">{"".join(dots)}</g></svg>'
    )
