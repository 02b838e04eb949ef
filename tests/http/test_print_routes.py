"""Printed sheets by their addresses: who gets them, what they say, what is written down."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lkj.http.office_files import office_file_routes
from lkj.http.server import exception_handlers, middleware, routes
from lkj.http.site import Site
from lkj.store import audit_store
from lkj.usecases.office import Office
from lkj.usecases.prints import SHEETS
from tests.http.sites import SHELL, Visitor
from tests.support.offices import BUDI, Clock, cheap_passwords


@pytest.fixture
def site(office: Office) -> Site:
    return Site(office=office, clock=Clock(), shell=SHELL, passwords=cheap_passwords())


@pytest.fixture
def visitor(site: Site) -> Visitor:
    app = Starlette(
        routes=[*routes(site), *office_file_routes(site)],
        middleware=middleware(site),
        exception_handlers=exception_handlers(),
    )
    return Visitor(TestClient(app, follow_redirects=False, raise_server_exceptions=False))


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
    visitor: Visitor, office: Office, name: str
) -> None:
    visitor.sign_in(BUDI.id)

    answer = visitor.get(f"/cetak/{name}?tahun=2025&langkah=lain")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert f"<h1>{SHEETS[name].title}</h1>" in answer.text
    assert "Saringan: Tahun kinerja: 2025." in answer.text
    assert "tidak dikenali: langkah=lain." in answer.text
    assert printed(office) == [(f"print.{name}", "akun-budi", {"filters": {"tahun": "2025"}})]


def test_without_a_session_nothing_is_printed(visitor: Visitor, office: Office) -> None:
    answer = visitor.get("/cetak/waktu?tahun=2025")

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/masuk?next=/cetak/waktu")
    assert printed(office) == []


@pytest.mark.parametrize("name", ["lain", "waktu.pdf", "__class__", "sop"])
def test_there_is_no_other_sheet(visitor: Visitor, office: Office, name: str) -> None:
    visitor.sign_in(BUDI.id)

    assert visitor.get(f"/cetak/{name}").status_code == 404
    assert printed(office) == []


def test_table_7_is_printed_for_a_semester_and_noted(visitor: Visitor, office: Office) -> None:
    visitor.sign_in(BUDI.id)

    answer = visitor.get("/cetak/tabel-7?semester=2026-1")

    assert answer.status_code == 200
    assert "<h1>Monitoring Pelaksanaan SOP AP</h1>" in answer.text
    detail = {"semester": "2026-1", "version": 0}
    assert printed(office) == [("print.tabel-7", "akun-budi", detail)]


@pytest.mark.parametrize(
    "query", ["", "?semester=2026", "?semester=2026-1&versi=x", "?semester=2026-1&versi=7"]
)
def test_what_is_no_semester_or_no_version_is_not_found(visitor: Visitor, query: str) -> None:
    visitor.sign_in(BUDI.id)

    assert visitor.get(f"/cetak/tabel-7{query}").status_code == 404


def test_table_7_needs_a_session(visitor: Visitor) -> None:
    assert visitor.get("/cetak/tabel-7?semester=2026-1").status_code == 303
