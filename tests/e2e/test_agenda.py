"""Buku Agenda on the served office: a letter is written, corrected, cancelled, and printed."""

from collections.abc import Iterator
from datetime import date

import pytest

from lkj.domain.agenda import Book
from lkj.store import agenda_store
from tests.e2e.seat import Seat, cells, link, seated, sections
from tests.e2e.served import Served, served
from tests.support.tab import Screen
from tests.support.visitor import run

MONEV, AUDITOR = "monev", "auditor"
TITLE = "LKj Satpol PP Tahun 2025"
SUBJECT = "<b>Disposisi</b> *LKj* :red[2025]"
NUMBER = "000.8.6.3/001/SATPOL-PP/2026"
RECORD, CHANGE = "Catat surat keluar", "Koreksi atau batalkan"
WHY = "Alasan koreksi atau pembatalan (wajib, minimal 10 karakter)"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    template = {"LKJ_LETTER_NUMBER_TEMPLATE": "000.8.6.3/{no:3}/SATPOL-PP/{tahun}"}
    with served(tmp_path_factory.mktemp("agenda"), **template) as opened:
        yield opened


def test_a_letter_from_first_to_last(place: Served) -> None:
    async def act() -> None:
        async with seated(place, MONEV, "/buku-agenda") as seat:
            await record(seat)
            screen = await change(seat, "No. 1", "salah alamat tujuan", "Simpan koreksi")
            assert "Koreksi disimpan." in screen.text
            assert "dikoreksi: salah alamat tujuan" in screen.text

            await seat.reload()
            screen = await change(seat, "No. 1", "tidak jadi dikirim", "Batalkan baris")
            assert "Baris dibatalkan." in screen.text
            assert "dibatalkan: tidak jadi dikirim" in screen.text

            screen = await seat.go(link(screen, TITLE))
            assert screen.headings[0] == TITLE

    run(act())
    with place.database.read() as conn:
        (line,) = agenda_store.lines(conn, Book.OUTGOING, 2026)
    assert (line.is_cancelled, line.n_later, line.entry.subject) == (True, 2, SUBJECT)


async def record(seat: Seat) -> None:
    """Write a letter that was sent, about a report."""
    assert "Belum ada surat masuk tahun 2026" in seat.screen.headings
    assert RECORD in sections(await seat.click("Buku", "Surat keluar"))
    await seat.type_date("Tanggal surat (wajib)", date(2026, 3, 2))
    await seat.type_line("Dikirim kepada (wajib)", "Biro Organisasi")
    await seat.tab.fill("Isi ringkasan (wajib)", SUBJECT)
    await seat.pick("Laporan yang terkait (boleh kosong)", TITLE)
    screen = await seat.press("Simpan surat keluar")

    assert "Surat dicatat dalam Buku Agenda." in screen.text
    found = table(screen)
    assert any(NUMBER in cell for cell in found)
    assert SUBJECT in found
    assert TITLE in found


async def change(seat: Seat, line: str, reason: str, button: str) -> Screen:
    """Say why one line is changed, and press a button."""
    assert CHANGE in sections(seat.screen)
    await seat.pick("Baris", line)
    await seat.type_line(WHY, reason)
    return await seat.press(button)


def test_an_address_leads_an_auditor_to_the_book_its_paper_and_its_file(place: Served) -> None:
    async def act() -> None:
        path = "/buku-agenda?buku=keluar&tahun-buku=2026"
        async with seated(place, AUDITOR, path) as seat:
            headings = seat.screen.headings
            assert any("1 surat keluar tahun 2026" in heading for heading in headings)
            assert not {RECORD, CHANGE} & set(sections(seat.screen))

            file = await seat.download("Buku Agenda: Excel")
            assert file.name == "buku-agenda-keluar-2026-2026-03-02.xlsx"
            paper = (await seat.fetch(link(seat.screen, "Buku Agenda: Cetak"))).text
            assert "Buku Agenda</h1>" in paper
            assert any("dibatalkan: tidak jadi dikirim" in cell for cell in cells(paper))

    run(act())


def table(screen: Screen) -> list[str]:
    """What the cells of the screen say."""
    return [cell for one in screen.of("html") for cell in cells(one.body)]
