"""The passes that another calendar would count otherwise, before and after."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.calendar_effect import CalendarEffect
from lkj.labels.calendar_words import VERDICT
from lkj.labels.formats import minutes_text, number, short_datetime, working_duration
from lkj.labels.words import MISSING
from lkj.ui.cache import frames
from lkj.ui.markup import escape_markdown, table, tag, text
from lkj.ui.session import Viewer

MOST = 50
PASSES = ("Laporan", "Langkah", "Waktu pengerjaan", "Lama di langkah", "Penilaian")
RUNNING = ("Laporan", "Langkah", "Lama berjalan", "Batas mutu baku waktu")


def effect_tables(viewer: Viewer, effect: CalendarEffect) -> None:
    """The finished passes that change, then the running ones; at most MOST of each."""
    named = _Named(viewer)
    _show(
        "Pelaksanaan selesai yang berubah",
        PASSES,
        [named.finished(row) for row in effect.passes.head(MOST).itertuples()],
        n=len(effect.passes),
    )
    _show(
        "Pelaksanaan berjalan yang berubah",
        RUNNING,
        [named.running(row) for row in effect.running.head(MOST).itertuples()],
        n=len(effect.running),
    )


def _show(caption: str, headings: Iterable[str], rows: list[list[str]], *, n: int) -> None:
    if not rows:
        return
    with st.expander(escape_markdown(f"{caption} ({number(n)})")):
        st.html(table(headings, rows, caption=caption, class_="lkj-table"))
        if n > MOST:
            st.caption(f"{MOST} baris pertama dari {number(n)}.")


class _Named:
    """Rows as markup: the report as a link, its step, times of the office."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
        self._status = frames(viewer).status.set_index("report_id")

    def finished(self, row: Any) -> list[str]:
        """A finished pass before and after."""
        verdicts = VERDICT[row.before_verdict], VERDICT[row.after_verdict]
        return [
            *self._pass(row),
            _minutes(row.before_minutes, row.after_minutes),
            _minutes(row.before_lead_minutes, row.after_lead_minutes),
            _turn(*verdicts),
        ]

    def running(self, row: Any) -> list[str]:
        """An open pass before and after."""
        zone, day = self._viewer.office.zone, self._viewer.calendar.day_minutes
        ages = (
            working_duration(age, day_minutes=day)
            for age in (row.before_age_minutes, row.after_age_minutes)
        )
        due = (
            short_datetime(None if pd.isna(at) else at, zone)
            for at in (row.before_due_at, row.after_due_at)
        )
        return [*self._pass(row), _turn(*ages), _turn(*due)]

    def _pass(self, row: Any) -> list[str]:
        report = self._status.loc[row.report_id]
        sop = self._viewer.office.sops.version(report["sop_id"], report["sop_version"])
        step = sop.step(str(row.step))
        again = f", pelaksanaan ke-{row.visit}" if row.visit > 1 else ""
        place = f"/laporan?id={row.report_id}"
        link = tag("a", text(report["title"]), href=place, target="_self")
        return [link, text(f"{step.number}. {step.short_name}{again}")]


def _minutes(before: float, after: float) -> str:
    return _turn(minutes_text(before), minutes_text(after))


def _turn(before: str, after: str) -> str:
    if before == after:
        return text(MISSING if before == MISSING else f"{before}, tetap")
    return text(f"{before} → {after}")
