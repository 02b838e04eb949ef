"""A new report, and finding one among those there are."""

from datetime import date, time

import pytest

from lkj.domain.commands import Period
from tests.pages.stage import (
    KASUBBAG,
    ONE,
    SEKRETARIS,
    SEVERAL,
    Stage,
    markup,
    on_stage,
    report_links,
    titles,
)
from tests.pages.widgets import confirmations, field, fill, press

BUTTON = "Daftarkan laporan"


def test_a_report_is_registered_with_the_suggested_title(fresh: Stage) -> None:
    at = fresh.open(SEKRETARIS, "reports")
    fill(at, "Tahun kinerja", 2024)
    fill(at, "Jenis", Period.Q2)
    fill(at, "Nomor disposisi (bila ada)", "900/77/SET")

    press(at, BUTTON)

    assert titles(at) == ["Laporan Kinerja Triwulan II Tahun 2024"]
    assert confirmations(at) == ["Tersimpan, no. 6. Laporan didaftarkan."]
    assert "900/77/SET" in markup(at)


def test_the_disposisi_may_have_come_before(fresh: Stage) -> None:
    at = fresh.open("monev", "reports")
    fill(at, "Judul laporan", "LKj perubahan")
    fill(at, "Disposisi diterima: tanggal", date(2026, 2, 27))
    fill(at, "Disposisi diterima: jam", time(9, 15))

    press(at, BUTTON)

    assert titles(at) == ["LKj perubahan"]
    assert "Jum, 27 Feb 2026 09.15 WIB" in markup(at)


def test_a_second_report_of_the_same_kind_is_warned_of(fresh: Stage) -> None:
    at = fresh.open(SEKRETARIS, "reports")

    assert "Sudah ada laporan Tahunan tahun kinerja 2025" in at.warning[0].value
    fill(at, "Jenis", Period.Q3)
    assert list(at.warning) == []


def test_the_half_typed_registration_waits_in_a_draft(fresh: Stage) -> None:
    fill(fresh.open(SEKRETARIS, "reports"), "Judul laporan", "LKj setengah jadi")

    at = fresh.open(SEKRETARIS, "reports")

    assert field(at, "Judul laporan").value == "LKj setengah jadi"


@pytest.mark.parametrize("stage", [SEVERAL], indirect=True)
@pytest.mark.parametrize(
    ("view", "n"), [("Terkini", 14), ("Berjalan", 13), ("Selesai", 2), ("Semua", 15)]
)
@pytest.mark.parametrize("page", ["home", "reports"])
def test_reports_are_found_by_their_state(stage: Stage, page: str, view: str, n: int) -> None:
    at = stage.open(KASUBBAG, page)

    fill(at, "Tampilkan", view)

    assert len(report_links(at)) == n


@pytest.mark.parametrize("stage", [ONE], indirect=True)
@pytest.mark.parametrize(
    ("label", "value", "n"),
    [
        ("Cari judul", "satpol", 1),
        ("Cari judul", "(", 0),
        ("Cari judul", "tidak ada", 0),
        ("Tahun kinerja", 2025, 1),
    ],
)
def test_reports_are_found_by_title_and_year(
    stage: Stage, label: str, value: object, n: int
) -> None:
    at = stage.open(KASUBBAG, "reports")

    fill(at, label, value)

    assert len(report_links(at)) == n
    nothing = "Tidak ada laporan pada pilihan ini."
    assert (nothing in [text.value for text in at.text]) == (n == 0)


def test_the_deadline_of_the_plan_stands_beside_a_report_in_the_list(fresh: Stage) -> None:
    planned = fresh.open("monev", "plan")
    fill(planned, "Tahun kinerja", 2025)
    fill(planned, "Tenggat laporan tahunan (boleh kosong)", date(2026, 3, 31))
    press(planned, "Rencanakan lima laporan")

    at = fresh.open(KASUBBAG, "reports")

    assert "Tenggat Selasa, 31 Maret 2026, 29 hari lagi" in markup(at)
    assert len(report_links(at)) == 1  # what is only planned stands on Beranda


def test_twenty_reports_fill_one_page(tmp_path_factory: pytest.TempPathFactory) -> None:
    with on_stage(SEVERAL, tmp_path_factory.mktemp("kantor")) as stage:
        at = stage.open("monev", "plan")
        for year in (2024, 2025):
            fill(at, "Tahun kinerja", year)
            press(at, "Rencanakan lima laporan")
        home = stage.open("monev", "home")
        fill(home, "Tampilkan", "Semua")

        assert len(home.get("pagination")) == 1
