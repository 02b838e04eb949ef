"""The text of a calendar: what is stored reads back as the same calendar."""

from datetime import date

import pytest

from lkj.reference import read_calendar
from lkj.worktime import DatedException, ExceptionKind, Slot, WorkingCalendar
from lkj.worktime.calendar_text import calendar_text, exception_text, key_of, text_sha256

EVERY_DAY = frozenset(range(7))


def an_exception(name: str = "Hari jadi") -> DatedException:
    return DatedException(
        first=date(2026, 1, 28),
        last=date(2026, 1, 28),
        weekdays=EVERY_DAY,
        slots=(),
        name=name,
        basis="SE 3/2026",
        kind=ExceptionKind.LOCAL_HOLIDAY,
        is_estimate=False,
    )


def test_the_office_calendar_reads_back_as_it_was() -> None:
    office = read_calendar()

    again = WorkingCalendar.from_toml(calendar_text(office))

    assert again == office
    assert calendar_text(again) == calendar_text(office)


def test_an_exception_is_written_as_in_the_file() -> None:
    ramadan = DatedException(
        first=date(2026, 2, 19),
        last=date(2026, 3, 20),
        weekdays=frozenset({4}),
        slots=(Slot(480, 690), Slot(750, 930)),
        name="Ramadan, Jumat",
        basis="",
        kind=ExceptionKind.RAMADAN_HOURS,
        is_estimate=True,
    )

    assert exception_text(ramadan).splitlines() == [
        "[[pengecualian]]",
        'tanggal = "2026-02-19"',
        'sampai = "2026-03-20"',
        'hari = ["jumat"]',
        'jam = ["08.00-11.30", "12.30-15.30"]',
        'keterangan = "Ramadan, Jumat"',
        'jenis = "jam_ramadan"',
        "perkiraan = true",
        'dasar = ""',
    ]


@pytest.mark.parametrize("name", ['dengan "kutip"', "garis \\ miring", "é – 🏝", "# bukan"])
def test_any_name_survives(name: str) -> None:
    text = calendar_text(read_calendar()) + "\n" + exception_text(an_exception(name))

    assert WorkingCalendar.from_toml(text).exceptions[-1].name == name


def test_a_key_changes_with_the_content_and_with_nothing_else() -> None:
    assert key_of(an_exception()) == key_of(an_exception())
    assert key_of(an_exception()) != key_of(an_exception("Hari lain"))
    assert len(key_of(an_exception())) == 16


def test_another_number_is_another_text() -> None:
    office = read_calendar()

    numbered = office.numbered(7)

    assert (numbered.version, numbered.exceptions) == (7, office.exceptions)
    assert text_sha256(calendar_text(numbered)) != text_sha256(calendar_text(office))
