"""Documents and their codes by address: who gets them, and what is answered otherwise."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lkj.http.office_files import office_file_routes
from lkj.http.server import exception_handlers, middleware, routes
from lkj.http.site import Site
from tests.http.sites import SHELL, Visitor
from tests.support.offices import BUDI, Clock, cheap_passwords, small_office


@pytest.fixture
def office_templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templat"
    folder.mkdir()
    return folder


@pytest.fixture
def site(tmp_path: Path, office_templates: Path) -> Site:
    office = small_office(tmp_path, templates_directory=str(office_templates))
    return Site(office=office, clock=Clock(), shell=SHELL, passwords=cheap_passwords())


@pytest.fixture
def visitor(site: Site) -> Visitor:
    app = Starlette(
        routes=[*routes(site), *office_file_routes(site)],
        middleware=middleware(site),
        exception_handlers=exception_handlers(),
    )
    return Visitor(TestClient(app, follow_redirects=False, raise_server_exceptions=False))


SHEET = "/unduh/naskah/tabel-7.{}?semester=2026-1"


@pytest.mark.parametrize(
    ("kind", "media", "begins"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"PK",
        ),
    ],
)
def test_the_signed_in_get_an_attachment(
    visitor: Visitor, kind: str, media: str, begins: bytes
) -> None:
    visitor.sign_in(BUDI.id)

    answer = visitor.get(SHEET.format(kind))

    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.headers["content-disposition"].startswith('attachment; filename="tabel-7-')
    assert answer.content.startswith(begins)


@pytest.mark.parametrize("path", [SHEET.format("pdf"), "/periksa?kode=1:7F3A-91C2-0B4D-55E1"])
def test_without_a_session_nothing_is_answered(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/masuk?next=")


@pytest.mark.parametrize(
    "path",
    [
        "/unduh/naskah/surat.pdf",
        "/unduh/naskah/tabel-7.pdf?semester=x",
        "/unduh/naskah/lembar-kendali.pdf?id=x",
    ],
)
def test_what_is_not_there_is_not_found(visitor: Visitor, path: str) -> None:
    visitor.sign_in(BUDI.id)

    assert visitor.get(path).status_code == 404


def test_a_broken_template_is_explained_and_breaks_nothing_else(
    visitor: Visitor, office_templates: Path
) -> None:
    visitor.sign_in(BUDI.id)
    (office_templates / "tabel-7.typ").write_text("#let a = (", "utf-8")

    broken = visitor.get(SHEET.format("pdf"))

    assert broken.status_code == 500
    assert "templat tabel-7.typ tidak cocok (baris 1)" in broken.text
    assert visitor.get(SHEET.format("docx")).status_code == 200

    (office_templates / "kantor.toml").write_text("[kop]\n", "utf-8")
    listed = visitor.get(SHEET.format("docx")).text
    assert "Berkas kantor.toml untuk naskah belum benar." in listed
    assert "kop.baris: Kunci ini belum ada." in listed


def test_the_page_answers_for_a_code(visitor: Visitor) -> None:
    visitor.sign_in(BUDI.id)

    asked = visitor.get("/periksa").text
    wrong = visitor.get("/periksa?kode=<b>").text
    missing = visitor.get("/periksa?kode=5:7F3A-91C2-0B4D-55E1").text

    assert 'name="kode"' in asked
    assert "role=" not in asked.split("<main>")[1]
    assert "Ini bukan kode periksa." in wrong
    assert "&lt;b&gt;" in wrong
    assert "Riwayat di sini baru sampai catatan no. 0" in missing
