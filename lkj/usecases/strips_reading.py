"""How often each report came back: its passes as a strip, and how reports are spread."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lkj.analytics.intervals import wilson
from lkj.analytics.report_ids import of_reports
from lkj.analytics.rework import loop_distribution, loops
from lkj.analytics.schema import Outcome
from lkj.analytics.strip import in_order
from lkj.labels.formats import number
from lkj.usecases.population import Population, once_per_view
from lkj.usecases.reading import NotYet, Reading, counted

MOST_STRIPS = 40
STRIP_COLUMNS = (
    "Kode laporan",
    "Judul",
    "Pengembalian",
    "Urutan",
    "No. langkah",
    "Langkah",
    "Pelaksanaan ke-",
    "Hasil",
)
LOOP_COLUMNS = ("Pengembalian dalam satu laporan", "Laporan", "Bagian")
OPEN = "open"
# The mark in a cell, and its word.
MARKS = {
    Outcome.SUBMITTED.value: ("→", "diserahkan"),
    Outcome.APPROVED.value: ("✓", "disetujui"),
    Outcome.REJECTED.value: ("↩", "dikembalikan"),
    Outcome.CANCELLED.value: ("×", "dibatalkan"),
    OPEN: ("●", "sedang berjalan"),
}
_LEGEND = (
    "Angka = nomor langkah, dari kiri ke kanan menurut waktunya · → diserahkan · ✓ disetujui · "
    "↩ dikembalikan · ● sedang berjalan · × dibatalkan · tepi ungu = pelaksanaan ulang"
)


@dataclass(frozen=True)
class Cell:
    """One pass: the number and name of its step, which pass of it, and how it ended."""

    number: int
    name: str
    visit: int
    outcome: str


@dataclass(frozen=True)
class Strip:
    """One report with its passes in order."""

    report_id: str
    title: str
    n_loops: int
    cells: tuple[Cell, ...]


@once_per_view
def strips_reading(about: Population) -> Reading[list[Strip]] | NotYet:
    """Reports by how often they came back, the most first; the table is their spread."""
    per_report = loops(about.whole_reports)
    if per_report.empty:
        return NotYet("Belum ada laporan pada pilihan ini.")
    spread = loop_distribution(per_report)
    never, n = int(spread["n_reports"].iloc[0]), len(per_report)
    strips = _strips(about, per_report)
    return Reading(
        finding=f"{number(never)} dari {number(n)} laporan belum pernah dikembalikan",
        about=("Yang paling sering dikembalikan di atas", _rest(per_report, len(strips))),
        drawn=strips,
        legend=_LEGEND,
        headings=LOOP_COLUMNS[:2],
        cells=_spread_cells(spread, n),
        caption="Laporan yang masih berjalan dihitung sejauh ini.",
    )


def strip_rows(about: Population) -> pd.DataFrame:
    """The cells that are drawn, in their order."""
    rows = [
        (
            strip.report_id,
            strip.title,
            strip.n_loops,
            place,
            cell.number,
            cell.name,
            cell.visit,
            MARKS[cell.outcome][1],
        )
        for strip in _strips(about, loops(about.whole_reports))
        for place, cell in enumerate(strip.cells, start=1)
    ]
    return pd.DataFrame(rows, columns=list(STRIP_COLUMNS))


def loop_rows(about: Population) -> pd.DataFrame:
    """How many reports came back how often."""
    spread = loop_distribution(loops(about.whole_reports))
    last = len(spread) - 1
    values = (
        [_times(n, last) for n in spread["loops"]],
        spread["n_reports"],
        spread["share"],
    )
    return pd.DataFrame(dict(zip(LOOP_COLUMNS, values, strict=True)))


def _strips(about: Population, per_report: pd.DataFrame) -> list[Strip]:
    most = per_report.sort_values(
        ["n_loops", "n", "report_id"], ascending=[False, False, True]
    ).head(MOST_STRIPS)
    passes = in_order(about.whole_reports)
    shown = of_reports(passes, most["report_id"])
    by_report = {str(name): rows for name, rows in shown.groupby("report_id", observed=True)}
    return [
        _strip(about, by_report[str(row["report_id"])], row) for row in most.to_dict("records")
    ]


def _strip(about: Population, passes: pd.DataFrame, row: dict[Any, Any]) -> Strip:
    records = passes.to_dict("records")
    return Strip(
        str(row["report_id"]),
        str(records[0]["title"]),
        int(row["n_loops"]),
        tuple(_cell(about, record) for record in records),
    )


def _cell(about: Population, record: dict[Any, Any]) -> Cell:
    step = about.office.sops.version(record["sop_id"], record["sop_version"]).step(
        str(record["step"])
    )
    outcome = OPEN if pd.isna(record["outcome"]) else str(record["outcome"])
    return Cell(step.number, step.short_name, int(record["visit"]), outcome)


def _rest(per_report: pd.DataFrame, n_shown: int) -> str:
    n_more = len(per_report) - n_shown
    return f"{number(n_more)} laporan lain tidak digambar" if n_more else ""


def _spread_cells(spread: pd.DataFrame, n: int) -> list[list[str]]:
    last = len(spread) - 1
    low, high = wilson(spread["n_reports"], pd.Series(n, index=spread.index))
    return [
        [_times(row["loops"], last), counted(row["n_reports"], n, below, above)]
        for row, below, above in zip(spread.to_dict("records"), low, high, strict=True)
    ]


def _times(n: int, last: int) -> str:
    return f"{n} kali atau lebih" if n == last else f"{n} kali"
