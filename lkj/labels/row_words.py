"""Rows that differ from what the audit log says of them, in words."""

from lkj.labels.words import STORE

ROWS_DIFFER = "Catatan tidak sama dengan jejak audit:"
_PROBLEM = {
    "gone": "hilang, padahal tercatat pada jejak audit",
    "differs": "isinya berbeda dari jejak audit",
    "untold": "tidak ada pada jejak audit",
}


def row_problem_text(table: str, no: int, problem: str) -> str:
    """One row: `Buku Agenda nomor 3: isinya berbeda dari jejak audit`."""
    return f"{STORE[table]} nomor {no}: {_PROBLEM[problem]}"
