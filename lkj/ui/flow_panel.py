"""How many reports arrive, leave, run and are redone over time."""

from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.flow import cumulative_flow, daily_flow, monthly_flow
from lkj.analytics.minute_curve import thinned
from lkj.charts import cumulative_flow as chart
from lkj.charts.reports_per_month import reports_per_month
from lkj.labels.formats import MONTHS, number
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import not_yet, opening, picture, step_label, twin
from lkj.usecases.selection import select_reports

MAX_DAYS = 450  # times a line for each step
YEAR = 12  # months
MONTH_HEADINGS = ("Bulan", "Masuk", "Selesai", "Dibatalkan", "Berjalan pada akhirnya")
LINE_HEADINGS = ("Langkah", "Laporan yang pernah mencapainya")
MONTH_LEGEND = "Abu-abu = masuk · hijau = selesai · garis = berjalan pada akhir bulan."
LINE_LEGEND = (
    "Tiap bidang: laporan yang pernah mencapai langkah itu; jarak tegak antara dua bidang = "
    "laporan di antaranya. Ungu: laporan yang sedang mengulang langkah sebelum yang terjauh."
)
WHOLE = "Seluruh riwayat laporan pilihan ini, tidak menurut tanggal selesai"


def flow_panel(look: Monitoring) -> None:
    """Draw the months and the cumulative flow of the reports under the page's SOP."""
    sop = look.viewer.sop
    passes = select_reports(look.tables.passes, look.population.selection)
    passes = passes[passes["sop_id"] == sop.id]
    months = monthly_flow(passes, as_of=look.as_of, zone=look.viewer.office.zone)
    if months.empty:
        not_yet("Arus laporan tampil setelah ada laporan pertama.")
        return
    _months(look, months)
    _lines(look, passes)


def _months(look: Monitoring, months: pd.DataFrame) -> None:
    year = months.tail(YEAR)
    n_arrived, n_finished = int(year["n_arrived"].sum()), int(year["n_finished"].sum())
    n_running = int(months["n_running"].iloc[-1])
    finding = (
        f"{number(n_arrived)} laporan masuk dan {number(n_finished)} selesai dalam "
        f"{len(year)} bulan terakhir, {number(n_running)} sedang berjalan"
    )
    opening(finding, WHOLE, f"keadaan per {look.as_of_text}")
    picture(reports_per_month(months, ink=ink(), mark=look.mark), key="months", finding=finding)
    st.caption(MONTH_LEGEND)
    rows = [
        (
            f"{MONTHS[row['month'].month - 1]} {row['month'].year}",
            *(number(row[name]) for name in _COUNTS),
        )
        for row in year[::-1].to_dict("records")
    ]
    twin(MONTH_HEADINGS, rows, caption=f"{len(year)} bulan terakhir.")


_COUNTS = ("n_arrived", "n_finished", "n_cancelled", "n_running")


def _lines(look: Monitoring, passes: pd.DataFrame) -> None:
    seen: dict[str, Any] = {"as_of": look.as_of, "zone": look.viewer.office.zone}
    steps = look.viewer.sop.steps
    ids = [step.id for step in steps]
    own = passes.assign(step=passes["step"].cat.set_categories(pd.Index(ids)))
    lines = cumulative_flow(own[own["step"].notna()], **seen)
    days = thinned(daily_flow(passes, **seen), max_rows=MAX_DAYS)
    lines = lines[lines["day"].isin(days["day"])]
    codes = lines["step"].cat.codes
    lines = lines.assign(line=codes.where(codes >= 0, len(ids)))
    n_redone = int(days["n_in_rework"].iloc[-1])
    finding = (
        f"{number(n_redone)} laporan sedang mengulang langkah yang pernah dilewatinya"
        if n_redone
        else "Tidak ada laporan yang sedang mengulang langkah"
    )
    opening(finding, "Laporan yang pernah mencapai tiap langkah", WHOLE)
    names = [*(step_label(step) for step in steps), "Selesai"]
    marks = [*(f"langkah {step.number}" for step in steps), "selesai"]
    figure = chart.cumulative_flow(lines, days, names=names, marks=marks, mark=look.mark)
    picture(figure, key="flow", finding=finding)
    st.caption(LINE_LEGEND)
    last = lines.drop_duplicates("line", keep="last").sort_values("line")["n_reached"]
    words = [*(f"{step.number}. {step.short_name}" for step in steps), "Selesai"]
    rows = [(word, number(n)) for word, n in zip(words, last, strict=True)]
    twin(LINE_HEADINGS, rows, caption=f"Keadaan per {look.as_of_text}.")
