"""Which unit is late: a picture over reports, its table, and the way to its rows."""

from html import escape

import pandas as pd
import streamlit as st

from lkj.charts.labelled_bars import Part, labelled_bars
from lkj.charts.theme import OVER
from lkj.domain.state import ReportStatus
from lkj.labels.formats import long_datetime, number
from lkj.labels.unit_data_words import (
    LATE_HEADINGS,
    LATE_LEGEND,
    days_words,
    late_finding,
)
from lkj.labels.words import EXAMPLE_MARK
from lkj.ui.cache import frames
from lkj.ui.download_links import address
from lkj.ui.markup import escape_markdown
from lkj.ui.panel import IN_TABLE, twin
from lkj.ui.session import Viewer
from lkj.usecases.unit_data_reading import LateUnits, late_units

ALL_YEARS = "Semua"
_PARTS = (
    Part("n_late", "datang sesudah tenggat"),
    Part("n_overdue", "belum datang dan lewat tenggat", is_hatched=True),
)


def late_section(viewer: Viewer) -> None:
    """The picture and its table, over the reports of one tahun kinerja or of all."""
    st.header("Unit mana yang terlambat")
    status = frames(viewer).status
    years = sorted({int(year) for year in status["fiscal_year"].dropna()}, reverse=True)
    year = st.selectbox("Tahun kinerja", [ALL_YEARS, *years], key="late_year")
    # What was called off is awaited by nobody, and would be overdue for ever.
    counted = status[status["state"].astype(str) != ReportStatus.CANCELLED.value]
    if year != ALL_YEARS:
        counted = counted[counted["fiscal_year"] == year]
    late = late_units(list(counted["report_id"]), **viewer.use)
    if late.units.empty:
        st.text("Belum ada data yang diminta dari unit pada tahun ini.")
        return
    _panel(viewer, late, year)


def _panel(viewer: Viewer, late: LateUnits, year: object) -> None:
    units = late.units
    n_late, n_dated = int(units["n_late"].sum()), int(units["n_dated"].sum())
    finding = late_finding(n_late, n_dated, int(units["n_overdue"].sum()))
    st.subheader(escape_markdown(finding))
    span = "semua tahun kinerja" if year == ALL_YEARS else f"tahun kinerja {year}"
    about = f"{number(late.n_reports)} laporan, {number(len(units))} unit, {span}"
    as_of = long_datetime(late.as_of, viewer.office.zone)
    st.caption(escape_markdown(f"{about} · keadaan per {as_of}"))
    figure = labelled_bars(
        _drawn(units),
        parts=_PARTS,
        x_title="Tabel",
        ink=OVER,
        mark=EXAMPLE_MARK if viewer.is_example else "",
    )
    st.plotly_chart(
        figure,
        key="late_units",
        config={"displayModeBar": False},
        alt=f"{finding}. {IN_TABLE}",
    )
    st.caption(escape_markdown(LATE_LEGEND))
    twin(LATE_HEADINGS, _cells(units), caption="Kedatangan data per unit, terhadap tenggat")
    links = (("Unduh CSV", "unit_data.csv"), ("Unduh Excel", "unit_data.xlsx"))
    query = {} if year == ALL_YEARS else {"tahun": str(year)}
    with st.container(horizontal=True):
        for label, name in links:
            st.link_button(
                escape_markdown(label), address(name, query), icon=":material/download:"
            )


def _drawn(units: pd.DataFrame) -> pd.DataFrame:
    words = [
        _words(int(row["n_late"]), int(row["n_dated"]), int(row["n_overdue"]))
        for row in units.to_dict("records")
    ]
    return units.assign(label=units["unit_name"].map(escape), words=words)


def _words(n_late: int, n_dated: int, n_overdue: int) -> str:
    late = f"{number(n_late)} dari {number(n_dated)} terlambat" if n_dated else ""
    awaited = f"{number(n_overdue)} belum, lewat" if n_overdue else ""
    return " · ".join(part for part in (late, awaited) if part) or "belum dinilai"


def _cells(units: pd.DataFrame) -> list[list[str]]:
    return [
        [
            str(row["unit_name"]),
            *(number(row[name]) for name in ("n_asked", "n_arrived", "n_late")),
            days_words(None if pd.isna(row["late_days"]) else float(row["late_days"])),
            *(number(row[name]) for name in ("n_awaited", "n_overdue", "n_returned")),
        ]
        for row in units.to_dict("records")
    ]
