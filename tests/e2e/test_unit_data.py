"""Data of the units on the served office: asked, delivered as a file, handed over."""

from collections.abc import Iterator

import pytest

from lkj.domain import commands as c
from lkj.domain.state import payload_of
from lkj.usecases.office import Office
from tests.e2e.seat import File, Seat, seated, sections
from tests.e2e.served import Served, served
from tests.support.documents import pdf
from tests.support.staffed import Running
from tests.support.unit_data import add_units
from tests.support.visitor import run

KASUBBAG, TIM = "kasubbag_renja_monev", "tim_lkj"
HAND_OVER = "Serahkan bahan ke Kasubbag"
WHY = "Data belum lengkap. Alasan tetap menyerahkan (wajib, minimal 10 karakter)"
FILE = File("realisasi linmas.pdf", pdf("realisasi"))


def ordered(office: Office) -> dict[str, str]:
    add_units(office)
    report = Running(office).register().until("kumpulkan-data")
    report.act(KASUBBAG, c.Start())
    return {"first": report.report_id}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("data"), ordered) as opened:
        yield opened


def test_kasubbag_asks_the_tim_collects_and_says_why_something_is_missing(
    place: Served,
) -> None:
    report = Running(place.office, place.reports["first"])
    board = f"/data-bagian?laporan={report.report_id}"

    async def act() -> int | None:
        async with seated(place, KASUBBAG, board) as seat:
            screen = await seat.press("Minta 3 tabel")
            assert "0 dari 3 tabel sudah ada, 3 belum" in screen.text
        async with seated(place, TIM, board) as seat:
            await deliver(seat, FILE)
            return await hand_over(seat, f"/tugas?id={report.report_id}")

    saved = run(act())
    last = report.events[-1]
    assert saved == last.no
    assert payload_of(last)["missing_data"] == "Bagian Umum menyusul Jumat."


async def deliver(seat: Seat, file: File) -> None:
    """Record a file of Bidang Linmas for T2, and fetch it back from the history."""
    assert "Catat data yang datang" in sections(seat.screen)
    await seat.pick("Unit", "Bidang Linmas")
    await seat.pick_one_of_several("Tabel", "T2 Pengukuran")
    await seat.upload("Berkas", file)
    screen = await seat.press("Catat")
    assert "1 dari 3 tabel sudah ada, 2 belum" in screen.text
    assert "Semua catatan data (4)" in sections(screen)
    assert await seat.download(file.name) == file


async def hand_over(seat: Seat, path: str) -> int | None:
    """Finish the step, refused at first; the number of its event."""
    await seat.go(path)
    screen = await seat.press(HAND_OVER)
    assert "Belum tersimpan: data berikut belum ada" in screen.refusals[0]
    await seat.tab.fill(WHY, "Bagian Umum menyusul Jumat.")
    return (await seat.press(HAND_OVER)).saved
