"""Archives by their addresses: whole, only with the right, never by a guess."""

import io
from zipfile import ZipFile

import pytest

from lkj.usecases.office import Office
from tests.http.sites import Visitor
from tests.support.documents import pdf
from tests.support.offices import BUDI, SITI


@pytest.fixture
def place(address: str) -> str:
    """Where the archive of the report lies that has one document."""
    return f"/unduh/arsip/laporan/{address.split('/')[3]}.zip"


def test_the_archive_comes_whole(reader: Visitor, place: str) -> None:
    reader.sign_in(BUDI.id)

    answer = reader.get(place)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    with ZipFile(io.BytesIO(answer.content)) as archive:
        assert [archive.read(n) for n in archive.namelist() if n.startswith("dokumen/")] == [
            pdf()
        ]


def test_a_year_comes_as_one_archive(reader: Visitor, place: str) -> None:
    reader.sign_in(BUDI.id)

    answer = reader.get("/unduh/arsip/tahun/2025.zip")

    assert answer.status_code == 200
    assert 'filename="arsip-tahun-kinerja-2025-' in answer.headers["content-disposition"]


def test_without_the_right_or_a_session_nothing_is_given(reader: Visitor, place: str) -> None:
    assert reader.get(place).status_code == 303
    assert reader.get("/unduh/arsip/tahun/2025.zip").status_code == 303
    reader.sign_in(SITI.id)
    for address in (place, "/unduh/arsip/tahun/2025.zip"):
        answer = reader.get(address)
        assert (answer.status_code, pdf() in answer.content) == (403, False)


@pytest.mark.parametrize(
    "address",
    [
        "/unduh/arsip/laporan/tidak-ada.zip",
        "/unduh/arsip/laporan/.zip",
        "/unduh/arsip/tahun/2031.zip",
        "/unduh/arsip/tahun/dua.zip",
        "/unduh/arsip/tahun/99999999999999999999.zip",
    ],
)
def test_a_guessed_address_gives_nothing(reader: Visitor, place: str, address: str) -> None:
    reader.sign_in(BUDI.id)

    assert reader.get(address).status_code == 404


def test_a_broken_template_is_told(
    reader: Visitor, place: str, office: Office, tmp_path, monkeypatch
) -> None:
    (tmp_path / "lembar-kendali.typ").write_text("#let x = (", encoding="utf-8")
    monkeypatch.setitem(vars(office.settings), "templates_directory", str(tmp_path))
    reader.sign_in(BUDI.id)

    answer = reader.get(place)

    assert answer.status_code == 500
    assert "lembar-kendali.typ" in answer.text
