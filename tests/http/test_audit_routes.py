"""Audit packages by their addresses, and the programs that check them."""

import io
from hashlib import sha256
from zipfile import ZipFile

import pytest

from lkj.reference import read_verifiers
from tests.http.sites import Visitor
from tests.support.offices import BUDI, RINA, SITI


@pytest.fixture
def place(address: str) -> str:
    """Where the package of the report lies that has one document."""
    return f"/unduh/paket-audit/laporan/{address.split('/')[3]}.zip"


SEMESTER = "/unduh/paket-audit/semester/2026-1.zip"


def test_an_auditor_gets_the_package_of_a_report_and_of_a_semester(
    reader: Visitor, place: str
) -> None:
    reader.sign_in(RINA.id)

    for one in (place, SEMESTER):
        answer = reader.get(one)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/zip"
        assert answer.headers["cache-control"] == "no-store"
        with ZipFile(io.BytesIO(answer.content)) as archive:
            assert archive.testzip() is None
            assert "rantai/catatan.jsonl" in archive.namelist()


@pytest.mark.parametrize("who", [BUDI.id, SITI.id])
def test_without_the_right_nothing_is_given(reader: Visitor, place: str, who: str) -> None:
    assert reader.get(place).status_code == 303
    reader.sign_in(who)
    assert [reader.get(one).status_code for one in (place, SEMESTER)] == [403, 403]


@pytest.mark.parametrize(
    "address",
    [
        "/unduh/paket-audit/laporan/tidak-ada.zip",
        "/unduh/paket-audit/semester/2031-1.zip",
        "/unduh/paket-audit/semester/2026-3.zip",
        "/unduh/pemeriksa/lain.py",
    ],
)
def test_a_guessed_address_gives_nothing(reader: Visitor, place: str, address: str) -> None:
    reader.sign_in(RINA.id)

    assert reader.get(address).status_code == 404


def test_the_verifiers_are_downloads_whose_digests_stand_on_the_page_for_codes(
    reader: Visitor,
) -> None:
    assert reader.get("/unduh/pemeriksa/verifikasi.html").status_code == 303
    reader.sign_in(BUDI.id)
    page = reader.get("/periksa").text

    assert sorted(read_verifiers()) == ["verifikasi.html", "verifikasi.py"]
    for name, content in read_verifiers().items():
        answer = reader.get(f"/unduh/pemeriksa/{name}")
        assert answer.content == content
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert sha256(content).hexdigest() in page
