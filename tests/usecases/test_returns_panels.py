"""What the panels of Pengembalian say, counted by hand from a small history."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from lkj.analytics.passes import PASSES
from lkj.analytics.schema import conform, sop_categories
from lkj.usecases.office import Office
from lkj.usecases.pairs_reading import (
    containment_reading,
    containment_rows,
    pair_rows,
    pairs_reading,
)
from lkj.usecases.population import Population, View
from lkj.usecases.reading import NotYet, Reading
from lkj.usecases.reasons_reading import reasons_reading, repeat_rows, repeats_reading
from lkj.usecases.rework_reading import rework_reading, rework_rows
from lkj.usecases.selection import Selection
from lkj.usecases.strips_reading import MOST_STRIPS, loop_rows, strips_reading
from tests.analytics.test_reason_costs import because
from tests.analytics.traces import trace
from tests.support.offices import empty_office
from tests.support.populations import looked_at
from tests.support.sops import office_sop

ORACLE = "1(10) 2(20) 3(60) 4A(20) 5R(15) 4R(12) 3(40) 4A(18) 5A(20)"
SUMS, WORDS, COMMAND = "salah_hitung", "bahasa_redaksi", "arahan_pimpinan"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return empty_office(tmp_path_factory.mktemp("kantor"))


def look(office: Office, *reports: pd.DataFrame, **changes: Any) -> Population:
    """A population of these visits; a report is called by its id."""
    visits = pd.concat(reports, ignore_index=True)
    facts = {"fiscal_year": 2025, "period": "tahunan", "state": "running", "current_roles": ""}
    titled = visits.assign(title="Laporan " + visits["report_id"], **facts)
    passes = conform(titled, PASSES, categories=sop_categories([office_sop()]))
    empty = looked_at(office)
    tables = replace(empty.tables, passes=passes)
    usual: dict[str, Any] = {"selection": Selection(), "view": View(), "names": {}}
    return Population(
        office=office,
        tables=tables,
        choose=lambda _: passes,
        is_example=False,
        **(usual | changes),
    )


def told(reading: Reading[Any] | NotYet) -> Reading[Any]:
    assert isinstance(reading, Reading)
    return reading


def test_minutes_of_repair_are_split_and_add_up_both_ways(office: Office) -> None:
    about = look(office, because(ORACLE, SUMS, WORDS))

    reading, table = told(rework_reading(about)), rework_rows(about)

    assert reading.finding == "2 pengembalian menambah sedikitnya 90 menit kerja perbaikan"
    assert table["No. langkah"].tolist() == [4, 5]
    assert table["Langsung (menit kerja)"].tolist() == [40, 12]
    assert table["Beruntun (menit kerja)"].tolist() == [18, 20]
    assert reading.caption == (
        "Periksa silang: menurut pengembalian 90 menit, menurut pelaksanaan ke-2 dan "
        "seterusnya 90 menit."
    )
    assert reading.drawn["words"].tolist() == ["58 menit", "32 menit"]


def test_repair_without_minutes_has_a_table_and_no_picture(office: Office) -> None:
    reading = told(rework_reading(look(office, because("1 2 3 4R 3 4A", SUMS))))

    assert reading.finding == "1 pengembalian menambah waktu yang belum tercatat perbaikan"
    assert reading.drawn is None
    assert reading.cells[0][3:7] == ["–", "–", "–", "2"]


def test_a_report_that_left_the_way_is_named_where_sums_may_differ(office: Office) -> None:
    astray = because("1 2 3 4R 5A(10) 4A(5) 5A(5)", SUMS)

    caption = told(rework_reading(look(office, astray))).caption

    assert caption.endswith("1 laporan menyimpang dari alur, jumlahnya boleh beda.")


def test_few_returns_have_no_percentage_and_ten_have(office: Office) -> None:
    nine = [because("1 2 3 4R 3 4A", SUMS, report_id=f"R{n}") for n in range(9)]
    few = told(reasons_reading(look(office, *nine)))
    ten = told(
        reasons_reading(look(office, *nine, because("1 2 3 4R 3", WORDS, report_id="X")))
    )

    assert few.drawn["words"].tolist() == ["9 dari 9"]
    assert ten.drawn["words"].tolist() == [
        "9 dari 10 · kumulatif 90%",
        "1 dari 10 · kumulatif 100%",
    ]
    assert ten.finding == "Alasan terbanyak: Salah hitung (9 kali)"


def test_minutes_may_turn_the_order_of_reasons(office: Office) -> None:
    reports = (because(ORACLE, SUMS, WORDS), because("1 2 3 4R 3 4A", SUMS, report_id="R2"))

    by_count = told(reasons_reading(look(office, *reports)))
    by_minutes = told(reasons_reading(look(office, *reports, view=View(by_minutes=True))))

    assert by_count.drawn["label"].tolist() == ["Salah hitung", "Bahasa/redaksi"]
    assert by_minutes.drawn["label"].tolist() == ["Bahasa/redaksi", "Salah hitung"]
    assert by_minutes.drawn["words"].tolist() == ["58 menit", "32 menit"]
    assert by_minutes.finding == (
        "Bahasa/redaksi paling banyak menambah pekerjaan: 58 menit kerja"
    )
    assert "2 pelaksanaan ulang tanpa waktu" in by_minutes.about[1]


def test_reasons_cannot_be_weighed_without_minutes(office: Office) -> None:
    about = look(office, because("1 2 3 4R 3", SUMS), view=View(by_minutes=True))

    assert isinstance(reasons_reading(about), NotYet)
    assert isinstance(reasons_reading(look(office, trace("1 2 3 4A"))), NotYet)


def test_equal_reasons_leave_none_in_front(office: Office) -> None:
    about = look(office, because(ORACLE, SUMS, WORDS))

    assert told(reasons_reading(about)).finding == (
        "2 alasan pengembalian, tidak ada yang menonjol"
    )


def test_a_reason_that_comes_back_names_its_report(office: Office) -> None:
    about = look(
        office, because(ORACLE, SUMS, SUMS), because("1 2 3 4R 3", SUMS, report_id="B")
    )

    reading = told(repeats_reading(about))

    assert reading.finding == "Alasan yang sama kembali pada 1 laporan"
    assert reading.cells[0][:3] == ["Laporan R1", "Salah hitung", "2"]
    assert repeat_rows(about)["Kode laporan"].tolist() == ["R1"]
    assert isinstance(repeats_reading(look(office, because(ORACLE, SUMS, WORDS))), NotYet)


def test_strips_begin_with_the_report_that_came_back_most(office: Office) -> None:
    once = because("1 2 3 4R 3 4A", SUMS, report_id="A")
    about = look(office, trace("1 2 3", "N"), once, because(ORACLE, SUMS, WORDS))

    reading = told(strips_reading(about))

    assert reading.finding == "1 dari 3 laporan belum pernah dikembalikan"
    assert [(strip.title, strip.n_loops) for strip in reading.drawn] == [
        ("Laporan R1", 2),
        ("Laporan A", 1),
        ("Laporan N", 0),
    ]
    assert [(c.number, c.visit, c.outcome) for c in reading.drawn[1].cells] == [
        (1, 1, "submitted"),
        (2, 1, "submitted"),
        (3, 1, "submitted"),
        (4, 1, "rejected"),
        (3, 2, "submitted"),
        (4, 2, "approved"),
        (5, 1, "open"),
    ]
    assert reading.cells == [
        ["0 kali", "1 dari 3"],
        ["1 kali", "1 dari 3"],
        ["2 kali", "1 dari 3"],
        ["3 kali atau lebih", "0 dari 3"],
    ]
    assert loop_rows(about)["Laporan"].tolist() == [1, 1, 1, 0]


def test_only_the_first_forty_strips_are_drawn_and_the_rest_is_counted(office: Office) -> None:
    about = look(office, *(trace("1 2 3", f"R{n}") for n in range(MOST_STRIPS + 3)))

    reading = told(strips_reading(about))

    assert len(reading.drawn) == MOST_STRIPS == 40
    assert reading.about[1] == "3 laporan lain tidak digambar"


def test_the_matrix_says_who_returned_whose_draft(office: Office) -> None:
    reading = told(pairs_reading(look(office, because(ORACLE, SUMS, WORDS))))

    assert reading.headings == ("Pemeriksa", "Tim LKj", "Kasubbag Renja dan Monev")
    assert reading.cells == [
        ["Kasubbag Renja dan Monev", "1 dari 3", "–"],
        ["Sekretaris", "–", "1 dari 2"],
    ]
    assert isinstance(pairs_reading(look(office, trace("1 2"))), NotYet)


def test_persons_are_compared_from_five_reviews_on_and_only_by_right(office: Office) -> None:
    reports = [trace("1 2 3 4A", f"R{n}") for n in range(5)]
    names = {"kasubbag_renja_monev": "Ibu Kasubbag", "tim_lkj": "Bapak Tim"}
    view = View(by_person=True)

    five = pair_rows(look(office, *reports, view=view, names=names))
    four = pair_rows(look(office, *reports[:4], view=view, names=names))
    without = pair_rows(look(office, *reports, view=view))

    assert five.iloc[0, :3].tolist() == ["Ibu Kasubbag", "Bapak Tim", 5]
    assert four.empty
    assert without.columns[0] == "Pemeriksa"
    assert without.iloc[0, :3].tolist() == ["Kasubbag Renja dan Monev", "Tim LKj", 5]


def test_a_flaw_that_a_later_review_found_has_escaped(office: Office) -> None:
    about = look(office, because("1 2 3 4A 5A 6R 5A 6A", SUMS))

    reading = told(containment_reading(about))

    assert reading.finding == (
        "1 kekurangan naskah lolos dari langkah 4 dan baru ditemukan sesudahnya"
    )
    assert containment_rows(about)["Baru ditemukan sesudahnya"].tolist() == [1, 1, 0]
    assert reading.cells[2][1:] == ["1", "0", "1 dari 1"]


def test_what_a_superior_wishes_is_no_flaw(office: Office) -> None:
    about = look(office, because("1 2 3 4A 5A 6R 5A 6A", COMMAND))

    assert isinstance(containment_reading(about), NotYet)
    contained = look(office, because("1 2 3 4R 3 4A", SUMS))
    assert told(containment_reading(contained)).finding.startswith("Tidak ada kekurangan")
