"""The calendar file: the one place where its Indonesian keys become slots, years and a zone."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from lkj.domain.toml_fields import Fields, Problem
from lkj.errors import InvalidCalendar

WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
YEARS = range(2000, 2101)  # long ago, zone offsets were not whole minutes
MIDNIGHT = 24 * 60  # the end of a day

_SLOT = re.compile(r"([01]\d|2[0-4])\.([0-5]\d)-([01]\d|2[0-4])\.([0-5]\d)")


class Slot(NamedTuple):
    """Working time within one day, in minutes since local midnight; `closes` is not worked."""

    opens: int
    closes: int


Slots = tuple[Slot, ...]


class ExceptionKind(StrEnum):
    """Why the hours of a date differ; what is no day off has hours."""

    PUBLIC_HOLIDAY = "public_holiday"
    COLLECTIVE_LEAVE = "collective_leave"
    LOCAL_HOLIDAY = "local_holiday"  # of the province or of this office alone
    RAMADAN_HOURS = "ramadan_hours"
    HALF_DAY = "half_day"
    EXTRA_DAY = "extra_day"  # worked though its weekday is not
    OTHER_HOURS = "other_hours"


DAYS_OFF = frozenset(
    {
        ExceptionKind.PUBLIC_HOLIDAY,
        ExceptionKind.COLLECTIVE_LEAVE,
        ExceptionKind.LOCAL_HOLIDAY,
    }
)
# As the file writes them.
KIND_WORDS = {
    "libur_nasional": ExceptionKind.PUBLIC_HOLIDAY,
    "cuti_bersama": ExceptionKind.COLLECTIVE_LEAVE,
    "libur_daerah": ExceptionKind.LOCAL_HOLIDAY,
    "jam_ramadan": ExceptionKind.RAMADAN_HOURS,
    "setengah_hari": ExceptionKind.HALF_DAY,
    "hari_kerja_tambahan": ExceptionKind.EXTRA_DAY,
    "jam_lain": ExceptionKind.OTHER_HOURS,
}


@dataclass(frozen=True, kw_only=True)
class DatedException:
    """Other hours, or none, on some weekdays from a first to a last date."""

    first: date
    last: date
    weekdays: frozenset[int]  # Monday is 0
    slots: Slots
    name: str
    basis: str  # decree or source; empty where nobody noted one
    kind: ExceptionKind
    is_estimate: bool  # no decree yet, or hours not found

    def days(self) -> Iterator[date]:
        """The dates that it changes."""
        every = (self.first + timedelta(n) for n in range((self.last - self.first).days + 1))
        return (day for day in every if day.weekday() in self.weekdays)


def read_facts(text: str) -> dict[str, Any]:
    """Read a calendar file into the arguments of `WorkingCalendar`.

    Raises:
        InvalidCalendar: `problems` holds every `Problem` with its place.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = Problem("berkas", f"Bukan TOML yang benar: {error}")
        raise InvalidCalendar(problems=(problem,)) from error
    problems: list[Problem] = []
    facts = _facts(Fields(table, place="", problems=problems))
    if problems:
        raise InvalidCalendar(problems=tuple(problems))
    return facts


def _facts(fields: Fields) -> dict[str, Any]:
    years = _years(fields)
    facts = {
        "id": fields.text("id"),
        "version": fields.number("versi"),
        "title": fields.text("nama"),
        "basis": fields.texts("dasar"),
        "remark": fields.optional_text("catatan"),
        "zone": _zone(fields),
        "first_year": years.start,
        "last_year": years.stop - 1,
        "week": _week(fields, "jam_mingguan"),
        "exceptions": _exceptions(fields.optional_tables("pengecualian"), years),
    }
    fields.close()
    return facts


def _years(fields: Fields) -> range:
    first, last = fields.number("tahun_awal"), fields.number("tahun_akhir")
    if not (first in YEARS and last in YEARS and first <= last):
        fields.note("tahun_awal", f"Tahun harus berurutan, {YEARS[0]} sampai {YEARS[-1]}.")
    return range(first, last + 1)


