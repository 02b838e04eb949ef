"""Reading the calendar file: what it says, and every problem that it has."""

from datetime import date
from pathlib import Path

import pytest

from lkj.errors import InvalidCalendar
from lkj.worktime import DatedException, ExceptionKind, Slot, WorkingCalendar

ROOT = Path(__file__).parents[2]
WHOLE = (ROOT / "data/calendar/kalbar.toml").read_text(encoding="utf-8")
OFFICE = WHOLE.split("\n[[pengecualian]]")[0]  # without its holidays

DAYS_OFF = """
[[pengecualian]]
tanggal = "2026-02-18"
sampai = "2026-03-19"
hari = ["senin", "selasa", "rabu", "kamis"]
jam = ["08.00-12.00", "12.30-15.00"]
keterangan = "Ramadan"

[[pengecualian]]
tanggal = "2026-03-02"
jam = []
"""


def problems_of(text: str) -> dict[str, str]:
    with pytest.raises(InvalidCalendar) as refused:
        WorkingCalendar.from_toml(text)
    found = refused.value.facts["problems"]
    assert isinstance(found, tuple)
    return {problem.place: problem.message for problem in found}


def changed(old: str, new: str) -> str:
    assert OFFICE.count(old) == 1
    return OFFICE.replace(old, new)


def test_the_office_works_as_the_pergub_says() -> None:
    calendar = WorkingCalendar.from_toml(OFFICE)

    assert (calendar.id, calendar.version) == ("kalbar", 2)
    assert str(calendar.zone) == "Asia/Pontianak"
    assert (calendar.first_year, calendar.last_year) == (2023, 2027)
    assert calendar.week[:4] == ((Slot(450, 720), Slot(780, 960)),) * 4
    assert calendar.week[4:] == ((Slot(450, 690), Slot(780, 990)), (), ())


def test_overrides_apply_to_their_days_and_the_later_one_wins() -> None:
    calendar = WorkingCalendar.from_toml(OFFICE + DAYS_OFF)

    assert calendar.slots_on(date(2026, 2, 18)) == (Slot(480, 720), Slot(750, 900))
    assert calendar.slots_on(date(2026, 2, 20)) == calendar.week[4]
    assert calendar.slots_on(date(2026, 2, 21)) == ()
    assert calendar.slots_on(date(2026, 3, 2)) == ()
    assert calendar.slots_on(date(2026, 3, 20)) == calendar.week[4]


def test_an_exception_says_why_and_how_sure_it_is() -> None:
    entry = """
[[pengecualian]]
tanggal = "2026-03-20"
sampai = "2026-03-24"
hari = ["senin", "jumat"]
jam = []
keterangan = "Cuti bersama"
jenis = "cuti_bersama"
perkiraan = true
dasar = "SKB"
"""
    (leave,) = WorkingCalendar.from_toml(OFFICE + entry).exceptions

    assert leave == DatedException(
        first=date(2026, 3, 20),
        last=date(2026, 3, 24),
        weekdays=frozenset({0, 4}),
        slots=(),
        name="Cuti bersama",
        basis="SKB",
        kind=ExceptionKind.COLLECTIVE_LEAVE,
        is_estimate=True,
    )
    assert list(leave.days()) == [date(2026, 3, 20), date(2026, 3, 23)]


def test_a_bare_exception_is_a_sure_day_off_on_every_weekday() -> None:
    entry = '\n[[pengecualian]]\ntanggal = "2026-03-20"\njam = []'
    calendar = WorkingCalendar.from_toml(OFFICE + entry)

    (found,) = calendar.exceptions
    assert (found.name, found.basis) == ("", "")
    assert (found.kind, found.is_estimate) == (ExceptionKind.PUBLIC_HOLIDAY, False)
    assert calendar.exception_on(date(2026, 3, 20)) is found
    assert calendar.exception_on(date(2026, 3, 21)) is None


