"""Reports as the office's paper tells them, row by row."""

from dataclasses import replace
from typing import Any

from lkj.domain import commands as c
from lkj.domain.sop import Decision
from lkj.usecases.paper import PaperForm, PaperRow
from tests.support.staffed import a_registration, new_request
from tests.support.times import moment

LATER = moment("2026-06-01 09:00").at
WHY = "angka pada tabel 3 salah"
S, A, R = Decision.SUBMIT, Decision.APPROVE, Decision.REJECT

# Who finished which step how, and when: two returns, dates without hours.
WITH_TWO_RETURNS = (
    ("sekretaris", S, "2026-03-02"),
    ("kasubbag_renja_monev", S, "2026-03-03"),
    ("tim_lkj", S, "2026-03-10"),
    ("kasubbag_renja_monev", R, "2026-03-11"),
    ("tim_lkj", S, "2026-03-12"),
    ("kasubbag_renja_monev", A, "2026-03-12"),
    ("sekretaris", R, "2026-03-13"),
    ("kasubbag_renja_monev", A, "2026-03-16"),
    ("sekretaris", A, "2026-03-17"),
    ("kepala_satuan", A, "2026-03-18"),
    ("sekretaris", S, "2026-03-18"),
    ("sekretaris", S, "2026-03-19"),
)
STEPS_OF_IT = (
    "terima-disposisi",
    "bentuk-tim",
    "kumpulkan-data",
    "periksa-kasubbag",
    "kumpulkan-data",
    "periksa-kasubbag",
    "periksa-sekretaris",
    "periksa-kasubbag",
    "periksa-sekretaris",
    "tanda-tangan",
    "terima-lkj",
    "kirim-lkj",
)


def paper_row(actor: str, decision: Decision, day: str, **facts: Any) -> PaperRow:
    """One finished step; a return carries the usual reason."""
    why = {"reasons": ("salah_hitung",), "note": WHY} if decision is R else {}
    move = c.Move(decision=decision, finished=moment(day), **(why | facts))
    return PaperRow(actor=actor, command=move, basis=f"Buku Agenda 12, {day}")


def paper_rows(*rows: tuple[str, Decision, str]) -> tuple[PaperRow, ...]:
    """Several finished steps."""
    return tuple(paper_row(*row) for row in rows)


def a_paper(*rows: PaperRow, **changes: Any) -> PaperForm:
    """A new report from paper."""
    form = PaperForm(
        request_id=new_request(),
        sop_id="penyusunan-lkj",
        register=a_registration(received=moment("2026-03-02")),
        register_basis="Disposisi 900/12/SET",
        rows=rows or paper_rows(*WITH_TWO_RETURNS),
    )
    return replace(form, **changes)


def changed(row: PaperRow, **facts: Any) -> PaperRow:
    """The same row with another fact of its command."""
    return replace(row, command=replace(row.command, **facts))
