import pytest

from lkj.usecases.office import Office
from tests.http.sites import Web
from tests.support.log_lines import told


def test_a_healthy_office_says_so_to_anybody(web: Web) -> None:
    answer = web.visitor().get("/sehat")

    assert (answer.status_code, answer.json()) == (200, {"status": "sehat"})


def test_an_unreadable_database_is_told_without_details(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    web = Web.of(office)
    office.database.dispose()
    office.database.path.write_bytes(b"bukan basis data" * 1000)

    answer = web.visitor().get("/sehat")

    assert answer.status_code == 503
    assert answer.json()["status"] == "terganggu"
    assert set(answer.json()) == {"status", "kode"}
    assert answer.json()["kode"] == told(caplog.records[0])["code"]
