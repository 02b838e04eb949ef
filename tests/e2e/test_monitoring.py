"""Petugas Monev filters, follows a mark to its report, and passes the address on."""

import csv
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.served import office_pc
from tests.support.browser import settled
from tests.support.camera import fill_example, stopped_app

pytestmark = pytest.mark.browser

MONEV = "Petugas Monev"
EVER = "Sejak+awal+pencatatan"


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    directory = tmp_path_factory.mktemp("contoh")
    url = f"sqlite:///{directory}/contoh.db"
    fill_example(url)
    with stopped_app(directory, url) as server:
        opened = office_pc(browser, server.url).new_page()
        opened.goto("/masuk?next=/waktu")
        opened.get_by_role("button", name=MONEV).click()
        opened.wait_for_url(lambda address: "/masuk" not in address)
        yield opened
        opened.context.clear_cookies()
        opened.close()


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def is_chosen(page: Page, option: str) -> bool:
    pill = page.get_by_test_id("stSidebar").get_by_role("button", name=option, exact=True)
    return pill.get_attribute("aria-pressed") == "true"


def test_a_filter_stands_in_the_address_and_stays_on_every_monitoring_page(page: Page) -> None:
    page.goto("/waktu")
    settled(page).get_by_text("Saring").click()
    page.get_by_test_id("stSidebar").get_by_text("2025", exact=True).click()
    settled(page)
    assert query(page)["tahun"] == ["2025"]

    for name in ("Pengembalian", "Laporan", "Waktu per langkah"):
        page.get_by_role("link", name=name, exact=True).click()
        settled(page)

    assert query(page)["tahun"] == ["2025"]
    text = page.get_by_test_id("stMain").inner_text()
    other = page.context.new_page()
    other.goto(page.url)
    assert settled(other).get_by_test_id("stMain").inner_text() == text
    other.close()


def test_a_mark_leads_to_its_report(page: Page) -> None:
    page.goto(f"/waktu?selesai={EVER}")
    expect(settled(page).get_by_text("sejak awal pencatatan").first).to_be_visible()
    page.locator(".js-plotly-plot .points path").first.click(force=True)
    settled(page)
    expect(page.get_by_text("Di balik titik ini")).to_be_visible()

    link = page.get_by_test_id("stMain").get_by_role("link", name="Laporan Kinerja").first
    title = link.inner_text().splitlines()[-1]
    link.click()

    expect(page.get_by_role("heading", name=title)).to_be_visible()
    settled(page).go_back()
    expect(page.get_by_role("heading", name="Waktu per langkah")).to_be_visible()


@pytest.mark.thorough("test_a_mark_leads_to_its_report")
def test_a_box_of_the_sop_leads_to_its_passes(page: Page) -> None:
    page.goto(f"/waktu?selesai={EVER}&bagian=Pada+gambar+SOP")
    settled(page)
    page.locator(".st-key-overlay .points path").first.click(force=True)
    settled(page)

    expect(page.get_by_text("Di balik yang diklik")).to_be_visible()
    links = page.get_by_test_id("stMain").get_by_role("link", name="Laporan Kinerja")
    expect(links.first).to_be_visible()


@pytest.mark.thorough("test_a_mark_leads_to_its_report")
def test_a_bar_of_returns_leads_to_the_returns(page: Page) -> None:
    page.goto(f"/pengembalian?selesai={EVER}")
    settled(page)
    page.locator(".js-plotly-plot .points path").first.click(force=True)
    settled(page)

    expect(page.get_by_text("Di balik batang ini")).to_be_visible()


def test_the_first_screen_is_recomputed_from_the_downloaded_rows(page: Page) -> None:
    page.goto("/unduh-data")
    link = settled(page).get_by_role("link", name="Setiap pelaksanaan: CSV", exact=True)
    file = page.request.get(str(link.get_attribute("href"))).body().decode("utf-8-sig")
    rows = list(csv.DictReader(file.splitlines(), delimiter=";"))
    page.goto("/beranda")

    shown = settled(page).get_by_test_id("stMain").inner_text()

    finished = [row for row in rows if row["Hasil"]]
    known = [row for row in finished if row["Penilaian"] in ("sesuai", "melewati")]
    over = Counter(row["No. langkah"] for row in known if row["Penilaian"] == "melewati")
    step, n_over = max(over.items(), key=lambda item: (item[1], -int(item[0])))
    n_step = sum(row["No. langkah"] == step for row in known)
    assert f"Langkah {step} melewati mutu baku waktu pada {n_over} dari {n_step} " in shown
    assert f"diketahui pada {len(known)} dari {len(finished)} pelaksanaan" in shown
    returned = sum(row["Hasil"] == "Dikembalikan" for row in finished)
    reviewed = returned + sum(row["Hasil"] == "Disetujui" for row in finished)
    assert f"dikembalikan {returned} kali dari {reviewed} pemeriksaan" in shown


@pytest.mark.thorough("test_a_mark_leads_to_its_report")
def test_a_triangle_of_age_leads_to_its_report(page: Page) -> None:
    page.goto("/status")
    settled(page)
    page.locator(".st-key-aging-wide .points path").first.click(force=True)
    settled(page)

    link = page.get_by_test_id("stMain").get_by_test_id("stPageLink").last
    title = link.inner_text().splitlines()[-1]
    link.click()

    expect(page.get_by_role("heading", name=title)).to_be_visible()
