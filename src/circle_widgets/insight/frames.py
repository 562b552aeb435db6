"""What a step kind tells as rows, as a DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd


def frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A DataFrame of ``rows``, a column for each key; a column ``at`` (milliseconds) becomes UTC times.

    The columns are those that the step kind documents, after ``step`` and ``question``.
    """
    found = pd.DataFrame(list(rows))
    if "at" in found.columns:
        found["at"] = pd.to_datetime(found["at"], unit="ms", utc=True)
    return found
