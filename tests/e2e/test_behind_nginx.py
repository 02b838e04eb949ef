"""The app behind a real nginx with TLS, by the site file that the product ships."""

import io
import re
import ssl
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from lkj.store.tables import failed_sign_ins
from tests.e2e.served import Served, served
from tests.support.browser import settled
from tests.support.nginx import HOST, SITE, Proxy, for_several, free_ports, running_nginx
from tests.support.nginx_replicas import SHOWN
from tests.support.settings import ROOT

pytestmark = pytest.mark.browser
longer = pytest.mark.thorough("test_a_step_is_entered_over_https")

SEKRETARIS, KASUBBAG = "sekretaris", "kasubbag_renja_monev"
APPROVE = "Setujui, paraf, dan serahkan ke Sekretaris"
OTHER_PC = "127.0.0.2"
OLD = ssl.TLSVersion.TLSv1_1
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str


def answer_of(line: HTTPConnection, path: str, **asked: Any) -> Answer:
    """Ask once over a connection of its own."""
    with closing(line):
        line.request(asked.pop("method", "GET"), path, **asked)
        answer = line.getresponse()
        text = answer.read().decode("utf-8", errors="replace")
    return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, text)


@dataclass(frozen=True)
class Office:
    """A served office with nginx in front."""

    place: Served
    proxy: Proxy

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        source: str = "127.0.0.1",
        body: bytes | None = None,
        **headers: str,
    ) -> Answer:
        """Ask over https from an address of this machine."""
        trusting = ssl.create_default_context(cafile=str(self.proxy.folder / "lkj.crt"))
        line = HTTPSConnection(
            HOST, self.proxy.https, context=trusting, source_address=(source, 0), timeout=30
        )
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return answer_of(line, path, method=method, body=body, headers=named)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("nginx")
    https, http = free_ports(2)
    proxy = Proxy(https, http, folder)
    with (
        served(tmp_path_factory.mktemp("kantor"), LKJ_PUBLIC_URL=proxy.url) as place,
        running_nginx(folder, proxy, app=place.server.url),
    ):
        yield Office(place, proxy)


@pytest.fixture
def page(browser: Browser, office: Office) -> Iterator[Page]:
    context = browser.new_context(
        base_url=office.proxy.url, ignore_https_errors=True, locale="id-ID"
    )
    yield context.new_page()
    context.close()


def sign_in(page: Page, who: str, path: str) -> Page:
    page.goto(path)
    page.get_by_role("button", name=re.compile(f"Nama {who.replace('_', ' ')}")).click()
    page.wait_for_url(lambda url: "/masuk" not in url)
    return settled(page)


def test_a_step_is_entered_over_https(office: Office, page: Page) -> None:
    before = office.place.n_events()

    sign_in(page, KASUBBAG, f"/tugas?id={office.place.reports['first']}")
    page.get_by_role("button", name=APPROVE, exact=True).click()

    expect(page.get_by_text(f"Tersimpan, no. {before + 1}.")).to_be_visible()
    kept = {one["name"]: one for one in page.context.cookies()}
    session = next(one for name, one in kept.items() if name.endswith("lkj_sid"))
    assert session["secure"]
    assert session["httpOnly"]


@longer
def test_an_archive_is_streamed(office: Office, page: Page) -> None:
    sign_in(page, SEKRETARIS, "/profil")

    answer = page.request.get(f"/unduh/arsip/laporan/{office.place.reports['first']}.zip")

    assert answer.status == 200
    assert "content-length" not in answer.headers
    with ZipFile(io.BytesIO(answer.body())) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) > 3


def test_browsers_are_told_to_come_by_https_only(office: Office) -> None:
    answer = office.ask("/masuk")

    assert answer.status == 200
    assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert answer.headers["server"] == "nginx"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_http_leads_to_https(office: Office) -> None:
    line = HTTPConnection("127.0.0.1", office.proxy.http, timeout=30)
    answer = answer_of(line, "/laporan?id=1", headers={"Host": HOST})

    assert answer.status == 301
    assert answer.headers["location"] == f"{office.proxy.url}/laporan?id=1"


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_current_tls_is_spoken(office: Office, version: ssl.TLSVersion) -> None:
    context = ssl.create_default_context(cafile=str(office.proxy.folder / "lkj.crt"))
    context.minimum_version = context.maximum_version = version
    line = HTTPSConnection(HOST, office.proxy.https, context=context, timeout=30)

    assert answer_of(line, "/sehat").status == 200


