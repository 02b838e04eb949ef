"""Petugas Monev types a whole report from paper with the keyboard, two returns included."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.domain.events import EventKind, Precision, Source
from lkj.store import event_store
from tests.e2e.served import Desk, Served, desk, go, no_reports, served
from tests.support.browser import settled
from tests.support.fields import fill, pick, type_date

pytestmark = pytest.mark.browser

# Streamlit answers a script in milliseconds; a person needs longer for the same fields.
SECONDS_PER_FIELD = 6
LIMIT = 5 * 60


@dataclass(frozen=True)
class Line:
    """One line of the Buku Agenda."""

    day: str
    hour: str = ""
    minutes: str = ""
    returned_for: str = ""


# Dates without hours on half of the lines; returned by Kasubbag and by Kepala Satuan.
AGENDA = (
    Line("02022026", "0930", "10"),
    Line("03022026"),
    Line("09022026"),
    Line("10022026", "1015", "20", returned_for="Salah hitung"),
    Line("11022026"),
    Line("12022026", "0900", "15"),
    Line("12022026", "1400", "20"),
    Line("13022026", returned_for="Tidak tercatat di berkas"),
    Line("16022026", "1000"),
    Line("17022026", "1100", "10"),
    Line("17022026"),
    Line("18022026", "1520"),
)
N_DATES_ALONE = 5


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, no_reports) as opened:
        yield opened


@pytest.fixture
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def test_a_whole_report_is_typed_in_minutes_survives_a_reload_and_is_answered(
    place: Served, people: Desk, figure: Callable[[str, str], None]
) -> None:
    page = people.tab("monev", "/catat")
    begun = time.monotonic()
    n_fields = type_report(page) + type_receipt(page)
    reload_before_saving(settled(page))
    page.get_by_role("button", name="Simpan semua baris").click()
    said = f"12 langkah dicatat (no. 1–14). {N_DATES_ALONE} tanpa jam: dihitung dalam lama"
    expect(page.get_by_text(said)).to_be_visible()
    seconds = time.monotonic() - begun
    figure(
        "one report from paper",
        f"12 passes, {n_fields} fields; a script typed them in {seconds:.0f} s, a person at "
        f"{SECONDS_PER_FIELD} s a field needs {n_fields * SECONDS_PER_FIELD / 60:.1f} min",
    )

    assert n_fields * SECONDS_PER_FIELD < LIMIT
    assert_stored(place)
    answer_as(people, "kepala_satuan", n_asked=2)


def answer_as(people: Desk, who: str, *, n_asked: int) -> None:
    """Confirm the first of what was recorded in somebody's name."""
    official = people.tab(who, "/tugas")
    asked = official.get_by_text("oleh Nama monev dari Buku Agenda 2026, no. 12")
    expect(asked).to_have_count(n_asked)
    official.get_by_role("button", name="Benar", exact=True).first.click()
    expect(official.get_by_text("Terima kasih, dicatat sebagai benar.")).to_be_visible()
    expect(official.get_by_text("Dicatat atas nama Anda")).to_have_count(n_asked - 1)


def reload_before_saving(page: Page) -> None:
    """Load the page anew: all that was typed is there again."""
    go(page, "/catat")
    pick(page, "Laporan", "Laporan baru")
    expect(page.get_by_text("Isian yang belum terkirim dipulihkan.")).to_be_visible()
    expect(page.get_by_role("group", name="Selesai: tanggal").first).to_have_text("02/02/2026")


def type_report(page: Page) -> int:
    """Type every field that the Buku Agenda fills; how many there were."""
    pick(page, "Laporan", "Laporan baru")
    fill(page, "Nomor disposisi (bila ada)", "900/12/SET")
    type_date(page, "Disposisi diterima: tanggal", "02022026")
    fill(
        page,
        "Dasar untuk semua baris: Buku Agenda atau Nota Dinas, nomor, tanggal",
        "Buku Agenda 2026, no. 12",
    )
    return 4 + sum(type_line(page, row, line) for row, line in enumerate(AGENDA))


def type_receipt(page: Page) -> int:
    """Type that the report came back to who had asked for it; how many fields it took."""
    type_date(page, "Diterima: tanggal", "19022026")
    return 1


def type_line(page: Page, row: int, line: Line) -> int:
    """Type one row; how many fields it took."""
    if line.returned_for:
        pick(page, "Hasil", "Dikembalikan", nth=row)
    type_on(page, "Selesai: tanggal", line.day, row)
    if line.hour:
        type_on(page, "Selesai: jam", line.hour, row)
    if line.minutes:
        page.get_by_label("Lama (menit)", exact=True).nth(row).fill(line.minutes)
        page.keyboard.press("Tab")
    if line.returned_for:
        page.get_by_text(line.returned_for, exact=True).last.click()
        fill(page, "Isi pengembalian menurut berkas", "Lihat lembar disposisi", nth=-1)
    return 1 + bool(line.hour) + bool(line.minutes) + 3 * bool(line.returned_for)


def type_on(page: Page, label: str, digits: str, row: int) -> None:
    """Type a date or an hour and go on at once, as somebody does who reads from paper."""
    field = page.get_by_role("group", name=label, exact=True).nth(row)
    field.get_by_role("spinbutton").first.focus()
    page.keyboard.type(digits)
    page.keyboard.press("Tab")


def assert_stored(place: Served) -> None:
    with place.database.read() as conn:
        log = event_store.event_log(conn)
        assert event_store.verify(conn).no == 14
    kinds = log["kind"].astype(str).value_counts()
    assert kinds[EventKind.REJECTED] == 2
    assert set(log["source"].astype(str)) == {Source.PAPER}
    steps = log[log["kind"].isin([EventKind.SUBMITTED, EventKind.APPROVED, EventKind.REJECTED])]
    assert (steps["time_precision"] == Precision.DATE).sum() == N_DATES_ALONE
    assert set(steps["recorded_by"]) == {"akun-monev"}
    assert set(steps["actor"]) == {
        "sekretaris",
        "kasubbag_renja_monev",
        "tim_lkj",
        "kepala_satuan",
    }
