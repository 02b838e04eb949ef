"""The fields with which a report is registered, live or from paper."""

from datetime import date

import streamlit as st

from lkj.domain.commands import Period, Register
from lkj.domain.events import Moment
from lkj.labels.formats import period_name
from lkj.ui.cache import frames
from lkj.ui.forms import DraftForm, moment_input
from lkj.ui.markup import escape_markdown
from lkj.ui.session import Viewer


def register_fields(
    viewer: Viewer,
    form: DraftForm,
    *,
    received_help: str = "Kosong berarti baru saja diterima.",
) -> Register:
    """Draw the fields and give what they hold; warn of a second report of the same kind."""
    today = viewer.now.astimezone(viewer.office.zone).date()
    year_column, period_column = st.columns(2)
    year = year_column.number_input(
        "Tahun kinerja",
        min_value=2015,
        max_value=today.year + 1,
        step=1,
        key=form.key("fiscal_year", today.year - 1),
        help="Laporan tentang 2025 yang disusun pada 2026: tahun kinerjanya 2025.",
    )
    chosen = period_column.selectbox(
        "Jenis",
        list(Period),
        format_func=period_name,
        key=form.key("period", Period.ANNUAL),
    )
    period = Period(chosen or Period.ANNUAL)
    suggestion = _title(period, int(year))
    title = st.text_input(
        "Judul laporan",
        key=form.key("title", ""),
        max_chars=200,
        placeholder=suggestion,
        help="Kosongkan untuk memakai judul yang disarankan.",
    )
    number_column, date_column = st.columns(2)
    number = number_column.text_input(
        "Nomor disposisi (bila ada)", key=form.key("disposition_number", ""), max_chars=100
    )
    disposition_date = date_column.date_input(
        "Tanggal disposisi (bila ada)",
        key=form.key("disposition_date"),
        format="DD/MM/YYYY",
        min_value=date(2000, 1, 1),
        max_value=today,
    )
    received = moment_input(
        form,
        "received",
        "Disposisi diterima",
        viewer=viewer,
        help_text=received_help,
    )
    _warn_of_second(viewer, int(year), period)
    return Register(
        title=(title or "").strip() or suggestion,
        fiscal_year=int(year),
        period=period,
        disposition_number=number or "",
        disposition_date=disposition_date if isinstance(disposition_date, date) else None,
        received=received or Moment(viewer.now),
    )


def _title(period: Period, year: int) -> str:
    if period is Period.ANNUAL:
        return f"Laporan Kinerja Tahun {year}"
    return f"Laporan Kinerja {period_name(period)} Tahun {year}"


def _warn_of_second(viewer: Viewer, year: int, period: Period) -> None:
    status = frames(viewer).status
    same = status[
        (status["fiscal_year"] == year)
        & (status["period"].astype(str) == period.value)
        & (status["state"].astype(str) != "cancelled")
    ]
    if not same.empty:
        titles = "; ".join(escape_markdown(str(title)) for title in same["title"])
        st.warning(
            f"Sudah ada laporan {period_name(period)} tahun kinerja {year:d}: {titles}. "
            "Anda tetap dapat mendaftarkan yang kedua."
        )
