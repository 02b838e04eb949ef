import pytest
from sqlalchemy import event

from lkj.usecases.office import Office
from tests.http.sites import Web
from tests.support.log_lines import told


def test_a_healthy_office_says_so_to_anybody(web: Web) -> None:
    answer = web.visitor().get("/sehat")

    assert (answer.status_code, answer.json()) == (200, {"status": "sehat"})
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_a_balancer_may_ask_for_the_status_alone(web: Web) -> None:
    answer = web.visitor().client.head("/sehat")

    assert (answer.status_code, answer.content) == (200, b"")


def test_asking_reads_once_and_writes_nothing(web: Web, office: Office) -> None:
    said: list[str] = []
    event.listen(
        office.database.engine,
        "before_cursor_execute",
        lambda *told: said.append(told[2]),
    )

    web.visitor().get("/sehat")

    assert [one for one in said if not one.startswith(("PRAGMA", "BEGIN"))] == said[-1:]
    assert said[-1].startswith("SELECT")


def test_an_unreadable_database_is_told_without_details(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    web = Web.of(office)
    office.database.dispose()
    office.database.path.write_bytes(b"bukan basis data" * 1000)

    answer = web.visitor().get("/sehat")

    assert answer.status_code == 503
    assert answer.json()["status"] == "terganggu"
    assert answer.json()["sebab"] == "damaged"
    assert set(answer.json()) == {"status", "sebab", "kode"}
    assert answer.json()["kode"] == told(caplog.records[0])["code"]
