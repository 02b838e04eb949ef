"""Why passes took longer than mutu baku waktu, counted."""

from typing import Any

import pandas as pd

from lkj.analytics.causes import cause_counts, passes_without_cause
from lkj.analytics.durations import VERDICT_COLUMNS, passes_with_verdict
from lkj.domain.commands import Cause
from lkj.labels.findings import causes_finding, causes_subtitle
from lkj.labels.formats import minutes_text, number, short_datetime
from lkj.labels.monitoring_words import NO_CAUSE
from lkj.labels.words import CAUSE, MISSING
from lkj.usecases.population import Population, once

UNEXPLAINED_HEADINGS = (
    "Laporan",
    "Langkah",
    "Pelaksana",
    "Waktu pengerjaan",
    "Kelebihan",
    "Selesai",
)
CAUSE_COLUMNS = (
    "Penyebab",
    "Pelaksanaan",
    "Melewati mutu baku waktu",
    "Kelebihan (menit kerja)",
    "Lupa mencatat, tidak dinilai",
)


@once
def verdicts_of(about: Population) -> pd.DataFrame:
    """Of every finished pass whether it is known, over, forgotten, and its cause."""
    judged = passes_with_verdict(about.passes[list(VERDICT_COLUMNS)])
    return judged[["is_known", "is_over", "is_forgotten", "cause"]]


def causes_sentence(verdicts: pd.DataFrame) -> str:
    """The finding over `verdicts_of`."""
    is_over = verdicts["is_over"]
    n_unexplained = int((is_over & verdicts["cause"].isna()).sum())
    return causes_finding(n_over=int(is_over.sum()), n_unexplained=n_unexplained)


def causes_words(verdicts: pd.DataFrame, about: Population) -> str:
    """The subtitle: population, unknowns, as-of."""
    return causes_subtitle(
        n=len(verdicts),
        n_known=int(verdicts["is_known"].sum()),
        n_forgotten=int(verdicts["is_forgotten"].sum()),
        period=about.period,
        as_of=about.as_of_text,
    )


def unexplained_cells(about: Population, *, most: int) -> list[list[str]]:
    """Passes of which nobody has said why, under UNEXPLAINED_HEADINGS, the longest first."""
    asking = passes_without_cause(about.passes).head(most)
    return [_unexplained(about, row) for row in asking.to_dict("records")]


@once
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


def _unexplained(about: Population, row: dict[Any, Any]) -> list[str]:
    sop = about.office.sops.version(row["sop_id"], row["sop_version"])
    step = sop.step(str(row["step"]))
    role = about.role_name(str(row["role"])) if isinstance(row["role"], str) else MISSING
    again = f" (ke-{row['visit']})" if row["visit"] > 1 else ""
    return [
        str(row["title"]),
        f"{step.number}. {step.short_name}{again}",
        role,
        minutes_text(row["processing_minutes"]),
        minutes_text(row["excess_minutes"]),
        short_datetime(row["left_at"], about.office.zone),
    ]


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
