"""Printed sheets by their addresses: who gets them, what they say, what is written down."""

import pytest

from lkj.store import audit_store
from lkj.usecases.office import Office
from lkj.usecases.prints import SHEETS
from tests.http.sites import Visitor
from tests.support.offices import BUDI, anchor_of


def printed(office: Office) -> list[tuple[str, str | None, dict[str, object]]]:
    with office.database.read() as conn:
        rows = audit_store.recent(conn, 50)
    return [
        (row.action, row.account_id, row.detail)
        for row in rows
        if row.action.startswith("print.")
    ]


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_printed_and_noted_with_its_filters(
    reader: Visitor, office: Office, name: str
) -> None:
    reader.sign_in(BUDI.id)

    answer = reader.get(f"/cetak/{name}?tahun=2025&langkah=lain")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert f"<h1>{SHEETS[name].title}</h1>" in answer.text
    assert "Saringan: Tahun kinerja: 2025." in answer.text
    assert "tidak dikenali: langkah=lain." in answer.text
    detail = {"filters": {"tahun": "2025"}, "head": anchor_of(office)}
    assert printed(office) == [(f"print.{name}", "akun-budi", detail)]


def test_without_a_session_nothing_is_printed(reader: Visitor, office: Office) -> None:
    answer = reader.get("/cetak/waktu?tahun=2025")

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/masuk?next=/cetak/waktu")
    assert printed(office) == []


@pytest.mark.parametrize("name", ["lain", "waktu.pdf", "__class__", "sop"])
def test_there_is_no_other_sheet(reader: Visitor, office: Office, name: str) -> None:
    reader.sign_in(BUDI.id)

    assert reader.get(f"/cetak/{name}").status_code == 404
    assert printed(office) == []


def test_table_7_is_printed_for_a_semester_and_noted(reader: Visitor, office: Office) -> None:
    reader.sign_in(BUDI.id)

    answer = reader.get("/cetak/tabel-7?semester=2026-1")

    assert answer.status_code == 200
    assert "<h1>Monitoring Pelaksanaan SOP AP</h1>" in answer.text
    detail = {"semester": "2026-1", "version": 0, "head": anchor_of(office)}
    assert printed(office) == [("print.tabel-7", "akun-budi", detail)]


@pytest.mark.parametrize(
    "query", ["", "?semester=2026", "?semester=2026-1&versi=x", "?semester=2026-1&versi=7"]
)
def test_what_is_no_semester_or_no_version_is_not_found(reader: Visitor, query: str) -> None:
    reader.sign_in(BUDI.id)

    assert reader.get(f"/cetak/tabel-7{query}").status_code == 404


def test_table_7_needs_a_session(reader: Visitor) -> None:
    assert reader.get("/cetak/tabel-7?semester=2026-1").status_code == 303
