"""Whether mutu baku waktu itself is right: the evidence for a usulan revisi, in words."""

from typing import Any

import pandas as pd

from lkj.analytics.durations import passes_with_verdict, verdict_counts
from lkj.analytics.groups import group_rows
from lkj.analytics.passes import is_late_entry
from lkj.analytics.schema import ClockQuality
from lkj.analytics.standard_evidence import standard_evidence
from lkj.domain.sop import Step
from lkj.labels.behaviour_words import (
    ASSURANCE,
    FIRST_PERIOD,
    NO_ASSURANCE,
    STANDARD_NOT_YET,
)
from lkj.labels.findings import of_how_many
from lkj.labels.formats import minutes_text, number
from lkj.labels.words import MISSING
from lkj.usecases.behaviour_reading import (
    baseline_text,
    behaviour,
    in_periods,
    latest_limits,
    limits_text,
)
from lkj.usecases.population import Population, once
from lkj.usecases.process_changes import ProcessChanges

FEWEST = 10


def under_standard(passes: pd.DataFrame, about: Population) -> pd.Series:
    """Which passes are of this SOP and judged by the minutes that hold today."""
    minutes = {step.id: step.standard.minutes for step in about.sop.steps}
    today = passes["step"].astype(object).map(minutes)
    is_own: pd.Series = passes["sop_id"] == about.sop.id
    return is_own & (passes["standard_minutes"] == today)


@once
def evidence_of(about: Population, changes: ProcessChanges) -> pd.DataFrame:
    """`standard_evidence` of the steps that are looked at, under today's mutu baku waktu."""
    passes = about.passes[under_standard(about.passes, about)]
    in_time = in_periods(about, changes)
    limits = latest_limits(in_time[under_standard(in_time, about)])
    return standard_evidence(passes, limits)


def standard_sentence(evidence: pd.DataFrame, about: Population) -> str:
    """For which steps another mutu baku waktu is proposed."""
    if (evidence["n_known"] < FEWEST).all():
        return STANDARD_NOT_YET
    rows = evidence[evidence["is_revision_proposed"]].to_dict("records")
    proposed = {str(row["step"]): row["proposed_minutes"] for row in rows}
    told = [
        f"langkah {step.number} dari {step.standard.minutes} menjadi "
        f"{minutes_text(proposed[step.id])}"
        for step in about.steps
        if step.id in proposed
    ]
    if not told:
        return "Tidak ada usulan revisi mutu baku waktu"
    return f"Usulan revisi mutu baku waktu: {', '.join(told)}"


def standard_words(about: Population) -> str:
    """The subtitle: population and as-of."""
    return f"Pelaksanaan yang selesai {about.period} · keadaan per {about.as_of_text}"


def standard_cells(evidence: pd.DataFrame, about: Population) -> list[list[str]]:
    """The evidence, a row for each step under STANDARD_HEADINGS."""
    return [_cells(step, row) for step, row in _by_step(evidence, about)]


@once
def limits_cells(about: Population, changes: ProcessChanges) -> list[list[str]]:
    """Where the limits of each step lie and since when, under LIMITS_HEADINGS."""
    passes = in_periods(about, changes)
    cells = []
    for step in about.steps:
        series = behaviour(passes, step, changes, is_repeat=False)
        name = f"{step.number}. {step.short_name}"
        if series.limits.empty:
            cells.append([name, MISSING, MISSING, MISSING, FIRST_PERIOD])
            continue
        row = series.limits.to_dict("records")[-1]
        centre = minutes_text(row["centre_minutes"])
        cells.append([name, baseline_text(row), centre, limits_text(row), row["reason"]])
    return cells


def quality_cells(about: Population) -> list[list[str]]:
    """How well the minutes of each step are known, under DATA_HEADINGS."""
    verdicts = passes_with_verdict(about.passes[about.passes["sop_id"] == about.sop.id])
    groups = group_rows(verdicts, ["step"])
    counts = verdict_counts(verdicts, groups)
    flags = {
        "n_measured": _is_by(verdicts, ClockQuality.MEASURED),
        "n_declared": _is_by(verdicts, ClockQuality.DECLARED),
        "n_late": is_late_entry(verdicts, about.tables.calendar),
        "n_other": ~under_standard(verdicts, about),
    }
    table = groups.keys.assign(
        n=counts["n"],
        n_unknown=counts["n_unknown"],
        n_forgotten=counts["n_forgotten"],
        **{name: groups.count(flag) for name, flag in flags.items()},
    )
    return [_quality(step, row) for step, row in _by_step(table, about)]


def _is_by(verdicts: pd.DataFrame, quality: ClockQuality) -> pd.Series:
    is_by: pd.Series = verdicts["is_known"] & (verdicts["clock_quality"] == quality)
    return is_by


def _by_step(table: pd.DataFrame, about: Population) -> list[tuple[Step, Any]]:
    rows = {str(row["step"]): row for row in table.to_dict("records")}
    return [(step, rows[step.id]) for step in about.steps if step.id in rows]


def _cells(step: Step, row: Any) -> list[str]:
    n, low, high = int(row["n_known"]), row["within_rate_low"], row["within_rate_high"]
    n_within = round(row["within_rate"] * n) if n else 0
    return [
        f"{step.number}. {step.short_name}",
        minutes_text(step.standard.minutes),
        number(n),
        of_how_many(n_within, n, low, high) if n else MISSING,
        minutes_text(row["p50_minutes"]),
        minutes_text(row["p85_minutes"]),
        ASSURANCE.get(row["assurance"], NO_ASSURANCE),
        minutes_text(row["proposed_minutes"]),
    ]


def _quality(step: Step, row: Any) -> list[str]:
    names = ("n", "n_measured", "n_declared", "n_unknown", "n_forgotten", "n_late", "n_other")
    return [f"{step.number}. {step.short_name}", *(number(row[name]) for name in names)]