def test_work_may_last_until_midnight() -> None:
    text = changed("sabtu = []", 'sabtu = ["22.00-24.00"]')

    assert WorkingCalendar.from_toml(text).slots_on(date(2026, 11, 21)) == (Slot(1320, 1440),)


def test_wrong_years_are_one_problem_however_many_days_off_there_are() -> None:
    assert list(problems_of(WHOLE.replace("tahun_akhir = 2027", "tahun_akhir = 2019"))) == [
        "tahun_awal"
    ]


def test_a_file_that_is_not_toml_is_refused() -> None:
    assert list(problems_of("zona = ")) == ["berkas"]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('zona = "Asia/Pontianak"', 'zona = "Asia/Pontianakk"', "zona"),
        ('zona = "Asia/Pontianak"', 'zona = "../../etc/passwd"', "zona"),
        ("tahun_akhir = 2027", "tahun_akhir = 2019", "tahun_awal"),
        ("tahun_awal = 2023", "tahun_awal = 1990", "tahun_awal"),
        ("versi = 2", 'versi = "2"', "versi"),
        ("sabtu = []", 'sabtu = ["13.00-12.00"]', "jam_mingguan.sabtu"),
        ("sabtu = []", 'sabtu = ["08.00-12.00", "11.00-13.00"]', "jam_mingguan.sabtu"),
        ("sabtu = []", 'sabtu = ["08.00-12.00", "12.00-13.00"]', "jam_mingguan.sabtu"),
        ("sabtu = []", 'sabtu = ["08:00-12:00"]', "jam_mingguan.sabtu"),
        ("sabtu = []", 'sabtu = ["23.00-24.30"]', "jam_mingguan.sabtu"),
        ("sabtu = []", "", "jam_mingguan.sabtu"),
        ("sabtu = []", "sabtu = []\nsaptu = []", "jam_mingguan.saptu"),
        ("versi = 2", "versi = 2\nhari_libur = 3", "hari_libur"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(old: str, new: str, place: str) -> None:
    assert list(problems_of(changed(old, new))) == [place]


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ('tanggal = "2026-02-30"\njam = []', "tanggal"),
        ('tanggal = "2019-12-31"\njam = []', "tanggal"),
        ('tanggal = "2026-03-02"\nsampai = "2026-03-01"\njam = []', "sampai"),
        ('tanggal = "2026-03-02"\nhari = ["minggi"]\njam = []', "hari"),
        ('tanggal = "2026-03-02"\njam = ["pagi"]', "jam"),
        ('tanggal = "2026-03-02"', "jam"),
        ('tanggal = "2026-03-02"\njam = []\nperkiraan = "ya"', "perkiraan"),
        ('tanggal = "2026-03-02"\njam = ["08.00-09.00"]\njenis = "cuti_bersama"', "jenis"),
        ('tanggal = "2026-03-02"\njam = []\njenis = "setengah_hari"', "jenis"),
        ('tanggal = "2026-03-02"\njam = []\njenis = "libur"', "jenis"),
    ],
)
def test_a_wrong_override_is_named_with_its_place(entry: str, key: str) -> None:
    (place,) = problems_of(f"{OFFICE}\n[[pengecualian]]\n{entry}")

    assert place.startswith("pengecualian[1]")
    assert place.endswith(key)


def test_every_problem_is_told_at_once() -> None:
    text = OFFICE.replace("Asia/Pontianak", "WIB").replace("07.30", "7.30")

    places = problems_of(text)

    assert {"zona", "jam_mingguan.senin", "jam_mingguan.jumat"} <= places.keys()


def test_a_week_without_work_is_refused() -> None:
    lines = [
        line.split("=")[0] + "= []"
        if line.startswith(("sen", "sel", "rab", "kam", "jum"))
        else line
        for line in OFFICE.splitlines()
    ]

    assert list(problems_of("\n".join(lines))) == ["jam_mingguan"]


def test_a_missing_week_is_one_problem() -> None:
    head = OFFICE.split("[jam_mingguan]")[0]

    assert list(problems_of(head)) == ["jam_mingguan"]
