"""Add a day or a range to the calendar's draft, and change or remove one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from lkj.labels.calendar_words import EXCEPTION_KIND, KIND_HELP
from lkj.ui.calendar_desk import CalendarDesk, carry_out, section
from lkj.ui.calendar_table import dates_text, exceptions_of
from lkj.ui.forms import DraftForm
from lkj.ui.markup import escape_markdown
from lkj.ui.messages import show_refusal
from lkj.usecases.calendar_edits import RemovalForm, put_days, remove_days
from lkj.usecases.day_forms import FRIDAY, LONGEST, DaysForm
from lkj.worktime import DAYS_OFF, DatedException, ExceptionKind, WorkingCalendar
from lkj.worktime.calendar_changes import SEASONS
from lkj.worktime.calendar_text import key_of, slot_texts

RAMADAN = "08.00-12.00, 12.30-15.00"
RAMADAN_FRIDAY = "08.00-11.30, 12.30-15.30"
MORNING = "07.30-12.00"
HOURS_HELP = "Contoh: 07.30-12.00, 13.00-16.00"


@dataclass(frozen=True)
class _Typed:
    """What stands in the fields; without a kind or a date nothing can be sent."""

    kind: ExceptionKind | None
    first: date | None
    rest: dict[str, Any]


def add_section(desk: CalendarDesk) -> None:
    """One day or a range that differs from the ordinary week."""
    with section("Tambah hari atau rentang", "add", ":material/add:"):
        form = DraftForm(desk.viewer, "calendar/add")
        typed = _fields(desk, form, None)
        form.keep()
        if st.button("Masukkan ke rancangan", key=form.button_key("add"), type="primary"):
            _send(desk, form, typed)


def change_section(desk: CalendarDesk, year: int) -> None:
    """Change or remove one row of a year."""
    rows = {key_of(row): row for row in exceptions_of(desk.current, year)}
    if not rows:
        return
    with section("Ubah atau hapus satu baris", "change", ":material/edit:"):
        chosen = st.selectbox(
            escape_markdown(f"Baris {year}"),
            list(rows),
            index=None,
            placeholder="Pilih satu baris",
            format_func=lambda key: f"{dates_text(rows[key])}: {rows[key].name}",
            key=f"calendar_row_{year}",
        )
        if chosen:
            _change(desk, rows[chosen])


def _change(desk: CalendarDesk, row: DatedException) -> None:
    key = key_of(row)
    form = DraftForm(desk.viewer, f"calendar/{key}")
    typed = _fields(desk, form, row)
    left, right, _ = st.columns([1, 1, 2])
    if left.button("Ganti dalam rancangan", key=form.button_key("put"), type="primary"):
        _send(desk, form, typed, replaces=key)
    if right.button("Hapus dalam rancangan", key=form.button_key("remove")):
        removal = RemovalForm(request_id=f"{form.request_id}/remove", seen=desk.seen, key=key)
        carry_out(
            desk,
            form,
            lambda **use: remove_days(removal, **use),
            lambda _: f"{row.name} dihapus dalam rancangan; belum berlaku.",
        )


def _send(desk: CalendarDesk, form: DraftForm, typed: _Typed, *, replaces: str = "") -> None:
    if typed.kind is None or typed.first is None:
        show_refusal("Pilih jenis dan tanggalnya dahulu.")
        return
    request = DaysForm(
        request_id=f"{form.request_id}/put",
        seen=desk.seen,
        kind=typed.kind,
        first=typed.first,
        replaces=replaces,
        **typed.rest,
    )
    carry_out(
        desk,
        form,
        lambda **use: put_days(request, **use),
        lambda _: f"{request.name.strip()} masuk rancangan; belum berlaku.",
    )


def _fields(desk: CalendarDesk, form: DraftForm, row: DatedException | None) -> _Typed:
    chosen = st.selectbox(
        "Jenis (wajib)",
        list(ExceptionKind),
        index=None,
        placeholder="Pilih jenis",
        format_func=EXCEPTION_KIND.__getitem__,
        key=form.key("kind", row.kind if row else None),
    )
    if chosen is None:
        return _Typed(None, None, {})
    kind = ExceptionKind(chosen)
    st.caption(escape_markdown(KIND_HELP[kind]))
    first, last = _dates(desk.current, form, row)
    hours, friday = _hours(desk.current, form, kind, row)
    is_ramadan = kind is ExceptionKind.RAMADAN_HOURS
    name = st.text_input(
        "Keterangan (wajib)",
        key=form.key("name", row.name if row else "Ramadan" if is_ramadan else ""),
        max_chars=LONGEST,
    )
    decree = st.text_input(
        "Dasar: keputusan atau edaran (wajib, kecuali perkiraan)",
        key=form.key("decree", row.basis if row else ""),
        max_chars=LONGEST,
    )
    is_estimate = st.checkbox(
        "Perkiraan: keputusan atau jamnya belum ada",
        key=form.key("estimate", row.is_estimate if row else False),
    )
    rest = {
        "last": last,
        "hours": hours,
        "friday_hours": friday,
        "name": name or "",
        "decree": decree or "",
        "is_estimate": is_estimate,
    }
    return _Typed(kind, first, rest)


def _dates(
    calendar: WorkingCalendar, form: DraftForm, row: DatedException | None
) -> tuple[date | None, date | None]:
    limits: dict[str, Any] = {
        "format": "DD/MM/YYYY",
        "min_value": date(calendar.first_year, 1, 1),
        "max_value": date(calendar.last_year, 12, 31),
    }
    is_range = row is not None and row.last != row.first
    first = st.date_input(
        "Tanggal (wajib)", key=form.key("first", row.first if row else None), **limits
    )
    last = st.date_input(
        "Sampai (kosong: satu hari)",
        key=form.key("last", row.last if row and is_range else None),
        **limits,
    )
    return _day(first), _day(last)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _hours(
    calendar: WorkingCalendar, form: DraftForm, kind: ExceptionKind, row: DatedException | None
) -> tuple[str, str]:
    """Hours for what is no day off, and for the Fridays of a season that is new."""
    if kind in DAYS_OFF:
        return "", ""
    is_same = row is not None and row.kind is kind
    usual, friday = _usual_hours(calendar, kind)
    typed = st.text_input(
        "Jam kerja (wajib)",
        key=form.key(f"hours.{kind}", _typed(row) if row and is_same else usual),
        max_chars=LONGEST,
    )
    st.caption(HOURS_HELP)
    if kind not in SEASONS or is_same:
        return typed or "", ""
    on_friday = st.text_input(
        "Jam kerja Jumat (kosong: sama)",
        key=form.key(f"friday.{kind}", friday),
        max_chars=LONGEST,
    )
    return typed or "", on_friday or ""


def _usual_hours(calendar: WorkingCalendar, kind: ExceptionKind) -> tuple[str, str]:
    match kind:
        case ExceptionKind.RAMADAN_HOURS:
            return RAMADAN, RAMADAN_FRIDAY
        case ExceptionKind.HALF_DAY:
            return MORNING, ""
    monday, friday = calendar.week[0], calendar.week[FRIDAY]
    return ", ".join(slot_texts(monday)), ", ".join(slot_texts(friday))


def _typed(row: DatedException) -> str:
    return ", ".join(slot_texts(row.slots))
