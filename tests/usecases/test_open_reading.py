"""Status laporan in words: the same on screen, paper and in the download."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from lkj.domain.commands import Period
from lkj.usecases.aging_reading import (
    aging_cells,
    aging_picture,
    aging_sentence,
    aging_words,
    has_history,
)
from lkj.usecases.aging_rows import aging_mark_rows
from lkj.usecases.frames import read_frames
from lkj.usecases.open_reading import (
    OpenLook,
    OpenWords,
    ages_of,
    holders,
    open_look,
    open_sentence,
    short_title,
)
from lkj.usecases.population import population
from lkj.usecases.printed_open import MOST_ROWS
from lkj.usecases.prints import print_sheet
from lkj.usecases.selection import Selection
from tests.support.staffed import NOBODY, Running, door_of, staffed_office
from tests.usecases.exported import expect, rows

KASUBBAG, SEKRETARIS = "kasubbag_renja_monev", "sekretaris"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Monday 12.00: one at step 4 since 08.40, late; one at step 2 since 08.10; one planned."""
    annual = Running(staffed_office(tmp_path_factory.mktemp("kantor"))).register()
    annual.until("periksa-kasubbag")
    office = annual.office
    Running(office).register(period=Period.Q1).go()
    expect(office, deadline=date(2026, 3, 1))
    expect(office, Period.Q2, deadline=date(2026, 3, 10))
    annual.now = annual.now.replace(hour=5, minute=0)
    yield annual
    office.database.dispose()


def look(report: Running, **selection: object) -> OpenLook:
    office = report.office
    chosen = Selection(**selection)  # type: ignore[arg-type]
    tables = read_frames(office, as_of=chosen.moment(report.now, office.zone))
    about = population(tables, chosen, office=office, is_example=False)
    return open_look(about, ages_of(tables))


def test_the_finding_tells_late_nearly_late_running_and_not_registered(report: Running) -> None:
    assert open_sentence(look(report)) == (
        "1 laporan melewati tenggat, 1 mendekati tenggat; 1 lainnya sedang berjalan; "
        "1 belum didaftarkan; tenggat 1 laporan belum diisi"
    )


def test_the_late_come_first_each_with_age_holder_and_earliest_end(report: Running) -> None:
    seen = look(report)
    late, soon, other = OpenWords(seen.about).cells(seen.rows)

    # 12.00 is the end of the morning: 95 minutes more end at 14.35.
    assert late == [
        "LKj Satpol PP Tahun 2025",
        "4. Periksa Kasubbag",
        "Kasubbag Renja dan Monev",
        "Sen, 2 Mar 2026",
        "3 jam kerja, belum dimulai",
        "4 jam kerja",
        "belum ada pembanding",
        "! Minggu, 1 Maret 2026, lewat 1 hari",
        late[8],
    ]
    assert late[8].endswith("WIB, sesudah tenggat")
    assert soon[1:5] == ["Belum didaftarkan", "–", "–", "–"]
    assert soon[7] == "! Selasa, 10 Maret 2026, 8 hari lagi"
    assert other[1] == "2. Bentuk Tim"
    assert other[7] == "belum diisi"


def test_holders_stand_in_the_sops_order_and_the_unregistered_last(report: Running) -> None:
    assert [(holder.name, holder.line) for holder in holders(look(report))] == [
        ("Kasubbag Renja dan Monev", "2 laporan, 1 melewati tenggat"),
        ("Belum didaftarkan", "1 laporan, 1 mendekati tenggat"),
    ]


def test_filters_leave_what_waits_there(report: Running) -> None:
    assert look(report, steps=("bentuk-tim",)).rows["period"].tolist() == ["triwulan-1"]
    assert look(report, roles=(SEKRETARIS,)).rows.empty
    assert len(look(report, roles=(KASUBBAG,)).rows) == 2
    assert open_sentence(look(report, years=(2020,))) == "Belum ada laporan."


