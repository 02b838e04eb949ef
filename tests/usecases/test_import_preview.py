"""Before anything is stored, the page says what would be, and what cannot."""

from pathlib import Path
from typing import Any

import pytest

from lkj.domain.events import Moment
from lkj.errors import FileRefused
from lkj.labels.import_words import COLUMN
from lkj.store import account_store, event_store
from lkj.usecases.history_file import MOST_MEGABYTES, read_file
from lkj.usecases.history_sheet import RowProblem
from lkj.usecases.import_preview import Preview
from lkj.usecases.import_problems import keep_problems, problems_file
from lkj.usecases.office import Office
from tests.support.history_files import (
    BOOK,
    TITLE,
    asked,
    csv_of,
    filled_template,
    imported,
    looked,
)
from tests.support.offices import NOW
from tests.support.staffed import add_staff, door_of, staffed_office
from tests.support.times import moment

FIRST = {key: str(value) for key, value in BOOK[0].items()}
MONEV: dict[str, Any] = {"door": door_of("monev"), "now": NOW}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(tmp_path)


def seen(office: Office, *rows: dict[str, Any], **chosen: Any) -> Preview:
    return looked(office, asked(csv_of(rows), **chosen))


def problems(office: Office, *rows: dict[str, Any]) -> list[tuple[int, str, str]]:
    found = seen(office, *rows)
    assert not found.reports
    return [(p.row, p.column, p.text) for p in found.problems]


def test_it_says_what_the_file_would_support(office: Office) -> None:
    found = looked(office, asked(filled_template(office)))

    (report,) = found.reports
    assert (report.title, report.fiscal_year, report.period) == (TITLE, 2025, "triwulan-3")
    assert (report.n_passes, report.n_lead, report.n_standard) == (10, 10, 2)
    assert report.open_step is None
    assert (found.n_examples, found.n_left_out, found.problems) == (3, 0, ())
    with office.database.read() as conn:
        assert event_store.revision(conn) == 0


def test_a_history_that_breaks_off_says_where_it_would_wait(office: Office) -> None:
    assert seen(office, FIRST).reports[0].open_step == "bentuk-tim"


def test_names_are_known_whatever_their_case_or_nobody_yet(office: Office) -> None:
    found = seen(
        office,
        FIRST | {"actor": "NAMA  sekretaris"},
        {"step": "2", "finished": "2025-11-08", "actor": "Sri Wahyuni"},
        {"step": "3", "finished": "2025-11-09", "actor": "-"},
    )

    assert found.unknown_names == ("Sri Wahyuni",)
    assert [p.name for p in found.content.persons] == ["Sri Wahyuni"]
    actors = [one.actor for one in found.content.reports[0].passes]
    assert actors == ["sekretaris", found.content.persons[0].id, ""]


def test_a_name_that_two_persons_bear_is_asked_for(office: Office) -> None:
    with office.database.write() as conn:
        add_staff(conn, "kembar")
        twin = account_store.person(conn, "kembar")
        account_store.update_person(
            conn, type(twin)("kembar", "Nama sekretaris", twin.nip, twin.title)
        )
    row = FIRST | {"actor": "Nama sekretaris"}

    assert seen(office, row).unknown_names == ("Nama sekretaris",)
    chosen = seen(office, row, people={"Nama sekretaris": "kembar"})
    assert chosen.content.reports[0].passes[0].actor == "kembar"
    assert chosen.content.persons == ()


def test_a_choice_of_somebody_who_is_gone_is_a_new_person(office: Office) -> None:
    found = seen(office, FIRST | {"actor": "Sri"}, people={"Sri": "hilang"})

    assert [p.name for p in found.content.persons] == ["Sri"]


def test_every_bad_cell_is_named_with_row_column_and_reason(office: Office) -> None:
    assert problems(
        office,
        FIRST | {"period": "Semester I", "finished": ""},
        FIRST | {"title": "B", "step": "9", "finished": "kapan", "effort": "lama"},
        {"result": "entah", "reasons": "x", "step": "4", "finished": "2025-11-07"},
        {"step": "4", "finished": "2025-11-07", "result": "dikembalikan", "reasons": "entah"},
    ) == [
        (2, "Periode", "«Semester I» tidak dikenal; tulis Tahunan atau Triwulan I sampai IV"),
        (2, "Selesai", "wajib diisi"),
        (3, "Langkah", "«9» bukan langkah SOP ini"),
        (3, "Selesai", "«kapan» bukan tanggal; tulis seperti 05/01/2025 atau 05/01/2025 08.30"),
        (3, "Lama (menit)", "«lama» bukan jumlah menit"),
        (4, "Hasil", "«entah» tidak dikenal; tulis Diteruskan, Disetujui, atau Dikembalikan"),
        (
            5,
            "Alasan",
            "«entah» bukan alasan dalam daftar; pilih dari daftar atau tulis di Catatan",
        ),
    ]


