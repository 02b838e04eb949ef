"""Event logs as cases of numbered activities: what transitions and variants count on."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lkj.analytics.report_ids import Ints, report_numbers


@dataclass(frozen=True)
class Traces:
    """The events of a log, the cases one after the other, each in its own order.

    `row` is the place of each event in the table, `case` the number of its case, `code` the
    place of its activity in `names`, which stand in their alphabetical order.
    """

    row: Ints
    case: Ints
    code: Ints
    names: tuple[str, ...]


def traces_of(moves: pd.DataFrame) -> Traces:
    """Number the activities and cases of a log without a loop over either.

    Args:
        moves: `report_id` and `activity`, one row per event; those of one case in the order in
            which they happened, whatever stands between. Rows without an activity say nothing.
    """
    code, names = _numbered(moves["activity"])
    known = np.flatnonzero(code >= 0)
    ids = moves["report_id"]
    case = report_numbers(ids if len(known) == len(ids) else ids.iloc[known])
    order = np.argsort(case, kind="stable")
    row = known[order]
    return Traces(row=row, case=case[order], code=code[row], names=names)


def _numbered(activity: pd.Series) -> tuple[Ints, tuple[str, ...]]:
    """The number of each activity by the order of their names, -1 where one is missing."""
    codes, found = pd.factorize(activity)
    names = [str(name) for name in found]
    order = np.argsort(np.array(names, dtype=object), kind="stable")
    place = np.full(len(names) + 1, -1, dtype=np.int64)  # factorize numbers what is missing -1
    place[order] = np.arange(len(names))
    return place[codes], tuple(names[at] for at in order)
