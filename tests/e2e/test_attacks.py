"""What no browser sends: the real server, spoken to byte by byte. See docs/attack-log.md."""

import re
import socket
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import pytest

from lkj.store import session_store
from lkj.store.session_store import SessionRow
from lkj.usecases.sign_in import token_sha256
from tests.e2e.served import AT, COOKIE, Served, served
from tests.support.staffed import ALWAYS

TOKEN = "t" * 43
SECONDS = 20.0
HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("serangan")) as opened:
        row = SessionRow(
            token_sha256(TOKEN), "akun-monev", AT, AT, AT + ALWAYS, None, "127.0.0.1", ""
        )
        with opened.database.write() as conn:
            session_store.open_session(conn, row)
        yield opened


def said(place: Served, asked: bytes, *, source: str = "127.0.0.1") -> bytes:
    """All that the server answers until it closes."""
    address = urlsplit(place.server.url)
    to = (str(address.hostname), int(address.port or 0))
    with socket.create_connection(to, timeout=SECONDS, source_address=(source, 0)) as line:
        line.sendall(asked)
        return b"".join(iter(lambda: line.recv(65536), b""))


def head(place: Served, request: str, headers: dict[str, str]) -> bytes:
    """A request without a body; the connection ends with its answer."""
    own = {"Host": urlsplit(place.server.url).netloc, "Connection": "close", **headers}
    lines = [f"{request} HTTP/1.1", *(f"{name}: {value}" for name, value in own.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def opened_stream(place: Served, origin: str) -> int:
    """What the server says to a page of this origin that opens a stream."""
    address = urlsplit(place.server.url)
    to = (str(address.hostname), int(address.port or 0))
    cookie = {"Cookie": f"{COOKIE}={TOKEN}", "Origin": origin}
    with socket.create_connection(to, timeout=SECONDS) as line:
        line.sendall(head(place, "GET /_stcore/stream", HANDSHAKE | cookie))
        return status(line.recv(65536))


def test_our_own_page_opens_a_stream(place: Served) -> None:
    assert opened_stream(place, place.server.url) == 101


@pytest.mark.parametrize(
    "origin",
    ["http://jahat.example", "null", "http://localhost:8501", "http://127.0.0.1:1"],
)
def test_a_page_of_another_host_or_port_opens_none(place: Served, origin: str) -> None:
    assert opened_stream(place, origin) == 403


def guess(place: Served, number: int) -> int:
    """One wrong sign-in from another machine that claims to be yet another one."""
    source = "127.0.0.2"
    page = said(place, head(place, "GET /masuk", {}), source=source).decode()
    token = re.search(r'name="form_token" value="([^"]+)"', page)
    assert token is not None
    fields = {"username": f"tebakan{number}", "password": "x" * 15, "form_token": token[1]}
    body = urlencode(fields).encode()
    form = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
        "Cookie": f"lkj_form={token[1]}",
        "X-Forwarded-For": f"10.0.0.{number}",
    }
    return status(said(place, head(place, "POST /masuk", form) + body, source=source))


def test_a_claimed_address_gives_no_further_guesses(place: Served) -> None:
    assert [guess(place, number) for number in range(21)] == [401] * 20 + [429]


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE", "OPTIONS", "APAPUN"])
def test_a_method_that_nobody_needs_is_refused(place: Served, method: str) -> None:
    cookie = {"Cookie": f"{COOKIE}={TOKEN}"}

    assert status(said(place, head(place, f"{method} /beranda", cookie))) == 405


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("Content-Length: 0\r\nContent-Length: 30", id="two lengths"),
        pytest.param("Transfer-Encoding: xchunked\r\nContent-Length: 3", id="unknown coding"),
        pytest.param("Transfer-Encoding : chunked", id="space before the colon"),
        pytest.param("Content-Length: -1", id="negative length"),
    ],
)
def test_a_message_without_a_clear_end_is_refused(place: Served, lines: str) -> None:
    asked = f"POST /masuk HTTP/1.1\r\nHost: x\r\n{lines}\r\n\r\nGET /sehat HTTP/1.1\r\n\r\n"

    answer = said(place, asked.encode())

    assert status(answer) == 400
    assert answer.count(b"HTTP/1.1 ") == 1


def test_a_header_without_an_end_is_refused(place: Served) -> None:
    endless = {"X-Panjang": "a" * 1_000_000}

    try:
        answer = said(place, head(place, "GET /sehat", endless))
    except ConnectionError:
        answer = b"HTTP/1.1 400 cut off while it was sent"

    assert status(answer) == 400
    assert status(said(place, head(place, "GET /sehat", {}))) == 200


def test_no_other_site_may_read_what_scripts_fetch(place: Served) -> None:
    foreign = {"Origin": "http://jahat.example", "Cookie": f"{COOKIE}={TOKEN}"}
    paths = ("/beranda", "/_stcore/health", "/_stcore/host-config", "/unduh/status.csv")

    answers = [said(place, head(place, f"GET {path}", foreign)).lower() for path in paths]

    allowed = [re.findall(rb"access-control-allow-origin: (\S+)", one) for one in answers]
    assert {status(one) for one in answers} == {200}
    assert all(b"jahat" not in origin and origin != b"*" for one in allowed for origin in one)


def test_a_file_is_not_taken_without_the_token_of_the_page(place: Served) -> None:
    cookie = {"Cookie": f"{COOKIE}={TOKEN}", "Content-Length": "0"}

    assert status(said(place, head(place, "PUT /_stcore/upload_file/a/b", cookie))) == 403
    assert status(said(place, head(place, "PUT /_stcore/upload_file/a/b", {}))) == 401
