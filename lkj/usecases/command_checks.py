"""What the typed fields of a command may hold, the same live and from paper."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from lkj.domain import commands as c
from lkj.domain.events import Moment
from lkj.domain.text import FormCheck
from lkj.errors import OutsideCalendar
from lkj.usecases.plan import EARLIEST_YEAR, LATEST_YEAR
from lkj.worktime import WorkingCalendar

CommandT = TypeVar("CommandT", bound=c.Command)

LINES = frozenset({"title", "disposition_number", "place", "shown"})
TEXTS = frozenset({"note", "reason", "text", "time_conflict", "missing_data"})
LONGEST_LINE = 200
LONGEST_NOTE = 4_000
LONGEST_REQUEST_ID = 100
# Nearly two years without a break; larger numbers do not fit every column.
MOST_MINUTES = 1_000_000


def clean_command(check: FormCheck, command: CommandT, *, place: str = "") -> CommandT:
    """Normalise every text that a person typed, and note every field that is out of range.

    `place` stands before the names of the fields, as in "rows.2.note".
    """
    cleaned = {
        field.name: _clean(check, place, field.name, getattr(command, field.name))
        for field in fields(command)
    }
    return replace(command, **cleaned)


def check_years(command: c.Command, calendar: WorkingCalendar) -> None:
    """The calendar covers every time of the command: it could never be counted otherwise.

    Raises:
        OutsideCalendar: a time lies in another year.
    """
    for moment in _moments(command):
        year = moment.at.astimezone(calendar.zone).year
        if not calendar.first_year <= year <= calendar.last_year:
            raise OutsideCalendar(year=year)


def _moments(command: c.Command) -> Iterator[Moment]:
    values = (getattr(command, field.name) for field in fields(command))
    return (value for value in values if isinstance(value, Moment))


def _clean(check: FormCheck, place: str, name: str, value: Any) -> Any:
    field = place + name
    if name in LINES:
        return check.line(value, field, LONGEST_LINE, required=name == "title")
    if name in TEXTS:
        return check.text(value, field, LONGEST_NOTE)
    if name == "inputs":
        return tuple(_clean_input(check, place, item) for item in value)
    if name == "fiscal_year" and not EARLIEST_YEAR <= value <= LATEST_YEAR:
        check.add(field, "year_range", f"{EARLIEST_YEAR}-{LATEST_YEAR}")
    if name in ("effort_minutes", "value") and isinstance(value, int) and value > MOST_MINUTES:
        check.add(field, "too_large", str(MOST_MINUTES))
    if isinstance(value, date):
        check.day(value, field)
    return value


def _clean_input(check: FormCheck, place: str, item: c.InputCheck) -> c.InputCheck:
    field = f"{place}inputs.{item.name}"
    return replace(item, reason=check.text(item.reason, field, LONGEST_NOTE))
