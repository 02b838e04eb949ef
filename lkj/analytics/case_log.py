"""The events of any log as its map reads them, put into the order of their cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from lkj.analytics.amended import Bools, Ints
from lkj.analytics.log_times import read_times
from lkj.analytics.schema import TIME, Column, Schema
from lkj.domain.log_map import ActKind, LogMap
from lkj.domain.log_words import safe_id

CASE_LOG: Schema = (
    Column("report_id", "str", "the case"),
    Column("row", "int64", "row or event of the file"),
    Column("activity", "category", "as the log names it"),
    Column("step", "category", "step of the SOP; missing where the activity is not mapped"),
    Column("kind", "category", "what it does to the step; missing where not mapped"),
    Column("role", "category", "id by the map, else of the log; missing where neither says so"),
    Column("actor", "str", "person as the log names it; missing where it does not"),
    Column("at", TIME, "when it was finished"),
    Column("started_at", TIME, "when it was begun; missing where the log does not say"),
)


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
    is_other, is_start = _lifecycle(rows, log_map)
    activity = _texts(rows[columns.activity])
    is_ignored = activity.isin(log_map.ignored).to_numpy()
    is_wanted = ~is_other & ~is_ignored
    read = pd.DataFrame(
        {
            "report_id": _texts(rows[columns.case]),
            "row": rows.index.to_numpy(),
            "activity": activity,
            "actor": _optional(rows, columns.person),
            "said_role": _optional(rows, columns.role),
            "at": read_times(rows[columns.finished], log_map.zone),
            "started_at": _starts(rows, log_map),
            "is_start": is_start,
        }
    )
    problems = _problems(read, rows, log_map)
    kept = read[is_wanted & (problems.to_numpy() == "")]
    n_read = len(kept)
    if as_of is not None:
        kept = kept[(kept["at"] <= as_of).to_numpy()]
    n_later = n_read - len(kept)
    events, n_unfinished = _joined(_mapped(kept, log_map))
    return CaseLog(
        events=events,
        activities=tuple(kept["activity"].unique()),
        role_names=tuple(kept["said_role"].dropna().unique()),
        refused=_refused(rows, problems[is_wanted], log_map),
        n_ignored=int((is_ignored & ~is_other).sum()),
        n_other_lifecycle=int(is_other.sum()),
        n_later=n_later,
        n_unfinished_starts=n_unfinished,
    )


def _texts(values: pd.Series) -> pd.Series:
    """Text without blanks around it; "" where there is none."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        names = [*values.cat.categories.astype("str").str.strip(), ""]
        codes = values.cat.codes.to_numpy()
        return pd.Series(np.array(names, dtype=object)[codes], index=values.index, dtype="str")
    return values.astype("str").fillna("").str.strip()


def _optional(rows: pd.DataFrame, name: str) -> pd.Series:
    if not name:
        return pd.Series(pd.NA, index=rows.index, dtype="str")
    texts = _texts(rows[name])
    return texts.where(texts != "")


def _lifecycle(rows: pd.DataFrame, log_map: LogMap) -> tuple[Bools, Bools]:
    """Which rows say neither begin nor end, and which begin. A row without a word ends."""
    name = log_map.columns.lifecycle
    if not name:
        nothing = np.zeros(len(rows), dtype=bool)
        return nothing, nothing
    words = _texts(rows[name]).str.lower()
    is_start = words.isin([word.lower() for word in log_map.start_words]).to_numpy()
    ends = ["", *(word.lower() for word in log_map.finish_words)]
    return ~is_start & ~words.isin(ends).to_numpy(), is_start


def _starts(rows: pd.DataFrame, log_map: LogMap) -> pd.Series:
    name = log_map.columns.started
    if not name:
        return pd.Series(pd.NaT, index=rows.index, dtype="datetime64[us, UTC]")
    return read_times(rows[name], log_map.zone)


def _problems(read: pd.DataFrame, rows: pd.DataFrame, log_map: LogMap) -> pd.Series:
    """The first problem of each row, "" where it has none."""
    columns = log_map.columns
    has_time = _is_said(rows, columns.finished)
    found: dict[RowProblem, Any] = {
        RowProblem.NO_CASE: read["report_id"] == "",
        RowProblem.NO_ACTIVITY: read["activity"] == "",
        RowProblem.NO_TIME: read["at"].isna() & ~has_time,
        RowProblem.UNREADABLE_TIME: read["at"].isna() & has_time,
        RowProblem.UNREADABLE_START: read["started_at"].isna()
        & _is_said(rows, columns.started),
    }
    problems = pd.Series("", index=read.index, dtype="str")
    for problem, is_found in reversed(found.items()):
        problems = problems.mask(is_found, problem.value)
    return problems


def _is_said(rows: pd.DataFrame, name: str) -> pd.Series:
    if not name:
        return pd.Series(False, index=rows.index)
    if rows[name].dtype.kind == "M":
        return rows[name].notna()
    return _texts(rows[name]) != ""


