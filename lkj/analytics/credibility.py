"""How far recorded times can be believed: entered late, rounded, all at once, impossible."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lkj.analytics.amended import Bools
from lkj.analytics.durations import passes_with_verdict
from lkj.analytics.groups import group_rows, share
from lkj.analytics.intervals import Floats
from lkj.analytics.passes import is_late_entry
from lkj.analytics.schema import ClockQuality
from lkj.domain.events import Precision
from lkj.worktime import WorkingCalendar

BURST_PASSES = 3
BURST_MINUTES = 5
HEAP = 5  # minutes: people round to these
MIN_FOR_HEAPING = 25  # known passes, so that 5 multiples are expected (Cochran 1954)

_HEAP_SHARE = 1 / HEAP
_CHI_SQUARE_95 = 3.841458820694124  # one degree of freedom
_MINUTE = pd.Timedelta(minutes=1)
_FLAGS = (
    "is_known",
    "is_late_entry",
    "is_multiple_of_five",
    "is_exact_standard",
    "is_burst",
    "is_off_hours",
    "is_impossible",
    "is_credible",
)


def entry_flags(visits: pd.DataFrame, calendar: WorkingCalendar) -> pd.DataFrame:
    """Which finished passes were recorded in a way that makes their minutes doubtful?

    Args:
        visits: STEP_VISITS, perhaps with more columns.
        calendar: counts the minutes until the entry.

    Returns:
        `passes_with_verdict` with these columns added (metrics 2.15):

        - `entry_lag_minutes`: working minutes from leaving to recording; missing where only
          the date of leaving is known. `is_late_entry`: see `passes.is_late_entry`.
        - `is_multiple_of_five`, `is_exact_standard`: the known minutes are; one such pass says
          nothing, many do.
        - `is_burst`: one of BURST_PASSES or more acts of one person that were recorded within
          BURST_MINUTES. Who typed them in is not in STEP_VISITS: acts are counted by actor.
        - `is_off_hours`: left outside working hours, as far as known to the minute.
        - `is_impossible`: left after it was recorded.
        - `is_credible`: measured, not forgotten, and neither late, in a burst nor impossible.
    """
    passes = passes_with_verdict(visits)
    left, recorded = (passes[name].dt.floor("min") for name in ("left_at", "recorded_at"))
    left_to_the_minute = left.where(passes["left_precision"] == Precision.MINUTE)
    spent = passes["processing_minutes"].where(passes["is_known"])
    flagged = passes.assign(
        entry_lag_minutes=calendar.minutes_between(left_to_the_minute, recorded),
        is_late_entry=is_late_entry(passes, calendar),
        is_multiple_of_five=spent % HEAP == 0,
        is_exact_standard=spent == passes["standard_minutes"],
        is_burst=_is_burst(passes),
        # Leaving at the minute of closing is not leaving after hours.
        is_off_hours=calendar.minutes_between(
            left_to_the_minute - _MINUTE, left_to_the_minute + _MINUTE
        )
        == 0,
        is_impossible=left > recorded,
    )
    is_measured = flagged["is_known"] & (flagged["clock_quality"] == ClockQuality.MEASURED)
    is_doubtful = flagged["is_late_entry"] | flagged["is_burst"] | flagged["is_impossible"]
    return flagged.assign(is_credible=is_measured & ~is_doubtful)


def credibility(flagged: pd.DataFrame, *, by: Sequence[str] = ("role",)) -> pd.DataFrame:
    """Whose recorded times can be believed how far?

    Args:
        flagged: `entry_flags`, perhaps with more columns.
        by: columns to group by; none gives one row for all.

    Returns:
        One row per group, by its key: `n` finished passes and how many of them carry each
        flag. `multiple_of_five_share` and `exact_standard_share` are of the known, the other
        shares of all. Minutes that nobody rounds are multiples of five in one of five cases:
        `heaping_chi_square` measures the distance from that (Pearson 1900, one degree of
        freedom), missing under MIN_FOR_HEAPING known passes; `is_heaped` says that there are
        more of them than chance gives in 95 of 100 cases.
    """
    groups = group_rows(flagged, by)
    is_any = pd.Series(data=True, index=flagged.index)
    counts = pd.DataFrame(
        {"n": groups.count(is_any)}
        | {name.replace("is_", "n_", 1): groups.count(flagged[name]) for name in _FLAGS}
    )
    n, n_known, n_heaped = counts["n"], counts["n_known"], counts["n_multiple_of_five"]
    chi_square = _chi_square(n_heaped, n_known)
    is_more = (n_heaped > n_known * _HEAP_SHARE).to_numpy()
    counts = counts.assign(
        late_entry_rate=share(counts["n_late_entry"], n),
        multiple_of_five_share=share(n_heaped, n_known),
        exact_standard_share=share(counts["n_exact_standard"], n_known),
        burst_share=share(counts["n_burst"], n),
        off_hours_share=share(counts["n_off_hours"], n),
        impossible_share=share(counts["n_impossible"], n),
        credible_share=share(counts["n_credible"], n),
        heaping_chi_square=chi_square,
        is_heaped=is_more & (chi_square > _CHI_SQUARE_95),
    )
    return pd.concat([groups.keys, counts], axis=1)


def _chi_square(n_heaped: pd.Series, n_known: pd.Series) -> Floats:
    known = n_known.where(n_known >= MIN_FOR_HEAPING).to_numpy(dtype=np.float64)
    expected = known * _HEAP_SHARE
    distance = n_heaped.to_numpy() - expected
    statistic: Floats = distance**2 / (expected * (1 - _HEAP_SHARE))
    return statistic


def _is_burst(passes: pd.DataFrame) -> Bools:
    """Which acts of a person are within a few minutes of enough others."""
    actor = pd.factorize(passes["actor"])[0]
    recorded = passes["recorded_at"].to_numpy(dtype="datetime64[us]")
    order = np.lexsort((recorded, actor))
    actor, recorded = actor[order], recorded[order]
    beyond = BURST_PASSES - 1
    is_near = recorded[beyond:] - recorded[:-beyond] <= np.timedelta64(BURST_MINUTES, "m")
    is_first = is_near & (actor[beyond:] == actor[:-beyond])
    is_burst = np.zeros(len(passes), dtype=bool)
    for later in range(BURST_PASSES):
        is_burst[order[later : later + len(is_first)][is_first]] = True
    return is_burst