def test_old_tls_is_refused(office: Office) -> None:
    context = ssl.create_default_context(cafile=str(office.proxy.folder / "lkj.crt"))
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, OLD
    line = HTTPSConnection(HOST, office.proxy.https, context=context, timeout=30)

    with pytest.raises(ssl.SSLError, match="PROTOCOL_VERSION"):
        answer_of(line, "/sehat")


def test_another_name_is_nobodys(office: Office) -> None:
    line = HTTPConnection("127.0.0.1", office.proxy.http, timeout=30)

    with pytest.raises(ConnectionError):
        answer_of(line, "/masuk", headers={"Host": "evil.example"})


def test_failures_count_for_the_address_that_nginx_saw(office: Office) -> None:
    first = office.ask("/masuk", source=OTHER_PC)
    cookie = first.headers["set-cookie"].split(";")[0]
    token = cookie.split("=", 1)[1]

    answer = office.ask(
        "/masuk",
        method="POST",
        source=OTHER_PC,
        body=f"form_token={token}&username=siapa&password=salah".encode(),
        Cookie=cookie,
        Origin=office.proxy.url,
        Content_Type="application/x-www-form-urlencoded",
        X_Forwarded_For="10.9.9.9",
    )

    assert answer.status == 401
    with office.place.database.read() as conn:
        keys = set(conn.execute(select(failed_sign_ins.c.key)).scalars())
    assert f"address:{OTHER_PC}" in keys
    assert not [key for key in keys if "10.9.9.9" in key or "127.0.0.1" in key]


def test_many_sign_ins_of_one_address_wait_and_others_do_not(office: Office) -> None:
    found = [office.ask("/masuk", source="127.0.0.3") for _ in range(30)]

    assert [answer.status for answer in found[:20]] == [200] * 20
    assert found[-1].status == 429
    assert "Terlalu banyak percobaan" in found[-1].text
    assert office.ask("/masuk", source="127.0.0.4").status == 200
    assert office.ask("/sehat", source="127.0.0.3").status == 200


@longer
def test_sign_ins_at_a_provider_wait_too_and_count_apart(office: Office) -> None:
    found = [office.ask("/masuk/oidc/kembali", source="127.0.0.6") for _ in range(60)]

    # No provider is set here; what matters is that nginx handed them on.
    assert [answer.status for answer in found[:40]] == [404] * 40
    assert found[-1].status == 429
    assert "Terlalu banyak percobaan" in found[-1].text
    assert office.ask("/masuk", source="127.0.0.6").status == 200


def test_what_is_larger_than_any_document_is_refused(office: Office) -> None:
    size = str(52 * MEBIBYTE)

    answer = office.ask("/unduh/x", method="POST", Content_Length=size)

    assert answer.status == 413
    assert "lebih besar" in answer.text


def test_the_limit_lets_every_allowed_document_through() -> None:
    (limit,) = re.findall(r"client_max_body_size (\d+)m;", SITE.read_text(encoding="utf-8"))
    settings = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    (largest,) = re.findall(r"maxUploadSize = (\d+)", settings)

    assert int(limit) == int(largest) + 1


def test_nginx_notes_neither_who_nor_what_was_searched(office: Office) -> None:
    office.ask("/laporan?cari=Dicarixyz", source=OTHER_PC)

    assert " GET 303 " in office.proxy.log()
    assert "Dicarixyz" not in office.proxy.log()
    assert OTHER_PC not in office.proxy.log()


def test_an_app_that_is_away_is_told_in_words(tmp_path: Path) -> None:
    https, http, nobody = free_ports(3)
    proxy = Proxy(https, http, tmp_path)
    with running_nginx(tmp_path, proxy, app=f"http://127.0.0.1:{nobody}"):
        answer = Office(None, proxy).ask("/sehat")  # type: ignore[arg-type]

    assert answer.status == 503
    assert "sedang dimulai" in answer.text


def test_the_blocks_for_several_servers_fit_into_the_site(
    office: Office, tmp_path: Path
) -> None:
    https, http = free_ports(2)
    proxy = Proxy(https, http, tmp_path)
    shipped = for_several(SITE.read_text("utf-8"), SHOWN.read_text("utf-8"))
    for gone in (":8502", ":8503"):  # nobody listens on port 1: the one that runs answers
        shipped = shipped.replace(gone, ":1")
    with running_nginx(tmp_path, proxy, app=office.place.server.url, shipped=shipped):
        answers = [Office(office.place, proxy).ask("/masuk") for _ in range(3)]

    assert [answer.status for answer in answers] == [200] * 3
    assert answers[0].headers["strict-transport-security"]
