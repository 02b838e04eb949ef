"""Signing in, and signing, with a real identity provider in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.domain.state import payload_of
from lkj.oidc.settings import RETURN_PATH
from lkj.store import account_store, event_store, identity_store
from lkj.usecases.office import Office
from lkj.usecases.passwords import office_passwords
from tests.e2e.served import Served, office_pc, served
from tests.support.browser import OFFICE_PC, PHONE, open_page, settled
from tests.support.offices import OTHER_PASSWORD, PASSWORD, set_account
from tests.support.oidc_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    PROVIDER_PASSWORD,
    ProviderPerson,
    needs_provider,
    running_provider,
)
from tests.support.relatives import first_and_others
from tests.support.server import free_port
from tests.support.staffed import Running

pytestmark = pytest.mark.browser
longer = pytest.mark.thorough("test_an_official_signs_in_at_the_provider_and_signs_there_again")

HEAD, SIGN = "kepala_satuan", "Catat tanda tangan Kepala Satuan"
BUTTON, NOTE = "Masuk dengan akun Pemprov", "Catatan (tidak wajib)"
PEOPLE = (
    ProviderPerson("s-1", "kasat"),
    ProviderPerson("s-2", "tamu"),
    ProviderPerson("s-3", "bekas"),
)


def two_signatures(office: Office) -> dict[str, str]:
    """Two reports that wait for the signature; the head has an identity and a password."""
    with office.database.write() as conn:
        identity_store.put(conn, f"akun-{HEAD}", "kasat")
        identity_store.put(conn, "akun-monev", "bekas")
        stored = office_passwords().hash(PASSWORD)
        account_store.set_password(conn, f"akun-{HEAD}", stored, must_change=False)
    set_account(office, "akun-monev", is_active=False)
    names = ("by provider", "by password")
    return {name: Running(office).register().until("tanda-tangan").report_id for name in names}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    needs_provider()
    ours = free_port()
    theirs, url = ours + 1, f"http://127.0.0.1:{ours}"
    with (
        running_provider(theirs, url + RETURN_PATH, PEOPLE) as issuer,
        served(
            tmp_path_factory.mktemp("penyedia"),
            two_signatures,
            now=None,
            port=ours,
            is_example=False,
            LKJ_PUBLIC_URL=url,
            LKJ_OIDC_ISSUER=issuer,
            LKJ_OIDC_CLIENT_ID=CLIENT_ID,
            LKJ_OIDC_CLIENT_SECRET=CLIENT_SECRET,
            LKJ_OIDC_LABEL="akun Pemprov",
            LKJ_REENTER_PASSWORD="ya",
        ) as opened,
    ):
        yield opened


@pytest.fixture
def page(browser: Browser, place: Served) -> Iterator[Page]:
    opened = office_pc(browser, place.server.url).new_page()
    yield opened
    opened.close()
    opened.context.clear_cookies()


def at_provider(page: Page, username: str) -> None:
    page.get_by_label("Akun").fill(username)
    page.get_by_label("Sandi").fill(PROVIDER_PASSWORD)
    page.get_by_role("button", name="Masuk penyedia").click()


def last_facts(place: Served, name: str) -> dict[str, object]:
    with place.database.read() as conn:
        return dict(payload_of(event_store.history(conn, place.reports[name])[-1]))


def test_an_official_signs_in_at_the_provider_and_signs_there_again(
    page: Page, place: Served
) -> None:
    form = f"/tugas?id={place.reports['by provider']}"
    page.goto(form)
    page.get_by_role("link", name=BUTTON).click()
    at_provider(page, "kasat")
    page.wait_for_url(f"**{form}")
    settled(page)
    page.get_by_label(NOTE).fill("Sudah sesuai")
    page.get_by_label(NOTE).press("Tab")
    settled(page)
    expect(page.get_by_role("button", name=SIGN)).to_be_disabled()

    page.get_by_role("link", name="Konfirmasi dengan akun Pemprov").click()
    at_provider(page, "kasat")
    page.wait_for_url(f"**{form}")
    settled(page)
    expect(page.get_by_label(NOTE)).to_have_value("Sudah sesuai")
    page.get_by_role("button", name=SIGN).click()
    expect(page.get_by_text("Tersimpan, no.")).to_be_visible()

    assert last_facts(place, "by provider")["confirmed_by"] == "provider"


@longer
def test_a_password_is_asked_for_again_where_one_opened_the_session(
    page: Page, place: Served
) -> None:
    page.goto("/masuk")
    page.get_by_text("Masuk dengan kata sandi").click()
    sign_in_here(page)
    page.goto(f"/tugas?id={place.reports['by password']}")
    settled(page)
    page.get_by_label(NOTE).fill("Sudah sesuai")
    field = page.get_by_label("Kata sandi Anda", exact=True)
    field.fill(OTHER_PASSWORD)
    page.get_by_role("button", name=SIGN).click()
    expect(page.get_by_text("kata sandi yang dimasukkan tidak benar")).to_be_visible()
    expect(field).to_have_value("")
    expect(page.get_by_label(NOTE)).to_have_value("Sudah sesuai")

    field.fill(PASSWORD)
    page.get_by_role("button", name=SIGN).click()
    expect(page.get_by_text("Tersimpan, no.")).to_be_visible()

    assert last_facts(place, "by password")["confirmed_by"] == "password"
    log = place.server.log()
    assert PASSWORD not in log
    assert OTHER_PASSWORD not in log


def sign_in_here(page: Page) -> None:
    page.locator("input[autocomplete~='username']").fill("kepala.satuan")
    page.locator("input[autocomplete~='current-password']").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/masuk" not in url)
    settled(page)


@pytest.mark.parametrize(
    ("username", "said"),
    first_and_others(
        [("tamu", "tidak tertaut pada akun di sini"), ("bekas", "akun Anda dinonaktifkan")]
    ),
)
def test_whoever_has_no_open_account_here_is_told_so(
    page: Page, username: str, said: str
) -> None:
    page.goto("/masuk")
    page.get_by_role("link", name=BUTTON).click()
    at_provider(page, username)

    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.get_by_text("Kode:")).to_be_visible()


@longer
def test_the_address_of_an_answer_opens_nothing_a_second_time(
    page: Page, browser: Browser, place: Served
) -> None:
    seen: list[str] = []
    page.on("request", lambda one: seen.append(one.url) if RETURN_PATH in one.url else None)
    page.goto("/masuk")
    page.get_by_role("link", name=BUTTON).click()
    at_provider(page, "kasat")
    page.wait_for_url(lambda url: "/masuk" not in url)
    thief = open_page(browser, place.server.url)

    thief.goto(seen[0])

    expect(thief.get_by_role("alert")).to_contain_text("tidak berasal dari peramban ini")
    thief.context.close()


@longer
@pytest.mark.parametrize(
    ("size", "dark"), [(OFFICE_PC, False), (OFFICE_PC, True), (PHONE, False)]
)
def test_the_button_stands_first_and_fits(
    browser: Browser,
    place: Served,
    size: tuple[int, int],
    dark: bool,
) -> None:
    page = open_page(browser, place.server.url, size=size, dark=dark)
    page.goto("/masuk")

    box = page.get_by_role("link", name=BUTTON).bounding_box()

    assert box is not None
    assert box["height"] >= 44
    assert box["x"] + box["width"] <= size[0]
    page.context.close()
