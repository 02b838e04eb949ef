"""Data of the units in words: states of the board, the reminder to send, who is late."""

from collections.abc import Iterable, Sequence
from datetime import date

from lkj.domain.unit_data import Cell, DataAct
from lkj.labels.formats import long_day, number
from lkj.labels.words import MISSING

SCREEN_TITLE = "Data Bagian"
ACT_WORDS = {
    DataAct.ASKED: "Diminta",
    DataAct.RECEIVED: "Diterima",
    DataAct.NIL: "Nihil",
    DataAct.RETURNED: "Dikembalikan ke unit",
}
PROBLEM = {
    "already_asked": "sudah diminta",
    "not_asked": "belum diminta",
    "already_there": "sudah diterima; kembalikan dahulu bila perlu diganti",
    "not_there": "belum diterima",
    "before_last": "tanggalnya mendahului catatan sebelumnya",
}
LATE_HEADINGS = (
    "Unit",
    "Diminta",
    "Datang",
    "Datang terlambat",
    "Median terlambat",
    "Belum datang",
    "Belum, lewat tenggat",
    "Pernah dikembalikan",
)
LATE_LEGEND = (
    "■ datang sesudah tenggat · ▨ belum datang dan tenggatnya lewat. Terlambat dihitung dari "
    "kedatangan pertama terhadap tenggat permintaan, dalam hari kerja; nihil termasuk datang. "
    "Tanpa tenggat tidak dinilai. Laporan yang dibatalkan tidak dihitung."
)


def cell_words(cell: Cell, *, today: date) -> str:
    """One cell of the board: its state and the date that counts."""
    if cell.is_there:
        return f"{ACT_WORDS[cell.last.act]} {_short(cell.last.day)}"
    state = "Dikembalikan" if cell.last.act is DataAct.RETURNED else "Diminta"
    if cell.due is None:
        return f"{state} {_short(cell.last.day)}, tanpa tenggat"
    late = (today - cell.due).days
    if late > 0:
        return f"{state}, lewat tenggat {_short(cell.due)} ({number(late)} hari)"
    return f"{state}, tenggat {_short(cell.due)}"


def board_sentence(n_there: int, n_asked: int, n_overdue: int) -> str:
    """The finding over a report's board."""
    if not n_asked:
        return "Belum ada data yang diminta dari unit"
    if n_there == n_asked:
        return f"Semua data sudah ada: {number(n_asked)} dari {number(n_asked)} tabel"
    overdue = f"; {number(n_overdue)} lewat tenggat" if n_overdue else ""
    return (
        f"{number(n_there)} dari {number(n_asked)} tabel sudah ada, "
        f"{number(n_asked - n_there)} belum{overdue}"
    )


def missing_names(cells: Iterable[Cell]) -> str:
    """Which cells are missing: the first few by name, the rest as a number."""
    return some_names([cell.name for cell in cells])


def some_names(names: Sequence[str], *, most: int = 4) -> str:
    """The first few names, the rest as a number."""
    rest = f", dan {number(len(names) - most)} lagi" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def incomplete_words(reason: object) -> str:
    """Why a report went on although data of the units had not come."""
    return f"Diserahkan tanpa data lengkap: {reason}"


def reminder(unit_name: str, cells: Iterable[Cell], *, report: str, today: date) -> str:
    """A message to a unit about what is awaited of it, for any way of sending it."""
    lines = [f"- {cell.table_name}{_due_words(cell, today)}" for cell in cells]
    return "\n".join(
        [
            f"Yth. {unit_name}",
            "",
            f"Untuk {report}, kami masih menunggu data berikut:",
            *lines,
            "",
            "Mohon disampaikan kepada kami. Bila nihil, mohon disebutkan alasannya. "
            "Terima kasih.",
        ]
    )


def late_finding(n_late: int, n_dated: int, n_overdue: int) -> str:
    """The finding over the picture of late units."""
    arrived = (
        f"{number(n_late)} dari {number(n_dated)} tabel datang sesudah tenggat"
        if n_dated
        else "Belum ada tabel bertenggat yang datang"
    )
    return arrived + (f"; {number(n_overdue)} belum datang dan lewat" if n_overdue else "")


def days_words(days: float | None) -> str:
    """Working days, a dash where there are none."""
    return MISSING if days is None else f"{number(days)} hari kerja"


def _due_words(cell: Cell, today: date) -> str:
    returned = f" (dikembalikan: {cell.last.reason})" if cell.last.reason else ""
    if cell.due is None:
        return returned
    late = f", sudah lewat {number((today - cell.due).days)} hari" if cell.due < today else ""
    return f", tenggat {long_day(cell.due)}{late}{returned}"


def _short(day: date) -> str:
    return f"{day:%d/%m/%Y}"
