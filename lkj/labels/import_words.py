"""Words of the page Impor data: columns of the template, results, and what is wrong."""

import re
from dataclasses import dataclass

from lkj.domain.sop import Decision
from lkj.labels.field_text import FIELD_PROBLEM
from lkj.labels.formats import number

SHEET, GUIDE_SHEET, LIST_SHEET = "Riwayat", "Petunjuk", "Daftar"
EXAMPLE = "CONTOH"  # what the title of a row begins with that is not imported
UNRECORDED_NAME = "Tidak tercatat di berkas"


@dataclass(frozen=True)
class Column:
    """A column of the template; `others` are headings that are taken for it too."""

    key: str
    heading: str
    note: str
    width: int
    others: tuple[str, ...] = ()
    is_required: bool = False


COLUMNS = (
    Column(
        "title",
        "Laporan",
        "Judul laporan. Cukup pada baris pertama; baris kosong ikut laporan di atasnya.",
        34,
        ("judul", "judul laporan", "laporan (judul)", "nama laporan"),
        is_required=True,
    ),
    Column(
        "fiscal_year",
        "Tahun kinerja",
        "Tahun yang dilaporkan, empat angka. Cukup pada baris pertama laporan.",
        10,
        ("tahun",),
        is_required=True,
    ),
    Column(
        "period",
        "Periode",
        "Tahunan atau Triwulan I sampai IV. Cukup pada baris pertama laporan.",
        13,
        ("jenis", "jenis laporan"),
        is_required=True,
    ),
    Column("disposition_number", "Nomor disposisi", "Boleh kosong.", 16, ("disposisi nomor",)),
    Column(
        "disposition_date",
        "Tanggal disposisi",
        "Tanggal pada lembar disposisi. Boleh kosong.",
        14,
        ("disposisi tanggal",),
    ),
    Column(
        "received",
        "Disposisi diterima",
        "Sejak kapan lama penyelesaian dihitung. Bila kosong: waktu pertama yang tercatat.",
        18,
        ("tanggal diterima", "disposisi diterima tanggal"),
    ),
    Column(
        "step",
        "Langkah",
        "Pilih dari daftar; nomornya saja juga cukup.",
        25,
        ("langkah sop", "kegiatan", "aktivitas", "nomor langkah"),
        is_required=True,
    ),
    Column(
        "actor",
        "Pelaksana",
        "Nama orang yang mengerjakan. Bila kosong dicatat sebagai tidak tercatat di berkas.",
        24,
        ("nama", "nama pelaksana", "orang"),
    ),
    Column(
        "entered",
        "Diterima",
        "Boleh kosong: sebuah langkah diterima saat langkah sebelumnya selesai.",
        18,
        ("diterima pelaksana",),
    ),
    Column("started", "Mulai", "Tanggal, jam boleh ditambahkan. Boleh kosong.", 18),
    Column(
        "finished",
        "Selesai",
        "Tanggal saja cukup; bila jamnya tercatat tulis 05/01/2025 08.30.",
        18,
        ("tanggal selesai", "tanggal", "selesai tanggal"),
        is_required=True,
    ),
    Column(
        "effort",
        "Lama (menit)",
        "Menit yang benar-benar dipakai bekerja, bila diketahui. Jangan dikira-kira.",
        10,
        ("lama", "menit", "lama pengerjaan", "lama pengerjaan (menit)"),
    ),
    Column(
        "result",
        "Hasil",
        "Diteruskan, Disetujui, atau Dikembalikan. Bila kosong: diteruskan.",
        14,
        ("keputusan",),
    ),
    Column(
        "reasons",
        "Alasan",
        "Hanya untuk yang dikembalikan. Beberapa alasan dipisah titik koma. Boleh kosong.",
        24,
        ("alasan pengembalian",),
    ),
    Column("basis", "Dasar", "Buku Agenda atau Nota Dinas, nomor, tanggal.", 24),
    Column("note", "Catatan", "Boleh kosong.", 30, ("keterangan", "isi pengembalian")),
)
COLUMN = {column.key: column for column in COLUMNS}