def _zone(fields: Fields) -> ZoneInfo | None:
    name = fields.text("zona")
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        fields.note("zona", "Zona waktu ini tidak dikenal; tulis nama IANA.")
        return None


def _week(fields: Fields, key: str) -> tuple[Slots, ...]:
    table = fields.table(key)
    week = tuple(_slots(table, day) for day in WEEKDAYS)
    table.close()
    if key in fields and not any(week):
        fields.note(key, "Paling sedikit satu hari harus memiliki jam kerja.")
    return week


def _slots(table: Fields, key: str) -> Slots:
    slots, problems = read_slots(table.texts(key))
    for problem in problems:
        table.note(key, problem)
    return slots


def read_slots(texts: Iterable[str]) -> tuple[Slots, list[str]]:
    """Working slots as written, `07.30-12.00`, and every problem that they have."""
    problems: list[str] = []
    slots = tuple(slot for text in texts if (slot := _slot(text, problems)))
    edges = [edge for slot in slots for edge in slot]
    if any(earlier >= later for earlier, later in pairwise(edges)):
        problems.append("Jam kerja harus berurutan dan tidak bersinggungan.")
    if max(edges, default=0) > MIDNIGHT:
        problems.append("Jam kerja berakhir paling lambat 24.00.")
    return slots, problems


def _slot(text: str, problems: list[str]) -> Slot | None:
    match = _SLOT.fullmatch(text)
    if match is None:
        problems.append(f"{text!r} bukan jam kerja; tulis seperti 07.30-12.00.")
        return None
    opens_hour, opens_minute, closes_hour, closes_minute = map(int, match.groups())
    return Slot(opens_hour * 60 + opens_minute, closes_hour * 60 + closes_minute)


def _exceptions(entries: list[Fields], years: range) -> tuple[DatedException, ...]:
    read = (_exception(entry, years) for entry in entries)
    return tuple(exception for exception in read if exception is not None)


def _exception(entry: Fields, years: range) -> DatedException | None:
    first = _day(entry, "tanggal", years)
    last = _day(entry, "sampai", years) if "sampai" in entry else first
    weekdays = _weekdays(entry)
    slots = _slots(entry, "jam")
    name, basis = entry.optional_text("keterangan"), entry.optional_text("dasar")
    plain = ExceptionKind.OTHER_HOURS if slots else ExceptionKind.PUBLIC_HOLIDAY
    kind, is_estimate = (
        entry.optional_word("jenis", KIND_WORDS, plain),
        entry.flag("perkiraan"),
    )
    entry.close()
    if bool(slots) is (kind in DAYS_OFF) and "jam" in entry:
        entry.note("jenis", "Hari libur tidak memiliki jam kerja; jenis lain memilikinya.")
    if first is None or last is None:
        return None
    if last < first:
        entry.note("sampai", "Rentang tanggal harus berurutan.")
    return DatedException(
        first=first,
        last=last,
        weekdays=weekdays,
        slots=slots,
        name=name,
        basis=basis,
        kind=kind,
        is_estimate=is_estimate,
    )


def _weekdays(entry: Fields) -> frozenset[int]:
    names = entry.optional_texts("hari") or WEEKDAYS
    if unknown := set(names) - set(WEEKDAYS):
        entry.note("hari", f"Hari tidak dikenal: {', '.join(sorted(unknown))}.")
    return frozenset(WEEKDAYS.index(name) for name in names if name in WEEKDAYS)


def _day(entry: Fields, key: str, years: range) -> date | None:
    text = entry.text(key)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        entry.note(key, "Tanggal harus ditulis seperti 2026-08-17.")
        return None
    # No years: they were wrong themselves, and every date would say so again.
    if years and day.year not in years:
        entry.note(key, "Tanggal di luar tahun kalender ini.")
        return None
    return day
