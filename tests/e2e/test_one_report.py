"""One report from disposisi to delivery in a real browser, returned once by each reviewer."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from lkj.store import event_store
from lkj.store.database import Database
from tests.e2e.conftest import RunningOffice
from tests.support.browser import settled

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


def test_the_four_roles_take_a_report_from_disposisi_to_delivery(
    enter: Callable[..., Page], office: RunningOffice
) -> None:
    pages = {key: enter(key) for key in (SEKRETARIS, KASUBBAG, TIM, KASAT)}
    register(pages[SEKRETARIS])

    for number, (who, button, reason) in enumerate(WAY, start=2):
        act(pages[who], button, reason)
        expect(pages[who].get_by_text(f"Tersimpan, no. {number}.")).to_be_visible()

    page = pages[KASAT]
    page.goto("/laporan")
    settled(page).get_by_role("link", name="Laporan Kinerja Tahun").click()
    expect(settled(page).get_by_text("3 pengembalian")).to_be_visible()
    expect(page.get_by_text("Selesai", exact=True).first).to_be_visible()
    database = Database.open(office.url)
    with database.read() as conn:
        assert event_store.verify(conn).no == len(WAY) + 1
    database.dispose()


def register(page: Page) -> None:
    page.goto("/laporan")
    settled(page).get_by_text("Daftarkan laporan baru").click()
    settled(page).get_by_role("button", name="Daftarkan laporan", exact=True).click()
    expect(page.get_by_text("Tersimpan, no. 1.")).to_be_visible()


def act(page: Page, button: str, reason: str) -> None:
    """Open the one waiting task and press its button, as somebody in a hurry would."""
    page.bring_to_front()  # a tab behind others is slow
    page.get_by_role("link", name="Tugas saya").click()
    settled(page).get_by_role("button", name="Kerjakan").first.click()
    settled(page)
    if reason:
        choose_reason(page, reason)
    page.get_by_role("button", name=button, exact=True).click()
    settled(page)


def choose_reason(page: Page, reason: str) -> None:
    page.get_by_text(reason, exact=True).last.click()
    settled(page)
    page.get_by_label("Yang perlu diperbaiki").fill(WHY)
    page.keyboard.press("Tab")
    settled(page)
