"""Buku Agenda by its addresses: what they give, and which of them there are."""

from pathlib import Path

import pytest

from lkj.store import audit_store
from lkj.usecases.office import Office
from tests.http.sites import Visitor
from tests.support.offices import BUDI

PLACES = ("/cetak/buku-agenda", "/unduh/buku-agenda.csv", "/unduh/buku-agenda.xlsx")


def noted(office: Office) -> list[str]:
    with office.database.read() as conn:
        rows = audit_store.recent(conn, 50)
    return [row.action for row in rows if row.action.endswith(".buku-agenda")]


def test_the_book_of_a_year_is_printed(reader: Visitor, office: Office) -> None:
    reader.sign_in(BUDI.id)

    answer = reader.get("/cetak/buku-agenda?buku=keluar&tahun=2026")

    assert answer.status_code == 200
    assert "Surat keluar tahun 2026, 0 dari 0 surat" in answer.text
    assert noted(office) == ["print.buku-agenda"]


@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_a_file_is_an_attachment(
    reader: Visitor, office: Office, kind: str, start: bytes
) -> None:
    reader.sign_in(BUDI.id)

    answer = reader.get(f"/unduh/buku-agenda.{kind}?buku=masuk&tahun=2026")

    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert 'filename="buku-agenda-masuk-2026-' in answer.headers["content-disposition"]
    assert noted(office) == ["export.buku-agenda"]


def test_programs_get_their_own_style(reader: Visitor) -> None:
    reader.sign_in(BUDI.id)

    address = "/unduh/buku-agenda.csv?buku=masuk&tahun=2026&gaya=internasional"

    assert reader.get(address).content.startswith(b'\xef\xbb\xbf"book","year",')


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("query", ["", "?buku=masuk", "?buku=lain&tahun=2026", "?tahun=2026"])
def test_there_is_no_other_book(
    reader: Visitor, office: Office, place: str, query: str
) -> None:
    reader.sign_in(BUDI.id)

    assert reader.get(f"{place}{query}").status_code == 404
    assert noted(office) == []


@pytest.mark.parametrize("place", PLACES)
def test_without_a_session_there_is_nothing(
    reader: Visitor, office: Office, place: str
) -> None:
    answer = reader.get(f"{place}?buku=masuk&tahun=2026")

    assert answer.status_code == 303
    assert noted(office) == []


def test_a_wrong_kop_is_told(
    reader: Visitor, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "templat"
    folder.mkdir()
    (folder / "kantor.toml").write_text("[kop", encoding="utf-8")
    monkeypatch.setitem(office.settings.__dict__, "templates_directory", str(folder))
    reader.sign_in(BUDI.id)

    answer = reader.get("/cetak/buku-agenda?buku=masuk&tahun=2026")

    assert answer.status_code == 500
    assert "Naskah belum dapat dibuat" in answer.text
    assert noted(office) == []


@pytest.mark.parametrize("words", ["%00", "%FF%FE", "%ED%A0%80", "%3Cb%3E", "x" * 1000, "%25_"])
@pytest.mark.parametrize("place", [*PLACES, "/unduh/naskah/buku-agenda.pdf"])
def test_whatever_is_looked_for_is_answered(reader: Visitor, place: str, words: str) -> None:
    reader.sign_in(BUDI.id)

    answer = reader.get(f"{place}?buku=masuk&tahun=2026&cari={words}")

    assert answer.status_code == 200
    assert b"<b>" not in answer.content or place.endswith((".pdf", ".xlsx"))
