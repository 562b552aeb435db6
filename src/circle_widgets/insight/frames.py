"""What a step kind tells as rows, as a DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd


def frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str] = ()) -> pd.DataFrame:
    """A DataFrame of ``rows``, a column for each key; a column ``at`` (milliseconds) becomes UTC times.

    ``columns`` are there, and first, even when there is no row; they are those that the step kind documents, after
    ``step`` and ``question``.
    """
    listed = list(rows)
    names = dict.fromkeys(columns)
    for row in listed:
        names |= dict.fromkeys(row)
    found = pd.DataFrame(listed, columns=list(names))
    if "at" in found.columns:
        found["at"] = pd.to_datetime(found["at"], unit="ms", utc=True)
    return found
