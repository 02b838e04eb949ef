"""What a log shows of the SOP that it ran under: steps in order, roles, and where they lead."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lkj.analytics.report_ids import report_numbers
from lkj.domain.log_map import ActKind
from lkj.domain.sop import RoleId, StepId

_MOVES = (ActKind.SUBMITTED, ActKind.APPROVED, ActKind.REJECTED)


@dataclass(frozen=True)
class OutlinedStep:
    """One step: the activities that it is made of, the most frequent first; who does it.

    `returns_to` is the earlier step that most returns led to, "" where it returns nothing.
    `n_cases` passed it.
    """

    id: StepId
    activities: tuple[str, ...]
    roles: tuple[RoleId, ...]
    is_review: bool
    returns_to: StepId
    n_cases: int


def outline(events: pd.DataFrame) -> tuple[OutlinedStep, ...]:
    """Which steps does a log show, in which order, by whom, and where are drafts returned to?

    Args:
        events: CASE_LOG; what is not mapped to a move is passed over.

    Returns:
        The steps by their mean place among the steps of a case when first passed; ties by id.
        A step that returns drafts is never the first, where another one does not. Roles by
        frequency; "" stands for none told.
    """
    moves = events[events["kind"].isin([kind.value for kind in _MOVES])]
    moves = moves.assign(
        step=moves["step"].astype("str"), case=report_numbers(moves["report_id"])
    )
    order = _order(moves)
    follower = moves["step"].shift(-1).where(moves["case"] == moves["case"].shift(-1))
    returned = moves[(moves["kind"] == ActKind.REJECTED).to_numpy()]
    led = pd.DataFrame({"step": returned["step"], "to": follower[returned.index]}).dropna()
    return tuple(_step(step, place, order, moves, led) for place, step in enumerate(order))


def _order(moves: pd.DataFrame) -> list[StepId]:
    first = moves.drop_duplicates(["case", "step"])
    place = first.groupby("case").cumcount()
    mean = place.groupby(first["step"].to_numpy()).mean()
    order = [str(step) for step in mean.index[np.lexsort((mean.index, mean.to_numpy()))]]
    returning = set(moves.loc[(moves["kind"] == ActKind.REJECTED).to_numpy(), "step"])
    opening = next((step for step in order if step not in returning), None)
    if opening is not None and order[0] in returning:
        order.remove(opening)
        order.insert(0, opening)
    return order


def _step(
    step: StepId, place: int, order: Sequence[StepId], moves: pd.DataFrame, led: pd.DataFrame
) -> OutlinedStep:
    own = moves[moves["step"] == step]
    earlier = led.loc[(led["step"] == step).to_numpy(), "to"]
    earlier = earlier[earlier.isin(order[:place])]
    has_returns = bool((own["kind"] == ActKind.REJECTED).any()) and place > 0
    before = order[place - 1] if place else ""
    target = _by_frequency(earlier)[0] if len(earlier) else before
    return OutlinedStep(
        id=step,
        activities=_by_frequency(own["activity"]),
        roles=_by_frequency(own["role"].astype("str").fillna("")),
        is_review=bool((own["kind"] != ActKind.SUBMITTED).any()),
        returns_to=target if has_returns else "",
        n_cases=own["case"].nunique(),
    )


def _by_frequency(values: pd.Series) -> tuple[str, ...]:
    counts = values.astype("str").value_counts()
    counts = counts[counts > 0]
    names = counts.index.to_numpy(dtype=object)
    return tuple(names[np.lexsort((names, -counts.to_numpy()))])
