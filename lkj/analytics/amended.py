"""The event log as it must be read: what was taken back is out, corrections are in."""

from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from lkj.analytics.payloads import facts_of
from lkj.analytics.report_ids import report_numbers
from lkj.domain.events import EventKind, Precision

MOVES = (EventKind.SUBMITTED, EventKind.APPROVED, EventKind.REJECTED)

# Statements about the log itself. They hold from when they were recorded, whatever `as_of` is.
STATEMENTS = (
    EventKind.TAKEN_BACK,
    EventKind.CAUSE_GIVEN,
    EventKind.CORRECTED,
    EventKind.WITHDRAWN,
)
# What vanishes with a visit that taking back closes.
_UNDOABLE = (*MOVES, EventKind.STARTED, EventKind.CANCELLED, EventKind.RECEIPT_CONFIRMED)
_READ = [
    "report_id",
    "version",
    "no",
    "kind",
    "step",
    "next_step",
    "sop_id",
    "sop_version",
    "actor",
    "role",
    "capacity",
    "source",
    "occurred_at",
    "started_at",
    "time_precision",
    "effort_minutes",
    "recorded_at",
    "target_no",
    "reasons",
]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def amended_log(event_log: pd.DataFrame, *, known_at: datetime | None = None) -> pd.DataFrame:
    """Read the log with everything that was said about it until `known_at`.

    Args:
        event_log: conforms to EVENT_LOG, in any row order.
        known_at: leaves out what was recorded later; None keeps all.

    Returns:
        One row per act, by report and version. Withdrawn reports, undone acts and the
        statements are gone; times and efforts are as corrected. Added to the columns that
        analysis reads are `report` (number of the report in order of its id),
        `started_precision`, `has_time_conflict`, `cause`, `is_corrected` (any correction),
        `is_time_corrected` (of occurred_at) and `start_amendment` (rank of the latest
        correction of a start, -1 where none).
    """
    known = event_log
    del event_log
    if known_at is not None:
        known = known[known["recorded_at"] <= known_at]
    report = report_numbers(known["report_id"])
    order = np.lexsort((known["version"].to_numpy(), report))
    log, payload = known[_READ].assign(report=report, **_paper_facts(known)), known["payload"]
    del known
    if not _is_identity(order):
        log = log.iloc[order]
    log = log.reset_index(drop=True)
    said = _statements(log, payload, order)
    del payload
    log = _with_corrections(log, said).assign(cause=_causes(log, said))
    is_act = ~log["kind"].isin(STATEMENTS).to_numpy()
    return log[is_act & ~_is_undone(log) & ~_is_withdrawn(log)].reset_index(drop=True)


def taken(column: pd.Series, positions: Ints) -> pd.Series:
    """The values at some positions; missing where the position is -1."""
    values = pd.api.extensions.take(column.array, positions, allow_fill=True)
    return pd.Series(values)


def _is_identity(order: Ints) -> bool:
    return bool((order == np.arange(len(order))).all())


def _paper_facts(events: pd.DataFrame) -> dict[str, pd.Series]:
    """Which acts keep contradicting times for a reason, and how exactly starts are known."""
    payload, precision = events["payload"], events["time_precision"].copy()
    said = _mentioning(payload, "started_precision")
    other = [fact.get("started_precision") for fact in _facts_at(payload, said)]
    precision.iloc[said] = pd.Series(other, dtype=precision.dtype).to_numpy()
    has_conflict = np.zeros(len(events), dtype=bool)
    said = _mentioning(payload, "time_conflict")
    has_conflict[said] = [bool(fact.get("time_conflict")) for fact in _facts_at(payload, said)]
    return {
        "has_time_conflict": pd.Series(has_conflict, index=events.index),
        "started_precision": precision,
    }


def _mentioning(payload: pd.Series, key: str) -> Ints:
    """Rows worth parsing: a million payloads are searched faster than parsed."""
    return np.flatnonzero(payload.str.contains(f'"{key}"', regex=False, na=False).to_numpy())


def _facts_at(payload: pd.Series, rows: Ints) -> list[dict[str, Any]]:
    return facts_of(payload.iloc[rows].fillna(""))


def _statements(log: pd.DataFrame, payload: pd.Series, order: Ints) -> pd.DataFrame:
    """Corrections and causes, by the row of the act that they speak about.

    `payload` stands in the order of recording, and `order` brings it to that of `log`.
    """
    is_said = log["kind"].isin((EventKind.CORRECTED, EventKind.CAUSE_GIVEN))
    rows = np.flatnonzero(is_said.to_numpy())
    facts = _facts_at(payload, order[rows])
    names = ["field", "value", "precision", "cause"]
    said = pd.DataFrame(
        {name: [fact.get(name) for fact in facts] for name in names}, dtype=object
    )
    said = said.assign(row=rows, target=_targets(log, rows))
    return said[said["target"] >= 0].reset_index(drop=True)


