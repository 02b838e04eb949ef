"""A log of three cases that is counted by hand: a return, an open case, every wrong row."""

from dataclasses import dataclass
from pathlib import Path

from lkj.domain.log_map import LogMap, parse_map
from lkj.domain.sop import Sop
from lkj.domain.sop_file import parse_draft
from lkj.worktime import WorkingCalendar

LOG = """\
no,apa,kapan,sejak,daur,siapa,peran
A,Kirim,2026-01-05 09:00,,complete,Ani,Tim
A,Buka,2026-01-05 10:00,,complete,Budi,Kepala
A,Tolak,2026-01-05 11:00,,complete,Budi,Kepala
A,Kirim,2026-01-05 13:30,,start,Ani,Tim
A,Kirim,2026-01-05 15:00,,complete,Ani,Tim
A,Setuju,2026-01-06 08:30,2026-01-06 08:00,complete,Budi,Kepala
A,Arsip,2026-01-06 09:00,2026-01-06 08:10,complete,Ani,Tim
B,Kirim,2026-01-06 10:00,,complete,Ani,Tim
B,Telepon,2026-01-06 11:00,,complete,Ani,Tim
B,Setuju,2026-01-08 08:20,,complete,Cici,Sekretaris
C,Arsip,2026-01-08 10:00,,complete,Ani,Tim
,Kirim,2026-01-05 09:00,,complete,Ani,Tim
A,,2026-01-05 09:00,,complete,Ani,Tim
A,Kirim,,,complete,Ani,Tim
A,Kirim,kemarin,,complete,Ani,Tim
D,Kirim,2026-01-05 09:00,tadi,complete,Ani,Tim
D,Kirim,2026-01-05 09:00
A,Kopi,2026-01-05 09:30,,complete,Ani,Tim
A,Kirim,2026-01-05 08:00,,schedule,Ani,Tim
B,Arsip,2026-01-08 09:00,,start,Ani,Tim
"""
MAP = """\
zona = "Asia/Pontianak"
abaikan = ["Kopi"]
[kolom]
kasus = "no"
aktivitas = "apa"
selesai = "kapan"
mulai = "sejak"
daur_hidup = "daur"
orang = "siapa"
peran = "peran"
[[aktivitas]]
nama = "Kirim"
langkah = "kirim"
jenis = "serahkan"
pelaksana = "tim"
[[aktivitas]]
nama = "Buka"
langkah = "reviu"
jenis = "mulai"
[[aktivitas]]
nama = "Setuju"
langkah = "reviu"
jenis = "setujui"
[[aktivitas]]
nama = "Tolak"
langkah = "reviu"
jenis = "kembalikan"
[[aktivitas]]
nama = "Arsip"
langkah = "arsip"
jenis = "serahkan"
[[aktivitas]]
nama = "Segel"
langkah = "arsip"
jenis = "serahkan"
"""
_STEP = """
[[langkah]]
id = "{id}"
nomor = {number}
nama_singkat = "{name}"
aktivitas = "{name}"
memulai = ["{role}"]
menyelesaikan = ["{role}"]
kelengkapan = []
waktu_menit = 60
output = "berkas"
"""
SOP = (
    """\
id = "kecil"
versi = 1
nama = "SOP kecil"
nama_singkat = "Kecil"
instansi = "Kantor"
dasar_hukum = []
kualifikasi_pelaksana = []
keterkaitan = []
peralatan = []
peringatan = ""
pencatatan = []
[pengesahan]
[[pelaksana]]
id = "tim"
nama = "Tim LKj"
nama_singkat = "Tim"
[[pelaksana]]
id = "kepala"
nama = "Kepala"
nama_singkat = "Kepala"
[kewenangan]
mendaftarkan = ["tim"]
[[alasan]]
id = "lainnya"
nama = "Lainnya"
kelas = "lainnya"
"""
    + _STEP.format(id="kirim", number=1, name="Kirim konsep", role="tim")
    + 'keputusan.serahkan = {ke = "reviu", tombol = "Kirim"}\n'
    + _STEP.format(id="reviu", number=2, name="Reviu konsep", role="kepala")
    + 'keputusan.setujui = {ke = "arsip", tombol = "Setuju"}\n'
    + 'keputusan.kembalikan = {ke = "kirim", tombol = "Tolak"}\n'
    + _STEP.format(id="arsip", number=3, name="Arsip", role="tim")
    + 'keputusan.serahkan = {ke = "selesai", tombol = "Arsip"}\n'
)
DRAFT = SOP.replace("waktu_menit = 60\n", "")
# 7 hours a day; Wednesday 7 January is a day off.
CALENDAR = """\
id = "kecil"
versi = 3
nama = "Jam kerja kecil"
zona = "Asia/Pontianak"
tahun_awal = 2026
tahun_akhir = 2026
dasar = ["Contoh"]
catatan = ""
[jam_mingguan]
senin = ["08.00-12.00", "13.00-16.00"]
selasa = ["08.00-12.00", "13.00-16.00"]
rabu = ["08.00-12.00", "13.00-16.00"]
kamis = ["08.00-12.00", "13.00-16.00"]
jumat = ["08.00-12.00", "13.00-16.00"]
sabtu = []
minggu = []
[[pengecualian]]
tanggal = "2026-01-07"
jam = []
keterangan = "Hari jadi"
jenis = "libur_daerah"
dasar = "Contoh"
"""


def small_map() -> LogMap:
    """The map of the log."""
    return parse_map(MAP)


def small_sop() -> Sop:
    """The SOP of the log, 60 minutes for each step."""
    return parse_draft(SOP)


def small_calendar() -> WorkingCalendar:
    """The calendar in which the log is counted."""
    return WorkingCalendar.from_toml(CALENDAR)


@dataclass(frozen=True)
class SmallFiles:
    """The log and its rules as files of a folder."""

    log: Path
    map: Path
    sop: Path
    calendar: Path


def small_files(folder: Path, *, log: str = LOG, sop: str = SOP) -> SmallFiles:
    """Write the log and its rules."""
    names = ("log.csv", "peta.toml", "sop.toml", "kalender.toml")
    files = SmallFiles(*(folder / name for name in names))
    for path, text in zip(vars(files).values(), (log, MAP, sop, CALENDAR), strict=True):
        path.write_text(text, encoding="utf-8")
    return files
