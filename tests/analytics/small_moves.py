"""Logs of a few cases, one letter for each activity."""

from collections.abc import Sequence

import pandas as pd


def moves(*cases: tuple[str, str, Sequence[str | None]]) -> pd.DataFrame:
    """Events of cases: id, its activities as letters, and when each happened (UTC)."""
    rows = [
        (case, activity, at)
        for case, activities, times in cases
        for activity, at in zip(activities, times, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["report_id", "activity", "at"])
    return table.astype({"report_id": "str", "activity": "str"}).assign(
        at=pd.to_datetime(table["at"], utc=True, format="ISO8601").dt.as_unit("us")
    )


def untimed(**cases: str) -> pd.DataFrame:
    """The same where nobody asks when."""
    return moves(*((case, way, [None] * len(way)) for case, way in cases.items()))
