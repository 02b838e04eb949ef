"""Every return with its reasons and what the reviewer wrote, the latest first."""

from typing import Any

import pandas as pd

from lkj.analytics.schema import Outcome
from lkj.labels.words import MISSING
from lkj.usecases.frames import notes_of
from lkj.usecases.population import Population, once

MOST = 50
RETURNED_COLUMNS = (
    "Dikembalikan pada",
    "Kode laporan",
    "Judul",
    "No. langkah",
    "Pemeriksa",
    "Alasan",
    "Yang perlu diperbaiki",
)


@once
def returned_rows(about: Population) -> pd.DataFrame:
    """The latest returns: RETURNED_COLUMNS."""
    rejected = _rejected(about)
    latest = rejected.sort_values("left_at", ascending=False, kind="stable").head(MOST)
    note_of = notes_of(about.office, map(int, latest["closing_no"].dropna()))
    at = latest["left_at"].dt.floor("min").dt.tz_convert(about.office.zone)
    rows = [
        (when, *_values(about, row, note_of))
        for when, row in zip(at, latest.itertuples(index=False), strict=True)
    ]
    table = pd.DataFrame(rows, columns=list(RETURNED_COLUMNS))
    return table.astype({RETURNED_COLUMNS[0]: at.dtype})


@once
def n_returned(about: Population) -> int:
    """How many returns there are in all."""
    return len(_rejected(about))


def _rejected(about: Population) -> pd.DataFrame:
    return about.passes[about.passes["outcome"] == Outcome.REJECTED]


def _values(about: Population, row: Any, note_of: dict[int, str]) -> tuple[Any, ...]:
    sop = about.office.sops.version(row.sop_id, row.sop_version)
    names = {reason.id: reason.name for reason in sop.reasons}
    role = sop.role(str(row.role)).name if isinstance(row.role, str) else MISSING
    reasons = [names.get(code, code) for code in str(row.reasons).split(",") if code]
    note = "" if pd.isna(row.closing_no) else note_of.get(int(row.closing_no), "")
    number = sop.step(str(row.step)).number
    return str(row.report_id), str(row.title), number, role, ", ".join(reasons), note
