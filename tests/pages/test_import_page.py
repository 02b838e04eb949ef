"""Impor data on the screen: upload, match, preview, one confirmation, withdrawal."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lkj import bootstrap
from lkj.store import event_store
from tests.pages.stage import ZERO, Stage, on_stage
from tests.support.history_files import BOOK, csv_of, filled_template
from tests.support.log_lines import listening

FIRST = {key: str(value) for key, value in BOOK[0].items()}
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def stage(tmp_path: Path) -> Any:
    with on_stage(ZERO, tmp_path) as opened:
        yield opened


def uploaded(stage: Stage, content: bytes, name: str = "riwayat.csv") -> AppTest:
    at = stage.open("monev", "import_data")
    mime = SHEET if name.endswith("xlsx") else "text/csv"
    return at.file_uploader[0].upload(name, content, mime).run()


def said(at: AppTest) -> str:
    shown = (*at.markdown, *at.caption, *at.error, *at.success, *at.warning, *at.text)
    return "\n".join(str(one.value) for one in shown).replace("\\", "")


def press(at: AppTest, label: str) -> AppTest:
    return next(b for b in at.button if label in b.label.replace("\\", "")).click().run()


def n_events(stage: Stage) -> int:
    with stage.database.read() as conn:
        return event_store.revision(conn)


def test_before_a_file_is_chosen_the_template_is_offered(stage: Stage) -> None:
    at = stage.open("administrator", "import_data")

    assert not at.exception
    assert "Belum ada impor." in said(at)


def test_a_template_is_previewed_and_stored_by_one_confirmation(stage: Stage) -> None:
    content = filled_template(bootstrap.current_office())
    at = uploaded(stage, content, "riwayat.xlsx")
    assert "10 pelaksanaan: 10 untuk lama penyelesaian, 2 untuk mutu baku waktu" in said(at)
    assert n_events(stage) == 0

    at = press(at, "Impor 1 laporan")

    assert "Diimpor: 1 laporan, 10 pelaksanaan" in said(at)
    assert n_events(stage) == 11
    assert at.file_uploader[0].value is None


def test_the_same_file_is_refused_and_after_withdrawing_offered_again(stage: Stage) -> None:
    content = csv_of([FIRST])
    at = press(uploaded(stage, content), "Impor 1 laporan")
    at = at.file_uploader[0].upload("riwayat.csv", content, "text/csv").run()
    assert "Berkas ini sudah diimpor pada" in said(at)
    assert not any("Impor 1" in button.label for button in at.button)

    at.text_input[0].set_value("berkas percobaan saja")
    at = press(at, "Ya, tarik impor ini")

    assert "Impor ditarik" in said(at)
    assert any("Impor 1 laporan" in button.label for button in at.button)


def test_withdrawing_without_a_reason_is_refused(stage: Stage) -> None:
    at = press(uploaded(stage, csv_of([FIRST])), "Impor 1 laporan")

    at = press(at, "Ya, tarik impor ini")

    assert "Alasan: wajib diisi." in said(at)
    assert n_events(stage) == 2


def test_bad_rows_are_listed_and_the_good_reports_offered(stage: Stage) -> None:
    at = uploaded(stage, csv_of([FIRST, FIRST | {"title": "B", "step": "9"}]))

    assert any("1 masalah pada 1 baris" in one.label for one in at.expander)
    assert any("1 laporan yang bermasalah dilewati" in b.label for b in at.button)


def test_a_file_that_cannot_be_read_says_why(stage: Stage) -> None:
    with listening() as log:
        at = uploaded(stage, b"A,A,B,B\n1,2\n")

    assert "Sel B1: judul kolom «A» ada dua kali." in said(at)
    assert n_events(stage) == 0
    assert log.refused() == [("info", "FileRefused", "")]


def test_of_many_problems_of_a_file_the_first_are_shown(stage: Stage) -> None:
    names = ",".join(["x"] * 30)

    assert "dan 9 lainnya." in said(uploaded(stage, f"{names}\n".encode()))


def test_a_heading_that_nobody_knows_is_chosen_on_screen(stage: Stage) -> None:
    at = uploaded(stage, csv_of([FIRST]).replace(b"Selesai", b"Kapan"))
    assert "Pilih dahulu kolom untuk: Selesai." in said(at)

    box = next(s for s in at.selectbox if s.label.startswith("Selesai"))
    at = box.set_value("Kapan").run()

    assert "1 pelaksanaan: 1 untuk lama penyelesaian" in said(at)


def test_a_new_name_may_be_somebody_who_is_known(stage: Stage) -> None:
    at = uploaded(stage, csv_of([FIRST | {"actor": "Pak Sekretaris"}]))
    assert "1 orang baru tanpa akun" in said(at)

    box = next(s for s in at.selectbox if s.label == "Pak Sekretaris")
    at = box.set_value("sekretaris").run()
    assert "orang baru tanpa akun" not in said(at).split("akan dibuat")[1]
    at = press(at, "Impor 1 laporan")

    with stage.database.read() as conn:
        assert event_store.event_log(conn)["actor"].iloc[-1] == "sekretaris"


def test_an_open_report_offers_nothing_but_to_take_it_over(stage: Stage) -> None:
    press(uploaded(stage, csv_of([FIRST])), "Impor 1 laporan")
    with stage.database.read() as conn:
        report = event_store.event_log(conn)["report_id"].iloc[0]
    stage.reports["imported"] = str(report)

    for who, page in (("kepala_satuan", "reports"), ("kasubbag_renja_monev", "tasks")):
        at = stage.open(who, page, report="imported")
        assert any("hanya dapat dibaca" in one.value for one in at.info)
        labels = [button.label for button in at.button]
        assert ("Ambil alih laporan ini" in labels) is (page == "tasks")
        assert not any("Catat Tim" in label for label in labels)

    at = press(at, "Ambil alih laporan ini")
    at = stage.open("kasubbag_renja_monev", "tasks", report="imported")

    assert any("Catat Tim" in button.label for button in at.button)


def test_going_on_from_paper_begins_with_taking_over(stage: Stage) -> None:
    press(uploaded(stage, csv_of([FIRST])), "Impor 1 laporan")
    at = stage.open("monev", "paper")
    box = next(s for s in at.selectbox if s.label == "Laporan")
    with stage.database.read() as conn:
        report = str(event_store.event_log(conn)["report_id"].iloc[0])

    at = box.set_value(report).run()

    assert any(button.label == "Ambil alih laporan ini" for button in at.button)
    at = press(at, "Ambil alih laporan ini")
    assert any(button.label == "Simpan semua baris" for button in at.button)
