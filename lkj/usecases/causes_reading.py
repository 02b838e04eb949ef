"""Why passes took longer than mutu baku waktu, counted."""

from typing import Any

import pandas as pd

from lkj.analytics.causes import cause_counts
from lkj.domain.commands import Cause
from lkj.labels.formats import minutes_text, number
from lkj.labels.monitoring_words import NO_CAUSE
from lkj.labels.words import CAUSE, MISSING
from lkj.usecases.population import Population

CAUSE_COLUMNS = (
    "Penyebab",
    "Pelaksanaan",
    "Melewati mutu baku waktu",
    "Kelebihan (menit kerja)",
    "Lupa mencatat, tidak dinilai",
)


def causes_of(about: Population) -> pd.DataFrame:
    """`cause_counts`, the most frequent first."""
    return cause_counts(about.passes).sort_values("n", ascending=False, kind="stable")


def cause_cells(counts: pd.DataFrame) -> list[list[str]]:
    """A row for each cause under CAUSE_HEADINGS."""
    return [_cells(row) for row in counts.to_dict("records")]


def cause_rows(about: Population) -> pd.DataFrame:
    """The table as it is downloaded."""
    counts = causes_of(about)
    values = (
        [_cause(one) for one in counts["cause"]],
        *(counts[name].to_numpy() for name in ("n", "n_over", "excess_minutes", "n_forgotten")),
    )
    return pd.DataFrame(dict(zip(CAUSE_COLUMNS, values, strict=True)))


def _cause(code: Any) -> str:
    return NO_CAUSE if pd.isna(code) else CAUSE[Cause(code)]


def _cells(row: dict[Any, Any]) -> list[str]:
    return [
        _cause(row["cause"]),
        number(row["n"]),
        number(row["n_over"]),
        minutes_text(row["excess_minutes"]),
        number(row["n_forgotten"]) if row["n_forgotten"] else MISSING,
    ]
