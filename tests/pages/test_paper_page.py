"""Catat dari berkas: what the form asks for, and what it says of rows that do not add up."""

from datetime import date, time

import pytest
from streamlit.testing.v1 import AppTest

from lkj.domain.events import EventKind, Precision, Source
from lkj.domain.sop import Decision
from lkj.store import account_store
from tests.pages.stage import ONE, Stage, markup, refusals, titles
from tests.pages.widgets import confirmations, field, fill, press
from tests.support.log_lines import listening

NEW = "Laporan baru (belum terdaftar)"
SAVE = "Simpan semua baris"
DAY = date(2026, 2, 2)
DAYS = [date(2026, 2, day) for day in (2, 3, 4, 5, 6, 9, 10, 11)]
DISTURBED = "tanggal pada Buku Agenda tertukar"


@pytest.fixture
def paper(fresh: Stage) -> AppTest:
    at = fresh.open("monev", "paper")
    field(at, "Laporan").select(NEW).run()
    fill(at, "Tahun kinerja", 2024)
    fill(at, "Disposisi diterima: tanggal", DAY)
    return fill(
        at, "Dasar untuk semua baris: Buku Agenda atau Nota Dinas, nomor, tanggal", "BA 7"
    )


def test_nothing_is_asked_before_a_report_is_chosen(fresh: Stage) -> None:
    at = fresh.open("monev", "paper")

    assert "Paraf dan tanda tangan tetap pada berkas asli" in at.info[0].value
    assert [box.label for box in at.selectbox] == ["Laporan"]
    assert list(at.button)[:-1] == []


def test_dates_alone_are_enough_and_the_holders_of_the_day_are_found(
    fresh: Stage, paper: AppTest
) -> None:
    for row, day in enumerate(DAYS):
        fill(paper, "Selesai: tanggal", day, nth=row)
    fill(paper, "Diterima: tanggal", DAYS[-1])

    press(paper, SAVE)

    assert confirmations(paper) == [
        "8 langkah dicatat (no. 6–15). 8 tanpa jam: dihitung dalam lama penyelesaian, "
        "tidak dinilai terhadap mutu baku waktu."
    ]
    assert titles(paper) == ["Laporan Kinerja Tahun 2024"]
    assert "Dicatat oleh Nama monev dari berkas: BA 7" in markup(paper)
    assert "<dt>Keadaan</dt><dd>Selesai</dd>" in markup(paper)


def test_a_return_inserts_the_rows_that_repeat(paper: AppTest) -> None:
    n_rows = len([box for box in paper.selectbox if box.label == "Hasil"])

    fill(paper, "Hasil", Decision.REJECT, nth=3)

    rows = [text.value for text in paper.markdown if text.value.startswith("**")]
    assert rows[3:6] == ["**4. Periksa Kasubbag**", *rows[4:6]]
    assert [row.replace("\\", "") for row in rows[4:6]] == [
        "**3. Kumpulkan data** pelaksanaan ke-2",
        "**4. Periksa Kasubbag** pelaksanaan ke-2",
    ]
    assert len([box for box in paper.selectbox if box.label == "Hasil"]) == n_rows + 2


def test_an_hour_a_start_and_minutes_are_kept(fresh: Stage, paper: AppTest) -> None:
    fill(paper, "Selesai: tanggal", DAY)
    fill(paper, "Selesai: jam", time(10, 0))
    fill(paper, "Mulai: jam", time(9, 50))  # without a date: of the same day
    fill(paper, "Lama (menit)", 8)

    press(paper, SAVE)

    assert confirmations(paper) == ["1 langkah dicatat (no. 6–7)."]
    with fresh.database.read() as conn:
        row = conn.exec_driver_sql(
            "SELECT kind, source, time_precision, effort_minutes, started_at FROM events "
            "WHERE no = 7"
        ).one()
    assert row[:4] == (EventKind.SUBMITTED, Source.PAPER, Precision.MINUTE, 8)
    assert row[4].startswith("2026-02-02T02:50")


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Selesai: jam", time(10, 0)),
        ("Lama (menit)", 8),
        ("Mulai: tanggal", DAY),
        ("Waktu pada berkas bertentangan dan dibiarkan, karena", DISTURBED),
    ],
)
def test_a_row_without_its_date_is_not_passed_over_in_silence(
    paper: AppTest, label: str, value: object
) -> None:
    fill(paper, "Selesai: tanggal", DAY)
    fill(paper, label, value, nth=1)

    press(paper, SAVE)

    assert refusals(paper) == ["Baris langkah 2: isi tanggal selesainya."]


