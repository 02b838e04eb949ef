from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from lkj.http.office_files import office_file_routes
from lkj.http.request_log import request_log
from lkj.http.server import routes
from lkj.http.site import Site
from tests.http.sites import StandIn, Visitor, behind_the_gate
from tests.support.log_lines import Log, listening

TYPED = "Budi-Rahasia"


@pytest.fixture
def log() -> Iterator[Log]:
    with listening() as kept:
        yield kept


@pytest.fixture
def guest(site: Site) -> Visitor:
    """A visitor of the product's routes, noted; behind the gate stands a stand-in."""
    app = behind_the_gate(site, StandIn())
    known = [*routes(site), *office_file_routes(site), *app.routes[-5:-2]]
    noted = request_log({"laporan"}, known)
    app.user_middleware.insert(0, noted)
    client = TestClient(app, follow_redirects=False, raise_server_exceptions=False)
    return Visitor(client)


def asked(log: Log) -> tuple[object, ...]:
    return log.last("method", "route", "status", "level")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (f"/masuk?next={TYPED}", ("GET", "/masuk", 200, "info")),
        (f"/laporan?cari={TYPED}", ("GET", "/laporan", 303, "info")),
        ("/atur-sandi/" + "x" * 43, ("GET", "/atur-sandi/{token}", 200, "info")),
        (
            f"/unduh/dokumen/{TYPED}/3",
            ("GET", "/unduh/dokumen/{report_id}/{number:int}", 303, "info"),
        ),
        (f"/{TYPED}", ("GET", "lain", 303, "info")),
        (f"/a//{TYPED}", ("GET", "lain", 400, "info")),
        (f"/_stcore/upload_file/{TYPED}", ("GET", "/_stcore/…", 401, "info")),
        (f"/static/{TYPED}", ("GET", "/static/…", 200, "debug")),
        ("/sehat", ("GET", "/sehat", 200, "debug")),
    ],
)
def test_a_request_is_told_by_its_pattern(
    guest: Visitor, log: Log, path: str, told: tuple[object, ...]
) -> None:
    guest.get(path)

    assert asked(log) == told
    assert TYPED not in str(log.lines)


def test_a_line_break_in_an_address_stays_out_of_the_log(guest: Visitor, log: Log) -> None:
    guest.get("/laporan%0a{palsu}?x=%0d%0a")

    assert [line["said"] for line in log.lines] == ["refused", "request"]
    assert "palsu" not in str(log.lines)


def test_no_word_of_the_asker_is_taken_for_a_method(guest: Visitor, log: Log) -> None:
    guest.client.request("RAHASIA", "/masuk")

    assert asked(log) == ("lain", "/masuk", 405, "info")


def test_signing_in_tells_neither_name_nor_password(guest: Visitor, log: Log) -> None:
    guest.sign_in(TYPED.lower(), f"sandi {TYPED} yang panjang")

    assert log.last("method", "route") == ("POST", "/masuk")
    assert TYPED.lower() not in str(log.lines).lower()


def test_what_a_request_stored_has_the_code_of_the_request(guest: Visitor, log: Log) -> None:
    guest.sign_in()

    stored, request = log.lines[-2:]
    assert (stored["said"], request["said"]) == ("stored", "request")
    assert stored["code"] == request["code"]
    assert list(stored["rows"]) == ["audit"]


def test_an_error_has_the_code_of_its_request(guest: Visitor, log: Log) -> None:
    guest.sign_in()

    answer = guest.get("/rusak")

    incident, request = log.lines[-2:]
    assert incident["said"] == "incident"
    assert asked(log) == ("GET", "/rusak", 500, "warning")
    assert request["code"] == incident["code"]
    assert request["code"] in answer.text
    assert "rahasia" not in str(log.lines)


def test_each_request_has_a_code_of_its_own(guest: Visitor, log: Log) -> None:
    guest.get("/masuk")
    guest.get("/masuk")

    assert len({line["code"] for line in log.lines}) == 2


def test_a_stream_is_told_when_it_ends_and_when_it_is_refused(guest: Visitor, log: Log) -> None:
    with pytest.raises(WebSocketDisconnect), guest.client.websocket_connect("/_stcore/stream"):
        pass
    refused = asked(log)

    guest.sign_in()
    with guest.client.websocket_connect("/_stcore/stream") as stream:
        stream.receive_text()

    assert refused == ("WEBSOCKET", "/_stcore/…", 403, "info")
    assert asked(log) == ("WEBSOCKET", "/_stcore/…", 101, "debug")


def test_an_answer_that_breaks_off_is_told_too(log: Log) -> None:
    async def breaks_off(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError(TYPED)

    app = Starlette(middleware=[request_log((), ()), Middleware(lambda _: breaks_off)])
    TestClient(app, raise_server_exceptions=False).get("/unduh")

    assert asked(log) == ("GET", "lain", 200, "info")
