"""One report from disposisi to delivery, returned once by each reviewer.

Each kind of act is done in a real browser by its role, the others through the use cases.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.store import event_store
from tests.e2e.served import AT, Desk, Served, desk, no_reports, served, turn_to
from tests.support.browser import settled
from tests.support.fields import choose
from tests.support.staffed import AT_ONCE, Running

pytestmark = pytest.mark.browser

SEKRETARIS, KASUBBAG, TIM, KASAT = (
    "sekretaris",
    "kasubbag_renja_monev",
    "tim_lkj",
    "kepala_satuan",
)
WHY = "Jumlah capaian pada tabel 3 belum cocok"

# (who, button, reason of a return): typed from the sheet, not read from our data.
TO_THE_SEKRETARIS = (
    (KASUBBAG, "Perintahkan pengumpulan data", ""),
    (TIM, "Serahkan bahan ke Kasubbag", ""),
    (KASUBBAG, "Kembalikan ke Tim LKj", "Salah hitung"),
    (TIM, "Perbaikan selesai, serahkan ulang ke Kasubbag", ""),
    (KASUBBAG, "Setujui, paraf, dan serahkan ke Sekretaris", ""),
)
N_EVENTS = 17  # 8 steps, 3 returns, 3 repairs, and the registration, the order, the receipt


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
    report = register(tabs[SEKRETARIS], place)

    def act(who: str, button: str, reason: str = "") -> None:
        press(task_of(who, report, people, tabs), button, reason, report)

    report.until("kumpulkan-data")
    for who, button, reason in TO_THE_SEKRETARIS:
        act(who, button, reason)
    report.send_back()  # by Sekretaris
    report.until("tanda-tangan")
    report.send_back()  # by Kepala Satuan
    report.until("tanda-tangan")
    act(KASAT, "Catat tanda tangan Kepala Satuan")
    act(SEKRETARIS, "Terima dan perintahkan tindak lanjut")
    report.go()
    act(KASUBBAG, "Konfirmasi penerimaan")

    page = turn_to(tabs[KASAT], f"/laporan?id={report.report_id}")
    page.bring_to_front()
    expect(page.get_by_text("3 pengembalian")).to_be_visible()
    expect(page.get_by_text("Selesai", exact=True).first).to_be_visible()
    with place.database.read() as conn:
        assert event_store.verify(conn).no == N_EVENTS


def register(page: Page, place: Served) -> Running:
    page.get_by_text("Daftarkan laporan baru").click()
    settled(page).get_by_role("button", name="Daftarkan laporan", exact=True).click()
    expect(page.get_by_text("Tersimpan, no. 1.")).to_be_visible()
    with place.database.read() as conn:
        (report_id,) = event_store.event_log(conn)["report_id"]
    return Running(place.office, report_id, now=AT, an_act=AT_ONCE)


def task_of(who: str, report: Running, people: Desk, tabs: dict[str, Page]) -> Page:
    """The form of the open step, in the tab of whoever acts."""
    form = f"/tugas?id={report.report_id}"
    if who not in tabs:
        tabs[who] = people.own_tab(who, form)
        return tabs[who]
    tabs[who].bring_to_front()  # a tab behind others is slow
    return turn_to(tabs[who], form)


def press(page: Page, button: str, reason: str, report: Running) -> None:
    """Press a button of the form, as somebody in a hurry would."""
    number = len(report.events) + 1
    if reason:
        choose(page, reason)
        page.get_by_label("Yang perlu diperbaiki").fill(WHY)
        page.keyboard.press("Tab")
        settled(page)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(f"Tersimpan, no. {number}.")).to_be_visible()
