"""The scoreboard of the leader: one line per step, its median against mutu baku waktu."""

from typing import Any

import pandas as pd

from lkj.analytics.durations import passes_with_verdict
from lkj.charts.scoreboard import DOT_COLUMNS, STEP_COLUMNS
from lkj.labels.findings import FEWEST_TO_SPEAK
from lkj.labels.formats import minutes_text, number
from lkj.labels.time_words import SCOREBOARD_HEADINGS
from lkj.labels.words import MISSING
from lkj.usecases.population import Population
from lkj.usecases.time_reading import fit_words


def scoreboard_rows(summary: pd.DataFrame, about: Population) -> pd.DataFrame:
    """The rows of the picture, in the order of the steps: its STEP_COLUMNS.

    Args:
        summary: `time_summary`.
        about: whose steps are shown, whether they have passes or not.
    """
    by_step = {str(row["step"]): row for row in summary.to_dict("records")}
    rows = [_row(step, by_step.get(step.id)) for step in about.steps]
    return pd.DataFrame(rows, columns=list(STEP_COLUMNS)).astype(
        {"median": "float64", "high": "float64"}
    )


def scoreboard_dots(summary: pd.DataFrame, about: Population) -> pd.DataFrame:
    """The passes of steps whose known passes are too few for a median: DOT_COLUMNS."""
    few = summary.loc[summary["n_known"] < FEWEST_TO_SPEAK, "step"].astype(str)
    passes = passes_with_verdict(about.passes[about.passes["step"].isin(set(few))])
    known = passes[passes["is_known"]].sort_values(["left_at", "report_id", "visit"])
    row_of = {step.id: row for row, step in enumerate(about.steps)}
    shown = known[known["step"].isin(set(row_of))]
    return pd.DataFrame(
        {
            "row": [row_of[str(step)] for step in shown["step"]],
            "value": shown["ratio"].to_numpy(dtype="float64"),
            "is_over": shown["is_over"].to_numpy(dtype=bool),
            "hover": [minutes_text(minutes) for minutes in shown["processing_minutes"]],
            "key": shown["step"].astype(str).to_numpy(),
        },
        columns=list(DOT_COLUMNS),
    )


def scoreboard_sentence(rows: pd.DataFrame, about: Population) -> str:
    """How many medians keep the standard, and which do not."""
    told = rows["median"].notna()
    if not told.any():
        return f"Belum ada langkah dengan {FEWEST_TO_SPEAK} pelaksanaan yang diketahui waktunya"
    over = [
        number(step.number)
        for step, is_over in zip(about.steps, rows["is_over"] & told, strict=True)
        if is_over
    ]
    judged = f"{number(int(told.sum()))} langkah yang dapat dinilai"
    if not over:
        return f"Median {judged} sesuai mutu baku waktu"
    return f"Median langkah {', '.join(over)} melewati mutu baku waktu, dari {judged}"


def scoreboard_cells(summary: pd.DataFrame, about: Population) -> list[list[str]]:
    """The numbers of the picture, a row for each step under SCOREBOARD_HEADINGS."""
    by_step = {str(row["step"]): row for row in summary.to_dict("records")}
    return [_cells(step, by_step.get(step.id)) for step in about.steps]


def _row(step: Any, row: Any) -> tuple[Any, ...]:
    name, standard = f"{step.number}. {step.short_name}", step.standard.minutes
    about = (name, minutes_text(standard))
    if row is None:
        return (*about, None, None, False, "belum ada pelaksanaan", "", step.id)
    median, high = row["p50_minutes"] / standard, row["p85_minutes"] / standard
    words = _words(row)
    hover = f"{name}: {words}, {number(row['n_known'])} dari {number(row['n'])} diketahui"
    return (*about, median, high, bool(median > 1), words, hover, step.id)


def _words(row: Any) -> str:
    if not row["n_known"]:
        return "waktu belum diketahui"
    fit = f"{number(row['n_within'])} dari {number(row['n_known'])} sesuai"
    median = minutes_text(row["p50_minutes"])
    return fit if median == MISSING else f"median {median} · {fit}"


def _cells(step: Any, row: Any) -> list[str]:
    name = f"{step.number}. {step.short_name}"
    standard = minutes_text(step.standard.minutes)
    if row is None:
        return [name, standard, *[MISSING] * (len(SCOREBOARD_HEADINGS) - 2)]
    return [
        name,
        standard,
        minutes_text(row["p50_minutes"]),
        minutes_text(row["p85_minutes"]),
        fit_words(row),
        f"{number(row['n_known'])} dari {number(row['n'])}",
    ]
