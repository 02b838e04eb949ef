"""Logs of a few events, their map and an SOP of three steps: kirim, reviu, arsip."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from lkj.analytics.case_log import CaseLog, case_log
from lkj.domain.log_map import LogColumns, LogMap
from tests.support.small_log import small_map

ZONE = ZoneInfo("Asia/Pontianak")
PLAIN = LogColumns(case="no", activity="apa", finished="kapan")
STARTED = replace(PLAIN, started="sejak")
LIFECYCLE = replace(PLAIN, lifecycle="daur")
WHO = replace(PLAIN, person="siapa", role="peran")


def mapped(columns: LogColumns = PLAIN, **changes: Any) -> LogMap:
    """The small log's map for other columns."""
    return replace(small_map(), columns=columns, **changes)


def rows(*records: str, columns: str = "no apa kapan") -> pd.DataFrame:
    """Records of a log as text: cells by `|`, the hour 9 for 2026-01-05 09:00."""
    cells = [[cell.strip() for cell in record.split("|")] for record in records]
    table = pd.DataFrame(cells, columns=columns.split(), dtype="str")
    times = [name for name in ("kapan", "sejak") if name in table]
    table[times] = table[times].map(moment)
    return table.set_axis(range(2, len(cells) + 2), axis=0)


def moment(hour: str) -> str:
    """An hour of 5 January 2026, or whatever else is written."""
    is_hour = hour.replace(":", "").isdigit()
    return (
        f"2026-01-05 {hour.zfill(2) if ':' in hour else hour.zfill(2) + ':00'}"
        if is_hour
        else hour
    )


def read(
    *records: str, columns: LogColumns = PLAIN, headings: str = "no apa kapan", **options: Any
) -> CaseLog:
    """Records read by the map of the small log."""
    return case_log(rows(*records, columns=headings), mapped(columns), **options)


def hours(times: pd.Series) -> list[str]:
    """Times as the office's clock shows them, "-" where missing."""
    local = times.dt.tz_convert(ZONE).dt.strftime("%H:%M")
    return list(local.fillna("-"))


def cells(table: pd.DataFrame, names: Sequence[str]) -> list[list[object]]:
    """Some columns as plain rows, "-" where missing."""
    return [
        ["-" if pd.isna(cell) else cell for cell in row]
        for row in table[list(names)].astype(object).to_numpy().tolist()
    ]
