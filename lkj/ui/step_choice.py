"""The one step that a page looks at closely, and its passes under mutu baku of today."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from lkj.domain.sop import Step
from lkj.labels.formats import number
from lkj.ui.monitoring import Monitoring

STEP = "satu-langkah"


@dataclass(frozen=True)
class OneStep:
    """A step, its passes, and how many passes were under another mutu baku waktu."""

    step: Step
    passes: pd.DataFrame
    n_other: int

    @property
    def others(self) -> str:
        """What was left out, in words; nothing where nothing was."""
        if not self.n_other:
            return ""
        return f"{number(self.n_other)} di bawah mutu baku waktu lain tidak digambar"


def one_step(look: Monitoring) -> OneStep:
    """Ask for a step, the one of the longest standard first; it stands in the address."""
    steps = list(look.steps)
    longest = max(range(len(steps)), key=lambda place: steps[place].standard.minutes)
    names = {step.id: f"{step.number}. {step.short_name}" for step in steps}
    chosen = st.selectbox(
        "Langkah yang dilihat",
        list(names),
        index=longest,
        format_func=names.__getitem__,
        key=STEP,
        bind="query-params",
        width=360,
    )
    step = next(step for step in steps if step.id == chosen)
    passes = look.passes[look.passes["step"] == step.id]
    is_same = passes["standard_minutes"] == step.standard.minutes
    n_other = int((~is_same & passes["outcome"].notna()).sum())
    return OneStep(step, passes[is_same], n_other)
