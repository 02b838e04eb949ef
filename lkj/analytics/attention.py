"""What needs somebody now: late reports, long waits, unexplained minutes, missing reports."""

from enum import StrEnum

import pandas as pd

COLUMNS = ("kind", "report_id", "title", "role", "n_days", "minutes", "n")
_READ = ["report_id", "title", "current_roles", "days_left", "age_minutes"]


class Attention(StrEnum):
    """Why something needs attention."""

    LATE = "late"  # past its deadline
    DUE_SOON = "due_soon"
    LONG_WAIT = "long_wait"  # nobody has moved it for long
    UNEXPLAINED = "unexplained"  # passes over mutu baku waktu without a cause
    NOT_REGISTERED = "not_registered"  # planned, its deadline near or past


def attention(
    board: pd.DataFrame,
    verdicts: pd.DataFrame,
    *,
    soon_days: int = 14,
    long_wait_minutes: float,
) -> pd.DataFrame:
    """What needs attention now, the most urgent first?

    Args:
        board: `report_board`.
        verdicts: `passes_with_verdict`.
        soon_days: calendar days to a deadline from which it is near.
        long_wait_minutes: working minutes at one step from which a wait is long.

    Returns:
        COLUMNS: one row per report for the kinds that name one, with its days past (negative:
        still left) or its working minutes of waiting; UNEXPLAINED is one row with `n` passes.
        What does not apply is missing. A late report is not listed again for its wait.
    """
    is_running, is_missing = board["state"] == "running", board["state"] == "not_registered"
    is_near = board["days_left"].between(0, soon_days).fillna(value=False).astype(bool)
    is_late = board["is_late"].astype(bool)
    is_waiting = is_running & ~is_late & ~is_near & (board["age_minutes"] >= long_wait_minutes)
    kinds = {
        Attention.LATE: is_late & is_running,
        Attention.DUE_SOON: is_near & is_running & ~is_late,
        Attention.NOT_REGISTERED: is_missing & (is_near | is_late),
        Attention.LONG_WAIT: is_waiting,
    }
    rows = [
        _rows(board.loc[chosen.to_numpy(bool), _READ], kind) for kind, chosen in kinds.items()
    ]
    n = int((verdicts["is_over"] & verdicts["cause"].isna()).sum())
    unexplained = pd.DataFrame({"kind": [Attention.UNEXPLAINED.value], "n": [n]})
    rows.append(unexplained if n else unexplained.head(0))
    return pd.concat(rows, ignore_index=True).reindex(columns=list(COLUMNS))


def _rows(board: pd.DataFrame, kind: Attention) -> pd.DataFrame:
    by = "age_minutes" if kind is Attention.LONG_WAIT else "days_left"
    ordered = board.sort_values(by, ascending=by == "days_left", kind="stable")
    return pd.DataFrame(
        {
            "kind": kind.value,
            "report_id": ordered["report_id"].astype(object),
            "title": ordered["title"].astype(object),
            "role": ordered["current_roles"].astype(object),
            "n_days": -ordered["days_left"].astype("float64"),
            "minutes": ordered["age_minutes"],
            "n": float("nan"),
        }
    )
