"""Words of Buku Agenda: its books, headings, the columns of its file, wrong templates."""

from lkj.domain.agenda import REQUIRED, Book, Entry, Line
from lkj.domain.agenda_numbers import template_problems
from lkj.labels.field_text import FIELD
from lkj.labels.formats import MONTHS, number
from lkj.labels.table_fields import ENDING, Field, Table

TITLE = "Buku Agenda"
BOOK = {Book.INCOMING: "Surat masuk", Book.OUTGOING: "Surat keluar"}
RECORD = {Book.INCOMING: "Catat surat masuk", Book.OUTGOING: "Catat surat keluar"}
SAVE = {Book.INCOMING: "Simpan surat masuk", Book.OUTGOING: "Simpan surat keluar"}
NO_NUMBER = "………"  # as on paper: Subbag Umum gives the number
LEFT_EMPTY = "Kosongkan sampai diberikan Subbag Umum; tampil sebagai titik-titik."
FILLED_IN = "Kosongkan untuk diisi menurut pola nomor kantor; yang diketik selalu dipakai."
OVERTAKEN = (
    "Belum tersimpan: baris ini dikoreksi orang lain selagi formulir ini terbuka. Di bawah ini "
    "isi terbarunya."
)
CANCELLED = "dibatalkan"
CORRECTED = "dikoreksi"
VALID = "berlaku"
ENTERED_ON = {Book.INCOMING: "Tanggal terima", Book.OUTGOING: "Tanggal kirim"}
COUNTERPART = {Book.INCOMING: "Pengirim", Book.OUTGOING: "Dikirim kepada"}
NOBODY_WROTE = {
    Book.INCOMING: (
        "Belum ada surat masuk yang dicatat pada tahun ini. Catat surat yang diterima tentang "
        "laporan, mulai dari disposisi penyusunannya."
    ),
    Book.OUTGOING: (
        "Belum ada surat keluar yang dicatat pada tahun ini. Catat surat yang dikirim tentang "
        "laporan, misalnya Nota Dinas penyampaiannya."
    ),
}

# Of the paper: each heading with the share of its column's width.
PAPER = {
    Book.INCOMING: {
        "No": 4,
        "Tanggal terima": 8,
        "Nomor agenda": 10,
        "Pengirim": 14,
        "Surat: tanggal": 8,
        "Surat: nomor": 13,
        "Isi ringkasan": 20,
        "Lampiran": 7,
        "Diteruskan ke": 8,
        "Ket": 8,
    },
    Book.OUTGOING: {
        "No": 4,
        "Tanggal surat": 8,
        "Nomor surat": 14,
        "Tanggal kirim": 8,
        "Dikirim kepada: instansi": 15,
        "Dikirim kepada: alamat": 14,
        "Isi ringkasan": 21,
        "Lampiran": 7,
        "Ket": 9,
    },
}
ORIGIN = (
    "No ialah nomor urut dalam aplikasi, per buku dan tahun, tanpa lompatan; baris yang "
    "dibatalkan tetap tercetak. Titik-titik: nomornya belum diberikan Subbag Umum."
)

AGENDA = Table(
    TITLE,
    "satu surat masuk atau keluar, menurut isi terakhirnya",
    "buku-agenda",
    (
        Field("book", "Buku", "Surat masuk atau surat keluar"),
        Field("year", "Tahun", "Tahun buku: tahun tanggal terima atau kirim"),
        Field("serial", "No", "Nomor urut per buku dan tahun, tanpa lompatan"),
        Field("entered_on", "Tanggal terima atau kirim", "Tanggal surat diterima atau dikirim"),
        Field("agenda_number", "Nomor agenda", "Surat masuk; kosong bila belum diberikan"),
        Field("letter_date", "Tanggal surat", "Kosong bila surat tidak bertanggal"),
        Field("letter_number", "Nomor surat", "Kosong bila belum diberikan"),
        Field("counterpart", "Pengirim atau tujuan", "Pengirim, atau instansi yang dikirimi"),
        Field("address", "Alamat", "Surat keluar"),
        Field("subject", "Isi ringkasan", "Perihal dengan singkat"),
        Field("attachments", "Lampiran", "Banyak dan jenisnya"),
        Field("forwarded_to", "Diteruskan ke", "Surat masuk"),
        Field("entry_remark", "Ket", "Keterangan pada barisnya"),
        Field("state", "Keadaan", "berlaku, dikoreksi, atau dibatalkan"),
        Field("reason", "Alasan", "Alasan koreksi terakhir atau pembatalan"),
        Field("report_id", "Kode laporan", "Laporan yang terkait; kosong bila tidak ada"),
        Field("event_no", "Nomor catatan", "Penyerahan dalam riwayat laporan itu"),
        *ENDING,
    ),
)

