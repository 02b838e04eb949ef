from pathlib import Path

import pytest

from lkj.errors import InvalidCalendar
from lkj.reference import ROOT, read_calendar
from tests.cli.commands import answer, refused

OFFICE = ROOT / "data" / "calendar" / "kalbar.toml"


def test_a_good_calendar_file_is_summed_up() -> None:
    assert answer("calendar", "check", OFFICE) == (
        "Jam kerja Pemerintah Provinsi Kalimantan Barat, versi 2: 2023 sampai 2027, 145 baris, "
        "9 perkiraan. Tidak ada masalah.\n"
    )


def test_every_problem_of_a_calendar_file_is_told_with_its_place(tmp_path: Path) -> None:
    wrong = tmp_path / "salah.toml"
    text = OFFICE.read_text(encoding="utf-8").replace("Asia/Pontianak", "WIB")
    wrong.write_text(text.replace("07.30-12.00", "7.30-12.00"), encoding="utf-8")
    with pytest.raises(InvalidCalendar) as caught:
        read_calendar(wrong)

    title, *lines = refused("calendar", "check", wrong)

    assert title == "Berkas kalender kerja belum benar."
    problems = caught.value.facts["problems"]
    assert lines == [f"  - {one.place}: {one.message}" for one in problems]
    # The zone, four weekdays, one half day of the list.
    assert len(lines) == 1 + 4 + 1


def test_a_calendar_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    _, line = refused("calendar", "check", tmp_path / "tidak-ada.toml")

    assert line.startswith("  - tidak-ada.toml: ")
