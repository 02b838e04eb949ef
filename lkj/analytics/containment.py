"""Whether the first review that could have seen a flaw has seen it."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from lkj.analytics.groups import share
from lkj.analytics.rejections import reviews
from lkj.analytics.schema import Outcome
from lkj.analytics.strip import in_order
from lkj.domain.sop import ReasonClass


def containment(visits: pd.DataFrame, *, classes: Mapping[str, ReasonClass]) -> pd.DataFrame:
    """Which reviews let flaws through that a later review found?

    Args:
        visits: STEP_VISITS of whole reports under one SOP, their steps in its order.
        classes: class of each reason code; only `QUALITY` could have been seen earlier.

    Returns:
        One row per review `step` with decisions: `n_contained` flaws found there, `n_escaped`
        found at a later review although this one had approved the draft last, and
        `containment_rate` = contained / (contained + escaped), missing where neither was
        (metrics 2.6). A flaw is a return with a reason of class quality; a return that is only
        sent on to the step before is the same flaw and does not count again.
    """
    ordered = in_order(visits)
    is_same = ordered["report"] == ordered["report"].shift()
    is_sent_on = is_same & (ordered["outcome"].shift() == Outcome.REJECTED)
    could_be_seen = {code for code, kind in classes.items() if kind is ReasonClass.QUALITY}
    is_quality = _names_one_of(ordered["reasons"], could_be_seen)
    is_flaw = (ordered["outcome"] == Outcome.REJECTED) & is_quality & ~is_sent_on
    decisions = reviews(ordered.assign(is_flaw=is_flaw))
    steps = decisions["step"].cat.remove_unused_categories().cat.categories
    counts = pd.DataFrame(
        {
            "step": pd.Categorical(steps, categories=ordered["step"].cat.categories),
            "n_contained": [
                int((decisions["is_flaw"] & (decisions["step"] == step)).sum())
                for step in steps
            ],
            "n_escaped": [_n_escaped(decisions, step) for step in steps],
        }
    ).astype({"n_contained": "int64", "n_escaped": "int64"})
    n_flaws = counts["n_contained"] + counts["n_escaped"]
    return counts.assign(containment_rate=share(counts["n_contained"], n_flaws))


def _names_one_of(reasons: pd.Series, codes: set[str]) -> pd.Series:
    """Which of the joined codes name any of these: few distinct texts, so each is read once."""
    number, texts = pd.factorize(reasons)
    is_named = np.array([not codes.isdisjoint(str(t).split(",")) for t in texts], dtype=bool)
    return pd.Series(is_named[number], index=reasons.index)


def _n_escaped(decisions: pd.DataFrame, step: str) -> int:
    """Flaws found behind a step whose last decision before was to approve."""
    here = decisions["step"] == step
    decided = decisions["outcome"].astype("str").where(here)
    last = decided.groupby(decisions["report"]).ffill()
    codes = decisions["step"].cat.codes
    is_later = codes > codes[here].max()
    return int((decisions["is_flaw"] & is_later & (last == Outcome.APPROVED)).sum())
