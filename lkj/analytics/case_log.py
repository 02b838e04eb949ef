"""The events of any log as its map reads them, put into the order of their cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
import pandas as pd

from lkj.analytics.amended import Bools, Ints
from lkj.analytics.coded_text import Coded, Codes, coded, none_coded
from lkj.analytics.log_times import read_times
from lkj.analytics.ordering import ranges, runs, stable_order, starts_run
from lkj.analytics.schema import TIME, Column, Schema
from lkj.domain.log_map import ActKind, LogMap
from lkj.domain.log_words import safe_id

CASE_LOG: Schema = (
    Column("report_id", "category", "the case; its texts stand in their order"),
    Column("row", "int64", "row or event of the file"),
    Column("activity", "category", "as the log names it"),
    Column("step", "category", "step of the SOP; missing where the activity is not mapped"),
    Column("kind", "category", "what it does to the step; missing where not mapped"),
    Column("role", "category", "id by the map, else of the log; missing where neither says so"),
    Column("actor", "category", "person as the log names it; missing where it does not"),
    Column("at", TIME, "when it was finished"),
    Column("started_at", TIME, "when it was begun; missing where the log does not say"),
)


_NAT = np.iinfo(np.int64).min


class RowProblem(StrEnum):
    """Why a row of a log cannot be read."""

    NO_CASE = "no_case"
    NO_ACTIVITY = "no_activity"
    NO_TIME = "no_time"
    UNREADABLE_TIME = "unreadable_time"
    UNREADABLE_START = "unreadable_start"
    WRONG_WIDTH = "wrong_width"  # a record of a CSV file with more or fewer cells


@dataclass(frozen=True)
class CaseLog:
    """What was read of a log.

    `events` are CASE_LOG by case, time and row; `activities` are the names of all that was
    done, also of starts; `role_names` are those of the log's own column. `refused` has `row`,
    `reason` (RowProblem) and `value` of each row that could not be read. The counts are of rows
    left out on purpose: activities that the map ignores, words of the lifecycle that neither
    begin nor end, acts after the as-of moment, and starts that nothing ends.
    """

    events: pd.DataFrame
    activities: tuple[str, ...]
    role_names: tuple[str, ...]
    refused: pd.DataFrame
    n_ignored: int
    n_other_lifecycle: int
    n_later: int
    n_unfinished_starts: int


def case_log(rows: pd.DataFrame, log_map: LogMap, *, as_of: datetime | None = None) -> CaseLog:
    """Read the rows of a log: which case, which step, what, by whom, from when to when?

    Args:
        rows: the file's columns under their own names, text or typed; the index numbers them.
        log_map: names columns that `rows` has.
        as_of: leaves out what was finished later; None keeps all.

    Returns:
        See `CaseLog`. A start that is an event of its own is joined to the activity it begins:
        of each case and step (or activity, where it is not mapped), an end takes the earliest
        start before it that no other end has taken.
    """
    columns = log_map.columns
    case, activity = coded(rows[columns.case]), coded(rows[columns.activity])
    at, started = (
        _times(rows, columns.finished, log_map),
        _times(rows, columns.started, log_map),
    )
    is_other, is_start = _lifecycle(rows, log_map)
    is_ignored = activity.are(log_map.ignored)
    is_wanted = ~is_other & ~is_ignored
    problem = _problems(case, activity, at, started)
    is_read = is_wanted & (problem < 0)
    is_kept = is_read.copy()
    if as_of is not None:
        is_kept &= at.instants <= _micros(as_of)
    kept = np.flatnonzero(is_kept)
    case = case.of(kept).in_order()
    in_order = _by_case_and_time(case.codes, at.instants[kept])
    order = kept[in_order]
    read = _Read(
        case=case.of(in_order),
        activity=activity.of(order),
        actor=_optional(rows, columns.person).of(order),
        role=_optional(rows, columns.role).of(order),
        row=rows.index.to_numpy()[order],
        finished=at.instants[order],
        started=started.instants[order],
        is_start=is_start[order],
    )
    events, n_unfinished = _events(read, log_map)
    return CaseLog(
        events=events,
        activities=tuple(read.activity.used()),
        role_names=tuple(read.role.used()),
        refused=_refused(rows, np.where(is_wanted, problem, np.int32(-1)), log_map),
        n_ignored=int((is_ignored & ~is_other).sum()),
        n_other_lifecycle=int(is_other.sum()),
        n_later=int(is_read.sum()) - len(kept),
        n_unfinished_starts=n_unfinished,
    )


@dataclass(frozen=True)
class _Times:
    """Microseconds since the epoch, NaT where nothing is read; and where something stands."""

    instants: Ints
    is_said: Bools


@dataclass(frozen=True)
class _Read:
    """The rows that count, by case and time."""

    case: Coded
    activity: Coded
    actor: Coded
    role: Coded
    row: Ints
    finished: Ints
    started: Ints
    is_start: Bools


def _micros(at: datetime) -> int:
    # Not `value`: that is nanoseconds, whatever the unit.
    return int(pd.Timestamp(at).as_unit("us").asm8.view(np.int64))


def _times(rows: pd.DataFrame, name: str, log_map: LogMap) -> _Times:
    if not name:
        return _Times(np.full(len(rows), _NAT), np.zeros(len(rows), dtype=bool))
    times = read_times(rows[name], log_map.zone)
    instants: Ints = pd.DatetimeIndex(times).as_unit("us").asi8
    is_said = instants != _NAT
    if not is_said.all():
        is_said |= coded(rows[name]).codes >= 0
    return _Times(instants, is_said)


def _by_case_and_time(case: Codes, instants: Ints) -> Ints:
    """Places in the order of cases and times; equal times stay as they stand."""
    starts, lengths = runs(case)
    is_whole = np.bincount(case[starts]).max(initial=0) <= 1
    is_first = starts_run(case)
    if is_whole and (is_first[1:] | (instants[1:] >= instants[:-1])).all():
        # Most logs tell one case after the other: only the cases are to be put in order.
        by_case = np.argsort(case[starts], kind="stable")
        return ranges(starts[by_case], lengths[by_case])
    in_time = np.argsort(instants, kind="stable")
    return in_time[stable_order(case[in_time].astype(np.int64))]


def _optional(rows: pd.DataFrame, name: str) -> Coded:
    return coded(rows[name]) if name else none_coded(len(rows))


def _lifecycle(rows: pd.DataFrame, log_map: LogMap) -> tuple[Bools, Bools]:
    """Which rows say neither begin nor end, and which begin. A row without a word ends."""
    words = _optional(rows, log_map.columns.lifecycle).lowered()
    is_start = words.are(word.lower() for word in log_map.start_words)
    is_end = words.are(word.lower() for word in log_map.finish_words) | (words.codes < 0)
    return ~is_start & ~is_end, is_start


def _problems(case: Coded, activity: Coded, at: _Times, started: _Times) -> Codes:
    """The place in RowProblem of the first problem of each row, -1 where it has none."""
    found = {
        RowProblem.NO_CASE: case.codes < 0,
        RowProblem.NO_ACTIVITY: activity.codes < 0,
        RowProblem.NO_TIME: ~at.is_said,
        RowProblem.UNREADABLE_TIME: at.instants == _NAT,
        RowProblem.UNREADABLE_START: started.is_said & (started.instants == _NAT),
    }
    first = np.full(len(case.codes), -1, dtype=np.int32)
    for problem, is_found in reversed(found.items()):
        first[is_found] = list(RowProblem).index(problem)
    return first


def _refused(rows: pd.DataFrame, problem: Codes, log_map: LogMap) -> pd.DataFrame:
    wrong = np.flatnonzero(problem >= 0)
    reasons = [list(RowProblem)[place].value for place in problem[wrong]]
    source = {
        RowProblem.UNREADABLE_TIME: log_map.columns.finished,
        RowProblem.UNREADABLE_START: log_map.columns.started,
    }
    values = [
        str(rows[source[reason]].iloc[place]) if reason in source else ""
        for place, reason in zip(wrong, map(RowProblem, reasons), strict=True)
    ]
    return pd.DataFrame(
        {
            "row": rows.index.to_numpy()[wrong],
            "reason": pd.Series(reasons, dtype="str"),
            "value": pd.Series(values, dtype="str"),
        }
    )


def _events(read: _Read, log_map: LogMap) -> tuple[pd.DataFrame, int]:
    """CASE_LOG, with starts that are events of their own joined; and how many were not."""
    mapped = {one.name: one for one in log_map.activities}
    done = read.activity.names()
    known = [mapped.get(name) for name in done]
    codes = read.activity.codes
    steps = dict.fromkeys(one.step for one in log_map.activities)
    step = _looked_up([one.step if one else None for one in known], codes, steps)
    kinds = [one.kind.value if one else None for one in known]
    kind = _looked_up(kinds, codes, [kind.value for kind in ActKind])
    is_start = read.is_start | np.asarray(kind == ActKind.STARTED)
    started, n_used = _joined(read, step.codes.astype(np.int64), is_start)
    # Most logs have no starts: then nothing is copied.
    ends = np.flatnonzero(~is_start) if is_start.any() else slice(None)
    roles = _roles(read, [one.role if one else "" for one in known])
    events = pd.DataFrame(
        {
            "report_id": read.case.of(ends).categories(),
            "row": read.row[ends],
            "activity": read.activity.of(ends).pruned().categories(),
            "step": step[ends],
            "kind": kind[ends],
            "role": roles[ends],
            "actor": read.actor.of(ends).categories(),
            "at": _as_times(read.finished[ends]),
            "started_at": _as_times(started[ends]),
        },
        copy=False,
    )
    return events, int(is_start.sum()) - n_used


def _as_times(instants: Ints) -> pd.Series:
    return pd.Series(instants.view("datetime64[us]")).dt.tz_localize("UTC")


def _looked_up(values: list[str | None], codes: Codes, order: Iterable[str]) -> pd.Categorical:
    """One value for each activity, spread over the events."""
    names = pd.Index(list(order), dtype="str")
    places: Ints = names.get_indexer(pd.Index(values, dtype="str")).astype(np.int64)
    return pd.Categorical.from_codes(np.append(places, -1)[codes], categories=names)


def _roles(read: _Read, by_activity: list[str]) -> pd.Categorical:
    """The role that the map gives to each activity, else the id of the one the log names."""
    of_log = [safe_id(name) for name in read.role.names()]
    names = pd.Index(dict.fromkeys([*filter(None, by_activity), *of_log]), dtype="str")
    by_map = names.get_indexer(pd.Index(by_activity, dtype="str")).astype(np.int64)
    by_log = names.get_indexer(pd.Index(of_log, dtype="str")).astype(np.int64)
    given = np.append(by_map, -1)[read.activity.codes]
    spoken = np.append(by_log, -1)[read.role.codes]
    return pd.Categorical.from_codes(np.where(given >= 0, given, spoken), categories=names)


def _joined(read: _Read, step: Ints, is_start: Bools) -> tuple[Ints, int]:
    """The start of each row: its own, else that of the event that begins it; how many served.

    An end takes the earliest free start before it of the same case and step, or activity where
    it is not mapped.
    """
    if not is_start.any():
        return read.started, 0
    n_steps = int(step.max(initial=-1)) + 1
    what = np.where(step >= 0, step, n_steps + read.activity.codes)
    key = read.case.codes.astype(np.int64) * (n_steps + len(read.activity.texts)) + what
    move = pd.Series(np.where(is_start, 1, -1))
    n_open = move.groupby(key).cumsum()  # lower than ever before: nothing was open
    lowest = n_open.groupby(key).cummin().clip(upper=0)
    is_begun = ~is_start & (n_open >= lowest.groupby(key).shift(fill_value=0)).to_numpy()
    rank = move.groupby([key, is_start, is_begun]).cumcount().to_numpy()
    keys = pd.MultiIndex.from_arrays([key, rank])
    place = keys[is_start].get_indexer(keys[is_begun])
    started = read.started.copy()
    own = started[is_begun]
    started[is_begun] = np.where(own == _NAT, read.finished[is_start][place], own)
    return started, len(place)
