"""The pictures of docs/panduan-pengguna.md: the real app on example data, in a real browser.

`python -m tests.support.screenshots` writes docs/gambar/; a name makes only those pictures.
The clock stands still, so that the same screens give the same pictures.
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from tests.support.agenda_lines import AGENDA, Line
from tests.support.browser import PHONE, open_browser, settled
from tests.support.camera import Camera, fill_example, stopped_app
from tests.support.fields import card, choose, expander, fill, pick, type_date, type_time
from tests.support.history_files import BOOK, typed_into
from tests.support.live_report import finished_report
from tests.support.settings import ROOT

PICTURES = ROOT / "docs" / "gambar"
SEKRETARIS, KASUBBAG, TIM, KASAT, MONEV, ADMINISTRATOR = (
    "Sekretaris Contoh",
    "Kasubbag Contoh",
    "Anggota Tim LKj Contoh 2",
    "Kepala Satuan Contoh",
    "Petugas Monev Contoh",
    "Administrator Contoh",
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONITORING = {
    "beranda": "/beranda",
    "status-laporan": "/status",
    "kesesuaian": "/kesesuaian",
    "waktu-per-langkah": "/waktu",
    "pengembalian": "/pengembalian",
    "penyebab": "/penyebab",
    "alur": "/alur",
    "tabel-7": "/tabel-7",
    "buku-agenda": "/buku-agenda",
}


def sign_in(camera: Camera) -> None:
    camera.shoot(camera.sign_in_page(), "masuk")


def monitoring(camera: Camera) -> None:
    """The screens that only show something, as Petugas Monev opens them."""
    for name, address in MONITORING.items():
        camera.shoot(camera.enter(MONEV, address), name)


def tasks(camera: Camera) -> None:
    page = camera.enter(SEKRETARIS, "/tugas")
    camera.shoot(page, "tugas-saya")


def phone(camera: Camera) -> None:
    page = camera.enter(SEKRETARIS, "/tugas", size=PHONE)
    camera.shoot_window(page, "tugas-ponsel")


def step(camera: Camera) -> None:
    page = camera.enter(SEKRETARIS, "/tugas")
    page.get_by_role("button", name="Kerjakan").click()
    choose(settled(page), "Ada")
    choose(page, "Waktu lain")
    type_date(page, "Mulai: tanggal", "23112026")
    type_time(page, "Mulai: jam", "0830")
    fill(page, "Lama pengerjaan (menit), bila diketahui", "25")
    camera.shoot(page, "formulir-langkah")
    choose(page, "Salah hitung")
    choose(page, "Bukti dukung belum ada")
    fill(
        page,
        "Yang perlu diperbaiki (wajib, minimal 10 karakter)",
        "Capaian indikator 2 pada tabel 3 belum cocok dengan lampiran.",
    )
    camera.shoot_part(card(page, "Tidak setuju?"), "kembalikan")


def offer(camera: Camera) -> None:
    """Alone, or last of those who act as Sekretaris: it takes a decision."""
    page = camera.enter(SEKRETARIS, "/tugas")
    page.get_by_role("button", name="Kerjakan").click()
    settled(page).get_by_role("button", name="Setujui, paraf").click()
    page.get_by_role("button", name="Catat di Buku Agenda").wait_for()
    camera.shoot_part(
        card(settled(page), "Naskah untuk langkah yang baru selesai"), "naskah-langkah"
    )


def repair(camera: Camera) -> None:
    page = camera.enter(TIM, "/tugas")
    page.get_by_role("button", name="Kerjakan").click()
    camera.shoot(settled(page), "perbaikan")


def answer(camera: Camera) -> None:
    page = camera.enter(KASAT, "/tugas")
    camera.shoot_part(card(page, "Dicatat atas nama Anda").first, "atas-nama-anda")


def receipt(camera: Camera) -> None:
    page = camera.enter(KASUBBAG, "/tugas")
    page.get_by_role("button", name="Kerjakan").click()
    camera.shoot_window(settled(page), "konfirmasi-penerimaan")


def report(camera: Camera) -> None:
    page = open_report(camera, MONEV, "Laporan Kinerja Tahun 2025")
    camera.shoot(page, "laporan")
    page.get_by_text("Koreksi waktu", exact=True).click()
    settled(page)
    pick(page, "Pelaksanaan", "5. Periksa Sekretaris, pelaksanaan ke-1")
    pick(page, "Yang dikoreksi", "Waktu selesai")
    type_date(page, "Waktu yang benar: tanggal", "28012026")
    type_time(page, "Waktu yang benar: jam", "0930")
    fill(page, "Alasan koreksi (wajib, minimal 10 karakter)", "Jam pada Buku Agenda 09.30")
    camera.shoot_part(expander(page, "Koreksi waktu"), "koreksi")


def register(camera: Camera) -> None:
    page = camera.enter(SEKRETARIS, "/laporan")
    page.get_by_text("Daftarkan laporan baru").click()
    settled(page)
    fill(page, "Tahun kinerja", "2026")
    pick(page, "Jenis", "Triwulan IV")
    fill(page, "Nomor disposisi (bila ada)", "900/118/SET")
    type_date(page, "Disposisi diterima: tanggal", "23112026")
    type_time(page, "Disposisi diterima: jam", "0800")
    camera.shoot_part(expander(page, "Daftarkan laporan baru"), "daftarkan")


def sheet(camera: Camera) -> None:
    camera.shoot(camera.enter(MONEV, "/sop"), "sop")


def unit_data(camera: Camera) -> None:
    page = camera.enter(TIM, "/data-bagian")
    camera.shoot(page, "data-bagian")


def plan(camera: Camera) -> None:
    page = camera.enter(MONEV, "/rencana")
    page.get_by_text("Rencanakan satu tahun kinerja").click()
    settled(page)
    fill(page, "Tahun kinerja", "2027")
    type_date(page, "Tenggat laporan tahunan (boleh kosong)", "29022028")
    camera.shoot(page, "rencana-laporan")


def people(camera: Camera) -> None:
    page = camera.enter(ADMINISTRATOR, "/orang")
    camera.shoot(page, "orang-dan-akun")
    page.get_by_text("Peran SOP: definitif, Plt., Plh.").click()
    settled(page)
    pick(page, "Orang", "Anggota Tim LKj Contoh 1")
    pick(page, "Peran", "Kasubbag Renja dan Monev")
    pick(page, "Sebagai", "Plh.")
    type_date(page, "Sejak", "30112026")
    type_date(page, "Sampai (boleh kosong)", "11122026")
    camera.shoot_part(expander(page, "Peran SOP: definitif, Plt., Plh."), "peran-plh")


def calendar(camera: Camera) -> None:
    camera.shoot_window(camera.enter(MONEV, "/kalender"), "kalender-kerja")


def profile(camera: Camera) -> None:
    camera.enter(KASUBBAG, "/beranda", size=PHONE)  # the other session of the table
    camera.shoot(camera.enter(KASUBBAG, "/profil"), "profil")


def paper(camera: Camera) -> None:
    page = camera.enter(MONEV, "/catat")
    begun = time.monotonic()
    type_report(page)
    camera.shoot(page, "catat-dari-berkas")
    page.get_by_role("button", name="Simpan semua baris").click()
    page.get_by_text("langkah dicatat").wait_for()
    say(f"typed from paper in {time.monotonic() - begun:.0f} seconds")
    camera.shoot(settled(page), "catat-tersimpan")


def history(camera: Camera) -> None:
    """The template, filled in from the Buku Agenda and uploaded, before it is confirmed."""
    page = camera.enter(MONEV, "/impor")
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh templat Excel").click()
    content = typed_into(Path(download.value.path()).read_bytes(), BOOK)
    file = {"name": "buku-agenda.xlsx", "mimeType": XLSX, "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Impor 1 laporan").wait_for()
    camera.shoot(settled(page), "impor-data")


def type_report(page: Page) -> None:
    """The report that nobody registered, from disposisi to receipt."""
    pick(page, "Laporan", "Laporan baru")
    fill(page, "Tahun kinerja", "2026")
    pick(page, "Jenis", "Triwulan I")
    type_date(page, "Disposisi diterima: tanggal", "06042026")
    type_time(page, "Disposisi diterima: jam", "0900")
    basis = "Dasar untuk semua baris: Buku Agenda atau Nota Dinas, nomor, tanggal"
    fill(page, basis, "Buku Agenda 2026 halaman 14–15")
    n_returns = 0
    for row, line in enumerate(AGENDA):
        type_line(page, row, line, n_returns)
        n_returns += bool(line.reason)
    type_date(page, "Diterima: tanggal", "28042026")


def type_line(page: Page, row: int, line: Line, n_returns: int) -> None:
    """One row; a return asks for its reasons."""
    type_date(page, "Selesai: tanggal", line.date, nth=row)
    if line.hour:
        type_time(page, "Selesai: jam", line.hour, nth=row)
    if line.minutes:
        fill(page, "Lama (menit)", line.minutes, nth=row)
    if line.who:
        pick(page, "Pelaksana", line.who, nth=row)
    if line.reason:
        pick(page, "Hasil", "Dikembalikan", nth=row)
        choose(page, line.reason, nth=n_returns)
        fill(page, "Isi pengembalian menurut berkas", line.note, nth=n_returns)


def open_report(camera: Camera, name: str, title: str) -> Page:
    """A report's own screen, found on Beranda."""
    page = camera.enter(name, "/beranda")
    page.get_by_role("link", name=title, exact=True).click()
    return settled(page)


# What writes to the history comes last.
SHOTS: tuple[Callable[[Camera], None], ...] = (
    sign_in,
    monitoring,
    tasks,
    phone,
    step,
    repair,
    answer,
    receipt,
    report,
    register,
    sheet,
    unit_data,
    plan,
    people,
    calendar,
    profile,
    history,
    offer,
    paper,
)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main(names: Sequence[str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    chosen = [shot for shot in SHOTS if not names or shot.__name__ in names]
    with TemporaryDirectory() as folder, open_browser() as browser:
        directory = Path(folder)
        url = f"sqlite:///{directory / 'contoh.db'}"
        fill_example(url)
        with stopped_app(directory, url) as server:
            camera = Camera(browser, server.url, folder=PICTURES)
            for shot in chosen:
                shot(camera)
        # The last one lets three weeks pass.
        if not names or finished_report.__name__ in names:
            finished_report(browser, directory, url, folder=PICTURES)
    sizes = {path.name: path.stat().st_size for path in sorted(PICTURES.glob("*.png"))}
    for name, size in sizes.items():
        say(f"{name}: {size // 1024} KiB")
    say(f"all pictures: {sum(sizes.values()) / 1e6:.2f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
