"""Changes of the calendar's draft: days and ranges, hours of the week, years, the file."""

from dataclasses import dataclass, replace
from datetime import datetime

from lkj.domain.text import FormCheck
from lkj.errors import FormInvalid
from lkj.usecases.audited import Recorded
from lkj.usecases.calendar_drafts import Desk, Edited, edit_draft
from lkj.usecases.callers import Door
from lkj.usecases.day_forms import LONGEST, DaysForm, exceptions_of, typed_slots
from lkj.usecases.office import Office
from lkj.worktime import WorkingCalendar
from lkj.worktime.calendar_changes import (
    Act,
    differences,
    exception_of,
    in_the_way,
    undone,
    with_exception,
    without,
    years_of,
)
from lkj.worktime.calendar_file import WEEKDAYS, YEARS
from lkj.worktime.calendar_text import slot_texts


@dataclass(frozen=True, kw_only=True)
class RemovalForm:
    """An exception that is to count no longer; `key` is its `key_of`."""

    request_id: str
    seen: int
    key: str


@dataclass(frozen=True, kw_only=True)
class UndoForm:
    """A change of the draft that is taken back; `key` is that of the change."""

    request_id: str
    seen: int
    key: str


@dataclass(frozen=True, kw_only=True)
class WeekForm:
    """Hours of every weekday as typed, Monday first, and their decree."""

    request_id: str
    seen: int
    hours: tuple[str, ...]
    decree: str


@dataclass(frozen=True, kw_only=True)
class YearForm:
    """A year that the calendar is to cover, next to those that it covers."""

    request_id: str
    seen: int
    year: int


def put_days(form: DaysForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Add a day or a range to the draft, or put it in the place of another row.

    Raises:
        FormInvalid: with every field that is wrong, and every date that is taken already.
        StaleCalendar, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def edit(desk: Desk) -> Edited:
        if form.replaces and exception_of(desk.draft, form.replaces) is None:
            raise _problem("replaces", "gone")
        check = FormCheck()
        added = exceptions_of(form, desk.draft, check)
        base = without(desk.draft, form.replaces) if form.replaces else desk.draft
        taken = {row.name for one in added for row in in_the_way(base, one)}
        if taken:
            check.add("first", "taken_days", ", ".join(sorted(taken)))
        check.done()
        for one in added:
            base = with_exception(base, one)
        detail: dict[str, str | int | bool] = {
            "kind": form.kind.value,
            "until": (form.last or form.first).isoformat(),
            "name": added[0].name,
            "basis": added[0].basis,
            "estimate": form.is_estimate,
            "replaces": form.replaces,
        }
        return Edited(base, form.first.isoformat(), detail)

    return edit_draft(form, "calendar.days", edit, door=door, office=office, now=now)


def remove_days(form: RemovalForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Take an exception out of the draft.

    Raises:
        FormInvalid: it is not there any more.
        StaleCalendar, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def edit(desk: Desk) -> Edited:
        row = exception_of(desk.draft, form.key)
        if row is None:
            raise _problem("replaces", "gone")
        left = without(desk.draft, form.key)
        return Edited(left, row.first.isoformat(), {"name": row.name})

    return edit_draft(form, "calendar.remove", edit, door=door, office=office, now=now)


def undo(form: UndoForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Take one change of the draft back.

    Raises:
        FormInvalid: there is no such change, or the day it gave back is taken meanwhile.
        StaleCalendar, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def edit(desk: Desk) -> Edited:
        changes = {change.key: change for change in differences(desk.active, desk.draft)}
        change = changes.get(form.key)
        if change is None:
            raise _problem("change", "gone")
        row = change.exception
        is_given_back = row is not None and change.act is Act.REMOVED
        taken = in_the_way(desk.draft, row) if row and is_given_back else ()
        if taken:
            raise _problem("change", "taken_days", taken[0].name)
        detail: dict[str, str | int | bool] = {
            "change": change.act.value,
            "name": row.name if row else "",
        }
        subject = row.first.isoformat() if row else change.key
        return Edited(undone(desk.draft, desk.active, change), subject, detail)

    return edit_draft(form, "calendar.undo", edit, door=door, office=office, now=now)


def set_week(form: WeekForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Change the hours of the ordinary week, for every year of the calendar.

    Raises:
        FormInvalid: with every weekday that is wrong, and a decree that is missing.
        StaleCalendar, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def edit(desk: Desk) -> Edited:
        check = FormCheck()
        days = zip(WEEKDAYS, form.hours, strict=True)
        week = tuple(typed_slots(check, text, f"week.{day}") for day, text in days)
        decree = check.line(form.decree, "decree", LONGEST)
        check.done()
        if not any(week):
            raise _problem("hours", "required")
        said = {day: ", ".join(slot_texts(s)) for day, s in zip(WEEKDAYS, week, strict=True)}
        return Edited(replace(desk.draft, week=week, basis=(decree,)), "week", {**said})

    return edit_draft(form, "calendar.week", edit, door=door, office=office, now=now)


def add_year(form: YearForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Let the draft cover one more year; its holidays are added one by one.

    Raises:
        FormInvalid: the year does not stand next to those covered.
        StaleCalendar, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def edit(desk: Desk) -> Edited:
        draft = desk.draft
        if form.year not in next_years(draft):
            known = years_of(draft)
            raise _problem("years", "outside_years", f"{known[0]} sampai {known[-1]}")
        longer = replace(
            draft,
            first_year=min(draft.first_year, form.year),
            last_year=max(draft.last_year, form.year),
        )
        return Edited(longer, str(form.year), {})

    return edit_draft(form, "calendar.year", edit, door=door, office=office, now=now)


def next_years(calendar: WorkingCalendar) -> list[int]:
    """The years that may be added: one after and one before."""
    beside = (calendar.last_year + 1, calendar.first_year - 1)
    return [year for year in beside if year in YEARS]


def _problem(field: str, code: str, detail: str = "") -> FormInvalid:
    return FormInvalid(problems=((field, code, detail),))
