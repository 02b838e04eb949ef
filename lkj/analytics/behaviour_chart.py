"""Process behaviour charts (XmR) of processing minutes: what is noise and what is a signal."""

from collections.abc import Callable, Sequence
from enum import StrEnum

import numpy as np
import pandas as pd

from lkj.analytics.durations import passes_with_verdict
from lkj.analytics.groups import Groups, group_rows
from lkj.analytics.process_limits import (
    PROVISIONAL_FROM,
    baseline,
    limit_status,
    xmr_limits,
)

_RUN = 8
_WINDOW, _NEAR_IN_WINDOW = 4, 3
# Minutes are right-skewed: on their logarithm, a tenth of the false alarms (metrics 2.11).
_SHIFT = 0.5  # lets 0 minutes have a logarithm
_TOLERANCE = 1e-9  # a mean of equal logarithms is not always equal to them
Limits = Callable[[pd.Series, Groups], pd.DataFrame]
_POINT_COLUMNS = [
    "is_repeat",
    "number",
    "report_id",
    "visit",
    "left_at",
    "processing_minutes",
    "standard_minutes",
    "is_outside",
    "is_long_run",
    "is_near_limit",
]


class Assurance(StrEnum):
    """Whether a process can meet mutu baku waktu as it runs now."""

    MEETS = "meets"  # even the upper limit fits
    FAILS = "fails"  # not even the lower limit fits: change the process or the standard
    VARIES = "varies"  # now and then, by ordinary variation


def behaviour_limits(
    visits: pd.DataFrame, *, by: Sequence[str] = ("step",), method: Limits = xmr_limits
) -> pd.DataFrame:
    """Within which minutes does each step run, and can it meet mutu baku waktu at all?

    Args:
        visits: STEP_VISITS, perhaps with more columns; only known minutes count.
        by: columns to group by, `period` among them where limits begin anew at a change;
            first passes and repeats are always apart.
        method: `xmr_limits`, or `robust_xmr_limits`.

    Returns:
        One row per group and `is_repeat`, by its key: `n_known`; `n_baseline`, the first
        passes that the limits are computed from, at most 20: from then on they stand still;
        `standard_minutes` (missing where several), `limit_status`, the centre and the limits
        in minutes, computed on logarithms (missing under 10 passes; the lower one also where
        it would be less than 0), and `assurance` (missing under 10 passes or with several
        standards).
    """
    series = _series(visits)
    groups = group_rows(series, [*by, "is_repeat"])
    n = groups.count(series["is_known"])
    limits = _minutes(_frozen(series, groups, method))
    limits = limits.where(pd.Series(n >= PROVISIONAL_FROM), axis=0)
    table = groups.keys.assign(
        n_known=n,
        n_baseline=np.bincount(groups.number[baseline(groups)], minlength=len(n)),
        standard_minutes=groups.only(series["standard_minutes"]).astype("Int64"),
        limit_status=limit_status(n),
        centre_minutes=limits["centre"],
        lower_minutes=limits["lower"].where(limits["lower"] > 0),
        upper_minutes=limits["upper"],
    )
    return table.assign(assurance=_assurance(table))


def behaviour_points(
    visits: pd.DataFrame, *, by: Sequence[str] = ("step",), method: Limits = xmr_limits
) -> pd.DataFrame:
    """Which passes are unlike the others, seen in the order in which they finished?

    Args:
        visits: STEP_VISITS, perhaps with more columns; only known minutes count.
        by: columns to group by; first passes and repeats are always apart.
        method: see `behaviour_limits`.

    Returns:
        One row per known pass, by group, `is_repeat` and `number` (from 1, by left_at, then
        report_id and visit), with its own columns and three signals (metrics 2.11):
        `is_outside` the limits; in a `is_long_run` of 8 or more on one side of the centre;
        `is_near_limit`, one of 3 in 4 nearer the same limit than the centre. Groups of fewer
        than 10 passes have none.
    """
    series = _series(visits)
    groups = group_rows(series, [*by, "is_repeat"])
    limits = _frozen(series, groups, method)
    has_limits = groups.count(series["is_known"])[groups.number] >= PROVISIONAL_FROM
    points = series.assign(
        number=series.groupby(groups.number).cumcount() + 1,
        **signals(series["score"], limits, groups, has_limits=pd.Series(has_limits)),
    )
    order = np.argsort(groups.number, kind="stable")
    return points.iloc[order][[*by, *_POINT_COLUMNS]].reset_index(drop=True)


