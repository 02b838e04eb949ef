"""The picture of one report's life, from its state."""

from datetime import tzinfo
from html import escape

import pandas as pd
import streamlit as st

from lkj.charts.report_timeline import COLUMNS, report_timeline
from lkj.domain.events import Moment
from lkj.domain.sop import Decision
from lkj.domain.state import Visit
from lkj.labels.formats import minutes_text, short_moment
from lkj.labels.words import DECISION, EXAMPLE_MARK
from lkj.ui.report_view import UNTIMED, PassTimes, clock_mark
from lkj.ui.session import Viewer
from lkj.usecases.reports import PassTime, ReportView


def timeline(viewer: Viewer, view: ReportView, times: PassTimes) -> None:
    """Draw who held the report when; the table below it says the same in words."""
    lanes = [role.name for role in view.sop.roles]
    rows = [
        _row(viewer, view, visit, times.get((visit.step, visit.number), UNTIMED))
        for visit in view.state.visits
    ]
    passes = pd.DataFrame(rows, columns=list(COLUMNS))
    n_returned = int(passes["is_returned"].sum())
    n_over = int(passes["is_over"].sum())
    finding = (
        f"{len(passes)} pelaksanaan, {n_returned} pengembalian, {n_over} melewati mutu baku"
    )
    st.header(f"{finding} waktu")
    st.caption(
        "Angka = nomor langkah pada saat selesai. Abu-abu tipis = menunggu atau tidak tercatat "
        "mulainya, hijau tebal = dikerjakan, panah ungu = dikembalikan, jingga = melewati mutu "
        "baku waktu."
    )
    figure = report_timeline(
        passes, lanes=lanes, mark=EXAMPLE_MARK if viewer.is_example else ""
    )
    st.plotly_chart(
        figure,
        key="report_timeline",
        config={"displayModeBar": False},
        alt=f"Linimasa laporan: {finding} waktu. Rinciannya pada tabel di bawah.",
    )


def _row(viewer: Viewer, view: ReportView, visit: Visit, time: PassTime) -> tuple[object, ...]:
    step = view.sop.step(visit.step)
    zone = viewer.office.zone
    role = visit.role or step.finishers[0]
    left = visit.left or Moment(viewer.now)
    outcome = DECISION[visit.decision] if visit.decision else "sedang berjalan"
    hover = (
        f"{step.number}. {step.short_name}: {outcome}<br>"
        f"{short_moment(visit.entered, zone)} – {short_moment(visit.left, zone)}<br>"
        f"Waktu pengerjaan {clock_mark(time)} {minutes_text(time.minutes)}, mutu baku "
        f"{minutes_text(step.standard.minutes)}"
    )
    return (
        view.sop.role(role).name,
        step.number,
        _local(visit.entered, zone),
        _local(visit.started, zone),
        _local(left, zone),
        visit.left is None,
        visit.decision is Decision.REJECT,
        time.is_over(step.standard.minutes),
        escape(hover).replace("&lt;br&gt;", "<br>"),
    )


def _local(moment: Moment | None, zone: tzinfo) -> pd.Timestamp:
    if moment is None:
        return pd.NaT  # type: ignore[return-value]
    return pd.Timestamp(moment.at.astimezone(zone).replace(tzinfo=None))