FORWARD_WORD, APPROVED_WORD, RETURNED_WORD = "Diteruskan", "Disetujui", "Dikembalikan"
RESULTS = (FORWARD_WORD, APPROVED_WORD, RETURNED_WORD)
ONWARD = frozenset(
    {
        "", "diteruskan", "teruskan", "diserahkan", "serahkan", "disetujui", "setuju",
        "setujui",
        "diparaf", "ditandatangani", "selesai", "diterima", "dikirim", "ya",
        Decision.SUBMIT.value, Decision.APPROVE.value,
    }
)  # fmt: skip
RETURNED = frozenset(
    {"dikembalikan", "kembalikan", "kembali", "ditolak", "tolak", "diperbaiki",
     "tidak disetujui", "tidak setuju", Decision.REJECT.value}
)  # fmt: skip

# What is wrong with a file, by code; `{detail}` is the third part of a problem.
FILE_PROBLEM = {
    "empty": "berkas kosong",
    "encrypted": "berkas dikunci dengan kata sandi; simpan ulang tanpa kata sandi",
    "old_format": "format Excel lama (.xls); simpan ulang sebagai .xlsx",
    "not_a_workbook": "bukan berkas Excel (.xlsx) atau CSV",
    "damaged": "berkas rusak atau terpotong; simpan ulang, lalu coba lagi",
    "damaged_xml": "bagian ini rusak; simpan ulang, lalu coba lagi",
    "false_size": "ukuran bagian ini tidak sesuai keterangannya",
    "too_many_parts": "terlalu banyak bagian, paling banyak {detail}",
    "unpacks_too_large": "isinya terlalu besar",
    "ratio": "isinya dimampatkan tidak wajar",
    "part_repeated": "bagian ini ada dua kali",
    "part_outside": "nama bagian ini menunjuk ke luar berkas",
    "macro": "memuat makro; simpan ulang sebagai .xlsx tanpa makro",
    "external": "memuat tautan ke luar berkas; hapus tautannya (hyperlink), simpan ulang",
    "entities": "memuat deklarasi XML yang tidak diizinkan",
    "row_order": "nomor baris atau selnya tidak berurutan; simpan ulang, lalu coba lagi",
    "too_many_rows": "terlalu banyak baris, paling banyak {detail}",
    "too_many_columns": "terlalu banyak kolom, paling banyak {detail}",
    "too_many_cells": "terlalu banyak sel, paling banyak {detail}",
    "merged": "sel digabung (merge); pisahkan",
    "formula": "rumus tanpa hasil; ganti dengan nilainya",
    "heading_repeated": "judul kolom «{detail}» ada dua kali",
    "heading_missing": "ada isi di bawah kolom tanpa judul",
    "nul": "memuat karakter NUL; ini bukan berkas teks",
    "encoding": "karakter tidak dapat dibaca ({detail}); simpan ulang sebagai CSV UTF-8",
    "quote": "tanda kutip tidak ditutup dengan benar",
    "too_slow": "terlalu lama dibaca; bagi menjadi beberapa berkas",
    "unreadable": "tidak dapat dibuka ({detail})",
    "not_xes": "bukan log XES: unsur pertamanya bukan <log>",
    "too_large": "berkas lebih besar dari {detail} MB",
}
# What is wrong with a cell.
CELL_PROBLEM = {
    "required": "wajib diisi",
    "no_report": "tidak ada laporan pada baris ini maupun di atasnya",
    "date": "«{detail}» bukan tanggal; tulis seperti 05/01/2025 atau 05/01/2025 08.30",
    "year": "«{detail}» bukan tahun; tulis empat angka",
    "period": "«{detail}» tidak dikenal; tulis Tahunan atau Triwulan I sampai IV",
    "step": "«{detail}» bukan langkah SOP ini",
    "minutes": "«{detail}» bukan jumlah menit",
    "result": "«{detail}» tidak dikenal; tulis Diteruskan, Disetujui, atau Dikembalikan",
    "reason": "«{detail}» bukan alasan dalam daftar; pilih dari daftar atau tulis di Catatan",
    "no_return": "langkah ini tidak mengenal pengembalian",
    "differs": "berbeda dari «{detail}» pada baris lain laporan ini",
    "conflict": "{detail}",
}
GUIDE_HEADINGS = ("Hal", "Penjelasan")
GUIDE = (
    ("Satu baris", "satu pelaksanaan satu langkah, urut menurut waktu."),
    (
        "Judul laporan",
        "cukup pada baris pertama laporan; baris di bawahnya yang kosong ikut laporan itu.",
    ),
    (
        "Baris CONTOH",
        "baris yang judulnya diawali CONTOH tidak diimpor. Boleh dihapus atau dibiarkan.",
    ),
    ("Tanggal", "tanggal saja cukup: 05/01/2025. Jam boleh ditambahkan: 05/01/2025 08.30."),
    (
        "Boleh kosong",
        "jam, mulai, lama, pelaksana, dan alasan. Yang kosong tidak dikira-kira: pelaksana "
        "dicatat sebagai tidak tercatat di berkas.",
    ),
    (
        "Lama (menit)",
        "menit yang benar-benar dipakai bekerja. Bila kosong, pelaksanaan itu dihitung dalam "
        "lama penyelesaian tetapi tidak dinilai terhadap mutu baku waktu, kecuali mulai dan "
        "selesainya diketahui sampai jamnya.",
    ),
    (
        "Dikembalikan",
        "tulis langkah pemeriksanya dengan hasil Dikembalikan, lalu baris berikutnya langkah "
        "yang mengulang.",
    ),
    (
        "Laporan yang belum selesai",
        "berhenti saja di baris terakhir yang sudah terjadi. Laporan itu hanya dapat dibaca "
        "sampai pemegang berkasnya menekan Ambil alih laporan ini.",
    ),
    ("Mengimpor", "unggah berkas ini pada halaman Impor data, periksa, lalu konfirmasi."),
    ("SOP", "{sop}"),
)