def test_ages_say_the_oldest_while_there_is_no_history(report: Running) -> None:
    seen = look(report)

    assert aging_sentence(seen) == "Paling lama di langkahnya: 4 jam kerja, pada langkah 2"
    assert "2 laporan berjalan, 2 diterima tetapi belum dimulai" in aging_words(seen)
    assert not has_history(seen)
    assert aging_cells(seen)[0][:6] == [
        "2. Bentuk Tim",
        "pertama",
        "1",
        "0",
        "4 jam kerja",
        "20 menit",
    ]


def test_the_picture_has_a_labelled_mark_over_each_step(report: Running) -> None:
    picture = aging_picture(look(report))

    assert picture.marks["label"].tolist() == ["TW I 2025", "Tahunan 2025"]
    assert picture.marks["age_minutes"].tolist() == [230, 200]
    assert [round(x) for x in picture.marks["x"]] == [1, 3]
    assert picture.steps["standard"].tolist() == [10, 20, 60, 20, 20, 20, 5, 30]
    assert picture.bands.empty
    assert picture.span[0] < min(picture.steps["standard"])
    assert picture.span[1] > max(picture.marks["age_minutes"])


def test_the_picture_is_downloaded_as_drawn(report: Running) -> None:
    seen = look(report)
    table = aging_mark_rows(seen.about)

    assert table["Lama di langkah (menit kerja)"].tolist() == [230, 200]
    assert table["Sudah dimulai"].tolist() == [False, False]
    assert table["No. langkah"].tolist() == [2, 4]
    assert table["50 dari 100 lewat dalam (menit kerja)"].isna().all()


def test_the_sheet_says_what_the_screen_says(report: Running) -> None:
    html = print_sheet("status", {}, door=door_of(NOBODY), **report.use)

    assert f"<h2>{open_sentence(look(report))}</h2>" in html
    assert html.count("<svg") == 1
    assert "Riwayat belum 5 pelaksanaan" in html
    assert "! Minggu, 1 Maret 2026, lewat 1 hari" in html


def test_the_download_has_the_numbers_behind(report: Running) -> None:
    table = rows(report.office, "open", now=report.now)

    late = table[0]
    assert (late["step"], late["age_minutes"], late["total_age_minutes"]) == (
        "Periksa Kasubbag",
        200.0,
        240.0,
    )
    assert (late["days_left"], late["is_late"], late["remaining_minutes"]) == (-1, True, 95.0)
    assert table[1]["state"] == "Belum didaftarkan"
    assert table[1]["step"] is None


def test_without_running_reports_there_is_a_sentence_and_no_picture(tmp_path: Path) -> None:
    finished = Running(staffed_office(tmp_path)).register().until(None)
    finished.now += timedelta(minutes=1)

    html = print_sheet("status", {}, door=door_of(NOBODY), **finished.use)

    assert aging_sentence(look(finished)) == (
        "Tidak ada laporan yang sedang dikerjakan, jadi belum ada umur yang dapat dibandingkan."
    )
    assert "<svg" not in html


def test_a_report_in_few_letters() -> None:
    assert short_title(2025, "tahunan") == "Tahunan 2025"
    assert short_title(2026, "triwulan-2") == "TW II 2026"


def test_reports_of_one_period_are_told_apart_by_their_titles_on_paper(tmp_path: Path) -> None:
    first = Running(staffed_office(tmp_path)).register(title="LKj bidang satu")
    Running(first.office).register(title="LKj bidang dua")
    Running(first.office).register(period=Period.Q1, title="LKj triwulan")

    html = print_sheet("status", {}, door=door_of(NOBODY), **first.use)

    assert "LKj bidang satu" in html
    assert "LKj bidang dua" in html
    assert "LKj triwulan" not in html


def test_the_printed_summary_lists_no_more_reports_than_the_list_of_open_ones(
    tmp_path: Path,
) -> None:
    first = Running(staffed_office(tmp_path)).register()
    for _ in range(MOST_ROWS):
        Running(first.office).register()

    html = print_sheet("ringkasan", {}, door=door_of(NOBODY), **first.use)

    assert "60 dari 61; selengkapnya pada unduhan." in html
