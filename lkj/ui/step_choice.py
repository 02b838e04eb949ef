"""The one step that a page looks at closely; it stands in the address."""

from dataclasses import replace

import streamlit as st

from lkj.ui.monitoring import Monitoring
from lkj.usecases.population import View
from lkj.usecases.step_reading import one_step

STEP = "satu-langkah"


def look_at_step(look: Monitoring) -> Monitoring:
    """Ask for a step, the one of the longest standard first."""
    names = {step.id: f"{step.number}. {step.short_name}" for step in look.steps}
    first = one_step(look.population).step.id
    chosen = st.selectbox(
        "Langkah yang dilihat",
        list(names),
        index=list(names).index(first),
        format_func=names.__getitem__,
        key=STEP,
        bind="query-params",
        width=360,
    )
    return replace(look, population=replace(look.population, view=View(step=str(chosen))))
