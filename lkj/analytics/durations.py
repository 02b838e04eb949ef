"""Minutes of finished visits held against mutu baku waktu."""

from collections.abc import Sequence

import pandas as pd

from lkj.analytics.amended import MOVES
from lkj.analytics.groups import Groups, group_rows, share
from lkj.analytics.intervals import wilson
from lkj.analytics.schema import ClockQuality
from lkj.analytics.strip import KNOWN_MINUTES
from lkj.domain.commands import Cause

# What a verdict is made from; of a million passes the other columns take longer than it.
VERDICT_COLUMNS = (
    "outcome",
    "cause",
    "clock_quality",
    "processing_minutes",
    "lead_minutes",
    "standard_minutes",
)


def passes_with_verdict(visits: pd.DataFrame) -> pd.DataFrame:
    """Which finished passes exceeded mutu baku waktu, and which cannot be judged?

    Args:
        visits: STEP_VISITS, perhaps with more columns.

    Returns:
        The decided visits with these columns added. `is_forgotten`: somebody forgot to record,
        so there is no verdict. `is_known`: the minutes are measured or declared, and not
        forgotten. `is_over`: known and more than the standard; a tie complies (metrics 2.3).
        `is_surely_within`: no start is known, but even entered to left fits. `excess_minutes`
        beyond the standard (metrics 2.4) and `ratio` to the standard: missing unless known.
    """
    decided = visits[visits["outcome"].isin(MOVES)]
    is_forgotten = decided["cause"] == Cause.FORGOT_TO_RECORD
    spent, standard = decided["processing_minutes"], decided["standard_minutes"]
    is_known = decided["clock_quality"].isin(KNOWN_MINUTES) & spent.notna() & ~is_forgotten
    is_bounded = (decided["clock_quality"] == ClockQuality.BOUNDED) & ~is_forgotten
    judged = spent.where(is_known)
    return decided.assign(
        is_known=is_known,
        is_forgotten=is_forgotten,
        is_over=judged > standard,
        is_surely_within=is_bounded & (decided["lead_minutes"] <= standard),
        excess_minutes=(judged - standard).clip(lower=0),
        ratio=judged / standard,
    )


def against_standard(visits: pd.DataFrame, *, by: Sequence[str] = ("step",)) -> pd.DataFrame:
    """Which steps exceed mutu baku waktu, how often, and by how much?

    Args:
        visits: STEP_VISITS, perhaps with more columns; open and cancelled ones do not count.
        by: columns to group by; none gives one row for all, even without visits.

    Returns:
        One row per group, by its key:

        - `n` decided passes = `n_known` (`n_within` + `n_over`) + `n_unknown` +
          `n_forgotten`; `n_surely_within` are some of the unknown. `n_waiting` and `n_lead`
          passes have known waiting and lead minutes.
        - `standard_minutes`: missing where the passes have several.
        - `within_rate` of the known, with its Wilson interval. `lower_rate` and `upper_rate`:
          if all the unknown, but not the surely within, were over or all within; the
          forgotten stay out (metrics 2.3).
        - `excess_minutes` over the standard, `severity_minutes` for each pass over it
          (metrics 2.4); processing, waiting and lead in sum; all of the passes where they are
          known, missing where none is. What was forgotten has waiting and lead, no processing.
        - percentiles, least and most, of processing unless named otherwise, working minutes;
          missing where there are too few passes (metrics 2.12).
    """
    needed = dict.fromkeys([*by, *VERDICT_COLUMNS, "waiting_minutes"])
    passes = passes_with_verdict(visits[list(needed)])
    groups = group_rows(passes, by)
    counts = verdict_counts(passes, groups)
    standard = (
        groups.only(passes["standard_minutes"]).astype("Int64").rename("standard_minutes")
    )
    tables = [groups.keys, counts, standard, verdict_rates(counts), _minutes(passes, groups)]
    return pd.concat(tables, axis=1)


def verdict_counts(passes: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    """How many passes of each group are known, over, unknown, forgotten?

    Args:
        passes: from `passes_with_verdict`.
        groups: of the same rows.

    Returns:
        One row per group: `n` and its parts, as `against_standard` names them.
    """
    is_known, is_forgotten = passes["is_known"], passes["is_forgotten"]
    flags = {
        "n": is_known | ~is_known,
        "n_known": is_known,
        "n_unknown": ~is_known & ~is_forgotten,
        "n_forgotten": is_forgotten,
        "n_surely_within": passes["is_surely_within"],
        "n_within": is_known & ~passes["is_over"],
        "n_over": passes["is_over"],
        "n_waiting": passes["waiting_minutes"].notna(),
        "n_lead": passes["lead_minutes"].notna(),
    }
    return pd.DataFrame({name: groups.count(flag) for name, flag in flags.items()})


def open_passes(visits: pd.DataFrame, *, touch_age: pd.Series) -> pd.DataFrame:
    """Which visits run now, since when, and which already exceed mutu baku waktu?

    Args:
        visits: STEP_VISITS, perhaps with more columns.
        touch_age: working minutes since each was begun, see `clocks.touch_age`.

    Returns:
        The open visits with these columns added: `touch_age_minutes`, missing unless begun at
        a known minute, and `running_excess_minutes` beyond the standard, missing with it.
        They still grow: never add them to the excess of finished passes (metrics 2.4).
    """
    running = visits[visits["outcome"].isna()]
    touch = touch_age.loc[running.index]
    return running.assign(
        touch_age_minutes=touch,
        running_excess_minutes=(touch - running["standard_minutes"]).clip(lower=0),
    )


def verdict_rates(counts: pd.DataFrame) -> pd.DataFrame:
    """The shares that follow from `verdict_counts`, named as `against_standard` names them."""
    low, high = wilson(counts["n_within"], counts["n_known"])
    judged = counts["n"] - counts["n_forgotten"]
    certain = counts["n_within"] + counts["n_surely_within"]
    return pd.DataFrame(
        {
            "within_rate": share(counts["n_within"], counts["n_known"]),
            "within_rate_low": low,
            "within_rate_high": high,
            "lower_rate": share(certain, judged),
            "upper_rate": share(judged - counts["n_over"], judged),
        }
    )


def _minutes(passes: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    spent = passes["processing_minutes"].where(passes["is_known"])
    excess = groups.total(passes["excess_minutes"])
    processing, waiting, lead = (
        groups.ordered(minutes)
        for minutes in (spent, passes["waiting_minutes"], passes["lead_minutes"])
    )
    return pd.DataFrame(
        {
            "excess_minutes": excess,
            "severity_minutes": share(excess, groups.count(passes["is_over"])),
            "processing_minutes": groups.total(spent),
            "waiting_minutes": groups.total(passes["waiting_minutes"]),
            "lead_minutes": groups.total(passes["lead_minutes"]),
            "p50_minutes": processing.percentile(50),
            "p85_minutes": processing.percentile(85),
            "p95_minutes": processing.percentile(95),
            "p50_waiting_minutes": waiting.percentile(50),
            "p50_lead_minutes": lead.percentile(50),
            "min_minutes": processing.quantile(0),
            "max_minutes": processing.quantile(1),
        }
    )
