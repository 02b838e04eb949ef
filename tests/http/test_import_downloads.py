"""The template and the list of bad rows, by their addresses."""

import io

import openpyxl
import pytest

from lkj.http.site import Site
from lkj.labels.import_words import SHEET
from lkj.usecases.history_sheet import RowProblem
from lkj.usecases.import_problems import keep_problems
from lkj.usecases.office import Office
from tests.http.sites import Visitor
from tests.support.offices import BUDI, RINA, SITI, enter


def test_the_template_opens_for_those_who_may_import(reader: Visitor) -> None:
    reader.sign_in(SITI.id)

    answer = reader.get("/unduh/impor/templat.xlsx?sop=penyusunan-lkj")

    assert answer.status_code == 200
    named = 'attachment; filename="templat-riwayat-penyusunan-lkj.xlsx"'
    assert answer.headers["content-disposition"] == named
    assert SHEET in openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames


def test_the_bad_rows_are_those_of_the_own_last_look(
    reader: Visitor, office: Office, site: Site
) -> None:
    problems = [RowProblem(7, "Selesai", "wajib diisi")]
    keep_problems(problems, door=enter(office, SITI.id), office=office, now=site.clock())
    reader.sign_in(SITI.id)

    answer = reader.get("/unduh/impor/masalah.csv")

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert '"7";"Selesai";"wajib diisi"' in answer.text


@pytest.mark.parametrize("who", [RINA.id, BUDI.id])
@pytest.mark.parametrize("name", ["templat.xlsx", "masalah.csv"])
def test_others_are_refused(reader: Visitor, who: str, name: str) -> None:
    reader.sign_in(who)

    assert reader.get(f"/unduh/impor/{name}").status_code == 403