def _targets(log: pd.DataFrame, rows: Ints) -> Ints:
    """Rows of the events that some rows speak about; -1 outside the same report."""
    if not len(rows):
        return np.empty(0, np.int64)
    wanted = log["target_no"].iloc[rows].fillna(-1).astype(np.int64)
    found = pd.Index(log["no"]).get_indexer(pd.Index(wanted)).astype(np.int64)
    report = log["report"].to_numpy()
    is_near = (found >= 0) & (report[found] == report[rows]) & (found < rows)
    return np.where(is_near, found, -1)


def _with_corrections(log: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    times, starts, efforts = _changes(log, said)
    is_start_event = (log["kind"] == EventKind.STARTED).to_numpy()
    amendment = np.full(len(log), -1)
    amendment[starts["target"]] = starts["row"]
    begun = times[is_start_event[times["target"]]]
    amendment[begun["target"]] = begun["row"]
    is_moved = _flags(log, times)
    return log.assign(
        occurred_at=_replaced(log["occurred_at"], times, "at"),
        time_precision=_replaced(log["time_precision"], times, "precision"),
        started_at=_replaced(log["started_at"], starts, "at"),
        started_precision=_replaced(log["started_precision"], starts, "precision"),
        effort_minutes=_replaced(log["effort_minutes"], efforts, "minutes"),
        is_time_corrected=is_moved,
        is_corrected=is_moved | _flags(log, starts) | _flags(log, efforts),
        start_amendment=amendment,
    )


def _changes(
    log: pd.DataFrame, said: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The corrections that hold: of occurred_at, of a move's started_at, of its effort."""
    is_move = log["kind"].isin(MOVES).to_numpy()[said["target"]]
    field = said["field"]
    is_start = is_move & (field == "started_at")
    # A registration and a start have one time only, whatever the correction calls it.
    is_time = (field == "occurred_at") | (~is_move & (field == "started_at"))
    is_effort = is_move & (field == "effort_minutes")
    at = said["value"].where(is_start | is_time)
    known = said.assign(
        at=pd.to_datetime(at, utc=True, format="ISO8601", errors="coerce").dt.as_unit("us"),
        minutes=pd.to_numeric(said["value"].where(is_effort), errors="coerce"),
        precision=said["precision"].fillna(Precision.MINUTE.value),
    )
    # An act without a time is no act; a start or an effort may be taken out.
    times = _latest(known[is_time & known["at"].notna()])
    return times, _latest(known[is_start]), _latest(known[is_effort])


def _latest(changes: pd.DataFrame) -> pd.DataFrame:
    return changes.drop_duplicates("target", keep="last")


def _replaced(column: pd.Series, changes: pd.DataFrame, name: str) -> pd.Series:
    if changes.empty:
        return column
    replaced = column.copy()
    replaced.iloc[changes["target"].to_numpy()] = changes[name].to_numpy()
    return replaced


def _flags(log: pd.DataFrame, changes: pd.DataFrame) -> Bools:
    flags = np.zeros(len(log), dtype=bool)
    flags[changes["target"]] = True
    return flags


def _causes(log: pd.DataFrame, said: pd.DataFrame) -> pd.Series:
    given = _latest(said[said["cause"].notna()])
    causes = pd.Series(given["cause"].to_numpy(), index=given["target"], dtype="category")
    return causes.reindex(log.index)


def _is_undone(log: pd.DataFrame) -> Bools:
    """Acts from a move that was taken back until its taking back."""
    kind = log["kind"]
    undoing = np.flatnonzero((kind == EventKind.TAKEN_BACK).to_numpy())
    target = _targets(log, undoing)
    is_move = (target >= 0) & kind.isin(MOVES).to_numpy()[target]
    target, first = np.unique(target[is_move], return_index=True)
    change = np.zeros(len(log), dtype=np.int64)
    np.add.at(change, target, 1)
    np.add.at(change, undoing[is_move][first], -1)
    return (np.cumsum(change) > 0) & kind.isin(_UNDOABLE).to_numpy()


def _is_withdrawn(log: pd.DataFrame) -> Bools:
    report = log["report"].to_numpy()
    is_gone = np.zeros(report.max(initial=-1) + 1, dtype=bool)
    is_gone[report[(log["kind"] == EventKind.WITHDRAWN).to_numpy()]] = True
    withdrawn: Bools = is_gone[report]
    return withdrawn