def _refused(rows: pd.DataFrame, problems: pd.Series, log_map: LogMap) -> pd.DataFrame:
    wrong = problems[problems != ""]
    columns = log_map.columns
    source = {
        RowProblem.UNREADABLE_TIME: columns.finished,
        RowProblem.UNREADABLE_START: columns.started,
    }
    value = pd.Series("", index=wrong.index, dtype="str")
    for problem, name in source.items():
        is_it = wrong == problem
        value[is_it] = rows.loc[wrong.index[is_it], name].astype("str") if is_it.any() else ""
    return pd.DataFrame({"row": wrong.index, "reason": wrong.array, "value": value.array})


def _mapped(read: pd.DataFrame, log_map: LogMap) -> pd.DataFrame:
    """Add step, kind and role to each event; activities become categories."""
    activity = read["activity"].astype("category")
    mapped = {one.name: one for one in log_map.activities}
    known = [mapped.get(name) for name in activity.cat.categories]
    codes = activity.cat.codes.to_numpy().astype(np.int64)
    steps = dict.fromkeys(one.step for one in log_map.activities)
    roles = _roles(read, [one.role if one else "" for one in known], codes)
    kinds = [one.kind.value if one else None for one in known]
    return read.assign(
        activity=activity,
        step=_looked_up([one.step if one else None for one in known], codes, steps),
        kind=_looked_up(kinds, codes, [kind.value for kind in ActKind]),
        role=roles,
    )


def _looked_up(values: list[str | None], codes: Ints, order: Iterable[str]) -> pd.Categorical:
    """One value for each activity, spread over the events."""
    names = pd.Index(list(order), dtype="str")
    places: Ints = names.get_indexer(pd.Index(values, dtype="str")).astype(np.int64)
    return pd.Categorical.from_codes(np.append(places, -1)[codes], categories=names)


def _roles(read: pd.DataFrame, by_activity: list[str], codes: Ints) -> pd.Categorical:
    """The role that the map gives to each activity, else the id of the one the log names."""
    said = read["said_role"].astype("category").cat
    of_log = [safe_id(str(name)) for name in said.categories]
    names = pd.Index(dict.fromkeys([*filter(None, by_activity), *of_log]), dtype="str")
    by_map = names.get_indexer(pd.Index(by_activity, dtype="str")).astype(np.int64)
    by_log = names.get_indexer(pd.Index(of_log, dtype="str")).astype(np.int64)
    given = np.append(by_map, -1)[codes]
    spoken = np.append(by_log, -1)[said.codes.to_numpy()]
    return pd.Categorical.from_codes(np.where(given >= 0, given, spoken), categories=names)


def _joined(read: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Give each activity its start where that is an event of its own, and order the rest."""
    is_start = read["is_start"].to_numpy() | (read["kind"] == ActKind.STARTED).to_numpy()
    case = pd.factorize(read["report_id"], sort=True)[0].astype(np.int64)
    instants = pd.DatetimeIndex(read["at"]).as_unit("us").asi8
    order = np.lexsort((np.arange(len(read)), instants, case))
    read, is_start = read.iloc[order], is_start[order]
    ends = read[~is_start].reset_index(drop=True)
    n_used = 0
    if is_start.any():
        key = _join_key(read, case[order])
        began, n_used = _paired(key, is_start, read["at"])
        ends = ends.assign(started_at=ends["started_at"].fillna(began))
    names = [column.name for column in CASE_LOG]
    ends = ends[names].assign(activity=ends["activity"].cat.remove_unused_categories())
    return ends, int(is_start.sum()) - n_used


def _join_key(read: pd.DataFrame, case: Ints) -> Ints:
    """Starts and ends of one case and step, or activity where it is not mapped."""
    step = read["step"].cat.codes.to_numpy().astype(np.int64)
    activity = read["activity"].cat.codes.to_numpy().astype(np.int64)
    n_steps = len(read["step"].cat.categories)
    what = np.where(step >= 0, step, n_steps + activity)
    return case * (n_steps + len(read["activity"].cat.categories)) + what


def _paired(key: Ints, is_start: Bools, at: pd.Series) -> tuple[pd.Series, int]:
    """The start of each end, missing where none; and how many starts were used."""
    step = pd.Series(np.where(is_start, 1, -1))
    n_open = step.groupby(key).cumsum()  # lower than ever before: nothing was open
    lowest = n_open.groupby(key).cummin().clip(upper=0)
    is_ended = ~is_start & (n_open >= lowest.groupby(key).shift(fill_value=0)).to_numpy()
    rank = step.groupby([key, is_start, is_ended]).cumcount().to_numpy()
    keys = pd.MultiIndex.from_arrays([key, rank])
    starts = pd.Series(np.flatnonzero(is_start), index=keys[is_start])
    place = starts.reindex(keys[is_ended]).to_numpy()
    began = pd.Series(pd.NaT, index=range(len(at)), dtype=at.dtype)
    began.iloc[np.flatnonzero(is_ended)] = at.iloc[place].array
    return began[~is_start].reset_index(drop=True), len(place)
