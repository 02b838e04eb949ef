"""Kalender kerja: which days and hours count as working time, and on what basis."""

import streamlit as st

from lkj.analytics.calendar_days import calendar_days, calendar_months
from lkj.labels.calendar_words import covered, estimates, year_finding
from lkj.ui.calendar_table import exception_table, exceptions_of, week_hours
from lkj.ui.calendar_year import legend, months_at_a_glance
from lkj.ui.session import require_viewer

viewer = require_viewer()

calendar = viewer.office.calendar
years = range(calendar.first_year, calendar.last_year + 1)
this_year = viewer.now.astimezone(viewer.office.zone).year
st.title("Kalender kerja")
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
st.caption(covered(first_year=calendar.first_year, last_year=calendar.last_year))
st.html(legend())
st.html(months_at_a_glance(days, months))
st.subheader("Jam kerja dalam sepekan")
st.html(week_hours(calendar))
st.subheader("Hari libur dan jam kerja lain")
st.html(exception_table(exceptions, year=year))
