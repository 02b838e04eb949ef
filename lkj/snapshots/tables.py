"""The two tables of a snapshot: what happened and what was expected, without persons or words.

The rules of minutes and verdicts are applied here, by the functions that the office's own pages
use; whoever reads a snapshot only counts.
"""

from collections.abc import Iterable

import pandas as pd

from lkj.analytics.durations import passes_with_verdict
from lkj.analytics.passes import PASSES
from lkj.analytics.schema import (
    REPORT_STATUS,
    TIME,
    Column,
    Schema,
    conform,
    sop_categories,
)
from lkj.domain.sop import Sop

FORMAT = "1"  # of both tables; another number is refused by whoever reads

_OFFICE = Column("office", "category", "code of the satuan kerja")
_VERDICTS: Schema = (
    Column("is_decided", "bool", "somebody decided: neither open nor cancelled"),
    Column("is_known", "bool", "its minutes are measured or declared, and not forgotten"),
    Column("is_forgotten", "bool", "somebody forgot to record it: no verdict"),
    Column("is_over", "bool", "known, and more than mutu baku waktu"),
    Column("is_surely_within", "bool", "no start is known, but even entered to left fits"),
)
_OF_PASSES = (
    *("sop_id", "sop_version", "fiscal_year", "period", "step", "visit", "role", "outcome"),
    *("standard_minutes", "waiting_minutes", "processing_minutes", "lead_minutes"),
    *("age_minutes", "clock_quality", "left_at"),
)
_OF_REPORTS = (
    *("sop_id", "period", "current_step", "current_roles", "age_minutes"),
    *("is_over_standard", "lead_minutes", "received_at", "finished_at"),
)

SNAPSHOT_PASSES: Schema = (
    _OFFICE,
    Column("step_no", "int64", "number of the step in its SOP"),
    *(column for column in PASSES if column.name in _OF_PASSES),
    *_VERDICTS,
)
SNAPSHOT_REPORTS: Schema = (
    _OFFICE,
    Column("state", "category", "where it is; not_registered where it is only planned"),
    Column("fiscal_year", "Int64", "tahun kinerja"),
    Column("sop_version", "Int64", "version of its SOP; missing where it is only planned"),
    Column("n_rejections", "Int64", "returns so far; missing where it is only planned"),
    *(column for column in REPORT_STATUS if column.name in _OF_REPORTS),
    Column("deadline", TIME, "midnight of the day, as UTC; missing where the plan has none"),
    Column("days_left", "Int64", "calendar days to the deadline; missing with it"),
    Column("is_late", "bool", "past its deadline, and neither sent nor cancelled"),
)


def snapshot_passes(passes: pd.DataFrame, *, office: str, sops: Iterable[Sop]) -> pd.DataFrame:
    """SNAPSHOT_PASSES of one office, by SOP, step and tahun kinerja.

    Args:
        passes: PASSES of all its reports.
        office: its code.
        sops: every SOP version that a report runs under.
    """
    known = list(sops)
    numbers = {
        (sop.id, sop.version, step.id): step.number for sop in known for step in sop.steps
    }
    of_step = zip(passes["sop_id"], passes["sop_version"], passes["step"], strict=True)
    judged = passes_with_verdict(passes).assign(is_decided=True)
    flags = [column.name for column in _VERDICTS]
    verdicts = judged[flags].reindex(passes.index, fill_value=False)
    table = passes.assign(
        office=office,
        step_no=[numbers[one] for one in of_step],
        **{name: verdicts[name] for name in flags},
    )
    told = _told(table, SNAPSHOT_PASSES, known)
    # What is asked for together stands together; the order says nothing of who or when.
    return told.sort_values(
        ["sop_id", "step_no", "fiscal_year", "left_at"], ignore_index=True, kind="stable"
    )


def snapshot_reports(board: pd.DataFrame, *, office: str, sops: Iterable[Sop]) -> pd.DataFrame:
    """SNAPSHOT_REPORTS of one office, from its `report_board`, in the order of the board."""
    deadline = board["deadline"].dt.tz_localize("UTC")
    table = board.assign(office=office, deadline=deadline)
    return _told(table, SNAPSHOT_REPORTS, list(sops)).reset_index(drop=True)


def _told(table: pd.DataFrame, schema: Schema, sops: list[Sop]) -> pd.DataFrame:
    return conform(table, schema, categories=sop_categories(sops))
