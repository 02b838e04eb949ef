"""Why passes waited before somebody began: taken from the records alone (metrics 2.10)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lkj.analytics.amended import MOVES, Ints
from lkj.analytics.groups import Groups, group_rows
from lkj.analytics.ranges import greatest_within, least_covering, total_up_to
from lkj.analytics.schema import TIME, ClockQuality
from lkj.domain.events import Precision
from lkj.worktime import WorkingCalendar

# In the order in which they are taken out of a wait; what is left is unexplained. Time outside
# working hours is no wait at all. Leave is recorded nowhere, so it has no part of its own.
PARTS = ("other_report", "later_report", "batch", "unexplained")
PART_COLUMNS = tuple(f"{part}_minutes" for part in PARTS)
FEWEST_IN_BATCH = 3
BATCH_MINUTES = 10  # by the clock on the wall
_MICROSECONDS = 60_000_000  # of a minute

_Stretches = tuple[Ints, Ints, Ints, Ints]  # person, received, begun, left
_Work = tuple[Ints, Ints, Ints]  # received, begun, left of what was measured


def waiting_parts(visits: pd.DataFrame, *, calendar: WorkingCalendar) -> pd.DataFrame:
    """What did the person who began each pass do while it waited?

    Args:
        visits: STEP_VISITS of everything that happened, perhaps with more columns.
        calendar: counts the working minutes.

    Returns:
        The decided visits whose waiting is known, with PART_COLUMNS added, in working minutes.
        They add up to `waiting_minutes`: the person worked on a report that was received no
        later (`other_report`); on one received later (`later_report`); waited until the last
        of three or more that were then begun within ten minutes had come (`batch`); or none of
        these (`unexplained`), which says nothing about the person. Only passes that are
        measured from start to finish tell that a person was at work.
    """
    is_known = visits["outcome"].isin(MOVES) & (visits["waiting_minutes"] >= 0)
    waits = visits[is_known]
    is_measured = (waits["clock_quality"] == ClockQuality.MEASURED) & (
        waits["left_precision"] == Precision.MINUTE
    )
    who, received, begun, left = _on_one_clock(waits, calendar)
    measured = is_measured.to_numpy()
    at_work = received[measured], begun[measured], left[measured]
    earlier, busy = _busy_minutes(received, begun, at_work)
    filled = _batch_filled(waits, who, received)
    # While a batch fills up the person may work elsewhere: that is told already.
    batch = filled - received - _busy_minutes(received, filled, at_work)[1]
    rest = begun - received - busy - batch
    columns = zip(PART_COLUMNS, (earlier, busy - earlier, batch, rest), strict=True)
    return waits.assign(**{name: minutes.astype(np.float64) for name, minutes in columns})


def waiting_causes(
    visits: pd.DataFrame, parts: pd.DataFrame, *, by: Sequence[str] = ("step",)
) -> pd.DataFrame:
    """How much of the waiting do the records explain?

    Args:
        visits: STEP_VISITS, any rows of what `parts` was made from, with their index.
        parts: from `waiting_parts`.
        by: columns to group by.

    Returns:
        One row per group with decided passes: `n` = `n_waiting` whose waiting is known +
        `n_unknown`; `waiting_minutes` in sum and its PART_COLUMNS, missing where no waiting is
        known.
    """
    decided = visits[visits["outcome"].isin(MOVES)]
    groups = group_rows(decided, by)
    known = parts.loc[decided.index.intersection(parts.index)]
    of_waits = Groups(groups.keys, groups.number[decided.index.get_indexer(known.index)])
    n, n_waiting = (
        of.count(pd.Series(data=True, index=table.index))
        for of, table in ((groups, decided), (of_waits, known))
    )
    counts = groups.keys.assign(n=n, n_waiting=n_waiting, n_unknown=n - n_waiting)
    names = ("waiting_minutes", *PART_COLUMNS)
    return counts.assign(**{name: of_waits.total(known[name]) for name in names})


def _on_one_clock(waits: pd.DataFrame, calendar: WorkingCalendar) -> _Stretches:
    """Person, received, begun and left of each pass, in working minutes.

    Everybody has a stretch of the clock of their own, so that one row holds them all.
    """
    times = [waits[f"{name}_at"].dt.floor("min") for name in ("entered", "started", "left")]
    since = pd.Series(min(at.min() for at in times), index=waits.index, dtype=TIME)
    received, begun, left = (
        np.rint(calendar.minutes_between(since, at).to_numpy()).astype(np.int64) for at in times
    )
    who = pd.factorize(waits["actor"])[0].astype(np.int64)
    shift = who * (max(begun.max(initial=0), left.max(initial=0)) + 1)
    return who, received + shift, begun + shift, left + shift


def _busy_minutes(received: Ints, until: Ints, at_work: _Work) -> tuple[Ints, Ints]:
    """Minutes of each wait in which its person worked on what came no later, and on anything.

    Work on the same report never falls into its own wait: one pass follows the other.
    """
    came, start, end = at_work
    edges = np.unique(np.concatenate([start, end, received, until]))
    first, last = (np.searchsorted(edges, at) for at in (start, end))
    nobody = int(edges.max(initial=0)) + 1
    # Where several stretches cover a minute, that of the report that came first counts.
    earliest = least_covering(first, last, came, n=max(len(edges) - 1, 0), nothing=nobody)
    is_work = earliest < nobody
    minutes, earliest = np.diff(edges)[is_work], earliest[is_work]
    n_before = np.concatenate([[0], np.cumsum(is_work)])
    low, high = (n_before[np.searchsorted(edges, at)] for at in (received, until))
    worked = np.concatenate([[0], np.cumsum(minutes)])
    earlier = total_up_to(earliest, minutes, low, high, limit=received)
    return earlier, worked[high] - worked[low]


def _batch_filled(waits: pd.DataFrame, who: Ints, received: Ints) -> Ints:
    """When the last of each pass's batch was received; its own receipt where it is in none."""
    entered, started = (
        waits[f"{name}_at"].dt.floor("min").astype("int64").to_numpy() // _MICROSECONDS
        for name in ("entered", "started")
    )
    order = np.lexsort((started, who))
    span = int(started.max(initial=0)) + BATCH_MINUTES + 1
    keys = (started + who * span)[order]
    ends = np.searchsorted(keys, keys + BATCH_MINUTES, side="right")
    rows = np.flatnonzero(ends - np.arange(len(keys)) >= FEWEST_IN_BATCH)
    # All of a batch had come before the first of it was begun.
    latest = greatest_within(entered[order], rows, ends[rows])
    rows = rows[latest <= started[order][rows]]
    filled, taken = received.copy(), 0
    for row, end in zip(rows.tolist(), ends[rows].tolist(), strict=True):
        if row >= taken:
            members = order[row:end]
            filled[members] = received[members].max()
            taken = end
    return filled
