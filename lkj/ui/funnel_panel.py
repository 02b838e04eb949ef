"""Whether reviewers differ more than chance explains; by person only with the right."""

from dataclasses import replace
from html import escape

import streamlit as st

from lkj.charts.returns_funnel import returns_funnel
from lkj.domain.accounts import Permission
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import panel
from lkj.usecases.funnel_reading import Funnel, funnel_reading
from lkj.usecases.population import View

PERSONS = "pemeriksa-orang"


def funnel_panel(look: Monitoring) -> None:
    """Draw reviewers against the limits of chance, by role or, with the right, by person."""
    head = st.container()
    if look.viewer.may(Permission.READ_PERSONS) and st.toggle("Menurut orang", key=PERSONS):
        view = View(by_person=True)
        look = replace(look, population=replace(look.population, view=view))
    with head:
        panel(
            look,
            "funnel",
            funnel_reading(look.population),
            lambda drawn: _draw(look, drawn),
        )


def _draw(look: Monitoring, funnel: Funnel) -> object:
    points = funnel.points.assign(
        label=funnel.points["label"].map(escape), hover=funnel.points["hover"].map(escape)
    )
    return returns_funnel(
        points, funnel.limits, pooled_rate=funnel.pooled_rate, ink=ink(), mark=look.mark
    )
