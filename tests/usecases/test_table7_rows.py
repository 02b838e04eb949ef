"""Tabel 7 as a download: every determined sheet, and what is open now."""

from datetime import timedelta
from typing import Any

import pytest

from lkj.domain.table7 import Assessment
from lkj.exchange.csv_file import to_csv
from tests.support.staffed import name_of
from tests.usecases.exported import made, rows
from tests.usecases.table7_office import WHY, Desk, determined_office


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One version is determined, the next one is open with a row typed by hand."""
    desk = Desk(determined_office(tmp_path_factory.mktemp("kantor"), 5, 90))
    desk.report.now += timedelta(days=2)
    desk.revise()
    desk.by_hand("=SOP Surat", assessment=Assessment.WELL)
    return desk


def table(desk: Desk, who: str = "monev", **query: str) -> list[dict[str, Any]]:
    """The rows of the table itself."""
    return [row for row in whole(desk, who, **query) if row["row_kind"] != "lampiran"]


def whole(desk: Desk, who: str = "monev", **query: str) -> list[dict[str, Any]]:
    """The rows with those of the annex."""
    return rows(desk.office, "table7", who, now=desk.report.now, **query)


def test_the_annex_comes_with_its_sheet(desk: Desk) -> None:
    frozen = [row for row in whole(desk) if row["version"] == 1]

    assert [row["number"] for row in frozen] == ["1", *(f"1.{n}" for n in range(1, 9))]
    assert [row["row_kind"] for row in frozen] == ["SOP", *["lampiran"] * 8]
    assert (frozen[2]["procedure"], frozen[2]["n_over"]) == ("Bentuk Tim", 1)
    assert sum(row["n"] for row in frozen[1:]) == frozen[0]["n"] == 2


def test_determined_and_open_sheets_have_their_rows(desk: Desk) -> None:
    frozen, sop, by_hand = table(desk)

    assert (frozen["semester"], frozen["sheet_state"], frozen["version"]) == (
        "Semester I Tahun 2026",
        "Ditetapkan",
        1,
    )
    assert (frozen["assessment"], frozen["assessment_origin"]) == (
        "Tidak berjalan dengan baik",
        "penilai",
    )
    assert (frozen["n"], frozen["n_within"], frozen["n_over"]) == (2, 1, 1)
    assert len(frozen["code"]) == 19
    assert by_hand["row_kind"] == "diketik"
    assert (sop["sheet_state"], sop["version"], sop["reason"]) == ("Konsep", 2, WHY)
    assert (sop["code"], sop["determined_at"]) == (None, None)
    assert (by_hand["procedure"], by_hand["n"], by_hand["number"]) == ("=SOP Surat", None, "2")


def test_persons_are_named_only_to_those_with_the_right(desk: Desk) -> None:
    named, unnamed = table(desk), table(desk, "sekretaris")

    assert (named[0]["assessor"], named[0]["determined_by"]) == (name_of("monev"),) * 2
    assert not {"assessor", "determined_by"} & set(unnamed[0])


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ({"dari": "2026-01-01", "sampai": "2026-06-30"}, 3),
        ({"dari": "2026-06-30"}, 3),
        ({"sampai": "2025-12-31"}, 0),
        ({"dari": "2026-07-01"}, 0),
    ],
)
def test_the_days_of_a_selection_choose_the_semesters(
    desk: Desk, query: dict[str, str], n: int
) -> None:
    assert len(table(desk, **query)) == n


def test_the_past_shows_what_was_determined_by_then(desk: Desk) -> None:
    day = (desk.report.now - timedelta(days=1)).date().isoformat()

    assert [row["sheet_state"] for row in table(desk, per=day)] == ["Ditetapkan"]
    assert table(desk, per="2026-03-01") == []


def test_typed_text_becomes_no_formula(desk: Desk) -> None:
    exported = made(desk.office, "table7", now=desk.report.now).tables[0]

    assert '"\'=SOP Surat"' in to_csv(exported.rows, style="excel_id").decode("utf-8-sig")