def signals(
    values: pd.Series, limits: pd.DataFrame, groups: Groups, *, has_limits: pd.Series
) -> dict[str, pd.Series]:
    """The three signals of each value against the limits of its group (metrics 2.11)."""
    rows = limits.iloc[groups.number].set_axis(values.index)
    deviation, reach = values - rows["centre"], rows["upper"] - rows["centre"]
    side = pd.Series(np.sign(deviation.where(deviation.abs() > _TOLERANCE, 0.0)))
    near = side.where(deviation.abs() > reach / 2 + _TOLERANCE, 0)
    is_near = _is_often(near > 0, groups) | _is_often(near < 0, groups)
    return {
        "is_outside": has_limits & (deviation.abs() > reach + _TOLERANCE),
        "is_long_run": has_limits & _is_long_run(side, groups),
        "is_near_limit": has_limits & is_near,
    }


def _frozen(series: pd.DataFrame, groups: Groups, method: Limits) -> pd.DataFrame:
    """Limits of the scores of each group's baseline."""
    rows = baseline(groups)
    return method(series["score"].iloc[rows], Groups(groups.keys, groups.number[rows]))


def _series(visits: pd.DataFrame) -> pd.DataFrame:
    """Known passes in the order in which they finished."""
    passes = passes_with_verdict(visits)
    known = passes[passes["is_known"]].sort_values(["left_at", "report_id", "visit"])
    return known.reset_index(drop=True).assign(
        is_repeat=lambda table: table["visit"] > 1,
        score=lambda table: np.log(table["processing_minutes"] + _SHIFT),
    )


def _minutes(scores: pd.DataFrame) -> pd.DataFrame:
    """Minutes of these scores; rounded, because a limit at the standard is not beyond it."""
    return pd.DataFrame(np.exp(scores) - _SHIFT).round(6)


def _assurance(limits: pd.DataFrame) -> pd.Series:
    standard = limits["standard_minutes"].astype("float64")
    is_told = limits["upper_minutes"].notna() & standard.notna()
    names = [assurance.value for assurance in Assurance]
    verdicts = [
        limits["upper_minutes"] < standard,
        limits["lower_minutes"] > standard,
        is_told,
    ]
    codes = np.select([verdict.to_numpy() for verdict in verdicts], [0, 1, 2], default=-1)
    return pd.Series(pd.Categorical.from_codes(codes, categories=pd.Index(names)))


def _is_long_run(side: pd.Series, groups: Groups) -> pd.Series:
    """In groups that lie side by side in time, runs are counted within each."""
    order = np.argsort(groups.number, kind="stable")
    sorted_side, number = side.iloc[order], groups.number[order]
    is_new = (sorted_side.diff() != 0).to_numpy() | (np.diff(number, prepend=-1) != 0)
    run = np.cumsum(is_new)
    length = sorted_side.groupby(run).transform("size").reindex(side.index)
    return (length >= _RUN) & (side != 0)


def _is_often(is_near: pd.Series, groups: Groups) -> pd.Series:
    """Near points of any four neighbours of which three or more are near."""
    near = is_near.astype("int64").groupby(groups.number)
    counts = [near.shift(k, fill_value=0) for k in range(_WINDOW)]
    hits = (sum(counts[1:], counts[0]) >= _NEAR_IN_WINDOW).astype("int64")
    later = [hits.groupby(groups.number).shift(-k, fill_value=0) for k in range(_WINDOW)]
    return is_near & (sum(later[1:], later[0]) > 0)
