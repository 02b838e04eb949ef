"""Every table of one moment: counted from the whole log, or mended where something happened.

Each row of these tables belongs to one report and depends on the events of that report alone.
So when events are added only their reports are counted again, and when only time passes nothing
but the ages of open visits changes. Both ways end with what the whole log would have given.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from lkj.analytics.amended import amended_log
from lkj.analytics.clocks import minutes_until
from lkj.analytics.passes import passes as passes_of
from lkj.analytics.schema import EVENT_LOG, Schema, conform, sop_categories
from lkj.analytics.status import registrations, status_of
from lkj.analytics.strip import step_strip
from lkj.analytics.visits import visits_of
from lkj.domain.sop import Sop
from lkj.worktime import WorkingCalendar

# What is counted reads these columns of the log; free text and who recorded it say nothing.
_COUNTED: Schema = tuple(c for c in EVENT_LOG if c.name not in ("recorded_by", "note"))
READ = tuple(column.name for column in _COUNTED)
MOST_PIECES = 64  # of a column of texts, before they are joined


@dataclass(frozen=True, kw_only=True)
class Tables:
    """Tables by report; never change them, they may be shared.

    `unsettled` reports have acts later than `as_of`: with time their rows change in every way.
    """

    as_of: datetime
    visits: pd.DataFrame
    status: pd.DataFrame
    strip: pd.DataFrame
    passes: pd.DataFrame
    unsettled: frozenset[str]


Kind = TypeVar("Kind", bound=Tables)


def tables_of(
    event_log: pd.DataFrame,
    *,
    sops: Iterable[Sop],
    calendar: WorkingCalendar,
    as_of: datetime,
    known_at: datetime | None = None,
) -> Tables:
    """Count everything from the events of some reports, of each report all of them.

    Args:
        event_log: of EVENT_LOG at least the columns READ, in any row order.
        sops: every SOP version that a report of the log runs under.
        calendar: counts the working minutes.
        as_of: the moment looked from.
        known_at: leaves out what was recorded later; None keeps all.
    """
    known = list(sops)
    registered = registrations(event_log)
    read = [counted_log(event_log, sops=known)]
    # Of a million events a copy weighs more than the whole program: none is held longer.
    del event_log
    log = amended_log(read.pop(), known_at=known_at)
    visits = visits_of(log, sops=known, calendar=calendar, as_of=as_of)
    status = status_of(log, registered, visits, sops=known, calendar=calendar, as_of=as_of)
    return Tables(
        as_of=as_of,
        visits=visits,
        status=status,
        strip=step_strip(visits, sops=known, calendar=calendar, as_of=as_of),
        passes=passes_of(visits, status),
        unsettled=frozenset(log.loc[log["occurred_at"] > as_of, "report_id"]),
    )


def counted_log(event_log: pd.DataFrame, *, sops: Iterable[Sop]) -> pd.DataFrame:
    """The columns READ of a log, so that parts of it can be joined as they are."""
    return conform(event_log, _COUNTED, categories=sop_categories(sops))


def aged(tables: Kind, *, as_of: datetime, calendar: WorkingCalendar) -> Kind:
    """Move on to a later moment: open visits grow older, nothing else.

    Args:
        tables: what is unsettled in them must be mended as well, see `mended`.
        as_of: not before theirs.
        calendar: the one that they were made with.
    """
    visits, status = tables.visits, tables.status
    since = visits.loc[visits["outcome"].isna(), "entered_at"]
    age = minutes_until(since, as_of, calendar).reindex(visits.index)
    begun = status["started_at"].where(status["touch_age_minutes"].notna())
    touch = minutes_until(begun, as_of, calendar)
    is_over = touch > status["standard_minutes"].astype("float64")
    return replace(
        tables,
        as_of=as_of,
        visits=visits.assign(age_minutes=age),
        passes=tables.passes.assign(age_minutes=age),
        status=status.assign(
            age_minutes=minutes_until(status["waiting_since"], as_of, calendar),
            touch_age_minutes=touch,
            is_over_standard=is_over,
        ),
        strip=_with_over(tables.strip, status[is_over & ~status["is_over_standard"]]),
    )


def mended(tables: Kind, fresh: Tables, reports: Collection[str]) -> Kind:
    """Put the rows of some reports in the place of their former ones.

    Args:
        tables: as of the same moment as `fresh`.
        fresh: of no other reports than these.
        reports: whose rows in `tables` no longer hold; `fresh` may lack some of them.
    """
    changed = sorted(reports)
    return replace(
        tables,
        visits=spliced(tables.visits, fresh.visits, changed),
        status=spliced(tables.status, fresh.status, changed),
        strip=spliced(tables.strip, fresh.strip, changed),
        passes=spliced(tables.passes, fresh.passes, changed),
        unsettled=tables.unsettled.difference(changed) | fresh.unsettled,
    )


def _with_over(strip: pd.DataFrame, newly_over: pd.DataFrame) -> pd.DataFrame:
    """The strip where the current steps of some reports have come to exceed their standard."""
    is_over = strip["is_over_standard"].to_numpy(copy=True)
    for report, step in zip(newly_over["report_id"], newly_over["current_step"], strict=True):
        rows = _rows(strip, report)
        is_over[rows] |= (strip["step"].iloc[rows] == step).to_numpy()
    return strip.assign(is_over_standard=is_over)


def spliced(table: pd.DataFrame, fresh: pd.DataFrame, changed: Sequence[str]) -> pd.DataFrame:
    """A table by report with other rows for some reports.

    Args:
        table: sorted by report_id.
        fresh: the new rows of these reports, sorted likewise; it may lack some of them.
        changed: the reports, in order.
    """
    pieces, done = [], 0
    for report in changed:
        old, new = _rows(table, report), _rows(fresh, report)
        pieces += [table.iloc[done : old.start], fresh.iloc[new]]
        done = old.stop
    joined = pd.concat([*pieces, table.iloc[done:]], ignore_index=True)
    return joined.assign(**_mended_columns(joined, table, fresh))


def _rows(table: pd.DataFrame, report: str) -> slice:
    """Where a report's rows stand in a table by report."""
    ids = table["report_id"].array
    return slice(bisect_left(ids, report), bisect_right(ids, report))


def _mended_columns(
    joined: pd.DataFrame, table: pd.DataFrame, fresh: pd.DataFrame
) -> dict[str, pd.Series]:
    """Columns that joining pieces has left worse than they were."""
    mended: dict[str, pd.Series] = {}
    for name in map(str, joined.columns):
        column = joined[name]
        before = table[name].dtype
        if isinstance(before, pd.CategoricalDtype) and column.dtype != before:
            # A value that the table did not know yet.
            values = before.categories.union(fresh[name].cat.categories, sort=False)
            mended[name] = column.astype(pd.CategoricalDtype(values))
        elif before == "str" and _n_pieces(column) > MOST_PIECES:
            mended[name] = pd.Series(pa.array(column).combine_chunks(), dtype="str")
    return mended


def _n_pieces(texts: pd.Series) -> int:
    """Joining texts copies nothing, but each piece makes the next look slower."""
    array = pa.array(texts)
    return array.num_chunks if isinstance(array, pa.ChunkedArray) else 1
