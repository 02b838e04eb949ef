"""Words about the documents beside a report."""

from collections.abc import Mapping

from lkj.domain.documents import DocumentFormat
from lkj.labels.formats import number

SHORT_FORMAT = {
    DocumentFormat.PDF: "PDF",
    DocumentFormat.DOCX: "Word",
    DocumentFormat.XLSX: "Excel",
    DocumentFormat.PNG: "PNG",
    DocumentFormat.JPG: "JPG",
}
# Why a file is refused; ends a sentence. Codes that storage has too stand in `words.STORE`.
PROBLEM = {
    "empty": "isinya kosong",
    "unknown": "isinya bukan PDF, Word (.docx), Excel (.xlsx), PNG, atau JPG",
    "old_format": "bentuknya lama (.doc atau .xls); simpan dahulu sebagai .docx atau .xlsx",
    "encrypted": "terkunci kata sandi; simpan dahulu tanpa kata sandi",
    "active": (
        "memuat perintah, program, atau objek lain di dalamnya; cetak ulang ke PDF, lalu "
        "lampirkan hasilnya"
    ),
    "mixed": "di dalamnya ada jenis berkas lain yang disembunyikan",
    "pixels": "gambarnya lebih besar dari 200 megapiksel; perkecil dahulu",
    "macro": "memuat makro; simpan dahulu tanpa makro",
    "external": "memuat rujukan ke berkas lain di luarnya; hapus dahulu rujukan itu",
    "entities": "XML di dalamnya memuat entitas atau DTD",
    "damaged_xml": "XML di dalamnya rusak",
    "false_size": "ukuran bagian di dalamnya tidak benar",
    "ratio": "isinya membengkak terlalu besar saat dibuka",
    "unpacks_too_large": "isinya terlalu besar saat dibuka",
    "too_many_parts": "bagian di dalamnya terlalu banyak",
    "part_repeated": "ada bagian yang bernama sama di dalamnya",
    "part_outside": "ada bagian yang menunjuk ke luar berkas",
    "too_slow": "terlalu lama diperiksa",
    "too_large": "lebih besar dari batas unggahan",
}
# What is wrong with a file that was kept, by the codes of `FileStore.problems`.
STORED = {"missing": "tidak ada", "content": "isinya berubah"}


def size_words(size: int) -> str:
    """A size in bytes as an office reads it: `1,4 MB`; small ones as KB."""
    if size < 1024**2:
        return f"{max(1, round(size / 1024))} KB"
    return f"{number(size / 1024**2, decimals=1)} MB"


def covered_words(shown: int, newest: int, changed_by: str) -> str:
    """On which version of the draft a decision was taken, and whether it was replaced since."""
    words = f"atas versi {shown}"
    if newest <= shown:
        return words
    by = f", diubah {changed_by}" if changed_by else ""
    return f"{words}; kini versi {newest}{by}"


def replaced_words(document: str, version: int, who: str, when: str) -> str:
    """What the form of a step says once somebody else has replaced the draft."""
    return (
        f"{document} diganti dengan versi {version} oleh {who} pada {when}, sesudah formulir "
        "ini dibuka. Periksa versi itu sebelum memutuskan."
    )


def attached_words(facts: Mapping[str, object], note: str) -> str:
    """What was attached, in one line of the history."""
    file = facts.get("file")
    what = str(file.get("name", "")) if isinstance(file, dict) else str(facts.get("place", ""))
    return f"{facts.get('name', '')} versi {facts.get('number', '')}: {what}" + (
        f" – {note}" if note else ""
    )


def missing_words(document: str, step_number: int) -> str:
    """A finding: a required document was not there when a step was finished."""
    return f"Temuan: {document} belum dilampirkan saat langkah {step_number} selesai."


def lacking_words(documents: str, *, is_blocking: bool) -> str:
    """What the form of a step says of required documents that are not there."""
    if is_blocking:
        return f"Belum dilampirkan: {documents}. Langkah baru dapat diselesaikan sesudahnya."
    return (
        f"Belum dilampirkan: {documents}. Langkah tetap dapat diselesaikan; kekurangannya "
        "tampil sebagai temuan."
    )
