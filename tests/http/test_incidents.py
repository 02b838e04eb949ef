import re

import pytest

from lkj.http.incidents import report_error
from tests.http.sites import Visitor, Web
from tests.support.log_lines import told

INSIDE = [
    "Traceback",
    "RuntimeError",
    "rahasia",
    "postgresql",
    "/srv",
    "sites.py",
    "StorageFailed",
]


@pytest.mark.parametrize(("path", "status"), [("/rusak", 500), ("/penuh", 503)])
def test_an_error_shows_a_code_that_is_in_the_log_and_nothing_else(
    visitor: Visitor, caplog: pytest.LogCaptureFixture, path: str, status: int
) -> None:
    visitor.sign_in()

    answer = visitor.get(path)

    code = re.search(r"<code>([0-9A-F]{4}-[0-9A-F]{4})</code>", answer.text).group(1)
    assert answer.status_code == status
    (record,) = caplog.records
    line = told(record)
    assert (line["said"], line["code"]) == ("incident", code)
    assert line["error"]["frames"][-1].startswith("tests/http/sites.py:")
    assert [word for word in INSIDE if word in answer.text] == []


def test_each_error_has_its_own_code() -> None:
    codes = {report_error(ValueError(str(number))) for number in range(20)}

    assert len(codes) == 20


def test_a_refusal_in_a_route_is_a_page(visitor: Visitor) -> None:
    visitor.sign_in()

    answer = visitor.get("/terlarang")

    assert answer.status_code == 403
    assert "Tidak diizinkan" in answer.text


@pytest.mark.parametrize(
    ("path", "title"), [("/auth/x", "tidak ditemukan"), ("/a//b", "Alamat")]
)
def test_refused_addresses_are_answered_in_indonesian(
    visitor: Visitor, path: str, title: str
) -> None:
    assert title in visitor.get(path).text


def test_a_method_that_a_page_does_not_have_is_refused(visitor: Visitor) -> None:
    answer = visitor.client.put("/masuk")

    assert answer.status_code == 405
    assert "Tidak dapat dijalankan" in answer.text


def test_an_error_behind_the_gate_needs_a_session_first(web: Web) -> None:
    assert web.visitor().get("/rusak").status_code == 303
