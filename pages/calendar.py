"""Kalender kerja: which days and hours count as working time, since when, on what basis."""

import streamlit as st

from lkj.analytics.calendar_days import calendar_days, calendar_months
from lkj.labels.calendar_words import covered, estimates, year_finding
from lkj.ui.calendar_desk import open_desk
from lkj.ui.calendar_draft import draft_section, offer_section
from lkj.ui.calendar_form import add_section, change_section
from lkj.ui.calendar_history import history_section
from lkj.ui.calendar_table import exception_table, exceptions_of, week_hours
from lkj.ui.calendar_week_form import week_section, year_section
from lkj.ui.calendar_year import legend, months_at_a_glance
from lkj.ui.session import require_viewer
from lkj.worktime.calendar_changes import years_of

viewer = require_viewer()

desk = open_desk(viewer)
calendar, is_draft = desk.view.active, False
st.title("Kalender kerja")
offer_section(desk)
draft_section(desk)
with st.container(horizontal=True):
    if desk.view.draft:
        shown = st.segmented_control(
            "Yang ditampilkan",
            ["Berlaku", "Rancangan"],
            default="Berlaku",
            required=True,
            key="calendar_shown",
        )
        is_draft = shown == "Rancangan"
        calendar = desk.current if is_draft else calendar
    years = years_of(calendar)
    this_year = viewer.now.astimezone(viewer.office.zone).year
    year = st.selectbox(
        "Tahun",
        years,
        index=years.index(this_year) if this_year in years else len(years) - 1,
        key="calendar_year",
        width=160,
    )
days = calendar_days(calendar, year=year)
months = calendar_months(days)
exceptions = exceptions_of(calendar, year)
n_working_days = int(months["n_working_days"].sum())
n_days_off = int(months["n_days_off"].sum())
st.header(year_finding(year=year, n_working_days=n_working_days, n_days_off=n_days_off))
if n_estimates := sum(one.is_estimate for one in exceptions):
    st.warning(estimates(year=year, n=n_estimates))
number = desk.view.active.version + is_draft
st.caption(covered(version=number, is_draft=is_draft, first_year=years[0], last_year=years[-1]))
st.html(legend())
st.html(months_at_a_glance(days, months))
if desk.view.is_editable:
    add_section(desk)
    change_section(desk, year)
    week_section(desk)
    year_section(desk)
st.subheader("Jam kerja dalam sepekan")
st.html(week_hours(calendar))
st.subheader("Hari libur dan jam kerja lain")
st.html(exception_table(exceptions, year=year))
history_section(viewer, desk.view)
