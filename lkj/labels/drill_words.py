"""What a restore drill brought back, and what it did not."""

from collections.abc import Iterable

from lkj.labels import document_words
from lkj.labels.formats import number

_SHOWN = 12  # digits of a file's digest


def drill_summary(*, reports: int, events: int, documents: int, seconds: float) -> str:
    """What a restore drill brought back, and how long that took."""
    return (
        f"Dipulihkan dan diperiksa dalam {number(seconds, decimals=1)} detik: "
        f"{number(reports)} laporan, {number(events)} catatan, {number(documents)} dokumen."
    )


def drill_problems(
    *,
    has_note: bool,
    files: Iterable[tuple[str, str]],
    rows: Iterable[tuple[str, int, int]],
    triggers: Iterable[str],
) -> list[str]:
    """Everything that a restore drill found wrong, beside refusals, one line each."""
    lines = [] if has_note else ["berkas .json cadangan ini tidak ada atau tidak terbaca"]
    lines += [
        f"dokumen {name[:_SHOWN]}…: {document_words.STORED[problem]}" for name, problem in files
    ]
    lines += [
        f"tabel {table}: {number(noted)} baris menurut .json, {number(found)} yang pulih"
        for table, noted, found in rows
    ]
    return lines + [f"pengaman hanya-tambah hilang: {name}" for name in triggers]
