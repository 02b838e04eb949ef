"""One report from disposisi to delivery in a real browser, returned once by each reviewer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.store import event_store
from tests.e2e.served import Desk, Served, desk, hurry_to, no_reports, served, turn_to
from tests.support.browser import settled
from tests.support.fields import choose

pytestmark = pytest.mark.browser

SEKRETARIS, KASUBBAG, TIM, KASAT = (
    "sekretaris",
    "kasubbag_renja_monev",
    "tim_lkj",
    "kepala_satuan",
)
WHY = "Jumlah capaian pada tabel 3 belum cocok"

# (who, button, reason of a return): typed from the sheet, not read from our data.
WAY = (
    (SEKRETARIS, "Teruskan ke Kasubbag", ""),
    (KASUBBAG, "Catat Tim LKj terbentuk", ""),
    (KASUBBAG, "Perintahkan pengumpulan data", ""),
    (TIM, "Serahkan bahan ke Kasubbag", ""),
    (KASUBBAG, "Kembalikan ke Tim LKj", "Salah hitung"),
    (TIM, "Perbaikan selesai, serahkan ulang ke Kasubbag", ""),
    (KASUBBAG, "Setujui, paraf, dan serahkan ke Sekretaris", ""),
    (SEKRETARIS, "Kembalikan ke Kasubbag", "Bahasa/redaksi"),
    (KASUBBAG, "Perbaikan selesai, paraf ulang dan serahkan ke Sekretaris", ""),
    (SEKRETARIS, "Setujui, paraf, dan serahkan ke Kepala Satuan", ""),
    (KASAT, "Kembalikan ke Sekretaris", "Arahan pimpinan"),
    (SEKRETARIS, "Perbaikan selesai, paraf ulang dan serahkan ke Kepala Satuan", ""),
    (KASAT, "Catat tanda tangan Kepala Satuan", ""),
    (SEKRETARIS, "Terima dan perintahkan tindak lanjut", ""),
    (SEKRETARIS, "Kirim ke Kasubbag", ""),
    (KASUBBAG, "Konfirmasi penerimaan", ""),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("laporan"), no_reports) as opened:
        yield opened


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def test_the_four_roles_take_a_report_from_disposisi_to_delivery(
    place: Served, people: Desk
) -> None:
    tabs = {SEKRETARIS: people.own_tab(SEKRETARIS, "/laporan")}
    report_id = register(tabs[SEKRETARIS], place)

    for number, (who, button, reason) in enumerate(WAY, start=2):
        page = task_of(who, report_id, people, tabs)
        press(page, button, reason)
        expect(page.get_by_text(f"Tersimpan, no. {number}.")).to_be_visible()

    page = turn_to(tabs[KASAT], f"/laporan?id={report_id}")
    page.bring_to_front()
    expect(page.get_by_text("3 pengembalian")).to_be_visible()
    expect(page.get_by_text("Selesai", exact=True).first).to_be_visible()
    with place.database.read() as conn:
        assert event_store.verify(conn).no == len(WAY) + 1


def register(page: Page, place: Served) -> str:
    page.get_by_text("Daftarkan laporan baru").click()
    settled(page).get_by_role("button", name="Daftarkan laporan", exact=True).click()
    expect(page.get_by_text("Tersimpan, no. 1.")).to_be_visible()
    with place.database.read() as conn:
        (report_id,) = event_store.event_log(conn)["report_id"]
    return str(report_id)


def task_of(who: str, report_id: str, people: Desk, tabs: dict[str, Page]) -> Page:
    """The form of the open step, in the tab of whoever acts."""
    form = f"/tugas?id={report_id}"
    if who not in tabs:
        tabs[who] = people.own_tab(who, form)
        return tabs[who]
    tabs[who].bring_to_front()  # a tab behind others is slow
    return hurry_to(tabs[who], form)


def press(page: Page, button: str, reason: str) -> None:
    """Press a button of the form, as somebody in a hurry would."""
    if reason:
        choose(page, reason)
        page.get_by_label("Yang perlu diperbaiki").fill(WHY)
        page.keyboard.press("Tab")
        settled(page)
    page.get_by_role("button", name=button, exact=True).click()
