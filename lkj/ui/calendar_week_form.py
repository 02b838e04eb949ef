"""Change the hours of the ordinary week, and let the calendar cover another year."""

import streamlit as st

from lkj.labels.calendar_words import SEVERAL_YEARS
from lkj.ui.calendar_desk import CalendarDesk, carry_out, section
from lkj.ui.forms import DraftForm
from lkj.ui.markup import escape_markdown
from lkj.usecases.calendar_edits import WeekForm, YearForm, add_year, next_years, set_week
from lkj.usecases.day_forms import LONGEST
from lkj.worktime.calendar_file import WEEKDAYS
from lkj.worktime.calendar_text import slot_texts


def week_section(desk: CalendarDesk) -> None:
    """The hours of every weekday, and their decree."""
    with section("Ubah jam kerja sepekan", "week", ":material/schedule:"):
        st.caption(SEVERAL_YEARS)
        form = DraftForm(desk.viewer, f"calendar/week/{desk.view.active.version}")
        week = zip(WEEKDAYS, desk.current.week, strict=True)
        typed = [
            st.text_input(
                escape_markdown(f"{day.capitalize()} (kosong: libur)"),
                key=form.key(day, ", ".join(slot_texts(slots))),
                max_chars=LONGEST,
            )
            for day, slots in week
        ]
        decree = st.text_input(
            "Dasar: peraturan jam kerja (wajib)",
            key=form.key("decree", ", ".join(desk.current.basis)[:LONGEST]),
            max_chars=LONGEST,
        )
        if st.button("Masukkan jam ke rancangan", key=form.button_key("week"), type="primary"):
            request = WeekForm(
                request_id=f"{form.request_id}/week",
                seen=desk.seen,
                hours=tuple(text or "" for text in typed),
                decree=decree or "",
            )
            carry_out(
                desk,
                form,
                lambda **use: set_week(request, **use),
                lambda _: "Jam kerja sepekan masuk rancangan; belum berlaku.",
            )


def year_section(desk: CalendarDesk) -> None:
    """A button for each year that can be added."""
    with section("Muat tahun lain", "years", ":material/calendar_add_on:"):
        st.caption(
            "Tahun baru dimuat kosong: tambahkan hari libur nasional, cuti bersama, dan jam "
            "kerja Ramadannya. Yang belum ada keputusannya ditandai perkiraan."
        )
        for year in next_years(desk.current):
            form = DraftForm(desk.viewer, f"calendar/year/{year}")
            if st.button(escape_markdown(f"Muat {year}"), key=form.button_key("add")):
                _add(desk, form, year)


def _add(desk: CalendarDesk, form: DraftForm, year: int) -> None:
    request = YearForm(request_id=f"{form.request_id}/year", seen=desk.seen, year=year)
    carry_out(
        desk,
        form,
        lambda **use: add_year(request, **use),
        lambda _: f"{year} masuk rancangan; tambahkan hari liburnya.",
    )
