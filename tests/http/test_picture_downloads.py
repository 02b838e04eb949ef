"""Rows of pictures by their addresses: who gets them, and what is written down."""

import pytest

from lkj.http.site import Site
from lkj.store import audit_store
from lkj.usecases.exports import ExportRequest
from lkj.usecases.office import Office
from lkj.usecases.picture_files import picture_file
from tests.http.sites import Visitor
from tests.support.offices import BUDI, anchor_of, enter


def audited(office: Office) -> list[tuple[str, str | None, str, dict[str, object]]]:
    with office.database.read() as conn:
        rows = audit_store.recent(conn, 50)
    return [
        (row.action, row.account_id, row.subject, row.detail)
        for row in rows
        if row.action.startswith("export.")
    ]


def test_the_signed_in_get_what_the_use_case_makes_and_it_is_noted(
    site: Site, reader: Visitor, office: Office
) -> None:
    reader.sign_in(BUDI.id)
    query = {"tahun": "2025", "satu-langkah": "bentuk-tim", "menurut-orang": "ya"}

    answer = reader.get("/unduh/gambar/time.csv", params=query)

    assert audited(office) == [
        (
            "export.picture",
            "akun-budi",
            "time",
            {"format": "csv", "filters": query, "persons": False, "head": anchor_of(office)},
        )
    ]
    made = picture_file(
        ExportRequest(name="time", file_format="csv", query=query),
        style="excel_id",
        door=enter(office, BUDI.id),
        office=office,
        now=site.clock(),
    )
    assert (answer.status_code, answer.content) == (200, made.content)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="{made.name}"'
    assert made.name == "gambar-waktu-2026-03-02.csv"


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_without_a_session_nothing_is_made(
    reader: Visitor, office: Office, file_format: str
) -> None:
    answer = reader.get(f"/unduh/gambar/time.{file_format}")

    assert answer.status_code == 303
    assert audited(office) == []


@pytest.mark.parametrize("name", ["lain.csv", "time.pdf", "visits.csv", "__class__.xlsx"])
def test_there_is_no_other_picture(reader: Visitor, office: Office, name: str) -> None:
    reader.sign_in(BUDI.id)

    assert reader.get(f"/unduh/gambar/{name}").status_code == 404
    assert audited(office) == []


@pytest.mark.parametrize(
    "path", ["/unduh/gambar/time.csv", "/unduh/visits.xlsx", "/cetak/waktu"]
)
def test_figures_of_others_are_refused_and_the_own_are_given(
    reader: Visitor, office: Office, path: str
) -> None:
    reader.sign_in(BUDI.id)

    refused = reader.get(f"{path}?orang=siti")

    assert refused.status_code == 403
    assert audited(office) == []
    assert reader.get(f"{path}?orang=budi").status_code == 200
