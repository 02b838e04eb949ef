"""Several satuan kerja in one installation: who signs in where, and that they stay apart."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from httpx2 import Response as Answer
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lkj.errors import OfficeUnprepared
from lkj.http.daily import look_again_and_again
from lkj.http.office_files import office_file_routes
from lkj.http.server import exception_handlers, middleware, routes
from lkj.http.site import Site
from lkj.reference import read_document_kinds
from lkj.store import session_store
from lkj.usecases.accounts import LinkForm, create_link, link_path, new_link_token
from lkj.usecases.acts import RegisterForm, submit
from lkj.usecases.office import Office, Settings
from lkj.usecases.offices import Offices
from lkj.usecases.sign_in import token_sha256
from tests.http.sites import SHELL, token_in
from tests.support.offices import (
    OTHER_PASSWORD,
    PASSWORD,
    Clock,
    cheap_passwords,
    enter,
    small_office,
)
from tests.support.sops import office_sop
from tests.support.staffed import a_registration, new_request

NAMES = {"satpol-pp": "Satpol PP", "dinkes": "Dinas Kesehatan", "baru": "Badan Baru"}


@dataclass
class Province:
    """Two offices with the same people, one that nobody prepared, and a browser."""

    offices: Offices
    site: Site
    client: TestClient

    def get(self, path: str) -> Answer:
        return self.client.get(path)

    def sign_in(self, code: str, password: str = PASSWORD) -> Answer:
        path = f"/masuk?satuan={code}"
        form = {
            "form_token": token_in(self.get(path).text),
            "username": "budi",
            "password": password,
        }
        return self.client.post(path, data=form, headers={"origin": "http://testserver"})

    def register(self, code: str) -> str:
        """A report of Budi, Sekretaris of each office; its id."""
        office = self.offices.of(code)
        form = RegisterForm(
            sop_id="penyusunan-lkj", request_id=new_request(), command=a_registration()
        )
        submit(form, door=enter(office, "budi"), office=office, now=self.site.clock())
        return form.report_id

    def cookie(self, name: str) -> str:
        return self.client.cookies.get(name, "")


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    def build(settings: Settings) -> Office:
        if settings.office_code == "baru":
            raise OfficeUnprepared(code="baru", name=settings.office_name)
        folder = tmp_path / settings.office_code
        folder.mkdir()
        office = small_office(folder)
        kept = replace(settings, database_url=office.database.url)
        return replace(office, settings=kept, documents=read_document_kinds([office_sop()]))

    settings = [
        Settings(database_url="", office_code=code, office_name=name)
        for code, name in NAMES.items()
    ]
    offices = Offices(settings, build)
    site = Site(
        office=offices.first,
        offices=offices,
        clock=Clock(),
        shell=SHELL,
        passwords=cheap_passwords(),
    )
    app = Starlette(
        routes=[*routes(site), *office_file_routes(site)],
        middleware=middleware(site),
        exception_handlers=exception_handlers(),
    )
    yield Province(offices, site, TestClient(app, follow_redirects=False))
    offices.dispose()


def test_a_browser_that_never_was_here_chooses_first(province: Province) -> None:
    page = province.get("/masuk?next=/laporan%3Fid%3D1")

    assert page.status_code == 200
    assert [name in page.text for name in NAMES.values()] == [True] * 3
    assert 'href="/masuk?satuan=dinkes&amp;next=%2Flaporan%3Fid%3D1"' in page.text
    assert "Kata sandi" not in page.text
    assert "<script" not in page.text


def test_signing_in_keeps_the_office_for_the_next_time(province: Province) -> None:
    answer = province.sign_in("dinkes")

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert province.cookie("lkj_satuan") == "dinkes"
    del province.client.cookies["lkj_sid"]
    page = province.get("/masuk")
    assert "Dinas Kesehatan" in page.text
    assert 'action="/masuk?satuan=dinkes"' in page.text
    assert 'href="/masuk?pilih=ya"' in page.text
    assert "Pilih satuan kerja" in province.get("/masuk?pilih=ya").text


def test_a_wrong_password_keeps_the_office_that_was_asked_for(province: Province) -> None:
    answer = province.sign_in("dinkes", password="bukan ini sama sekali")

    assert answer.status_code == 401
    assert 'action="/masuk?satuan=dinkes"' in answer.text
    assert province.cookie("lkj_satuan") == ""


def test_a_session_of_one_office_is_none_in_another(province: Province) -> None:
    province.sign_in("dinkes")
    assert province.get("/ganti-sandi").status_code == 200

    del province.client.cookies["lkj_satuan"]
    province.client.cookies.set("lkj_satuan", "satpol-pp")

    answer = province.get("/ganti-sandi")
    assert (answer.status_code, answer.headers["location"][:6]) == (303, "/masuk")


def test_no_link_leads_a_session_to_another_office(province: Province) -> None:
    province.register("satpol-pp")
    only = province.register("dinkes")
    province.sign_in("satpol-pp")

    answer = province.get("/unduh/status.csv?satuan=dinkes")
    other = province.get(f"/unduh/arsip/laporan/{only}.zip?satuan=dinkes")

    assert answer.status_code == 200
    assert len(answer.text.splitlines()) == 2
    assert other.status_code == 404


def test_what_is_downloaded_comes_from_the_office_of_the_session(province: Province) -> None:
    province.register("dinkes")
    province.register("dinkes")
    rows = {}
    for code in ("satpol-pp", "dinkes"):
        province.sign_in(code)
        rows[code] = len(province.get("/unduh/status.csv").text.splitlines()) - 1

    assert rows == {"satpol-pp": 0, "dinkes": 2}


def test_signing_in_elsewhere_ends_the_session_in_the_office_left(province: Province) -> None:
    province.sign_in("dinkes")
    former = token_sha256(province.cookie("lkj_sid"))

    province.sign_in("satpol-pp")

    with province.offices.of("dinkes").database.read() as conn:
        assert session_store.find(conn, former).revoked_at is not None
    assert province.cookie("lkj_satuan") == "satpol-pp"
    assert province.get("/ganti-sandi").status_code == 200


@pytest.mark.parametrize("code", ["", "tidak-ada", "../satpol-pp", "x" * 5000])
def test_an_unknown_office_is_nobodys(province: Province, code: str) -> None:
    province.client.cookies.set("lkj_satuan", code)

    assert "Pilih satuan kerja" in province.get(f"/masuk?satuan={code}").text
    assert province.get("/").status_code == 303


def test_an_office_that_is_not_prepared_says_so_beside_the_others(province: Province) -> None:
    page = province.get("/masuk?satuan=baru")

    assert page.status_code == 503
    assert "Badan Baru belum disiapkan di sini." in page.text
    assert 'href="/masuk?satuan=dinkes"' in page.text


def test_a_link_to_set_a_password_works_in_its_office_only(province: Province) -> None:
    office, token = province.offices.of("dinkes"), new_link_token()
    form = LinkForm(request_id="tautan", account_id="akun-budi", token=token)
    create_link(form, door=enter(office, "siti"), office=office, now=province.site.clock())

    def use(query: str) -> int:
        path = link_path(token) + query
        fields = {"form_token": token_in(province.get(path).text)}
        fields |= {"new": OTHER_PASSWORD, "repeated": OTHER_PASSWORD}
        sent = province.client.post(path, data=fields, headers={"origin": "http://testserver"})
        return sent.status_code

    assert (use(""), use("?satuan=satpol-pp"), use("?satuan=dinkes")) == (400, 400, 303)
    assert province.sign_in("dinkes", OTHER_PASSWORD).status_code == 303
    assert province.sign_in("satpol-pp", OTHER_PASSWORD).status_code == 401


def test_a_code_of_another_office_is_not_called_wrong(province: Province) -> None:
    province.sign_in("dinkes")

    page = province.get("/periksa?satuan=satpol-pp&kode=1-AAAA-BBBB-CCCC-DDDD")

    assert "Kode ini dari naskah satuan kerja lain." in page.text


def test_every_office_that_is_prepared_gets_its_daily_backup(
    province: Province, caplog: pytest.LogCaptureFixture
) -> None:
    for code in ("satpol-pp", "dinkes"):
        province.register(code)

    look_again_and_again(province.site, lambda _: True)

    made = {
        code: len(list(province.offices.of(code).backups.glob("*.db")))
        for code in ("satpol-pp", "dinkes")
    }
    assert made == {"satpol-pp": 1, "dinkes": 1}
    assert not caplog.records
