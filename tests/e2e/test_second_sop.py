"""An office that runs another SOP: the same code, and nothing of the LKj SOP anywhere."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.store import event_store
from tests.e2e.served import AT, Desk, Served, desk, no_reports, served, turn_to
from tests.support.browser import settled
from tests.support.fields import choose, fill
from tests.support.settings import ROOT
from tests.support.sops import office_sop, other_sop
from tests.support.staffed import AT_ONCE, Running

pytestmark = pytest.mark.browser

FILE = "penerbitan-surat-keterangan.toml"
LOKET, LURAH = "loket", "lurah"
# What the buttons say: typed from the other SOP's sheet.
FORWARD, BACK = "Teruskan untuk diverifikasi", "Kembalikan untuk diverifikasi ulang"
TITLE = "Surat keterangan domisili RT 05"
N_EVENTS = 9  # the registration, 5 steps, and after the return 3 of them again
ADDRESSES = ("/beranda", "/tugas", "/laporan", "/rencana", "/sop", "/kalender", "/profil")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    directory: Path = tmp_path_factory.mktemp("kelurahan")
    sops = directory / "sop"
    sops.mkdir()
    copyfile(ROOT / "tests/data/sop" / FILE, sops / FILE)
    setting = {"LKJ_SOP_DIRECTORY": str(sops)}
    with served(directory, no_reports, sop=other_sop(), **setting) as opened:
        yield opened


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def test_a_report_goes_through_all_steps_of_another_sop(place: Served, people: Desk) -> None:
    loket = people.own_tab(LOKET, "/laporan")
    report = register(loket, place)
    turn_to(loket, form_of(report)).get_by_role("button", name=FORWARD, exact=True).click()
    expect(loket.get_by_text("Tersimpan, no. 2.")).to_be_visible()
    report.until("tanda-tangan-lurah")
    lurah = people.own_tab(LURAH, form_of(report))
    send_back(lurah)
    expect(lurah.get_by_text("Tersimpan, no. 5.")).to_be_visible()
    report.until(None)

    page = turn_to(lurah, f"/laporan?id={report.report_id}")
    expect(page.get_by_text("8 pelaksanaan, 1 pengembalian")).to_be_visible()
    expect(page.get_by_text("Selesai", exact=True).first).to_be_visible()
    assert_nothing_of_the_other(page)
    with place.database.read() as conn:
        assert event_store.verify(conn).no == N_EVENTS


@pytest.mark.parametrize(
    ("who", "addresses"),
    [
        (LOKET, ADDRESSES),
        ("monev", ("/beranda", "/catat")),
        ("administrator", ("/orang",)),
    ],
)
def test_no_screen_says_anything_of_the_lkj_sop(
    people: Desk, who: str, addresses: tuple[str, ...]
) -> None:
    for address in addresses:
        page = people.turn(who, address)
        open_everything(page)
        assert_nothing_of_the_other(page)


def test_the_sign_in_page_and_the_printed_sheet_are_of_this_office(
    people: Desk,
) -> None:
    page = people.tab(LOKET, "/profil")
    page.goto("/cetak/sop/penerbitan-surat-keterangan")
    expect(page.get_by_text("Kelurahan Contoh Jaya").first).to_be_visible()
    assert_nothing_of_the_other(page)
    page.context.clear_cookies()
    page.goto("/masuk")
    expect(page.get_by_text("SOP Surat Keterangan")).to_be_visible()
    assert_nothing_of_the_other(page)


def form_of(report: Running) -> str:
    return f"/tugas?id={report.report_id}"


def register(page: Page, place: Served) -> Running:
    page.get_by_text("Daftarkan laporan baru").click()
    fill(settled(page), "Judul laporan", TITLE)
    page.get_by_role("button", name="Daftarkan laporan", exact=True).click()
    expect(page.get_by_text("Tersimpan, no. 1.")).to_be_visible()
    with place.database.read() as conn:
        (report_id,) = event_store.event_log(conn)["report_id"]
    return Running(place.office, report_id, now=AT, an_act=AT_ONCE)


def send_back(page: Page) -> None:
    choose(page, "Keabsahan persyaratan diragukan")
    fill(page, "Yang perlu diperbaiki (wajib, minimal 10 karakter)", "KTP tidak terbaca")
    page.get_by_role("button", name=BACK, exact=True).click()


def open_everything(page: Page) -> None:
    """Unfold what is folded, and the form of Catat dari berkas."""
    if page.url.endswith("/catat"):
        page.get_by_role("combobox", name="Laporan", exact=True).click()
        page.get_by_role("option").first.click()
        settled(page)
    page.evaluate(
        "document.querySelectorAll('details:not([open]) > summary').forEach(e => e.click())"
    )
    settled(page)


def assert_nothing_of_the_other(page: Page) -> None:
    said = page.locator("body").inner_text()
    assert [word for word in OF_THE_LKJ_SOP if word.lower() in said.lower()] == []


# Names, steps, words and the office of the LKj SOP. What both SOPs say is nobody's.
_LKJ, _OTHER = office_sop(), other_sop()
_COMMON = {"Lainnya", *(r.name for r in _OTHER.reasons), *(s.short_name for s in _OTHER.steps)}
OF_THE_LKJ_SOP = [
    word
    for word in (
        _LKJ.title,
        _LKJ.identity.agency,
        "disposisi dari Kepala Satuan",
        "Kasubbag",
        "Sekretaris",
        "Tim LKj",
        "Kepala Satuan",
        *(step.short_name for step in _LKJ.steps),
        *(step.activity for step in _LKJ.steps),
        *(reason.name for reason in _LKJ.reasons),
    )
    if word not in _COMMON
]
