"""An office that runs another SOP: the same code, and nothing of the LKj SOP anywhere."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.store import event_store
from tests.e2e.served import Desk, Served, desk, no_reports, served
from tests.support.browser import settled
from tests.support.fields import choose, fill, open_list
from tests.support.settings import ROOT
from tests.support.sops import office_sop, other_sop

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough(
        "tests/pages/test_two_sops.py::test_a_new_report_begins_under_the_sop_that_is_chosen"
    ),
]

FILE = "penerbitan-surat-keterangan.toml"
LOKET, KASI, LURAH = "loket", "kasi", "lurah"
TITLE = "Surat keterangan domisili RT 05"
# Typed from the other SOP's sheet: who presses what, one return included.
WAY = (
    (LOKET, "Teruskan untuk diverifikasi"),
    (LOKET, "Nyatakan persyaratan lengkap"),
    (KASI, "Ajukan konsep ke Lurah"),
    (LURAH, "Kembalikan untuk diverifikasi ulang"),
    (KASI, "Nyatakan persyaratan sudah dilengkapi"),
    (KASI, "Ajukan konsep ke Lurah"),
    (LURAH, "Catat tanda tangan Lurah"),
    (LOKET, "Catat surat diserahkan"),
)
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
    pages = {who: people.own_tab(who, "/tugas") for who in (KASI, LURAH, LOKET)}
    register(pages[LOKET])

    for number, (who, button) in enumerate(WAY, start=2):
        decide(pages[who], button)
        expect(pages[who].get_by_text(f"Tersimpan, no. {number}.")).to_be_visible()

    page = pages[LURAH]
    page.get_by_role("link", name="Laporan", exact=True).click()
    settled(page).get_by_role("link", name=TITLE, exact=True).click()
    expect(page.get_by_text("8 pelaksanaan, 1 pengembalian")).to_be_visible()
    expect(settled(page).get_by_text("Selesai", exact=True).first).to_be_visible()
    assert_nothing_of_the_other(page)
    with place.database.read() as conn:
        assert event_store.verify(conn).no == len(WAY) + 1


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


def register(page: Page) -> None:
    page.get_by_role("link", name="Laporan", exact=True).click()
    settled(page).get_by_text("Daftarkan laporan baru").click()
    fill(settled(page), "Judul laporan", TITLE)
    page.get_by_role("button", name="Daftarkan laporan", exact=True).click()
    expect(page.get_by_text("Tersimpan, no. 1.")).to_be_visible()


def decide(page: Page, button: str) -> None:
    page.bring_to_front()  # a tab behind others is slow
    page.get_by_role("link", name="Tugas saya").click()
    settled(page).get_by_role("button", name="Kerjakan").click()  # the old one may still stand
    settled(page)
    if button.startswith("Kembalikan"):
        choose(page, "Keabsahan persyaratan diragukan")
        fill(page, "Yang perlu diperbaiki (wajib, minimal 10 karakter)", "KTP tidak terbaca")
    page.get_by_role("button", name=button, exact=True).click()
    settled(page)


def open_everything(page: Page) -> None:
    """Unfold what is folded, and the form of Catat dari berkas."""
    if page.url.endswith("/catat"):
        open_list(page, "Laporan")
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
