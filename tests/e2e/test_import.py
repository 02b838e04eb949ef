"""The office's own history: the template filled in, imported through the page, seen at once."""

from collections.abc import Iterator

import pytest

from tests.e2e.seat import File, Seat, seated, sections
from tests.e2e.served import Served, no_reports, served
from tests.support.history_files import BOOK, TITLE, typed_into
from tests.support.visitor import run

UPLOAD = "Berkas riwayat (.xlsx atau .csv)"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("impor"), no_reports) as opened:
        yield opened


def test_a_template_typed_from_the_agenda_is_imported_without_editing_and_withdrawn(
    place: Served,
) -> None:
    async def act() -> None:
        async with seated(place, "monev", "/impor") as seat:
            template = await seat.download("Unduh templat Excel")
            file = File("riwayat 2024.xlsx", typed_into(template.content, BOOK))
            await import_it(place, seat, file)
            assert TITLE in (await seat.go("/beranda")).text
            await try_again(place, seat, file)
            await withdraw(seat)
            screen = await seat.go("/beranda")
            assert screen.headings[0] == "Beranda"
            assert TITLE not in str(list(screen.elements.values()))

    run(act())


async def import_it(place: Served, seat: Seat, file: File) -> None:
    """Upload, look at the preview, confirm."""
    said = (await seat.upload(UPLOAD, file)).text
    assert "10 pelaksanaan: 10 untuk lama penyelesaian, 2 untuk" in said
    assert "1 laporan akan dibuat; 1 orang baru tanpa akun" in said
    assert place.n_events() == 0
    screen = await seat.press("Impor 1 laporan")
    assert "Diimpor: 1 laporan, 10 pelaksanaan" in screen.text
    assert place.n_events() == 11


async def try_again(place: Served, seat: Seat, file: File) -> None:
    """Upload the same file once more."""
    await seat.go("/impor")
    screen = await seat.upload(UPLOAD, file)
    assert "Berkas ini sudah diimpor pada" in screen.refusals[0]
    assert "Impor 1 laporan" not in screen.buttons
    assert place.n_events() == 11


async def withdraw(seat: Seat) -> None:
    """Take the import back, with a reason."""
    assert "Tarik impor ini" in sections(seat.screen)
    await seat.type_line("Alasan (wajib", "berkas percobaan saja")
    screen = await seat.press("Ya, tarik impor ini")
    assert "Impor ditarik; laporannya tidak lagi" in screen.text
