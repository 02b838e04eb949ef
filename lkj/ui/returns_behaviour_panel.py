"""Whether drafts are returned as usual: shares per month, or approvals between two returns."""

from dataclasses import replace
from typing import Any

import streamlit as st

from lkj.charts.returns_behaviour import returns_behaviour
from lkj.domain.sop import Step
from lkj.labels.behaviour_words import (
    BETWEEN_HEADINGS,
    BETWEEN_LEGEND,
    MONTHS_HEADINGS,
    MONTHS_LEGEND,
    PROVISIONAL_RETURNS,
)
from lkj.labels.formats import number
from lkj.ui.clicked import clicked_keys, list_passes
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import clickable, not_yet, opening, twin
from lkj.usecases.behaviour_reading import in_periods
from lkj.usecases.process_changes import ProcessChanges
from lkj.usecases.returns_behaviour_reading import (
    BY_MONTH,
    LATEST,
    between_rows,
    decisions_behind,
    months_rows,
    returns_cells,
    returns_sentence,
    returns_series,
    still_needed,
)
from lkj.usecases.returns_reading import reviews

REVIEW = "peta-pemeriksaan"


def returns_behaviour_panel(look: Monitoring, changes: ProcessChanges) -> None:
    """Draw the returns of one review in time, between their own limits."""
    steps = reviews(look.population)
    if not steps:
        return
    step = _chosen(steps)
    view = replace(look.population.view, review=step.id)
    look = replace(look, population=replace(look.population, view=view))
    about = look.population
    passes = in_periods(about, changes)
    found = returns_series(passes, step, about)
    if found is None:
        not_yet(still_needed(passes, step, about))
        return
    kind, rows = found
    is_by_month = kind == BY_MONTH
    finding = returns_sentence(kind, rows, step)
    is_provisional = rows["limit_status"].iloc[-1] == "provisional"
    what = "bulan dengan pemeriksaan" if is_by_month else "jarak antara dua pengembalian"
    opening(
        finding,
        f"{number(len(rows))} {what}, sejak awal pencatatan",
        f"{LATEST} terakhir digambar" if len(rows) > LATEST else "",
        PROVISIONAL_RETURNS if is_provisional else "",
        f"keadaan per {about.as_of_text}",
    )
    figure = returns_behaviour(
        months_rows(rows) if is_by_month else between_rows(rows, about),
        x_title="Bulan" if is_by_month else "Pengembalian, menurut waktunya",
        y_title="Bagian dikembalikan" if is_by_month else "Disetujui di antaranya",
        is_share=is_by_month,
        is_provisional=bool(is_provisional),
        ink=ink(),
        mark=look.mark,
    )
    chosen = clickable(figure, look=look, name="chance", finding=finding)
    st.caption(MONTHS_LEGEND if is_by_month else BETWEEN_LEGEND)
    headings = MONTHS_HEADINGS if is_by_month else BETWEEN_HEADINGS
    cells = returns_cells(kind, rows, about)
    twin(headings, cells, caption=f"Pengembalian langkah {step.number} menurut waktu.")
    if keys := clicked_keys(chosen):
        list_passes(look, decisions_behind(passes, kind, keys, step=step, about=about))


def _chosen(steps: list[Step]) -> Step:
    names: dict[Any, str] = {step.id: f"{step.number}. {step.short_name}" for step in steps}
    chosen = st.selectbox(
        "Pemeriksaan yang dilihat",
        list(names),
        format_func=names.__getitem__,
        key=REVIEW,
        bind="query-params",
        width=360,
    )
    return next((step for step in steps if step.id == chosen), steps[0])
