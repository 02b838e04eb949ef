"""How many reports needed no return, beside what independent reviews would give."""

from typing import Any

import pandas as pd

from lkj.analytics.rejections import rejection_counts, yields
from lkj.analytics.report_ids import of_reports
from lkj.charts.yield_shares import COLUMNS
from lkj.labels.findings import FEWEST_FOR_PERCENT
from lkj.labels.formats import percent
from lkj.usecases.population import Population, once
from lkj.usecases.reading import NotYet, Reading, counted, out_of
from lkj.usecases.returns_reading import reviews

YIELD_COLUMNS = (
    "Pemeriksaan",
    "Bagian tanpa pengembalian",
    "Batas bawah 95%",
    "Batas atas 95%",
    "Pembanding",
    "Jumlah",
)
_HEADINGS = ("Pemeriksaan", "Disetujui pada pemeriksaan pertama")
_WHOLE_REPORTS, _PRODUCT = "Laporan tanpa pengembalian", "Hasil kali pemeriksaan"
_LEGEND = (
    "● disetujui pada pemeriksaan pertama, garis = rentang kepastian 95% · ○ hasil kali: "
    "bagian laporan tanpa pengembalian bila setiap pemeriksaan berdiri sendiri."
)


@once
def yield_reading(about: Population) -> Reading[pd.DataFrame] | NotYet:
    """First-pass yields, their product, and the reports that needed no return."""
    whole = about.whole_reports
    whole = whole[whole["sop_id"] == about.sop.id]
    status = about.tables.status
    found = yields(whole, of_reports(status, whole["report_id"]))
    n_finished = int(found["n_finished"].sum())
    if n_finished < FEWEST_FOR_PERCENT:
        return NotYet(
            f"Laporan tanpa pengembalian: perlu {FEWEST_FOR_PERCENT} laporan selesai, baru ada "
            f"{n_finished}."
        )
    row = found.to_dict("records")[0]
    low, high = row["first_time_right_rate_low"], row["first_time_right_rate_high"]
    fit = counted(row["n_first_time_right"], n_finished, low, high)
    rolled = percent(row["rolled_yield_rate"], decimals=0)
    shares = pd.DataFrame([*_steps(about, whole), *_reports(row)], columns=list(COLUMNS))
    return Reading(
        finding=f"{fit} laporan selesai tanpa pengembalian",
        about=(
            f"Bila pemeriksaan tidak saling bergantung, {rolled} tanpa pengembalian",
            f"laporan dengan langkah yang selesai {about.period}, tanpa yang dibatalkan",
        ),
        drawn=shares,
        legend=_LEGEND,
        headings=_HEADINGS,
        cells=[list(pair) for pair in zip(shares["label"], shares["words"], strict=True)],
        caption="Disetujui pada pemeriksaan pertama, per pemeriksa dan seluruhnya.",
    )


def yield_rows(about: Population) -> pd.DataFrame:
    """The marks with their intervals."""
    reading = yield_reading(about)
    if isinstance(reading, NotYet):
        return pd.DataFrame(columns=list(YIELD_COLUMNS))
    return reading.drawn.set_axis(list(YIELD_COLUMNS), axis=1)


def _steps(about: Population, whole: pd.DataFrame) -> list[tuple[Any, ...]]:
    counts = rejection_counts(whole)
    by_step = {str(row["step"]): row for row in counts.to_dict("records")}
    known = [step for step in reviews(about) if step.id in by_step]
    return [_step(step, by_step[step.id]) for step in known]


def _step(step: Any, row: Any) -> tuple[Any, ...]:
    n = int(row["n_first"])
    n_passed = n - int(row["n_first_rejections"])
    low, high = 1 - row["first_rejection_rate_high"], 1 - row["first_rejection_rate_low"]
    is_told = n >= FEWEST_FOR_PERCENT
    shares = (row["first_pass_yield"], low, high) if is_told else (float("nan"),) * 3
    return (f"{step.number}. {step.short_name}", *shares, False, out_of(n_passed, n))


def _reports(row: Any) -> list[tuple[Any, ...]]:
    nothing = float("nan")
    rolled = row["rolled_yield_rate"]
    told = percent(rolled, decimals=0)
    return [
        (_PRODUCT, rolled, nothing, nothing, True, told),
        (
            _WHOLE_REPORTS,
            row["first_time_right_rate"],
            row["first_time_right_rate_low"],
            row["first_time_right_rate_high"],
            False,
            out_of(row["n_first_time_right"], row["n_finished"]),
        ),
    ]
