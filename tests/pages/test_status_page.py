"""Status laporan: who must act, what is late, and the way to each report."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lkj import bootstrap
from lkj.domain.commands import Period
from tests.pages.stage import (
    KASUBBAG,
    ONE,
    SEVERAL,
    ZERO,
    Stage,
    headers,
    markup,
    on_stage,
    report_links,
)
from tests.pages.widgets import fill
from tests.usecases.exported import expect

MONEV = "monev"
WHERE = "periksa-kasubbag"


@pytest.fixture
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    with on_stage(request.param, tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("stage", [ZERO], indirect=True)
def test_without_reports_the_page_says_how_to_begin(stage: Stage) -> None:
    at = stage.open(MONEV, "status")

    assert headers(at) == ["Belum ada laporan."]
    assert at.text[0].value.startswith("Daftarkan laporan baru, atau catat laporan yang sudah")
    assert len(at.get("plotly_chart")) == 0


@pytest.mark.parametrize("stage", [ONE], indirect=True)
def test_one_report_reads_well_without_history(stage: Stage) -> None:
    office = bootstrap.current_office()
    expect(office, deadline=date(2026, 3, 1))
    expect(office, Period.Q1, deadline=date(2026, 3, 9))

    at = stage.open(MONEV, "status")

    assert headers(at) == [
        "1 laporan melewati tenggat, 1 mendekati tenggat; 1 belum didaftarkan"
    ]
    assert "Riwayat belum 5 pelaksanaan: hanya mutu baku waktu yang digambar" in [
        caption.value for caption in at.caption
    ]
    assert len(at.get("plotly_chart")) == 1
    said = markup(at)
    assert f'href="/laporan?id={stage.reports[WHERE]}" target="_self">' in said
    assert "Kasubbag Renja dan Monev: 1 laporan, 1 melewati tenggat." in said
    assert '<span class="lkj-late">! Minggu, 1 Maret 2026, lewat 1 hari</span>' in said
    assert "Belum didaftarkan: 1 laporan, 1 mendekati tenggat." in said


@pytest.mark.parametrize("stage", [SEVERAL], indirect=True)
def test_only_what_is_not_finished_is_listed_and_the_filters_narrow_it(stage: Stage) -> None:
    at = stage.open(MONEV, "status")

    # 12 run, one was sent and awaits its receipt; received and cancelled ones are over.
    assert len(report_links(at)) == 13
    assert headers(at)[0].startswith("12 laporan sedang berjalan, belum ada yang melewati")

    fill(at, "Langkah", ["tanda-tangan"])

    assert len(report_links(at)) == 1


@pytest.mark.parametrize("stage", [SEVERAL], indirect=True)
def test_everybody_sees_the_board_by_holder_and_no_person(stage: Stage) -> None:
    at = stage.open(KASUBBAG, "status")

    board = markup(at)
    for holder in ("Sekretaris: ", "Kasubbag Renja dan Monev: ", "Tim LKj: "):
        assert f"<caption>{holder}" in board
    assert "Nama tim" not in board
