"""Compliance that does not forgive late work because it is not finished yet."""

from typing import Any

import pandas as pd

from lkj.analytics.clocks import touch_age
from lkj.analytics.survival import live_compliance
from lkj.charts.live_compliance import COLUMNS
from lkj.domain.sop import Step
from lkj.labels.findings import FEWEST_FOR_PERCENT
from lkj.labels.formats import number, percent
from lkj.labels.words import MISSING
from lkj.usecases.population import Population, once
from lkj.usecases.reading import NotYet, Reading, out_of, step_columns

LIVE_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Diketahui waktunya",
    "Bagian sesuai, yang selesai",
    "Sedang dikerjakan",
    "Sudah melewati",
    "Bagian sesuai, sebenarnya",
)
_HEADINGS = ("Langkah", "Sesuai, yang selesai", "Berjalan", "Sudah melewati", "Sebenarnya")
_LEGEND = (
    "○ tampak: hanya yang selesai · ● sebenarnya: yang masih dikerjakan ikut dihitung selama "
    "ia telah berjalan (Kaplan–Meier). Keduanya berimpit bila tidak ada yang berjalan."
)
_VISIBLE = 0.005  # less is the same whole percentage, or nearly
_Told = list[tuple[Step, Any]]


@once
def live_reading(about: Population) -> Reading[pd.DataFrame] | NotYet:
    """The compliance of finished passes beside that of all."""
    known = _known(about)
    told = _told(known)
    if not told:
        return NotYet(
            "Kesesuaian termasuk yang masih berjalan: perlu satu langkah dengan "
            f"{FEWEST_FOR_PERCENT} pelaksanaan yang diketahui waktunya."
        )
    n_open = sum(int(row["n_open"]) for _, row in known)
    return Reading(
        finding=_finding(told),
        about=(
            f"Langkah dengan {FEWEST_FOR_PERCENT} pelaksanaan atau lebih, selesai "
            f"{about.period}",
            f"{number(n_open)} sedang dikerjakan per {about.as_of_text}",
        ),
        drawn=_drawn(told),
        legend=_LEGEND,
        headings=_HEADINGS,
        cells=[_cells(step, row) for step, row in known],
        caption="Kesesuaian dengan mutu baku waktu, tanpa dan dengan yang masih dikerjakan.",
    )


def live_rows(about: Population) -> pd.DataFrame:
    """Both shares of each step that is drawn."""
    told = _told(_known(about))
    names = ("n_known", "within_rate", "n_open", "n_open_over", "live_within_rate")
    figures = [[row[name] for _, row in told] for name in names]
    steps = step_columns(step for step, _ in told)
    return pd.DataFrame(dict(zip(LIVE_COLUMNS, [*steps.values(), *figures], strict=True)))


def _known(about: Population) -> _Told:
    ages = touch_age(about.passes, about.as_of, about.tables.calendar)
    shares = live_compliance(about.passes, touch_age=ages)
    by_step = {str(row["step"]): row for row in shares.to_dict("records")}
    return [(step, by_step[step.id]) for step in about.steps if step.id in by_step]


def _told(known: _Told) -> _Told:
    return [(step, row) for step, row in known if row["n_known"] >= FEWEST_FOR_PERCENT]


def _finding(told: _Told) -> str:
    """The step whose finished passes look better than it is, by most."""
    gaps = [(row["within_rate"] - row["live_within_rate"], step, row) for step, row in told]
    worst = max(
        (gap for gap in gaps if gap[0] >= _VISIBLE), key=lambda gap: gap[0], default=None
    )
    if worst is None:
        return "Yang masih dikerjakan tidak mengubah kesesuaian dengan mutu baku waktu"
    _, step, row = worst
    seen, real = _shares(row)
    return f"Langkah {step.number} tampak sesuai pada {seen}, sebenarnya {real}"


def _drawn(told: _Told) -> pd.DataFrame:
    rows = [
        (
            f"{step.number}. {step.short_name}",
            row["within_rate"],
            row["live_within_rate"],
            _words(row),
        )
        for step, row in told
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _words(row: Any) -> str:
    seen, real = _shares(row)
    return seen if seen == real else f"{seen} → {real}"


def _shares(row: Any) -> tuple[str, str]:
    return (
        percent(row["within_rate"], decimals=0),
        percent(row["live_within_rate"], decimals=0),
    )


def _cells(step: Step, row: Any) -> list[str]:
    n_known = int(row["n_known"])
    is_told = n_known >= FEWEST_FOR_PERCENT
    n_within = round(row["within_rate"] * n_known) if n_known else 0
    return [
        f"{step.number}. {step.short_name}",
        out_of(n_within, n_known),
        number(row["n_open"]),
        number(row["n_open_over"]),
        percent(row["live_within_rate"], decimals=0) if is_told else MISSING,
    ]
