"""A day or a range as typed, checked, and turned into exceptions of the calendar."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lkj.domain.text import FormCheck
from lkj.worktime import DAYS_OFF, DatedException, ExceptionKind, Slots, WorkingCalendar
from lkj.worktime.calendar_changes import SEASONS, exception_of, years_of
from lkj.worktime.calendar_file import read_slots

LONGEST = 200
FRIDAY = 4
_EVERY_DAY = frozenset(range(7))
_BETWEEN = re.compile(r"[,;\n]|\bdan\b")


@dataclass(frozen=True, kw_only=True)
class DaysForm:
    """A day or a range that differs from the ordinary week.

    `last` None means one day. `hours` are typed for what is no day off; `friday_hours` where a
    season has others on Fridays. `replaces` is the `key_of` a row that this one is put in the
    place of, or empty.
    """

    request_id: str
    seen: int
    kind: ExceptionKind
    first: date
    last: date | None
    name: str
    decree: str
    is_estimate: bool = False
    hours: str = ""
    friday_hours: str = ""
    replaces: str = ""


def exceptions_of(
    form: DaysForm, calendar: WorkingCalendar, check: FormCheck
) -> tuple[DatedException, ...]:
    """The exceptions that a form asks for; problems are kept in `check`.

    Hours count on the weekdays that are worked, an extra day on those that are not. A season
    with other hours on Fridays makes two.
    """
    last = form.last or form.first
    _check_dates(form.first, last, calendar, check)
    name = check.line(form.name, "holiday_name", LONGEST)
    basis = check.line(form.decree, "decree", LONGEST, required=False)
    if not basis and not form.is_estimate:
        check.add("decree", "decree_or_estimate")
    parts = _parts(form, calendar, check)
    exceptions = tuple(
        DatedException(
            first=form.first,
            last=last,
            weekdays=weekdays,
            slots=slots,
            name=f"{name}{suffix}",
            basis=basis,
            kind=form.kind,
            is_estimate=form.is_estimate,
        )
        for weekdays, slots, suffix in parts
    )
    if form.first <= last and not any(_has_days(one) for one in exceptions):
        is_extra = form.kind is ExceptionKind.EXTRA_DAY
        check.add("first", "usual_days" if is_extra else "no_days")
    return tuple(one for one in exceptions if form.first <= last and _has_days(one))


def typed_slots(check: FormCheck, text: str, field: str, *, required: bool = False) -> Slots:
    """Hours as people type them: `07.30-12.00, 13.00-16.00`, also with colons and dashes."""
    line = check.line(text, field, LONGEST, required=required)
    plain = line.replace("–", "-").replace(":", ".").replace(" - ", "-")
    slots, problems = read_slots(part.strip() for part in _BETWEEN.split(plain) if part.strip())
    if problems:
        check.add(field, "hours", problems[0].rstrip("."))
        return ()
    return slots


def _check_dates(first: date, last: date, calendar: WorkingCalendar, check: FormCheck) -> None:
    years = years_of(calendar)
    for day, field in ((first, "first"), (last, "last")):
        if day.year not in years:
            check.add(field, "outside_years", f"{years[0]} sampai {years[-1]}")
    if last < first:
        check.add("last", "before_start")


_Part = tuple[frozenset[int], Slots, str]


def _parts(form: DaysForm, calendar: WorkingCalendar, check: FormCheck) -> list[_Part]:
    """Weekdays, their hours, and what is added to the name."""
    if form.kind in DAYS_OFF:
        return [(_EVERY_DAY, (), "")]
    slots = typed_slots(check, form.hours, "hours", required=True)
    usual = frozenset(day for day, worked in enumerate(calendar.week) if worked)
    if form.kind is ExceptionKind.EXTRA_DAY:
        return [(_EVERY_DAY - usual, slots, "")]
    replaced = exception_of(calendar, form.replaces)
    friday = typed_slots(check, form.friday_hours, "friday_hours")
    if replaced is not None and replaced.kind is form.kind:
        return [(replaced.weekdays, slots, "")]
    if form.kind in SEASONS and friday and FRIDAY in usual:
        others = usual - {FRIDAY}
        return [(others, slots, ", Senin–Kamis"), (frozenset({FRIDAY}), friday, ", Jumat")]
    return [(usual, slots, "")]


def _has_days(exception: DatedException) -> bool:
    days: Iterable[date] = exception.days()
    return next(iter(days), None) is not None
