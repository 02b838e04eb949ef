"""The draft of the calendar: days, ranges, the week, years; every problem told at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from lkj.errors import FormInvalid, RequestReused, StaleCalendar
from lkj.store import audit_store, calendar_store
from lkj.usecases.audited import Recorded
from lkj.usecases.calendar_drafts import DiscardForm, discard
from lkj.usecases.calendar_edits import (
    RemovalForm,
    UndoForm,
    WeekForm,
    YearForm,
    add_year,
    put_days,
    remove_days,
    set_week,
    undo,
)
from lkj.usecases.calendar_view import Draft, read_calendar_view
from lkj.usecases.office import Office
from lkj.worktime import ExceptionKind, Slot
from lkj.worktime.calendar_text import key_of
from tests.support.calendars import (
    FIRST_DAY,
    NAME,
    SECOND_DAY,
    a_day_off,
    a_draft,
    added_key,
    new_year_key,
    revision_of,
)
from tests.support.offices import NOW
from tests.support.staffed import NOBODY, door_of, name_of, staffed_office

MORNING = (Slot(450, 720),)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(tmp_path)


def use(office: Office, who: str = "monev") -> dict[str, Any]:
    return {"door": door_of(who), "office": office, "now": NOW}


def draft_of(office: Office) -> Draft:
    draft = read_calendar_view(**use(office)).draft
    assert draft is not None
    return draft


def problems(act: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(FormInvalid) as refused:
        act()
    found = refused.value.facts["problems"]
    assert isinstance(found, tuple)
    return [(field, code) for field, code, _ in found]


def test_a_day_goes_into_the_draft_and_the_active_version_stays(office: Office) -> None:
    done = a_draft(office)

    view = read_calendar_view(**use(office))
    assert view.draft is not None
    assert [change.exception and change.exception.name for change in view.draft.changes] == [
        NAME
    ]
    assert view.draft.calendar.slots_on(FIRST_DAY) == ()
    assert view.active.slots_on(FIRST_DAY)
    assert (view.active.version, view.draft.changed_by) == (1, name_of("monev"))
    assert done == Recorded(1, FIRST_DAY.isoformat())
    with office.database.read() as conn:
        entry = audit_store.entry(conn, 1)
    assert (entry.action, entry.account_id) == ("calendar.days", "akun-monev")
    assert entry.detail["basis"] == "Surat Edaran Gubernur 3/2026"


def test_others_see_the_year_and_the_history_and_no_draft(office: Office) -> None:
    a_draft(office)

    view = read_calendar_view(**use(office, NOBODY))

    assert (view.draft, view.offer, view.is_editable) == (None, None, False)
    assert [past.no for past in view.history] == [1]


def test_ramadan_makes_one_row_for_fridays_and_one_for_the_other_days(office: Office) -> None:
    a_draft(
        office,
        date(2027, 3, 15),
        last=date(2027, 3, 19),
        kind=ExceptionKind.RAMADAN_HOURS,
        name="Ramadan",
        hours="08:00 – 12:00, 12.30-15.00",
        friday_hours="08.00-11.30",
    )

    added = {c.exception.name: c.exception for c in draft_of(office).changes if c.exception}
    assert added["Ramadan, Senin–Kamis"].slots == (Slot(480, 720), Slot(750, 900))
    assert added["Ramadan, Senin–Kamis"].weekdays == {0, 1, 2, 3}
    assert added["Ramadan, Jumat"].slots == (Slot(480, 690),)
    assert added["Ramadan, Jumat"].weekdays == {4}


def test_a_worked_saturday_counts_on_saturdays_only(office: Office) -> None:
    facts = {"kind": ExceptionKind.EXTRA_DAY, "hours": "07.30-12.00"}
    a_draft(office, date(2026, 11, 27), last=date(2026, 11, 28), **facts)

    calendar = draft_of(office).calendar
    assert calendar.slots_on(date(2026, 11, 28)) == MORNING
    assert calendar.slots_on(date(2026, 11, 27)) == calendar.week[4]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"name": " ", "decree": ""},
            [("holiday_name", "required"), ("decree", "decree_or_estimate")],
        ),
        ({"first": date(2028, 1, 1)}, [("first", "outside_years"), ("last", "outside_years")]),
        ({"last": date(2026, 3, 1)}, [("last", "before_start")]),
        ({"kind": ExceptionKind.HALF_DAY}, [("hours", "required")]),
        ({"kind": ExceptionKind.HALF_DAY, "hours": "pagi"}, [("hours", "hours")]),
        (
            {"kind": ExceptionKind.OTHER_HOURS, "hours": "08.00-09.00", "friday_hours": "x"},
            [("friday_hours", "hours"), ("first", "taken_days")],
        ),
        (
            {"kind": ExceptionKind.HALF_DAY, "hours": "08.00-09.00", "first": date(2026, 3, 7)},
            [("first", "no_days")],
        ),
        ({"kind": ExceptionKind.EXTRA_DAY, "hours": "08.00-09.00"}, [("first", "usual_days")]),
        ({"first": date(2026, 3, 19)}, [("first", "taken_days")]),
        ({"replaces": "hilang"}, [("replaces", "gone")]),
    ],
)  # fmt: skip
def test_every_problem_of_a_day_is_told_and_nothing_changes(
    office: Office, changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    form = replace(a_day_off(seen=0), **changes)

    assert problems(lambda: put_days(form, **use(office))) == expected
    assert revision_of(office) == 0


def test_an_estimate_needs_no_decree(office: Office) -> None:
    a_draft(office, decree="", is_estimate=True)

    (change,) = draft_of(office).changes
    assert change.exception is not None
    assert change.exception.is_estimate


def test_a_row_is_changed_in_its_place(office: Office) -> None:
    form = a_day_off(date(2026, 1, 2), seen=0, replaces=new_year_key(), name="Digeser")

    put_days(form, **use(office))

    calendar = draft_of(office).calendar
    assert calendar.slots_on(date(2026, 1, 1)) == calendar.week[3]
    assert calendar.slots_on(date(2026, 1, 2)) == ()
    assert [change.act for change in draft_of(office).changes] == ["removed", "added"]


def test_one_row_of_ramadan_keeps_its_weekdays_when_its_hours_change(office: Office) -> None:
    active = read_calendar_view(**use(office)).active
    friday = active.exception_on(date(2026, 3, 6))
    assert friday is not None
    form = a_day_off(
        friday.first,
        seen=0,
        last=friday.last,
        kind=friday.kind,
        hours="07.30-11.00",
        name=friday.name,
        replaces=key_of(friday),
    )

    put_days(form, **use(office))

    calendar = draft_of(office).calendar
    assert calendar.slots_on(date(2026, 3, 6)) == (Slot(450, 660),)
    assert calendar.slots_on(date(2026, 3, 5)) == active.slots_on(date(2026, 3, 5))


def test_a_row_is_removed_and_given_back(office: Office) -> None:
    removal = RemovalForm(request_id="hapus", seen=0, key=new_year_key())
    remove_days(removal, **use(office))
    assert draft_of(office).calendar.slots_on(date(2026, 1, 1))

    undo(UndoForm(request_id="urung", seen=1, key=new_year_key()), **use(office))

    assert read_calendar_view(**use(office)).draft is None
    again = RemovalForm(request_id="lagi", seen=2, key="hilang")
    assert problems(lambda: remove_days(again, **use(office))) == [("replaces", "gone")]


def test_a_day_cannot_be_given_back_where_another_took_its_place(office: Office) -> None:
    put_days(a_day_off(date(2026, 1, 1), seen=0, replaces=new_year_key()), **use(office))

    back = UndoForm(request_id="urung", seen=1, key=new_year_key())

    assert problems(lambda: undo(back, **use(office))) == [("change", "taken_days")]
    unknown = UndoForm(request_id="lain", seen=1, key="hilang")
    assert problems(lambda: undo(unknown, **use(office))) == [("change", "gone")]


def test_the_week_changes_with_its_decree(office: Office) -> None:
    hours = ("07.30-12.00",) * 5 + ("", "")
    form = WeekForm(request_id="pekan", seen=0, hours=hours, decree="Pergub 2/2026")

    set_week(form, **use(office))

    calendar = draft_of(office).calendar
    assert calendar.week == (*(MORNING,) * 5, (), ())
    assert calendar.basis == ("Pergub 2/2026",)
    undo(UndoForm(request_id="urung", seen=1, key="week"), **use(office))
    assert read_calendar_view(**use(office)).draft is None


def test_every_wrong_weekday_is_told(office: Office) -> None:
    hours = ("7.30-12.00", "", "", "", "12.00-11.00", "", "")
    form = WeekForm(request_id="pekan", seen=0, hours=hours, decree="")
    nothing = WeekForm(request_id="kosong", seen=0, hours=("",) * 7, decree="Pergub")

    assert problems(lambda: set_week(form, **use(office))) == [
        ("week.senin", "hours"),
        ("week.jumat", "hours"),
        ("decree", "required"),
    ]
    assert problems(lambda: set_week(nothing, **use(office))) == [("hours", "required")]


def test_a_year_is_added_beside_those_that_are_covered(office: Office) -> None:
    add_year(YearForm(request_id="2028", seen=0, year=2028), **use(office))
    add_year(YearForm(request_id="2022", seen=1, year=2022), **use(office))

    calendar = draft_of(office).calendar
    assert (calendar.first_year, calendar.last_year) == (2022, 2028)
    far = YearForm(request_id="2031", seen=2, year=2031)
    assert problems(lambda: add_year(far, **use(office))) == [("years", "outside_years")]


def test_whoever_saw_an_older_draft_is_told_who_changed_it_and_when(office: Office) -> None:
    a_draft(office)

    with pytest.raises(StaleCalendar) as refused:
        put_days(a_day_off(seen=0), **use(office, "administrator"))

    assert refused.value.facts == {"who": name_of("monev"), "when": NOW}
    assert revision_of(office) == 1
    discard(DiscardForm(request_id="buang", seen=1), **use(office))
    with pytest.raises(StaleCalendar):
        put_days(a_day_off(seen=1), **use(office))


def test_the_same_request_changes_the_draft_once(office: Office) -> None:
    form = a_day_off(SECOND_DAY, seen=0)

    first = put_days(form, **use(office))
    again = put_days(form, **use(office))

    assert first == again
    assert revision_of(office) == 1
    with pytest.raises(RequestReused):
        put_days(replace(form, first=FIRST_DAY), **use(office))


def test_undoing_all_leaves_no_draft_and_a_draft_given_up_neither(office: Office) -> None:
    a_draft(office)
    undo(UndoForm(request_id="urung", seen=1, key=added_key(FIRST_DAY)), **use(office))
    assert read_calendar_view(**use(office)).draft is None
    a_draft(office)

    discard(DiscardForm(request_id="buang", seen=3), **use(office))

    with office.database.read() as conn:
        draft = calendar_store.draft(conn)
    assert draft is not None
    assert (draft.text, draft.revision) == (None, 4)


def test_the_day_after_is_another_day(office: Office) -> None:
    """Two local holidays in a row do not exclude each other."""
    a_draft(office, FIRST_DAY)
    a_draft(office, FIRST_DAY + timedelta(days=1), name="Hari kedua")

    assert len(draft_of(office).changes) == 2
