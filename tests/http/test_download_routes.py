"""Downloads by their addresses: who gets them, what they hold, what is written down."""

import io

import openpyxl
import pytest

from lkj.http.site import Site
from lkj.store import audit_store
from lkj.usecases.export_files import file_of
from lkj.usecases.exports import ExportRequest
from lkj.usecases.office import Office
from tests.http.sites import Visitor
from tests.support.offices import BUDI, RINA, SITI, enter


def audited(office: Office) -> list[tuple[str, str | None, dict[str, object]]]:
    with office.database.read() as conn:
        rows = audit_store.recent(conn, 50)
    return [
        (row.action, row.account_id, row.detail)
        for row in rows
        if row.action.startswith("export.")
    ]


def test_the_signed_in_get_what_the_use_case_makes(
    site: Site, reader: Visitor, office: Office
) -> None:
    reader.sign_in(BUDI.id)

    answer = reader.get("/unduh/visits.csv?tahun=2025&gaya=internasional")

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


def test_a_workbook_opens(reader: Visitor) -> None:
    reader.sign_in(BUDI.id)

    answer = reader.get("/unduh/all.xlsx")

    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert len(openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames) == 12


@pytest.mark.parametrize(
    ("who", "is_named"), [(RINA.id, True), (BUDI.id, False), (SITI.id, False)]
)
def test_persons_are_named_only_to_those_with_the_right(
    reader: Visitor, who: str, is_named: bool
) -> None:
    reader.sign_in(who)

    heading = reader.get("/unduh/events.csv").text.splitlines()[0]

    assert ("Pelaku" in heading, "Pencatat" in heading) == (is_named, is_named)


@pytest.mark.parametrize("name", ["visits.csv", "all.xlsx"])
def test_without_a_session_nothing_is_made(reader: Visitor, office: Office, name: str) -> None:
    answer = reader.get(f"/unduh/{name}")

    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/masuk?next=/unduh/{name}",
    )
    assert audited(office) == []


@pytest.mark.parametrize(
    "name", ["all.csv", "lain.xlsx", "visits.pdf", "__class__.csv", ".csv"]
)
def test_there_is_no_other_file(reader: Visitor, office: Office, name: str) -> None:
    reader.sign_in(BUDI.id)

    assert reader.get(f"/unduh/{name}").status_code == 404
    assert audited(office) == []