def test_a_gap_between_rows_is_told(paper: AppTest) -> None:
    fill(paper, "Selesai: tanggal", DAY)
    fill(paper, "Selesai: tanggal", DAY, nth=2)

    press(paper, SAVE)

    assert refusals(paper) == ["Ada baris kosong di antara baris yang terisi."]


def test_a_form_without_rows_or_without_the_day_of_receipt_is_told(fresh: Stage) -> None:
    at = fresh.open("monev", "paper")
    field(at, "Laporan").select(NEW).run()

    press(at, SAVE)

    said = "Isi tanggal disposisi diterima.  \nIsi sedikitnya satu tanggal selesai."
    assert refusals(at) == [said]


def test_a_receipt_before_the_end_is_told(paper: AppTest) -> None:
    fill(paper, "Selesai: tanggal", DAY)
    fill(paper, "Diterima: tanggal", DAY)

    press(paper, SAVE)

    assert refusals(paper) == ["Baris penerimaan: isi dahulu semua langkah sebelumnya."]


def test_times_against_each_other_are_refused_by_row_and_may_be_kept_with_a_reason(
    fresh: Stage, paper: AppTest
) -> None:
    fill(paper, "Selesai: tanggal", date(2026, 2, 5))
    fill(paper, "Selesai: tanggal", date(2026, 2, 3), nth=1)
    press(paper, SAVE)
    assert "• Baris langkah 2: Waktu Sel, 3 Feb 2026 mendahului" in refusals(paper)[0]

    fill(paper, "Waktu pada berkas bertentangan dan dibiarkan, karena", DISTURBED, nth=1)
    press(paper, SAVE)

    assert refusals(paper) == []
    assert f"<div>Waktu bertentangan, dibiarkan: {DISTURBED}</div>" in markup(paper)


def test_where_nobody_held_the_role_that_day_somebody_must_be_chosen(
    fresh: Stage, paper: AppTest
) -> None:
    with fresh.database.write() as conn:
        held = account_store.assignments(conn, "sekretaris")[0]
        account_store.end_assignment(conn, held.id, date(2026, 1, 31))
    fill(paper, "Selesai: tanggal", DAY)
    press(paper, SAVE)
    assert refusals(paper) == ["Baris langkah 1: pilih pelaksananya."]

    fill(paper, "Pelaksana", "sekretaris")
    with listening() as log:
        press(paper, SAVE)

    assert "Baris langkah 1: Langkah ini dikerjakan oleh Sekretaris." in refusals(paper)[0]
    assert log.refused() == [("info", "PaperRefused", "")]


@pytest.mark.parametrize("stage", [ONE], indirect=True)
def test_a_running_report_goes_on_where_it_stands(stage: Stage) -> None:
    at = stage.open("monev", "paper")

    field(at, "Laporan").select("LKj Satpol PP Tahun 2025").run()

    rows = [text.value for text in at.markdown if text.value.startswith("**")]
    assert rows[0] == "**4. Periksa Kasubbag**"
    assert "Tahun kinerja" not in [number.label for number in at.number_input]


def test_the_named_official_answers_what_was_recorded(fresh: Stage, paper: AppTest) -> None:
    fill(paper, "Selesai: tanggal", DAY)
    press(paper, SAVE)
    at = fresh.open("sekretaris", "tasks")
    asked = [text.value for text in at.markdown if "Dicatat atas nama Anda" in text.value]
    assert len(asked) == 1
    assert "Nama monev dari BA 7" in asked[0]

    fill(at, "Yang perlu diperbaiki (isi bila tidak benar)", "Seharusnya tanggal 3 Februari")
    press(at, "Minta perbaikan")

    assert confirmations(at) == ["Tersimpan, no. 8. Permintaan perbaikan dicatat."]
    assert not [text for text in at.markdown if "Dicatat atas nama Anda" in text.value]
