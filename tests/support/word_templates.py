"""The shipped templates for Word; `python -m tests.support.word_templates` writes them."""

import io
from collections.abc import Callable

from lkj.documents.word import without_times
from lkj.labels.agenda_words import PAPER
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


def monev_report() -> Sheet:
    sheet = Sheet(lying=True, size=10)
    sheet.kop()
    sheet.title(below=["{{ isi.periode }}"])
    sheet.pairs("isi.butir")
    sheet.line("{%p for bagian in isi.bagian %}")
    sheet.line("{{ loop.index }}. {{ bagian.temuan }}", bold=True)
    sheet.line("{{ bagian.keterangan }}", size=8.5, keep=True)
    sheet.block("for gambar in bagian.gambar", "{{ gambar }}", end="endfor", place=CENTRE)
    sheet.block("if bagian.legenda", "{{ bagian.legenda }}", end="endif", size=8.5)
    sheet.line("{%p for tabel in bagian.tabel %}")
    sheet.line("{{ tabel.keterangan }}", size=8.5, keep=True)
    sheet.wide_table("tabel")
    sheet.line("{%p endfor %}")
    sheet.line("{%p endfor %}")
    sheet.line("Arti kata", bold=True)
    sheet.block("for satu in isi.arti", "{{ satu.nama }}: {{ satu.isi }}", end="endfor", size=8)
    sheet.signatory("isi.penandatangan", "{{ isi.tempat }}")
    return sheet


def sop() -> Sheet:
    sheet = Sheet(lying=True, size=9.5)
    sheet.kop()
    sheet.title(below=["{{ isi.nama }}"])
    sheet.pairs("isi.butir")
    sheet.line("{%p for bagian in isi.bagian %}")
    sheet.line("{{ bagian.nama }}", bold=True)
    sheet.block("for satu in bagian.isi", "{{ loop.index }}. {{ satu }}", end="endfor")
    sheet.line("{%p endfor %}")
    sheet.block("for gambar in isi.gambar", "{{ gambar }}", end="endfor", place=CENTRE)
    sheet.wide_table("isi")
    sheet.line("{%p if isi.penafsiran %}")
    sheet.line("Catatan penafsiran", bold=True)
    sheet.block("for satu in isi.penafsiran", "– {{ satu }}", end="endfor")
    sheet.line("{%p endif %}")
    return sheet


def team_decree() -> Sheet:
    sheet = Sheet(size=12, font="Bookman Old Style")
    sheet.kop()
    for text in (
        "KEPUTUSAN {{ isi.pejabat }}",
        "NOMOR {{ isi.nomor }}",
        "TENTANG",
        "{{ isi.tentang }}",
        "{{ isi.pejabat }},",
    ):
        sheet.line(text, place=CENTRE)
    numbered = "{{ loop.index }}. {{ satu }}"
    sheet.line("Menimbang:")
    letters = "{{ 'abcdefghijklmnopqrstuvwxyz'[loop.index0 % 26] }}. {{ satu }}"
    sheet.block("for satu in isi.menimbang", letters, end="endfor")
    sheet.line("Mengingat:")
    sheet.block("for satu in isi.mengingat", numbered, end="endfor")
    sheet.line("MEMUTUSKAN:", place=CENTRE)
    sheet.line("Menetapkan:")
    sheet.pairs("isi.diktum", name=32)
    dated = ("Ditetapkan di {{ isi.tempat }}", "pada tanggal ……………………")
    sheet.signatory("isi.penandatangan", *dated)
    sheet.block("if isi.tembusan", "Tembusan:", end="endif")
    sheet.block("for satu in isi.tembusan", numbered, end="endfor")
    sheet.new_page()
    for text in (
        "LAMPIRAN",
        "KEPUTUSAN {{ isi.pejabat }}",
        "NOMOR {{ isi.nomor }}",
        "TENTANG {{ isi.tentang }}",
    ):
        sheet.line(text, size=10)
    sheet.line("SUSUNAN TIM", place=CENTRE)
    columns = [
        Column(12, "No.", "{{ loop.index }}", centred=True),
        Column(55, "Nama", "{{ satu.nama or '……………………' }}"),
        Column(53, "Jabatan dinas", "{{ satu.jabatan or '……………………' }}"),
        Column(40, "Kedudukan dalam tim", "{{ satu.kedudukan or '……………………' }}"),
    ]
    sheet.table(columns, "isi.anggota", size=10.5)
    sheet.signatory("isi.penandatangan")
    return sheet


def disposition_slip() -> Sheet:
    def ticked(name: str) -> str:
        return f"{{% for teks in {name} %}}☐ {{{{ teks ~ '\\n' }}}}{{% endfor %}}"

    sheet = Sheet(size=11)
    sheet.kop()
    sheet.title()
    dots = "or '……………………' }}"
    letter = (
        f"Surat dari: {{{{ isi.surat_dari {dots}",
        f"Nomor surat: {{{{ isi.nomor_surat {dots}",
        f"Tanggal surat: {{{{ isi.tanggal_surat {dots}",
    )
    received = (
        f"Diterima: {{{{ isi.diterima {dots}",
        f"Nomor agenda: {{{{ isi.nomor_agenda {dots}",
        f"Nomor disposisi: {{{{ isi.nomor_disposisi {dots}",
    )
    sheet.boxes(
        [
            ["\n".join(letter), "\n".join(received)],
            [f"Sifat:\n{ticked('isi.sifat')}", "Hal:\n{{ isi.hal }}"],
            [
                f"Diteruskan kepada:\n{ticked('isi.kepada')}",
                f"Dengan hormat harap:\n{ticked('isi.instruksi')}☐ ……………………",
            ],
            ["Catatan:" + "\n" * 8],
            ["Paraf dan tanggal:" + "\n" * 4],
        ]
    )
    return sheet


def delivery_receipt() -> Sheet:
    sheet = Sheet(size=12)
    sheet.kop()
    sheet.title(below=["Nomor: {{ isi.nomor }}"])
    sheet.line("{{ isi.pernyataan }}")
    sheet.pairs("isi.butir")
    sheet.signatories("isi.menyerahkan", "isi.menerima", "{{ isi.tempat }}")
    return sheet


def agenda() -> Sheet:
    sheet = Sheet(lying=True, size=9.5)
    sheet.kop()
    sheet.title(below=["{{ isi.bawah | join(' ') }}"])
    for book, columns in PAPER.items():
        sheet.line(f"{{%p if isi.buku == '{book.value}' %}}")
        cells = [
            Column(round(share * sheet.width / 100), name, f"{{{{ satu.sel[{place}] }}}}")
            for place, (name, share) in enumerate(columns.items())
        ]
        sheet.table(cells, "isi.baris")
        sheet.line("{%p endif %}")
    sheet.line("{{ isi.asal }}", size=8)
    return sheet


def rows_of(name: str) -> str:
    """Texts of a list, each on its line."""
    return f"{{{{ {name} | join('\\n') }}}}"


TEMPLATES: dict[str, Callable[[], Sheet]] = {
    "lembar-kendali": routing_slip,
    "tabel-7": table7,
    "nota-dinas": memo,
    "laporan-monev": monev_report,
    "buku-agenda": agenda,
    "sop": sop,
    "sk-tim": team_decree,
    "lembar-disposisi": disposition_slip,
    "tanda-terima": delivery_receipt,
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
