"""Downloads by their addresses: who gets them, what they hold, what is written down."""

import io

import openpyxl
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lkj.http.office_files import office_file_routes
from lkj.http.server import exception_handlers, middleware, routes
from lkj.http.site import Site
from lkj.store import audit_store
from lkj.usecases.export_files import file_of
from lkj.usecases.exports import ExportRequest
from lkj.usecases.office import Office
from tests.http.sites import SHELL, Visitor
from tests.support.offices import BUDI, RINA, SITI, Clock, cheap_passwords, enter


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


def audited(office: Office) -> list[tuple[str, str | None, dict[str, object]]]:
    with office.database.read() as conn:
        rows = audit_store.recent(conn, 50)
    return [
        (row.action, row.account_id, row.detail)
        for row in rows
        if row.action.startswith("export.")
    ]


def test_the_signed_in_get_what_the_use_case_makes(
    site: Site, visitor: Visitor, office: Office
) -> None:
    visitor.sign_in(BUDI.id)

    answer = visitor.get("/unduh/visits.csv?tahun=2025&gaya=internasional")

    made = file_of(
        ExportRequest(name="visits", file_format="csv", query={"tahun": "2025"}),
        style="international",
        door=enter(office, BUDI.id),
        office=office,
        now=site.clock(),
    )
    assert (answer.status_code, answer.content) == (200, made.content)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="{made.name}"'
    assert audited(office)[1:] == [
        (
            "export.visits",
            "akun-budi",
            {"format": "csv", "filters": {"tahun": "2025"}, "persons": False},
        )
    ]


def test_a_workbook_opens(visitor: Visitor) -> None:
    visitor.sign_in(BUDI.id)

    answer = visitor.get("/unduh/all.xlsx")

    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert len(openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames) == 12


@pytest.mark.parametrize(
    ("who", "is_named"), [(RINA.id, True), (BUDI.id, False), (SITI.id, False)]
)
def test_persons_are_named_only_to_those_with_the_right(
    visitor: Visitor, who: str, is_named: bool
) -> None:
    visitor.sign_in(who)

    heading = visitor.get("/unduh/events.csv").text.splitlines()[0]

    assert ("Pelaku" in heading, "Pencatat" in heading) == (is_named, is_named)


@pytest.mark.parametrize("name", ["visits.csv", "all.xlsx"])
def test_without_a_session_nothing_is_made(visitor: Visitor, office: Office, name: str) -> None:
    answer = visitor.get(f"/unduh/{name}")

    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/masuk?next=/unduh/{name}",
    )
    assert audited(office) == []


@pytest.mark.parametrize(
    "name", ["all.csv", "lain.xlsx", "visits.pdf", "__class__.csv", ".csv"]
)
def test_there_is_no_other_file(visitor: Visitor, office: Office, name: str) -> None:
    visitor.sign_in(BUDI.id)

    assert visitor.get(f"/unduh/{name}").status_code == 404
    assert audited(office) == []
