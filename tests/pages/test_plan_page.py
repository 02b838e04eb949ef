"""Rencana laporan: planning a year, changing and removing one expected report."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.stage import Stage, headers, markup, report_links
from tests.pages.widgets import confirmations, field, fill, press


@pytest.fixture
def plan(fresh: Stage) -> AppTest:
    at = fresh.open("monev", "plan")
    fill(at, "Tahun kinerja", 2026)
    fill(at, "Tenggat laporan tahunan (boleh kosong)", date(2027, 2, 28))
    return press(at, "Rencanakan lima laporan")


def test_one_click_plans_the_five_reports_of_a_year(plan: AppTest) -> None:
    assert confirmations(plan) == ["5 laporan direncanakan untuk tahun kinerja 2026."]
    said = "5 laporan direncanakan untuk 1 tahun kinerja; tenggat 4 laporan belum diisi"
    assert headers(plan) == [said]
    assert "<td>Laporan Kinerja Tahun 2026</td><td>Minggu, 28 Februari 2027</td>" in markup(
        plan
    )


def test_a_second_click_plans_nothing_twice(plan: AppTest) -> None:
    fill(plan, "Tahun kinerja", 2026)

    press(plan, "Rencanakan lima laporan")

    assert confirmations(plan) == ["Semua laporan sudah direncanakan untuk tahun kinerja 2026."]


def test_a_deadline_is_filled_in_later(plan: AppTest) -> None:
    field(plan, "Rencana").select("Laporan Kinerja Triwulan I Tahun 2026 (2026)").run()
    fill(plan, "Tenggat (boleh kosong)", date(2026, 4, 30))

    press(plan, "Simpan")

    assert confirmations(plan) == ["Rencana disimpan."]
    assert "Kamis, 30 April 2026" in markup(plan)


def test_an_expected_report_is_taken_off_the_plan(plan: AppTest) -> None:
    field(plan, "Rencana").select("Laporan Kinerja Triwulan IV Tahun 2026 (2026)").run()

    press(plan, "Hapus dari rencana")

    assert confirmations(plan) == ["Rencana dihapus."]
    assert headers(plan)[0].startswith("4 laporan direncanakan")


def test_what_is_planned_and_not_registered_stands_on_beranda(
    fresh: Stage, plan: AppTest
) -> None:
    home = fresh.open("monev", "home")

    assert len(report_links(home)) == 1
    assert markup(home).count("Belum didaftarkan") == 5
