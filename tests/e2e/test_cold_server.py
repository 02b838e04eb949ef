"""A server that has just started shows nothing, whatever is asked of it first."""

import socket
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.ui.navigation import SCREENS
from tests.e2e.served import Served, desk, served
from tests.support.settings import ROOT
from tests.support.staffed import NOBODY

pytestmark = pytest.mark.browser

# Typed here, so that a page that comes to be without this test fails it.
ADDRESSES = (
    *(
        "beranda",
        "tugas",
        "catat",
        "laporan",
        "rencana",
        "buku-agenda",
        "data-bagian",
        "sop",
        "kalender",
        "orang",
    ),
    *("status", "waktu", "pengembalian", "penyebab", "alur", "kesesuaian", "tabel-7"),
    *("analisis", "impor"),
    "antarsatuan",
    "unduh-data",
    "kesehatan",
    "profil",
)
CLOSED_TO_NOBODY = ("tugas", "catat", "impor", "orang", "kesehatan", "antarsatuan")
FILES = [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("pages/*.py"))]
STEMS = [Path(name).stem for name in FILES]
OTHERS = [
    "app.py",
    "lkj/ui/main.py",
    "lkj/ui/main",
    "main",
    "data/lkj.db",
    ".streamlit/config.toml",
    "index.html",
    "unduh/status.csv",
    "cetak/sop/penyusunan-lkj",
    "cetak/waktu",
    "skrip/halaman.js",
    "_stcore/host-config",
    "_stcore/metrics",
    "_stcore/agent/pages",
    "media/0123456789abcdef.csv",
    "component/x/index.html",
]
TRICKS = [
    "//orang",
    "/orang/",
    "/ORANG",
    "/orang;x=1",
    "/orang%00",
    "/orang%2e%2e",
    "/%2e%2e/orang",
    "/static/../orang",
    "/static/%2e%2e/orang",
    "/static/..%2forang",
    "/./orang",
    "/masuk/../orang",
    "/masukorang",
    "/masuk%2f..%2forang",
    "/sehat/orang",
    "/_stcore/health/../orang",
    "/~/+/orang",
    "/?page=orang",
    "/orang?id=x#y",
]
NAMED = [f"/{name}" for name in ("", *ADDRESSES, *FILES, *STEMS, *OTHERS)]
EVERY_PATH = list(dict.fromkeys(NAMED + TRICKS))
# All paths are asked for without a browser; with one, the start, a page and its script.
SEEN_SIGNED_OUT = ("", "orang", "tabel-7", "pages/people.py")
# What only a page would show: the report, the people, the sheet.
CONTENT = ("LKj Satpol PP", "Nama tim lkj", "Membentuk Tim Penyusunan", "Catat dari berkas")


@pytest.fixture(scope="module")
def cold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("dingin")) as place:
        yield place


def ask(place: Served, path: str, **headers: str) -> tuple[int, str, str]:
    """Status, redirect and body of exactly this path: nothing tidies it up on the way."""
    connection = HTTPConnection(urlsplit(place.server.url).netloc, timeout=30)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", errors="replace")
    connection.close()
    return answer.status, answer.headers.get("location", ""), body


def test_the_table_names_every_page() -> None:
    assert {screen.address for screen in SCREENS} == set(ADDRESSES)


@pytest.mark.parametrize("cookie", ["", "lkj_sid=" + "A" * 43], ids=["none", "invented"])
@pytest.mark.parametrize("path", EVERY_PATH)
def test_signed_out_no_path_leads_to_a_page(cold: Served, path: str, cookie: str) -> None:
    status, location, body = ask(cold, path, **({"Cookie": cookie} if cookie else {}))

    assert status in {303, 400, 401, 403, 404}, body[:200]
    assert location == "" or location.startswith("/masuk")
    assert "<html" not in body or status in {400, 403, 404}
    assert not [word for word in CONTENT if word in body]


@pytest.mark.parametrize("path", ["/_stcore/stream", "/orang/_stcore/stream", "/stream"])
@pytest.mark.parametrize("cookie", ["", "Cookie: lkj_sid=x\r\n"], ids=["none", "invented"])
def test_signed_out_no_script_can_be_started(cold: Served, path: str, cookie: str) -> None:
    place = urlsplit(cold.server.url)
    handshake = (
        f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\nOrigin: {cold.server.url}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{cookie}\r\n"
    )
    with socket.create_connection((str(place.hostname), int(place.port or 0))) as line:
        line.sendall(handshake.encode())
        answer = line.recv(200).decode("latin-1")

    assert answer.startswith("HTTP/1.1 403")


def test_signed_out_a_browser_sees_the_sign_in_page_and_no_stream(
    browser: Browser, cold: Served
) -> None:
    with desk(browser, cold) as people:
        assert_only_the_sign_in_page(people.empty_tab())


def assert_only_the_sign_in_page(page: Page) -> None:
    for address in SEEN_SIGNED_OUT:
        page.goto(f"/{address}")
        expect(page.get_by_role("heading", name="Masuk sebagai")).to_be_visible()
        assert page.get_by_test_id("stApp").count() == 0
    code = page.evaluate(
        """() => new Promise(done => {
            const stream = new WebSocket(`ws://${location.host}/_stcore/stream`);
            stream.onopen = () => done('open');
            stream.onclose = event => done(event.code);
        })"""
    )

    assert code == 1006  # never opened


def test_nothing_ran_while_everybody_was_signed_out(cold: Served) -> None:
    assert "Traceback" not in cold.server.log()
    assert cold.n_events() == 5  # those that were there before


@pytest.mark.parametrize(
    "address",
    [
        # Each asks for a server of its own; the guards of all pages are tried without one.
        pytest.param(one, marks=() if one == "orang" else pytest.mark.exhaustive)
        for one in CLOSED_TO_NOBODY
    ],
)
def test_without_the_right_the_first_page_of_a_cold_server_stays_closed(
    browser: Browser, tmp_path: Path, address: str
) -> None:
    with served(tmp_path) as place, desk(browser, place) as people:
        page = people.tab(NOBODY, f"/{address}")

        expect(page.get_by_text("Halaman ini tidak tersedia untuk peran Anda.")).to_be_visible()
        assert_nothing_of_a_page(page)


def test_signed_in_without_a_role_no_other_path_is_a_page(
    browser: Browser, cold: Served
) -> None:
    with desk(browser, cold) as people:
        people.sit_down(NOBODY)
        cookie = people.cookie
    found = {}
    for path in (*FILES, *STEMS, "app.py", "lkj/ui/main.py", "data/lkj.db", "index.html"):
        if path not in ADDRESSES:
            found[path] = ask(cold, f"/{path}", Cookie=cookie)[0]

    assert set(found.values()) == {404}, found


def assert_nothing_of_a_page(page: Page) -> None:
    main = page.get_by_test_id("stMain").inner_text()
    assert not [word for word in CONTENT if word in main]
    assert page.get_by_test_id("stMain").get_by_role("textbox").count() == 0
    assert page.get_by_test_id("stMain").get_by_role("link").count() == 0
