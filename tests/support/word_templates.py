"""The shipped templates for Word; `python -m tests.support.word_templates` writes them."""

import io
from collections.abc import Callable

from lkj.documents.word import without_times
from lkj.reference import NASKAH
from tests.support.word_sheet import CENTRE, Column, Sheet


def routing_slip() -> Sheet:
    sheet = Sheet(lying=True, size=9.5)
    sheet.kop()
    sheet.title(below=["{{ isi.laporan }}"])
    sheet.pairs("isi.kiri + isi.kanan")
    sheet.table(
        [
            Column(9, "No.", "{{ satu.no }}", centred=True),
            Column(30, "Langkah", "{{ satu.langkah }}\n{{ satu.ulang }}"),
            Column(36, "Pelaksana", "{{ satu.pelaksana }}\n{{ satu.sebagai }}"),
            Column(21, "Diterima", "{{ satu.diterima }}"),
            Column(21, "Mulai", "{{ satu.mulai }}"),
            Column(21, "Selesai", "{{ satu.selesai }}"),
            Column(24, "Hasil", "{{ satu.hasil }}"),
            Column(42, "Paraf", rows_of("satu.paraf")),
            Column(63, "Keterangan", rows_of("satu.keterangan")),
        ],
        "isi.baris",
    )
    sheet.line("Catatan lain dalam riwayat", bold=True)
    sheet.table(
        [
            Column(14, "No.", "{{ satu.no }}", centred=True),
            Column(40, "Peristiwa", "{{ satu.peristiwa }}"),
            Column(40, "Waktu", "{{ satu.waktu }}"),
            Column(50, "Oleh", "{{ satu.oleh }}"),
            Column(123, "Isi", "{{ satu.isi }}"),
        ],
        "isi.lain",
    )
    sheet.line("{{ isi.penjelasan }}", size=8, italic=True)
    return sheet


def table7() -> Sheet:
    sheet = Sheet(lying=True, size=9.5)
    sheet.kop()
    sheet.title()
    sheet.block("for satu in isi.bawah", "{{ satu }}", end="endfor", place=CENTRE)
    columns = [
        Column(12, "No.", "{{ satu.no }}", centred=True),
        Column(55, "Prosedur", "{{ satu.prosedur }}"),
        Column(
            38,
            "Penilaian terhadap Penerapan",
            "{{ satu.penilaian }}\n{{ satu.usulan_penilaian }}",
        ),
        Column(80, "Catatan Hasil Penilaian", "{{ satu.catatan }}\n{{ satu.usulan_catatan }}"),
        Column(58, "Tindakan yang Harus Diambil", "{{ satu.tindakan }}"),
        Column(24, "Paraf Penilai", ""),
    ]
    sheet.table(columns, "isi.baris", size=8.5, numbered=True)
    sheet.block("for satu in isi.keterangan", "{{ satu }}", end="endfor")
    sheet.signatory("isi.penilai", "{{ isi.tempat }}")
    sheet.line("{%p for lampiran in isi.lampiran %}")
    sheet.line("{{ lampiran.judul }}", bold=True)
    widths = (38, 22, 16, 26, 26, 20, 26, 20, 20, 53)
    annex = [
        Column(width, f"{{{{ lampiran.kepala[{place}] }}}}", f"{{{{ satu[{place}] }}}}")
        for place, width in enumerate(widths)
    ]
    sheet.table(annex, "lampiran.baris")
    sheet.line("{%p endfor %}")
    sheet.line("Arti kata", bold=True)
    sheet.block("for satu in isi.arti", "{{ satu.nama }}: {{ satu.isi }}", end="endfor", size=8)
    sheet.line("{{ isi.asal | join(' ') }}", size=8)
    return sheet


def memo() -> Sheet:
    sheet = Sheet(size=12)
    sheet.kop()
    sheet.title("NOTA DINAS")
    pairs = [
        ("Kepada", "kepada"),
        ("Dari", "dari"),
        ("Tanggal", "tanggal"),
        ("Nomor", "nomor"),
        ("Sifat", "sifat"),
        ("Lampiran", "lampiran"),
        ("Hal", "hal"),
    ]
    sheet.fixed_pairs([(name, f"{{{{ isi.{key} or '–' }}}}") for name, key in pairs])
    sheet.line("{{ isi.pembuka }}")
    sheet.block("for satu in isi.alasan", "{{ loop.index }}. {{ satu }}", end="endfor")
    sheet.line("{{ isi.penutup }}")
    sheet.line("")
    sheet.signatory("isi.penandatangan", ranked=True)
    sheet.block("if isi.tembusan", "Tembusan:", end="endif")
    sheet.block("for satu in isi.tembusan", "{{ loop.index }}. {{ satu }}", end="endfor")
    sheet.line("{{ isi.catatan }}", size=8, italic=True)
    return sheet


def rows_of(name: str) -> str:
    """Texts of a list, each on its line."""
    return f"{{{{ {name} | join('\\n') }}}}"


TEMPLATES: dict[str, Callable[[], Sheet]] = {
    "lembar-kendali": routing_slip,
    "tabel-7": table7,
    "nota-dinas": memo,
}


def built(name: str) -> bytes:
    """One template; the same at every time."""
    saved = io.BytesIO()
    sheet = TEMPLATES[name]()
    sheet.file.save(saved)
    return without_times(saved.getvalue())


if __name__ == "__main__":
    for each in TEMPLATES:
        (NASKAH / f"{each}.docx").write_bytes(built(each))
