"""The comparison by its addresses, and the thread that keeps the snapshots fresh."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lkj.errors import OfficeUnprepared
from lkj.http import snapshots
from lkj.http.background import start_background
from lkj.http.office_files import office_file_routes
from lkj.http.repeating import LOOK_EVERY
from lkj.http.server import exception_handlers, middleware, routes
from lkj.http.site import Site
from lkj.http.snapshots import refresh_again_and_again, start_snapshots
from lkj.store.snapshot_folder import newest_snapshot
from lkj.usecases.office import Office, Settings
from lkj.usecases.offices import Offices
from tests.http.sites import SHELL, token_in
from tests.support.offices import (
    BUDI,
    NOW,
    PASSWORD,
    RINA,
    Clock,
    cheap_passwords,
    small_office,
)

CODES = {"inspektorat": True, "dinkes": False, "baru": False}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Inspektorat compares, Dinas Kesehatan is compared, the third is not prepared."""

    def build(settings: Settings) -> Office:
        if settings.office_code == "baru":
            raise OfficeUnprepared(code="baru", name=settings.office_name)
        folder = tmp_path / settings.office_code
        folder.mkdir()
        office = small_office(folder)
        kept = replace(settings, database_url=office.database.url)
        return replace(office, settings=kept)

    settings = [
        Settings(
            database_url="",
            office_code=code,
            office_name=f"Nama {code}",
            compares_offices=compares,
            snapshots_directory=str(tmp_path / "potret"),
        )
        for code, compares in CODES.items()
    ]
    offices = Offices(settings, build)
    yield Site(
        office=offices.first,
        offices=offices,
        clock=Clock(NOW),
        shell=SHELL,
        passwords=cheap_passwords(),
    )
    offices.dispose()


def browser(site: Site, code: str, who: str) -> TestClient:
    app = Starlette(
        routes=[*routes(site), *office_file_routes(site)],
        middleware=middleware(site),
        exception_handlers=exception_handlers(),
    )
    client = TestClient(app, follow_redirects=False)
    path = f"/masuk?satuan={code}"
    form = {"form_token": token_in(client.get(path).text), "username": who}
    form["password"] = PASSWORD
    signed_in = client.post(path, data=form, headers={"origin": "http://testserver"})
    assert signed_in.status_code == 303
    return client


@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
@pytest.mark.parametrize("name", ["keadaan", "waktu", "pengembalian"])
def test_who_may_compare_takes_the_figures_out(
    site: Site, name: str, kind: str, start: bytes
) -> None:
    answer = browser(site, "inspektorat", RINA.id).get(f"/unduh/antarsatuan/{name}.{kind}")

    assert answer.status_code == 200
    assert answer.content.startswith(start)
    named = f'filename="antarsatuan-{name}-2026-03-02.{kind}"'
    assert named in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("code", "who"), [("inspektorat", BUDI.id), ("dinkes", RINA.id), ("dinkes", BUDI.id)]
)
def test_everybody_else_is_refused(site: Site, code: str, who: str) -> None:
    answer = browser(site, code, who).get("/unduh/antarsatuan/keadaan.csv")

    assert answer.status_code == 403


def test_there_is_no_other_table(site: Site) -> None:
    client = browser(site, "inspektorat", RINA.id)

    assert client.get("/unduh/antarsatuan/orang.csv").status_code == 404
    assert client.get("/unduh/antarsatuan/keadaan.parquet").status_code == 404


def test_the_thread_refreshes_every_office_until_it_is_over(
    site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    waited: list[float] = []

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        return len(waited) == 2

    refresh_again_and_again(site, wait)

    assert waited == [LOOK_EVERY] * 2
    found = {code: newest_snapshot(tmp_path / "potret" / code) for code in CODES}
    assert [code for code, snapshot in found.items() if snapshot] == ["inspektorat", "dinkes"]
    assert not caplog.records  # one that is not prepared is no incident


def test_what_goes_wrong_with_one_keeps_nobody_waiting(
    site: Site,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    refresh = snapshots.refresh_snapshot

    def fails_for_one(**asked: object) -> bool:
        office = asked["office"]
        if isinstance(office, Office) and office.settings.office_code == "inspektorat":
            raise RuntimeError("mati listrik")
        return refresh(**asked)

    monkeypatch.setattr(snapshots, "refresh_snapshot", fails_for_one)

    refresh_again_and_again(site, lambda _: True)

    assert newest_snapshot(tmp_path / "potret" / "dinkes")
    assert len(caplog.records) == 1


def test_nobody_compares_no_thread(site: Site) -> None:
    def without(*settings: Settings) -> Site:
        return replace(site, offices=Offices(settings, lambda _: site.office))

    assert site.offices is not None
    compares, *others = site.offices.settings
    assert start_snapshots(replace(site, offices=None)) is None
    assert start_snapshots(without(compares)) is None
    assert start_snapshots(without(*others)) is None


def test_what_the_server_does_by_itself_begins_with_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(
        "lkj.http.snapshots.refresh_again_and_again", lambda *_: begun.append("potret")
    )
    monkeypatch.setattr(
        "lkj.http.background.start_daily_backup", lambda _: begun.append("cadangan")
    )

    start_background(site)
    thread = start_snapshots(site)

    assert thread is not None
    thread.join(10)
    assert thread.daemon
    assert sorted(begun) == ["cadangan", "potret", "potret"]
