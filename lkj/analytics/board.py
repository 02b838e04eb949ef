"""Expected and running reports in one table: what is late, what waits, what is missing."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Protocol

import pandas as pd

KEY = ["sop_id", "fiscal_year", "period"]
COLUMNS = [
    "report_id",
    "planned_id",
    *KEY,
    "sop_version",
    "title",
    "state",
    "current_step",
    "current_roles",
    "waiting_since",
    "age_minutes",
    "is_over_standard",
    "n_rejections",
    "received_at",
    "finished_at",
    "lead_minutes",
    "deadline",
    "days_left",
    "is_late",
]
# Whatever the merge made of them: a missing value must not turn a count into a fraction.
_TYPES = {
    "planned_id": "str",
    "sop_version": "Int64",
    "title": "str",
    "state": "str",
    "n_rejections": "Int64",
    "days_left": "Int64",
}
OPEN_STATES = ("running", "sent_awaiting_receipt", "not_registered")
_RANK = {"running": 0, "not_registered": 1, "sent_awaiting_receipt": 2}
_OVER = 3  # finished or cancelled


class Planned(Protocol):
    """An expected report; see `store.plan_store.PlannedReport`."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def sop_id(self) -> str: ...  # noqa: D102
    @property
    def fiscal_year(self) -> int: ...  # noqa: D102
    @property
    def period(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def deadline(self) -> date | None: ...  # noqa: D102


def report_board(
    status: pd.DataFrame, plan: Sequence[Planned], *, as_of: datetime, zone: tzinfo
) -> pd.DataFrame:
    """Which reports are late, which run, and which were never registered?

    Args:
        status: one row per report, see `status.report_status`.
        plan: the expected reports.
        as_of: aware; `days_left` counts calendar days of `zone` to the deadline.
        zone: the office's zone.

    Returns:
        One row per report and per expected report without one (state `not_registered`,
        report_id and sop_version missing; a cancelled report leaves its plan open): late ones
        first, then those that run, those not registered and those that await receipt, each by
        deadline and then by waiting; at last the finished and cancelled, newest first.
        `deadline` is missing where the plan has none, and `days_left` with it. A cancelled or
        finished report is never late.
    """
    expected = pd.DataFrame(
        [(p.id, p.sop_id, p.fiscal_year, p.period, p.title, p.deadline) for p in plan],
        columns=["planned_id", *KEY, "planned_title", "deadline"],
    ).astype({"sop_id": str, "fiscal_year": "int64", "period": str})
    reports = status.astype({"sop_id": str, "fiscal_year": "int64", "period": str})
    is_cancelled = reports["state"] == "cancelled"
    # A cancelled report does not do what the plan asks: the plan waits for another one.
    board = pd.concat(
        [
            reports[~is_cancelled].merge(expected, on=KEY, how="outer"),
            reports[is_cancelled].merge(expected, on=KEY, how="left"),
        ],
        ignore_index=True,
    )
    is_missing = board["report_id"].isna()
    today = pd.Timestamp(as_of.astimezone(zone).date())
    deadline = pd.to_datetime(board["deadline"])
    state = board["state"].astype(object).mask(is_missing, "not_registered")
    days_left = (deadline - today).dt.days
    is_over = board["is_over_standard"].astype("boolean").fillna(value=False)
    board = board.assign(
        is_over_standard=is_over.astype(bool),
        title=board["title"].astype(object).where(~is_missing, board["planned_title"]),
        state=state,
        deadline=deadline,
        days_left=days_left,
        is_late=(days_left < 0) & state.isin(["running", "not_registered"]),
    )
    return _ordered(board)[COLUMNS].astype(_TYPES)


def _ordered(board: pd.DataFrame) -> pd.DataFrame:
    rank = board["state"].map(_RANK).fillna(_OVER)
    return (
        board.assign(
            _rank=rank,
            _days_left=board["days_left"].where(rank < _OVER),
            _ended=board["finished_at"].fillna(board["last_at"]).where(rank == _OVER),
        )
        .sort_values(
            ["is_late", "_rank", "_days_left", "waiting_since", "_ended"],
            ascending=[False, True, True, True, False],
            kind="stable",
            na_position="last",
        )
        .reset_index(drop=True)
    )


def default_view(board: pd.DataFrame, *, as_of: datetime, months: int = 12) -> pd.DataFrame:
    """All open reports, and those finished in the last months."""
    since = pd.Timestamp(as_of) - pd.DateOffset(months=months)
    is_open = board["state"].isin(OPEN_STATES)
    return board[is_open | (board["finished_at"] >= since)]
