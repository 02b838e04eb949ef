"""Handing over the data of the units: all that was asked for, or a reason."""

import pytest

from lkj.domain import commands as c
from lkj.domain.sop import Decision
from lkj.domain.state import payload_of
from lkj.errors import DataMissing
from lkj.usecases.naskah_files import DocumentRequest, document_file
from tests.documents.folders import pdf_text
from tests.support.staffed import Running, door_of
from tests.support.unit_data import (
    asked,
    delivered,
    with_two_units,
)

S, K, T = "sekretaris", "kasubbag_renja_monev", "tim_lkj"
WHY = "Data T2 menyusul minggu depan."


@pytest.fixture
def report(tmp_path) -> Running:
    return with_two_units(tmp_path)


def ordered(report: Running) -> None:
    report.until("kumpulkan-data")
    report.act(K, c.Start())


def test_handing_over_waits_for_all_that_was_asked(report: Running) -> None:
    asked(report, "t2", "t6")
    delivered(report, "t6")
    ordered(report)

    refusal = report.refused(T, report.form(c.Move(decision=Decision.SUBMIT)), DataMissing)
    assert refusal.facts == {"missing": ("Bidang Linmas: T2 Pengukuran tahun berjalan",)}
    short = c.Move(decision=Decision.SUBMIT, missing_data="menyusul")
    report.refused(T, report.form(short), DataMissing)
    delivered(report, "t2")
    assert report.act(T, c.Move(decision=Decision.SUBMIT)).next_step == "periksa-kasubbag"


def test_a_reason_lets_it_go_on_and_stays_with_the_event(report: Running) -> None:
    asked(report)
    ordered(report)

    event = report.act(T, c.Move(decision=Decision.SUBMIT, missing_data=f"  {WHY} "))

    assert payload_of(event)["missing_data"] == WHY
    slip = DocumentRequest(
        name="lembar-kendali", file_format="pdf", query={"id": report.report_id}
    )
    made = document_file(slip, door=door_of(K), **report.use)
    assert "tanpa data lengkap" in pdf_text(made.content)


def test_a_reason_without_anything_missing_is_dropped(report: Running) -> None:
    asked(report)
    delivered(report)
    ordered(report)

    event = report.act(T, c.Move(decision=Decision.SUBMIT, missing_data=WHY))

    assert "missing_data" not in payload_of(event)


def test_other_steps_and_returns_do_not_wait_for_data(report: Running) -> None:
    asked(report)
    report.until("kumpulkan-data")
    ordered(report)
    report.act(T, c.Move(decision=Decision.SUBMIT, missing_data=WHY))

    assert report.send_back().next_step == "kumpulkan-data"
