"""Whether drafts are returned as usual: shares per month, or reviews between two returns."""

from collections.abc import Sequence
from datetime import tzinfo

import numpy as np
import pandas as pd

from lkj.analytics.behaviour_chart import signals
from lkj.analytics.groups import Groups, group_rows, share
from lkj.analytics.process_limits import (
    PROVISIONAL_FROM,
    baseline,
    limit_status,
    xmr_limits,
)
from lkj.analytics.rejections import reviews
from lkj.analytics.schema import Outcome

_SIGMAS = 3


def return_rates(
    visits: pd.DataFrame, *, zone: tzinfo, by: Sequence[str] = ("step",)
) -> pd.DataFrame:
    """In which months were more or fewer drafts returned than chance would have it (p-chart)?

    Args:
        visits: STEP_VISITS, perhaps with more columns; only reviews count.
        zone: of the office, whose local months count.
        by: columns to group by, `period` among them where limits begin anew at a change.

    Returns:
        One row per group and `month` (its first day) with reviews: `n`, `n_rejections`,
        `n_months` of the group, `rejection_rate`, `pooled_rate` of the group's first 20
        months, `lower_rate` and `upper_rate` = pooled ± 3·√(p(1-p)/n), inside 0 to 1;
        `limit_status` by the number of months, limits missing under 10; `is_outside` them
        (metrics 2.11).
    """
    decisions = reviews(visits)
    local = decisions["left_at"].dt.tz_convert(zone).dt.tz_localize(None)
    dated = decisions.assign(month=local.dt.to_period("M").dt.to_timestamp())
    months = group_rows(dated, [*by, "month"])
    n = months.count(pd.Series(data=True, index=dated.index))
    n_rejections = months.count(dated["outcome"] == Outcome.REJECTED)
    groups = group_rows(months.keys, by)
    n_months = np.bincount(groups.number, minlength=len(groups.keys))[groups.number]
    counts = {"n": n, "n_rejections": n_rejections, "n_months": n_months}
    table = months.keys.assign(**counts, rejection_rate=share(n_rejections, n))
    first = baseline(groups)
    of_first = Groups(groups.keys, groups.number[first])
    all_n, all_rejections = (
        of_first.total(table[name].iloc[first]) for name in ("n", "n_rejections")
    )
    pooled = share(all_rejections, all_n)[groups.number]
    pooled = np.where(n_months >= PROVISIONAL_FROM, pooled, np.nan)
    reach = _SIGMAS * np.sqrt(pooled * (1 - pooled) / n)
    low, high = np.maximum(pooled - reach, 0), np.minimum(pooled + reach, 1)
    rate = table["rejection_rate"]
    return table.assign(
        pooled_rate=pooled,
        lower_rate=low,
        upper_rate=high,
        limit_status=limit_status(n_months),
        is_outside=(rate < low) | (rate > high),
    )


def reviews_between_returns(
    visits: pd.DataFrame, *, by: Sequence[str] = ("step",)
) -> pd.DataFrame:
    """After how many approvals does a return come, and is that as usual (XmR, metrics 2.11)?

    For returns so rare that a month seldom has one.

    Args:
        visits: STEP_VISITS, perhaps with more columns; only reviews count.
        by: columns to group by, `period` among them where limits begin anew at a change.

    Returns:
        One row per group and return from its second on, by `number` (from 1, by left_at, then
        report_id and visit): `n_between`, the approvals since the return before;
        `n_returns`, how many rows the group has; `report_id`, `visit` and `left_at` of the
        return; `centre_ratio`, `lower_ratio` and `upper_ratio` in approvals for each return,
        of the first 20 (missing under 10; the lower one also under 0), `limit_status`, and
        the signals of `behaviour_points`.
    """
    ordered = reviews(visits).sort_values(["left_at", "report_id", "visit"], ignore_index=True)
    around = group_rows(ordered, by)
    number = pd.Series(around.number, index=ordered.index)
    is_return = ordered["outcome"] == Outcome.REJECTED
    approvals = (~is_return).groupby(number).cumsum()
    returned = ordered[is_return].assign(n_approvals=approvals[is_return])
    n_between = returned["n_approvals"].groupby(number[is_return]).diff()
    rows = returned.assign(n_between=n_between)[n_between.notna()]
    rows = rows.astype({"n_between": "int64"}).reset_index(drop=True)
    groups = group_rows(rows, by)
    first = baseline(groups)
    values = rows["n_between"].astype("float64")
    limits = xmr_limits(values.iloc[first], Groups(groups.keys, groups.number[first]))
    n = np.bincount(groups.number, minlength=len(groups.keys))[groups.number]
    has_limits = pd.Series(n >= PROVISIONAL_FROM, index=rows.index)
    shown = limits.iloc[groups.number].set_axis(rows.index).where(has_limits, axis=0)
    table = rows[list(by)].assign(
        number=values.groupby(groups.number).cumcount() + 1,
        n_between=rows["n_between"],
        n_returns=n,
        **{name: rows[name] for name in ("report_id", "visit", "left_at")},
        centre_ratio=shown["centre"],
        lower_ratio=shown["lower"].where(shown["lower"] > 0),
        upper_ratio=shown["upper"],
        limit_status=limit_status(n),
        **signals(values, limits, groups, has_limits=has_limits),
    )
    return table.iloc[np.argsort(groups.number, kind="stable")].reset_index(drop=True)
