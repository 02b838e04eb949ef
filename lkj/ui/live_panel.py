"""Compliance that does not forgive late work because it is not finished yet."""

from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.clocks import touch_age
from lkj.analytics.survival import live_compliance
from lkj.charts import live_compliance as chart
from lkj.domain.sop import Step
from lkj.labels.findings import FEWEST_FOR_PERCENT
from lkj.labels.formats import number, percent
from lkj.labels.words import MISSING
from lkj.ui.monitoring import Monitoring
from lkj.ui.panel import not_yet, opening, out_of, picture, step_label, twin

HEADINGS = ("Langkah", "Sesuai, yang selesai", "Berjalan", "Sudah melewati", "Sebenarnya")
LEGEND = (
    "○ tampak: hanya yang selesai · ● sebenarnya: yang masih dikerjakan ikut dihitung selama "
    "ia telah berjalan (Kaplan–Meier). Keduanya berimpit bila tidak ada yang berjalan."
)


def live_panel(look: Monitoring) -> None:
    """Put the compliance of finished passes beside that of all."""
    calendar, steps = look.viewer.office.calendar, look.steps
    ages = touch_age(look.passes, look.as_of, calendar)
    shares = live_compliance(look.passes, touch_age=ages)
    by_step = {str(row["step"]): row for row in shares.to_dict("records")}
    known = [(step, by_step[step.id]) for step in steps if step.id in by_step]
    told = [(step, row) for step, row in known if row["n_known"] >= FEWEST_FOR_PERCENT]
    if not told:
        not_yet(
            "Kesesuaian termasuk yang masih berjalan: perlu satu langkah dengan "
            f"{FEWEST_FOR_PERCENT} pelaksanaan yang diketahui waktunya."
        )
        return
    finding = _finding(told)
    opening(
        finding,
        f"Langkah dengan {FEWEST_FOR_PERCENT} pelaksanaan atau lebih, selesai "
        f"{look.population.period}",
        f"{number(int(shares['n_open'].sum()))} sedang dikerjakan per {look.as_of_text}",
    )
    figure = chart.live_compliance(_drawn(told), mark=look.mark)
    picture(figure, key="live", finding=finding)
    st.caption(LEGEND)
    caption = "Kesesuaian dengan mutu baku waktu, tanpa dan dengan yang masih dikerjakan."
    twin(HEADINGS, [_cells(step, row) for step, row in known], caption=caption)


def _finding(told: list[tuple[Step, Any]]) -> str:
    """The step whose finished passes look better than it is, by most."""
    gaps = [(row["within_rate"] - row["live_within_rate"], step, row) for step, row in told]
    worst = max(
        (gap for gap in gaps if gap[0] >= _VISIBLE), key=lambda gap: gap[0], default=None
    )
    if worst is None:
        return "Yang masih dikerjakan tidak mengubah kesesuaian dengan mutu baku waktu"
    _, step, row = worst
    seen, real = (
        percent(row[name], decimals=0) for name in ("within_rate", "live_within_rate")
    )
    return f"Langkah {step.number} tampak sesuai pada {seen}, sebenarnya {real}"


_VISIBLE = 0.005  # less is the same whole percentage, or nearly


def _drawn(told: list[tuple[Step, Any]]) -> pd.DataFrame:
    rows = [
        (step_label(step), row["within_rate"], row["live_within_rate"], _words(row))
        for step, row in told
    ]
    return pd.DataFrame(rows, columns=list(chart.COLUMNS))


def _words(row: Any) -> str:
    seen, real = (
        percent(row[name], decimals=0) for name in ("within_rate", "live_within_rate")
    )
    return seen if seen == real else f"{seen} → {real}"


def _cells(step: Step, row: Any) -> list[str]:
    n_known = int(row["n_known"])
    is_told = n_known >= FEWEST_FOR_PERCENT
    n_within = round(row["within_rate"] * n_known) if n_known else 0
    return [
        f"{step.number}. {step.short_name}",
        out_of(n_within, n_known),
        number(row["n_open"]),
        number(row["n_open_over"]),
        percent(row["live_within_rate"], decimals=0) if is_told else MISSING,
    ]
