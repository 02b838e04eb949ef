"""Seconds that each naskah takes, on a report with returns and 40 typed members.

`python -m tests.bench.naskah` prints a line for each document and format; the budget is one
second for one document.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from lkj.usecases.naskah_files import DOCUMENTS, DocumentFormat
from tests.support.staffed import Running
from tests.usecases.naskah_office import file_of, returned_report

BUDGET = 1.0
TIMES = 3
_FORMATS: tuple[DocumentFormat, ...] = ("pdf", "docx")


def query_of(name: str, report: Running) -> dict[str, str]:
    """An address that gives the document something to say."""
    if name in ("tabel-7", "laporan-monev"):
        return {"semester": "2026-1"}
    if name == "sop":
        return {"id": report.sop.id}
    if name == "buku-agenda":
        return {"buku": "keluar", "tahun": "2026"}
    moved = next(str(event.no) for event in report.events if event.kind.value == "approved")
    members = "\n".join(f"Anggota Contoh {no} | Analis | Anggota" for no in range(1, 41))
    extra = {"nota-dinas": {"no": moved}, "sk-tim": {"anggota": members}}
    return {"id": report.report_id, **extra.get(name, {})}


def seconds(report: Running, name: str, kind: DocumentFormat) -> float:
    """The longest of a few times."""
    longest = 0.0
    for _ in range(TIMES):
        begun = time.perf_counter()
        file_of(report, name, kind, **query_of(name, report))
        longest = max(longest, time.perf_counter() - begun)
    return longest


def main() -> None:
    """Measure and print; the first documents pay for imports."""
    with TemporaryDirectory() as folder:
        report = returned_report(Path(folder))
        for name in DOCUMENTS:
            for kind in _FORMATS:
                took = seconds(report, name, kind)
                verdict = "" if took <= BUDGET else "  over the budget"
                sys.stdout.write(f"{name:18}{kind:6}{took:6.3f} s{verdict}\n")
        report.office.database.dispose()


if __name__ == "__main__":
    main()
