"""Changing a calendar: what lies above what, what differs, what a newer file brings."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lkj.reference import read_calendar
from lkj.worktime import DatedException, ExceptionKind, Slot, WorkingCalendar
from lkj.worktime.calendar_changes import (
    Act,
    CalendarChange,
    differences,
    exception_of,
    followed,
    in_the_way,
    is_listed,
    lacking,
    undone,
    with_exception,
    without,
)
from lkj.worktime.calendar_text import key_of

EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))
SHORT = (Slot(480, 720),)
PLAIN = replace(read_calendar(), exceptions=())


def row(day: str, last: str = "", **facts: Any) -> DatedException:
    first = date.fromisoformat(day)
    usual: dict[str, Any] = {
        "last": date.fromisoformat(last) if last else first,
        "weekdays": EVERY_DAY,
        "slots": (),
        "name": f"Libur {day}",
        "basis": "SKB",
        "kind": ExceptionKind.PUBLIC_HOLIDAY,
        "is_estimate": False,
    }
    return DatedException(first=first, **usual | facts)


def ramadan(day: str = "2026-03-02", last: str = "2026-03-06") -> DatedException:
    return row(
        day,
        last,
        weekdays=WORKDAYS,
        slots=SHORT,
        kind=ExceptionKind.RAMADAN_HOURS,
        name="Ramadan",
    )


HOLIDAY, EARLIER = row("2026-03-04"), row("2026-01-01")


def calendar(*rows: DatedException, **facts: Any) -> WorkingCalendar:
    return replace(PLAIN, exceptions=rows, **facts)


def test_a_holiday_lies_above_ramadan_whichever_was_added_first() -> None:
    for first, second in ((HOLIDAY, ramadan()), (ramadan(), HOLIDAY)):
        both = with_exception(calendar(EARLIER, first), second)

        assert both.slots_on(date(2026, 3, 4)) == ()
        assert both.slots_on(date(2026, 3, 5)) == SHORT
        assert len(both.exceptions) == 3


def test_what_says_something_of_the_same_day_is_in_the_way() -> None:
    found = calendar(ramadan(), HOLIDAY, EARLIER)

    assert in_the_way(found, row("2026-03-03", "2026-03-05")) == (HOLIDAY,)
    assert in_the_way(found, ramadan("2026-03-06", "2026-03-20")) == (ramadan(),)
    assert in_the_way(found, row("2026-03-05")) == ()


def test_ranges_on_other_weekdays_share_no_day() -> None:
    fridays = replace(ramadan(), weekdays=frozenset({4}))
    others = replace(ramadan(), weekdays=frozenset({0, 1, 2, 3}))

    assert in_the_way(calendar(fridays), others) == ()


def test_an_exception_is_found_and_taken_out_by_its_key() -> None:
    found = calendar(EARLIER, HOLIDAY)

    assert exception_of(found, key_of(HOLIDAY)) == HOLIDAY
    assert without(found, key_of(HOLIDAY)) == calendar(EARLIER)
    assert exception_of(found, "lain") is None
    with pytest.raises(KeyError):
        without(found, "lain")


def test_differences_are_told_by_date_then_week_then_years() -> None:
    before = calendar(EARLIER, HOLIDAY)
    added = row("2026-02-02")
    week = (SHORT, *PLAIN.week[1:])
    after = calendar(EARLIER, added, week=week, last_year=2028)

    found = differences(before, after)

    assert [(change.act, change.exception) for change in found] == [
        (Act.ADDED, added),
        (Act.REMOVED, HOLIDAY),
        (Act.WEEK, None),
        (Act.YEARS, None),
    ]
    assert differences(before, before) == ()


def test_another_number_or_order_is_no_difference() -> None:
    assert differences(calendar(EARLIER, HOLIDAY), calendar(HOLIDAY, EARLIER)) == ()
    assert differences(calendar(EARLIER), calendar(EARLIER, version=9)) == ()


def test_another_decree_of_the_same_week_is_a_difference() -> None:
    (change,) = differences(calendar(), calendar(basis=("Pergub 2/2026",)))

    assert change.act is Act.WEEK


@pytest.mark.parametrize("nth", [0, 1, 2, 3])
def test_each_change_can_be_undone_alone(nth: int) -> None:
    active = calendar(EARLIER, HOLIDAY)
    week = (SHORT, *PLAIN.week[1:])
    draft = calendar(EARLIER, row("2026-02-02"), week=week, last_year=2028)
    changes = differences(active, draft)

    left = differences(active, undone(draft, active, changes[nth]))

    assert left == (*changes[:nth], *changes[nth + 1 :])


def test_undoing_a_year_takes_its_days_along() -> None:
    active = calendar(EARLIER)
    draft = calendar(EARLIER, row("2028-01-01"), last_year=2028)
    years = next(c for c in differences(active, draft) if c.act is Act.YEARS)

    assert differences(active, undone(draft, active, years)) == ()


def test_a_newer_file_brings_its_changes_and_leaves_those_of_the_office() -> None:
    own, guess = row("2026-05-05", name="Hari jadi"), row("2027-03-10", is_estimate=True)
    decreed = row("2027-03-11")
    known = calendar(EARLIER, guess)
    newer = calendar(EARLIER, decreed, row("2028-01-01"), last_year=2028)

    found = followed(calendar(EARLIER, guess, own), known=known, newer=newer)

    assert set(found.calendar.exceptions) == {EARLIER, own, decreed, row("2028-01-01")}
    assert found.calendar.last_year == 2028
    assert found.skipped == ()


def test_a_day_that_the_office_has_ruled_itself_stays() -> None:
    own = row("2026-05-05", name="Hari jadi")
    newer = calendar(EARLIER, row("2026-05-05", name="Dari berkas"))

    found = followed(calendar(EARLIER, own), known=calendar(EARLIER), newer=newer)

    assert found.calendar == calendar(EARLIER, own)
    assert [one.name for one in found.skipped] == ["Dari berkas"]


def test_a_row_that_the_office_took_out_already_is_not_missed() -> None:
    found = followed(calendar(), known=calendar(EARLIER), newer=calendar())

    assert found.calendar == calendar()


def test_a_newer_week_counts_and_years_never_become_fewer() -> None:
    week = (SHORT, *PLAIN.week[1:])
    newer = calendar(week=week, basis=("Pergub 2/2026",), last_year=2026)

    found = followed(calendar(), known=calendar(), newer=newer).calendar

    assert (found.week, found.basis) == (week, ("Pergub 2/2026",))
    assert found.last_year == PLAIN.last_year


def test_a_year_lacks_what_its_neighbour_has() -> None:
    found = calendar(
        row("2026-01-01", name="Tahun Baru"),
        row("2026-03-20", name="Idul Fitri"),
        row("2026-03-22", name="Idul Fitri"),
        row("2027-01-01", name="Tahun Baru"),
        first_year=2026,
        last_year=2027,
    )

    assert lacking(found, 2027) == ("Idul Fitri",)
    assert lacking(found, 2026) == ()


def test_a_year_is_listed_with_a_holiday_and_ramadan_hours() -> None:
    assert is_listed(calendar(HOLIDAY, ramadan()), 2026)
    assert not is_listed(calendar(HOLIDAY), 2026)
    assert not is_listed(calendar(HOLIDAY, ramadan()), 2027)


def test_a_change_without_a_row_is_named_by_what_it_is_about() -> None:
    week = (SHORT, *PLAIN.week[1:])

    assert differences(calendar(), calendar(week=week)) == (CalendarChange(Act.WEEK, "week"),)
