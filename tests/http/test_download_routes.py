"""Downloads by their addresses: who gets them, what they hold, what is written down."""

import io

import openpyxl
import pytest

from lkj.charts.sop_bpmn import sop_bpmn
from lkj.http.site import Site
from lkj.store import audit_store
from lkj.usecases.export_files import file_of
from lkj.usecases.exports import ExportRequest
from lkj.usecases.log_files import SUFFIX
from lkj.usecases.office import Office
from tests.http.sites import Visitor
from tests.support.offices import BUDI, RINA, SITI, anchor_of, enter
from tests.support.sops import office_sop


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
            {
                "format": "csv",
                "filters": {"tahun": "2025"},
                "persons": False,
                "head": anchor_of(office),
            },
        )
    ]


def test_a_workbook_opens(reader: Visitor) -> None:
    reader.sign_in(BUDI.id)

    answer = reader.get("/unduh/all.xlsx")

    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert len(openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames) == 13


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


@pytest.mark.parametrize("end", list(SUFFIX.values()))
def test_the_log_is_given_in_every_format_and_written_down(
    reader: Visitor, office: Office, end: str
) -> None:
    reader.sign_in(BUDI.id)

    answer = reader.get(f"/unduh/log{end}?tahun=2025")

    assert answer.status_code == 200
    name = answer.headers["content-disposition"]
    assert name.startswith('attachment; filename="log-kejadian-')
    assert name.endswith(f'{end}"')
    ((action, who, detail),) = audited(office)
    assert (action, who) == ("export.log", "akun-budi")
    assert (detail["filters"], detail["persons"]) == ({"tahun": "2025"}, False)


def test_an_sop_is_given_as_bpmn_and_another_is_none(reader: Visitor) -> None:
    reader.sign_in(BUDI.id)

    answer = reader.get("/unduh/sop/penyusunan-lkj.bpmn")

    assert answer.content == sop_bpmn(office_sop())
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    named = 'attachment; filename="penyusunan-lkj.bpmn"'
    assert answer.headers["content-disposition"] == named
    assert reader.get("/unduh/sop/lain.bpmn").status_code == 404


@pytest.mark.parametrize("path", ["log.xes", "sop/penyusunan-lkj.bpmn"])
def test_without_a_session_other_formats_are_not_made(
    reader: Visitor, office: Office, path: str
) -> None:
    answer = reader.get(f"/unduh/{path}")

    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/masuk?next=/unduh/{path}",
    )
    assert audited(office) == []
