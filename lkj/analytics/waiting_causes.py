"""Why passes waited before somebody began: taken from the records alone (metrics 2.10)."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from lkj.analytics.amended import MOVES, Ints
from lkj.analytics.groups import Groups, group_rows
from lkj.analytics.intervals import Floats
from lkj.analytics.schema import TIME, ClockQuality
from lkj.domain.events import Precision
from lkj.worktime import WorkingCalendar

# In the order in which they are taken out of a wait; what is left is unexplained. Time outside
# working hours is no wait at all. Leave is recorded nowhere, so it has no part of its own.
PARTS = ("other_report", "later_report", "batch", "unexplained")
PART_COLUMNS = tuple(f"{part}_minutes" for part in PARTS)
FEWEST_IN_BATCH = 3
BATCH_MINUTES = 10  # by the clock on the wall
_PAIRS_AT_ONCE = 2_000_000
_MICROSECONDS = 60_000_000  # of a minute

_Stretches = tuple[Ints, Floats, Floats, Floats]  # person, received, begun, left


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
    who, received, begun, _ = stretches = _on_one_clock(waits, calendar)
    at_work = _at_work(stretches, is_measured.to_numpy())
    earlier, busy = _busy_minutes(who, received, begun, at_work)
    filled = _batch_filled(waits, who, received)
    # While a batch fills up the person may work elsewhere: that is told already.
    batch = filled - received - _busy_minutes(who, received, filled, at_work)[1]
    rest = begun - received - busy - batch
    columns = zip(PART_COLUMNS, (earlier, busy - earlier, batch, rest), strict=True)
    # Differences of great numbers carry the noise of their last digit.
    return waits.assign(**{name: np.round(minutes, 6) + 0.0 for name, minutes in columns})


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
    """Person, received, begun and left of each pass, in working minutes since the first."""
    times = [waits[f"{name}_at"].dt.floor("min") for name in ("entered", "started", "left")]
    since = pd.Series(min(at.min() for at in times), index=waits.index, dtype=TIME)
    received, begun, left = (calendar.minutes_between(since, at).to_numpy() for at in times)
    return pd.factorize(waits["actor"])[0].astype(np.int64), received, begun, left


def _at_work(stretches: _Stretches, is_measured: np.ndarray) -> _Stretches:
    """The stretches in which people are known to have worked, by person and start."""
    who, received, begun, left = (values[is_measured] for values in stretches)
    order = np.lexsort((begun, who))
    return who[order], received[order], begun[order], left[order]


def _busy_minutes(
    who: Ints, received: Floats, until: Floats, at_work: _Stretches
) -> tuple[Floats, Floats]:
    """Minutes of each wait in which its person worked on what came no later, and on anything.

    Work on the same report never falls into its own wait: one pass follows the other.
    """
    whose, came, start, end = at_work
    span = max(until.max(initial=0.0), end.max(initial=0.0)) + 1
    reached = np.maximum.accumulate(end + whose * span)
    first = np.searchsorted(reached, received + who * span, side="right")
    last = np.searchsorted(start + whose * span, until + who * span, side="left")
    n_pairs = np.maximum(last - first, 0)
    earlier, anything = np.zeros(len(until)), np.zeros(len(until))
    for rows in _chunks(n_pairs):
        place, touch = _pairs(rows, first, n_pairs)
        begun = received[rows][place]
        low = np.maximum(start[touch], begun)
        high = np.maximum(np.minimum(end[touch], until[rows][place]), low)
        anything[rows] = _covered(place, low, high, len(rows))
        is_earlier = came[touch] <= begun
        told = place[is_earlier], low[is_earlier], high[is_earlier]
        earlier[rows] = _covered(*told, len(rows))
    return earlier, anything


def _chunks(n_pairs: Ints) -> Iterator[Ints]:
    """The rows that have pairs, in pieces of so few pairs that memory is no question."""
    rows = np.flatnonzero(n_pairs)
    piece = np.cumsum(n_pairs[rows]) // _PAIRS_AT_ONCE
    yield from np.split(rows, np.flatnonzero(np.diff(piece)) + 1)


def _pairs(rows: Ints, first: Ints, n_pairs: Ints) -> tuple[Ints, Ints]:
    """The place of every row beside each of its touches."""
    n = n_pairs[rows]
    place = np.repeat(np.arange(len(rows)), n)
    within = np.arange(len(place)) - np.repeat(np.cumsum(n) - n, n)
    return place, first[rows][place] + within


def _covered(place: Ints, low: Floats, high: Floats, n_rows: int) -> Floats:
    """Minutes of each row that its stretches cover; where two overlap they count once.

    Stretches stand by row; within a row none begins before the one in front of it.
    """
    span = high.max(initial=0.0) + 1
    reached = np.maximum.accumulate(high + place * span)
    before = np.concatenate([[0.0], reached])[: len(place)]
    fresh = np.maximum(high + place * span - np.maximum(low + place * span, before), 0)
    minutes: Floats = np.bincount(place, fresh, minlength=n_rows).astype(np.float64)
    return minutes


def _batch_filled(waits: pd.DataFrame, who: Ints, received: Floats) -> Floats:
    """When the last of each pass's batch was received; its own receipt where it is in none."""
    entered, started = (
        waits[f"{name}_at"].dt.floor("min").astype("int64").to_numpy() // _MICROSECONDS
        for name in ("entered", "started")
    )
    order = np.lexsort((started, who))
    span = int(started.max(initial=0)) + BATCH_MINUTES + 1
    keys = (started + who * span)[order]
    ends = np.searchsorted(keys, keys + BATCH_MINUTES, side="right")
    filled, taken = received.copy(), 0
    for row in np.flatnonzero(ends - np.arange(len(keys)) >= FEWEST_IN_BATCH):
        members = order[row : ends[row]]
        if row >= taken and entered[members].max() <= started[members].min():
            filled[members] = received[members].max()
            taken = int(ends[row])
    return filled