_CELL = re.compile(r"[A-Z]+[0-9]+(:[A-Z]+[0-9]+)?")


def file_problem(problem: tuple[str, str, str]) -> str:
    """One problem of a file in words, with its place."""
    place, code, detail = problem
    text = FILE_PROBLEM.get(code, code).format(detail=detail)
    where = _place(place)
    return f"{where}: {text}." if where else f"{text[:1].upper()}{text[1:]}."


def cell_problem(code: str, detail: str) -> str:
    """What is wrong with a cell, without its place; also what is wrong with typed text."""
    return (CELL_PROBLEM | FIELD_PROBLEM).get(code, code).format(detail=detail)


def support_words(*, n_passes: int, n_lead: int, n_standard: int) -> str:
    """`14 pelaksanaan: 14 untuk lama penyelesaian, 3 untuk mutu baku waktu`."""
    return (
        f"{number(n_passes)} pelaksanaan: {number(n_lead)} untuk lama penyelesaian, "
        f"{number(n_standard)} untuk mutu baku waktu"
    )


def preview_words(*, n_reports: int, n_open: int, n_persons: int, n_examples: int) -> str:
    """What a confirmation would create, and which rows are left aside on purpose."""
    parts = [f"{number(n_reports)} laporan akan dibuat"]
    if n_open:
        parts.append(f"{number(n_open)} di antaranya belum selesai")
    if n_persons:
        parts.append(f"{number(n_persons)} orang baru tanpa akun")
    if n_examples:
        parts.append(f"{number(n_examples)} baris contoh dilewati")
    return "; ".join(parts) + "."


def imported_words(*, no: int, n_reports: int, n_passes: int) -> str:
    """What is said after the confirmation."""
    made = f"{number(n_reports)} laporan, {number(n_passes)} pelaksanaan"
    return f"Diimpor: {made} (jejak audit no. {no})."


def batch_words(*, when: str, who: str, n_reports: int, n_passes: int) -> str:
    """One line about an import."""
    return f"{when} oleh {who}: {number(n_reports)} laporan, {number(n_passes)} pelaksanaan"


def withdrawn_words(*, when: str, who: str, reason: str) -> str:
    """One line about the end of an import."""
    return f"Ditarik {when} oleh {who}: {reason}"


def _place(place: str) -> str:
    if not place:
        return ""
    if place.isdigit():
        return f"Baris {place}"
    return f"Sel {place}" if _CELL.fullmatch(place) else f"Bagian {place}"
