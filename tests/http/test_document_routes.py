"""Attached documents by their addresses: never without a right, never to be looked at."""

import pytest

from lkj.usecases.office import Office
from tests.http.sites import Visitor
from tests.support.documents import pdf
from tests.support.offices import BUDI, RINA, SITI


@pytest.mark.parametrize("who", [BUDI, RINA], ids=["sekretaris", "auditor"])
def test_who_may_read_documents_gets_the_very_bytes(reader: Visitor, address: str, who) -> None:
    reader.sign_in(who.id)

    answer = reader.get(address)

    assert (answer.status_code, answer.content) == (200, pdf())
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == (
        'attachment; filename="dokumen.pdf"; '
        "filename*=UTF-8''konsep%20akhir%20%E2%80%93%20%C3%A9.pdf"
    )
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


def test_without_the_right_or_a_session_nothing_is_given(reader: Visitor, address: str) -> None:
    assert reader.get(address).status_code == 303

    reader.sign_in(SITI.id)
    answer = reader.get(address)
    assert (answer.status_code, pdf() in answer.content) == (403, False)


@pytest.mark.parametrize("change", ["/1", "/0", "/999", f"/{2**63}", "/2x", "/-2", ""])
def test_a_guessed_address_gives_nothing(reader: Visitor, address: str, change: str) -> None:
    reader.sign_in(BUDI.id)
    guess = address.rpartition("/")[0] + change

    assert reader.get(guess).status_code == 404


def test_a_lost_file_is_told_with_a_code_and_nothing_of_the_inside(
    reader: Visitor, address: str, office: Office
) -> None:
    reader.sign_in(BUDI.id)
    for path in office.files.root.rglob("*"):
        if path.is_file():
            path.unlink()

    answer = reader.get(address)

    assert answer.status_code == 410
    assert "salinannya ada pada cadangan" in answer.text
    assert str(office.files.root) not in answer.text


def test_a_document_of_another_report_is_not_there(reader: Visitor, address: str) -> None:
    reader.sign_in(BUDI.id)
    number = address.rpartition("/")[2]

    assert reader.get(f"/unduh/dokumen/laporan-lain/{number}").status_code == 404