def test_what_was_typed_must_be_storable_and_within_bounds(office: Office) -> None:
    assert problems(
        office,
        FIRST | {"fiscal_year": "1999"},
        FIRST | {"title": "B", "actor": "a\u202eb", "basis": "x" * 201, "effort": "2.000.000"},
    ) == [
        (2, "Tahun kinerja", "harus dalam 2015-2100"),
        (3, "Lama (menit)", "terlalu besar, paling besar 1000000"),
        (3, "Pelaksana", "memuat karakter pembalik arah tulisan (U+202E); ketik ulang"),
        (3, "Dasar", "terlalu panjang, paling banyak 200 karakter"),
    ]


def test_times_that_cannot_be_are_named_like_bad_cells(office: Office) -> None:
    found = problems(
        office,
        FIRST,
        {"step": "2", "finished": "2025-11-05"},
        {"step": "3", "finished": "2031-01-01", "actor": "x"},
        {"step": "3", "finished": "2025-11-08", "effort": "9999"},
    )

    assert [(row, column) for row, column, _ in found] == [
        (3, "Selesai"),
        (4, "Selesai"),
        (4, "Selesai"),
        (5, "Lama (menit)"),
    ]


def test_a_row_above_which_no_report_stands_is_refused(office: Office) -> None:
    row = {"step": "2", "finished": "2025-11-05"}

    assert problems(office, row) == [
        (2, "Laporan", "tidak ada laporan pada baris ini maupun di atasnya")
    ]


def test_what_is_said_of_a_report_twice_must_agree(office: Office) -> None:
    again = {"title": TITLE, "step": "2", "finished": "2025-11-08"}

    assert problems(office, FIRST, again | {"disposition_number": "800/4"}) == [
        (3, "Nomor disposisi", "berbeda dari «800/3» pada baris lain laporan ini")
    ]
    assert seen(office, FIRST, again).reports[0].n_passes == 2


def test_a_good_report_comes_without_a_bad_one(office: Office) -> None:
    found = seen(office, FIRST, FIRST | {"title": "B", "step": "9"})

    assert [report.title for report in found.reports] == [TITLE]
    assert found.n_left_out == 1


def test_the_first_time_that_is_told_is_when_the_disposition_came(office: Office) -> None:
    row = {key: value for key, value in FIRST.items() if key != "received"}

    def received(**cells: str) -> Moment:
        (report,) = seen(office, row | cells).content.reports
        return report.register.received

    assert received(finished="2025-11-06") == moment("2025-11-06")
    assert received(started="2025-11-05") == moment("2025-11-05")
    assert received(started="2025-11-05", entered="2025-11-04") == moment("2025-11-04")


def test_columns_that_are_missing_must_be_chosen_first(office: Office) -> None:
    content = csv_of([FIRST]).replace(b"Selesai", b"Kapan")

    found = looked(office, asked(content))
    assert found.missing == ("finished",)
    assert not found.reports

    columns = {key: COLUMN[key].heading for key in ("title", "fiscal_year", "period", "step")}
    found = looked(office, asked(content, columns=columns | {"finished": "Kapan"}))
    assert found.missing == ()
    assert found.reports[0].n_passes == 1


def test_the_same_file_is_known_again(office: Office) -> None:
    content = filled_template(office)
    batch = imported(office, content)

    assert looked(office, asked(content, request_id="impor-2")).earlier == batch


def test_the_bad_rows_can_be_downloaded(office: Office) -> None:
    keep_problems([RowProblem(2, "Selesai", "=wajib diisi")], office=office, **MONEV)

    content, name = problems_file(office=office, **MONEV)
    assert name == "masalah-impor.csv"
    assert content.decode("utf-8-sig") == (
        '"Baris";"Kolom";"Masalah"\r\n"2";"Selesai";"\'=wajib diisi"\r\n'
    )


def test_of_too_many_bad_rows_the_beginning_is_kept(office: Office) -> None:
    many = [RowProblem(row, "Selesai", "x" * 1000) for row in range(500)]
    keep_problems(many, office=office, **MONEV)

    content, _ = problems_file(office=office, **MONEV)
    assert 100 < content.count(b"\r\n") < 200


def test_a_file_is_read_apart_and_not_too_large(office: Office) -> None:
    table = read_file(csv_of([FIRST]), office=office, **MONEV)
    assert table.loc[2, "Laporan"] == TITLE

    with pytest.raises(FileRefused) as refusal:
        read_file(bytes(MOST_MEGABYTES * 1024 * 1024 + 1), office=office, **MONEV)
    assert refusal.value.facts["problems"] == (("", "too_large", "20"),)
