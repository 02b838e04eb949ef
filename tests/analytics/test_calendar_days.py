"""The calendar of a year as tables, on a small calendar typed here."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from lkj.analytics import calendar_days as tables
from lkj.analytics.calendar_days import calendar_days, calendar_months
from lkj.errors import OutsideCalendar
from lkj.worktime import DatedException, ExceptionKind, Slot, WorkingCalendar
from tests.analytics.log_frame import calendar as plain

EVERY_DAY = frozenset(range(7))
SHORT = (Slot(480, 720),)


def an_exception(day: str, last: str = "", **facts: Any) -> DatedException:
    first = date.fromisoformat(day)
    usual: dict[str, Any] = {
        "last": date.fromisoformat(last) if last else first,
        "weekdays": EVERY_DAY,
        "slots": (),
        "name": "",
        "basis": "",
        "kind": ExceptionKind.PUBLIC_HOLIDAY,
        "is_estimate": False,
    }
    return DatedException(first=first, **usual | facts)


def small() -> WorkingCalendar:
    rows = (
        an_exception(
            "2026-03-02",
            "2026-03-04",
            slots=SHORT,
            kind=ExceptionKind.RAMADAN_HOURS,
            name="Ramadan",
            is_estimate=True,
        ),
        an_exception("2026-03-04", name="Nyepi", basis="SKB"),
        an_exception("2026-03-05", name="Cuti Nyepi", kind=ExceptionKind.COLLECTIVE_LEAVE),
        an_exception("2026-03-07", name="Sabtu libur"),
        an_exception(
            "2026-03-14", slots=SHORT, kind=ExceptionKind.EXTRA_DAY, name="Sabtu masuk"
        ),
        an_exception("2026-03-16", kind=ExceptionKind.LOCAL_HOLIDAY, name="Hari jadi"),
    )
    return replace(plain(), exceptions=rows)


def march() -> pd.DataFrame:
    days = calendar_days(small(), year=2026)
    return days[days["date"].dt.month == 3].reset_index(drop=True)


def test_every_date_says_what_it_is_and_why() -> None:
    days = march()[["kind", "is_usual", "is_estimate", "working_minutes", "name", "basis"]]

    assert days.iloc[:8].to_numpy().tolist() == [
        ["weekend", False, False, 0, "", ""],
        ["short", True, True, 240, "Ramadan", ""],
        ["short", True, True, 240, "Ramadan", ""],
        ["public_holiday", True, False, 0, "Nyepi", "SKB"],
        ["collective_leave", True, False, 0, "Cuti Nyepi", ""],
        ["working", True, False, 450, "", ""],
        ["public_holiday", False, False, 0, "Sabtu libur", ""],
        ["weekend", False, False, 0, "", ""],
    ]


def test_a_worked_saturday_is_a_working_day() -> None:
    assert march().loc[13, ["kind", "is_usual", "working_minutes"]].tolist() == [
        "extra",
        False,
        240,
    ]


def test_a_year_has_all_its_dates() -> None:
    assert len(calendar_days(small(), year=2024)) == 366
    assert calendar_days(small(), year=2026)["date"].is_monotonic_increasing


def test_a_month_counts_working_days_and_days_off_on_usual_days_only() -> None:
    # 22 Mondays to Fridays, less Nyepi, its leave and the hari jadi, and one worked Saturday:
    # 20. Two Ramadan days and the Saturday have 240 minutes, the other 17 have 450.
    assert calendar_months(march()).to_dict("records") == [
        {
            "month": 3,
            "n_days": 31,
            "n_working_days": 20,
            "n_short_days": 2,
            "n_days_off": 3,
            "working_minutes": 3 * 240 + 17 * 450,
        }
    ]


def test_the_months_of_a_year_come_in_their_order() -> None:
    months = calendar_months(calendar_days(small(), year=2026))

    assert months["month"].tolist() == list(range(1, 13))
    assert months["n_days"].sum() == 365


def test_the_tables_have_their_columns_even_when_empty() -> None:
    days = calendar_days(small(), year=2026)
    nothing = calendar_months(days.iloc[:0])

    assert list(days.columns) == [column.name for column in tables.CALENDAR_DAYS]
    assert list(nothing.columns) == [column.name for column in tables.CALENDAR_MONTHS]
    assert nothing.dtypes.astype(str).tolist() == ["int64"] * 6
    assert nothing.empty


def test_counting_months_leaves_the_days_as_they_were() -> None:
    days = march()

    before = days.copy(deep=True)
    calendar_months(days)

    pd.testing.assert_frame_equal(days, before)


@pytest.mark.parametrize("year", [2022, 2028])
def test_a_year_outside_the_calendar_is_refused(year: int) -> None:
    with pytest.raises(OutsideCalendar) as refused:
        calendar_days(small(), year=year)

    assert refused.value.facts == {"year": year}
