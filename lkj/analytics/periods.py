"""Stretches of a step's life between recorded changes: what came before is not compared."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
import pandas as pd

from lkj.analytics.groups import group_rows

Generations = Mapping[tuple[str, int, str], int]


def with_periods(
    visits: pd.DataFrame,
    *,
    generations: Generations,
    turns: Mapping[str, Sequence[datetime]],
) -> pd.DataFrame:
    """In which period of its step was each visit finished?

    Args:
        visits: STEP_VISITS, perhaps with more columns.
        generations: by SOP id, version and step, how often the SOP had changed that step.
        turns: by step, when something else than the SOP changed, earliest first.

    Returns:
        The visits with these columns added: `generation`; `turn`, how many turns up to
        left_at, all of them while open; and `period`, from 0 by step, in the order of
        generation and turn: only periods with visits count. The version that a pass is judged
        by decides, even where it was finished after the first pass under a newer one.
    """
    groups = group_rows(visits, ["sop_id", "sop_version", "step"])
    known = [generations.get(key, 0) for key in groups.keys.itertuples(index=False, name=None)]
    generation = np.array(known, dtype=np.int64)[groups.number]
    n_turns = np.zeros(len(visits), dtype=np.int64)
    for step, since in turns.items():
        rows = np.flatnonzero((visits["step"] == step).to_numpy())
        left = visits["left_at"].iloc[rows]
        reached = [left.isna() | (left >= at) for at in since]
        n_turns[rows] = np.sum(reached, axis=0, dtype=np.int64) if reached else 0
    table = visits.assign(generation=generation, turn=n_turns)
    state = table["generation"] * (int(n_turns.max(initial=0)) + 1) + table["turn"]
    period = state.groupby(visits["step"], observed=True).rank(method="dense")
    return table.assign(period=period.fillna(1).astype("int64") - 1)
