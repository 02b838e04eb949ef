"""One report through all four roles over three weeks, returned once by each reviewer.

The app starts anew for every act, because its clock stands still while it runs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.support.browser import settled
from tests.support.camera import Camera, stopped_app
from tests.support.fields import choose, fill, pick

SEKRETARIS, KASUBBAG, TIM, KASAT = (
    "Sekretaris Contoh",
    "Kasubbag Contoh",
    "Anggota Tim LKj Contoh 1",
    "Kepala Satuan Contoh",
)
TITLE = "Laporan Kinerja Triwulan IV Tahun 2026"
REGISTERED_AT = "2026-11-24T01:05:00+00:00"
SHOWN_AT = "2026-12-14T02:00:00+00:00"


@dataclass(frozen=True)
class Deed:
    """One act: when (UTC), who, which button, how long it took, why it goes back."""

    now: str
    who: str
    button: str
    minutes: int | None = None
    reason: str = ""
    note: str = ""


WAY = (
    Deed("2026-11-24T01:40:00+00:00", SEKRETARIS, "Teruskan ke Kasubbag", 10),
    Deed("2026-11-25T03:10:00+00:00", KASUBBAG, "Catat Tim LKj terbentuk", 20),
    Deed("2026-11-25T03:20:00+00:00", KASUBBAG, "Perintahkan pengumpulan data"),
    Deed("2026-11-30T08:05:00+00:00", TIM, "Serahkan bahan ke Kasubbag", 90),
    Deed(
        "2026-12-01T02:30:00+00:00",
        KASUBBAG,
        "Kembalikan ke Tim LKj",
        15,
        "Salah hitung",
        "Jumlah capaian pada tabel 3 belum cocok",
    ),
    Deed("2026-12-02T04:15:00+00:00", TIM, "Perbaikan selesai, serahkan ulang ke Kasubbag", 45),
    Deed(
        "2026-12-03T02:00:00+00:00", KASUBBAG, "Setujui, paraf, dan serahkan ke Sekretaris", 20
    ),
    Deed(
        "2026-12-03T07:30:00+00:00",
        SEKRETARIS,
        "Kembalikan ke Kasubbag",
        20,
        "Bahasa/redaksi",
        "Bab III masih memuat kalimat tahun lalu",
    ),
    Deed(
        "2026-12-04T03:00:00+00:00",
        KASUBBAG,
        "Perbaikan selesai, paraf ulang dan serahkan ke Sekretaris",
        25,
    ),
    Deed(
        "2026-12-07T02:20:00+00:00",
        SEKRETARIS,
        "Setujui, paraf, dan serahkan ke Kepala Satuan",
        15,
    ),
    Deed(
        "2026-12-08T03:40:00+00:00",
        KASAT,
        "Kembalikan ke Sekretaris",
        10,
        "Arahan pimpinan",
        "Tambahkan rencana tindak lanjut triwulan berikutnya",
    ),
    Deed(
        "2026-12-09T07:10:00+00:00",
        SEKRETARIS,
        "Perbaikan selesai, paraf ulang dan serahkan ke Kepala Satuan",
        20,
    ),
    Deed("2026-12-10T02:00:00+00:00", KASAT, "Catat tanda tangan Kepala Satuan", 10),
    Deed("2026-12-10T06:30:00+00:00", SEKRETARIS, "Terima dan perintahkan tindak lanjut", 5),
    Deed("2026-12-11T01:30:00+00:00", SEKRETARIS, "Kirim ke Kasubbag", 15),
    Deed("2026-12-11T06:45:00+00:00", KASUBBAG, "Konfirmasi penerimaan"),
)


def finished_report(browser: Browser, directory: Path, url: str, *, folder: Path) -> None:
    """Take the report from disposisi to receipt, and its picture at the end."""
    with _camera(browser, directory, url, now=REGISTERED_AT, folder=folder) as camera:
        address = _register(camera.enter(SEKRETARIS, "/laporan"))
    for deed in WAY:
        with _camera(browser, directory, url, now=deed.now, folder=folder) as camera:
            _do(camera.enter(deed.who, f"/tugas?{address}"), deed)
    with _camera(browser, directory, url, now=SHOWN_AT, folder=folder) as camera:
        camera.shoot(camera.enter(KASAT, f"/laporan?{address}"), "tiga-pengembalian")


@contextmanager
def _camera(
    browser: Browser, directory: Path, url: str, *, now: str, folder: Path
) -> Iterator[Camera]:
    with stopped_app(directory, url, now=now) as server:
        yield Camera(browser, server.url, folder=folder)


def _register(page: Page) -> str:
    """Register the report; what its address says after the question mark."""
    page.get_by_text("Daftarkan laporan baru").click()
    settled(page)
    fill(page, "Tahun kinerja", "2026")
    pick(page, "Jenis", "Triwulan IV")
    page.get_by_role("button", name="Daftarkan laporan", exact=True).click()
    page.get_by_role("heading", name=TITLE).wait_for()
    return page.url.partition("?")[2]


def _do(page: Page, deed: Deed) -> None:
    if deed.minutes is not None:
        fill(page, "Lama pengerjaan (menit), bila diketahui", str(deed.minutes))
    if deed.reason:
        choose(page, deed.reason)
        fill(page, "Yang perlu diperbaiki (wajib, minimal 10 karakter)", deed.note)
    page.get_by_role("button", name=deed.button, exact=True).click()
    page.get_by_text("Tersimpan, no.").wait_for()
    settled(page)
