"""What is refused on the way to a use case, or by one, leaves a line of the log."""

from collections.abc import Iterator

import pytest
from starlette.websockets import WebSocketDisconnect

from tests.http.sites import Visitor
from tests.support.log_lines import Log, listening
from tests.support.offices import PASSWORD

STREAM = "/_stcore/stream"


@pytest.fixture
def log() -> Iterator[Log]:
    with listening() as kept:
        yield kept


def test_a_right_that_lacks_is_told_by_its_name(visitor: Visitor, log: Log) -> None:
    visitor.sign_in()

    visitor.get("/terlarang")

    assert log.refused() == [("warning", "NotPermitted", "read_audit")]


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"origin": "http://jahat.example"}, "ForeignForm"),
        ({"sec-fetch-site": "cross-site"}, "ForeignForm"),
        ({"cookie": "lkj_form=" + "x" * 43}, "FormToken"),
    ],
)
def test_a_form_that_our_page_did_not_send_is_told(
    visitor: Visitor, log: Log, headers: dict[str, str], kind: str
) -> None:
    answer = visitor.send("/masuk", headers, username="budi", password=PASSWORD)

    assert answer.status_code == 400
    assert log.refused() == [("warning", kind, "")]


def test_a_form_without_any_token_is_told(visitor: Visitor, log: Log) -> None:
    visitor.client.post("/masuk", data={"username": "budi", "password": PASSWORD})

    assert log.refused() == [("warning", "FormToken", "")]


def test_a_form_of_our_own_is_not(visitor: Visitor, log: Log) -> None:
    assert visitor.sign_in().status_code == 303

    assert log.refused() == []


@pytest.mark.parametrize(
    ("path", "origin", "kind"),
    [
        (STREAM, "http://jahat.example", "ForeignStream"),
        ("/lain", "http://testserver", "StrangeStream"),
    ],
)
def test_a_stream_that_no_page_of_ours_opens_is_told(
    visitor: Visitor, log: Log, path: str, origin: str, kind: str
) -> None:
    visitor.sign_in()

    asked = visitor.client.websocket_connect(path, headers={"origin": origin})
    with pytest.raises(WebSocketDisconnect), asked:
        pass

    assert log.refused() == [("warning", kind, "")]


@pytest.mark.parametrize(
    ("path", "kind"), [("/a//b", "MalformedAddress"), ("/_stcore/metrics", "ClosedAddress")]
)
def test_an_address_that_nobody_may_ask_for_is_told(
    visitor: Visitor, log: Log, path: str, kind: str
) -> None:
    visitor.get(path)

    assert log.refused() == [("warning", kind, "")]
    assert path not in str(log.lines)
