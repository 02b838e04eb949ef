"""What the reasons of returns cost, and which of them come back in the same report."""

import numpy as np
import pandas as pd

from lkj.analytics.groups import group_rows, share
from lkj.analytics.rejections import named_reasons
from lkj.analytics.schema import Outcome

_TWICE = 2


def reason_costs(episodes: pd.DataFrame) -> pd.DataFrame:
    """Which reasons bring the most work of repair?

    Args:
        episodes: `rework.rework_episodes`, any selection of it.

    Returns:
        One row per `reason` (its code), the most expensive first: `n_rejections` that name it,
        `n_unknown` passes of their repair without known minutes, `processing_minutes` (missing
        where none is known) and their `share`. Where a return names several reasons, each
        bears an equal part, so that the minutes of all reasons add up to those of all returns
        that name one.
    """
    named = named_reasons(episodes)
    number = named["row"].to_numpy(dtype=np.int64)
    n_reasons = np.bincount(number)[number] if len(named) else number
    groups = group_rows(named, ["reason"])
    minutes = groups.total(named["processing_minutes"] / n_reasons)
    unknown = np.nan_to_num(groups.total(named["n_unknown"])).astype(np.int64)
    table = groups.keys.assign(
        n_rejections=groups.count(named["row"] >= 0),
        n_unknown=unknown,
        processing_minutes=minutes,
        share=share(minutes, np.nansum(minutes)),
    )
    order = ["processing_minutes", "n_rejections", "reason"]
    return table.sort_values(order, ascending=[False, False, True], ignore_index=True)


def repeated_reasons(visits: pd.DataFrame) -> pd.DataFrame:
    """In which reports was the same reason given again?

    Args:
        visits: STEP_VISITS of whole reports, perhaps with more columns.

    Returns:
        One row per `report_id` and `reason` (its code) of two returns or more, the latest
        first: `n_rejections` that name it, and `last_at`, when the latest of them was given.
    """
    named = named_reasons(visits[visits["outcome"] == Outcome.REJECTED])
    groups = group_rows(named, ["report_id", "reason"])
    latest = named["left_at"].groupby(groups.number).max()
    counted = groups.keys.assign(
        n_rejections=groups.count(named["row"] >= 0),
        last_at=latest.reindex(range(len(groups.keys))),
    )
    again = counted[counted["n_rejections"] >= _TWICE]
    order = ["last_at", "report_id", "reason"]
    return again.sort_values(order, ascending=[False, True, True], ignore_index=True)
