"""Whether a step runs as it usually does, and whether it can meet its standard at all."""

from dataclasses import replace
from typing import Any

import streamlit as st

from lkj.analytics.process_limits import FIRM_FROM, PROVISIONAL_FROM
from lkj.charts.process_behaviour import process_behaviour
from lkj.domain.sop import Step
from lkj.labels.behaviour_words import (
    BEHAVIOUR_HEADINGS,
    BEHAVIOUR_LEGEND,
    PROVISIONAL,
    REPEAT_HEADING,
    ROBUST,
    VERDICT,
)
from lkj.labels.formats import number
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import clickable, not_yet, opening, twin
from lkj.usecases.behaviour_reading import (
    LATEST,
    Behaviour,
    behaviour_cells,
    behaviour_marks,
    behaviour_stretches,
    series_of,
)
from lkj.usecases.process_changes import ProcessChanges
from lkj.usecases.step_reading import one_step

REPEATS, MEDIANS = "xmr-ulang", "xmr-median"


def behaviour_panel(look: Monitoring, changes: ProcessChanges) -> Any:
    """Draw the passes of the one step in their order, between their own limits."""
    look = _as_chosen(look)
    about = look.population
    step, both = one_step(about).step, series_of(about, changes)
    is_repeat = about.view.of_repeats and both[True].has_limits
    series = both[is_repeat]
    if not series.has_limits:
        not_yet(_needed(series, step))
        return None
    row = series.limits.to_dict("records")[-1]
    finding = _finding(step, row)
    opening(finding, *_about(series, row, is_repeat=is_repeat))
    _choices(has_repeats=both[True].has_limits)
    figure = process_behaviour(
        behaviour_marks(series),
        stretches=behaviour_stretches(series),
        ink=ink(),
        mark=look.mark,
    )
    chosen = clickable(figure, look=look, name="behaviour", finding=finding)
    st.caption(BEHAVIOUR_LEGEND)
    rows = [
        cells
        for kind, one_kind in both.items()
        for cells in behaviour_cells(one_kind, is_repeat=kind)
    ]
    caption = f"Kebiasaan langkah {step.number}; pelaksanaan ulang dihitung tersendiri."
    twin(BEHAVIOUR_HEADINGS, rows, caption=caption)
    return chosen


def _as_chosen(look: Monitoring) -> Monitoring:
    """The switches are drawn under the finding that they change."""
    chosen = st.session_state.get
    view = replace(
        look.population.view, by_median=bool(chosen(MEDIANS)), of_repeats=bool(chosen(REPEATS))
    )
    return replace(look, population=replace(look.population, view=view))


def _choices(*, has_repeats: bool) -> None:
    with st.container(horizontal=True):
        st.toggle(ROBUST, key=MEDIANS)
        if has_repeats:
            st.toggle("Pelaksanaan ulang", key=REPEATS)


def _needed(series: Behaviour, step: Step) -> str:
    start = f"Langkah {step.number}: batas wajar perlu {PROVISIONAL_FROM} pelaksanaan"
    if series.limits.empty:
        return f"{start} pertama yang diketahui waktunya, baru ada 0."
    row = series.limits.to_dict("records")[-1]
    since = "" if len(series.limits) == 1 else f", {row['reason']}"
    known = f"baru ada {number(row['n_known'])}"
    return f"{start} pertama yang diketahui waktunya{since}, {known}."


def _finding(step: Step, row: Any) -> str:
    name, n = f"Langkah {step.number}", int(row["n_known"])
    verdict = VERDICT.get(row["assurance"])
    if verdict is None:
        return f"{name}: {number(n)} pelaksanaan sejak perubahan, belum cukup untuk batas baru"
    n_signals = int(row["n_signals"])
    if not n_signals:
        return f"{name} {verdict}: tidak ada yang di luar kebiasaan"
    unlike = f"{number(n_signals)} dari {number(n)} pelaksanaan di luar kebiasaan"
    return f"{name} {verdict}: {unlike}"


def _about(series: Behaviour, row: Any, *, is_repeat: bool) -> list[str]:
    n = int(row["n_baseline"])
    kept = f"{number(n)} pertama" if n == FIRM_FROM else number(n)
    return [
        f"{number(series.n_known)} pelaksanaan {REPEAT_HEADING[is_repeat]} yang diketahui",
        f"batas dari {kept} {row['reason']}",
        f"{LATEST} terakhir digambar" if series.n_known > LATEST else "",
        PROVISIONAL if row["limit_status"] == "provisional" else "",
    ]