TEMPLATE_PROBLEM = {
    "brace": "kurung kurawal tidak berpasangan",
    "unknown": "{detail} tidak dikenal; yang dikenal: {{no}}, {{no:3}}, {{tahun}}, {{bulan}}",
    "missing": "harus memuat {detail}, supaya nomor tidak berulang",
    "character": "memuat karakter yang tidak dapat dicetak ({detail})",
    "too_long": "lebih dari {detail} karakter",
}


def field_label(name: str, book: Book) -> str:
    """A field of a book's form, and whether it must be filled in."""
    label = COUNTERPART[book] if name == "counterpart" else FIELD[name]
    return f"{label} (wajib)" if name in REQUIRED[book] else f"{label} (boleh kosong)"


def template_sentences(template: str) -> list[str]:
    """All that is wrong with a template of numbers, in words; an empty one is none."""
    problems = template_problems(template) if template else ()
    return [TEMPLATE_PROBLEM[code].format(detail=detail) for code, detail in problems]


def found_text(book: Book, year: int, search: str, *, n: int, n_all: int) -> str:
    """Which lines a sheet or file holds: `Surat masuk tahun 2026, 3 dari 12 surat`."""
    sought = [f"yang memuat “{search}”"] if search else []
    counted = f"{number(n)} dari {number(n_all)} surat"
    return ", ".join([f"{BOOK[book]} tahun {year}", *sought, counted])


def state_text(line: Line) -> str:
    """What became of a line after it was written, "" where nothing did."""
    if line.is_cancelled:
        return f"{CANCELLED}: {line.last.reason}"
    return f"{CORRECTED}: {line.last.reason}" if line.n_later else ""


def state_name(line: Line) -> str:
    """The same without its reason."""
    if line.is_cancelled:
        return CANCELLED
    return CORRECTED if line.n_later else VALID


def choice_text(line: Line) -> str:
    """A line in a list to choose from."""
    return f"No. {line.serial}: {line.entry.subject}"


def paper_cells(line: Line) -> tuple[str, ...]:
    """A line as the paper book has it, in the order of PAPER."""
    entry = line.entry
    remark = "; ".join(part for part in (entry.remark, state_text(line)) if part)
    middle = _incoming(entry) if entry.book is Book.INCOMING else _outgoing(entry)
    return (str(line.serial), *middle, remark)


def _incoming(entry: Entry) -> tuple[str, ...]:
    return (
        paper_day(entry),
        entry.agenda_number or NO_NUMBER,
        entry.counterpart,
        letter_day(entry),
        entry.letter_number or NO_NUMBER,
        entry.subject,
        entry.attachments,
        entry.forwarded_to,
    )


def _outgoing(entry: Entry) -> tuple[str, ...]:
    return (
        letter_day(entry),
        entry.letter_number or NO_NUMBER,
        paper_day(entry),
        entry.counterpart,
        entry.address,
        entry.subject,
        entry.attachments,
    )


def paper_day(entry: Entry) -> str:
    """The day of receipt or sending, `2 Mar 2026`."""
    day = entry.entered_on
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def letter_day(entry: Entry) -> str:
    """The day of the letter; "" where it has none."""
    day = entry.letter_date
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else ""
