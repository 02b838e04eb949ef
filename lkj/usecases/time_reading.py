"""What the working minutes of passes say: finding, table, and the rows of their picture."""

from typing import Any

import pandas as pd

from lkj.analytics.dots import dots
from lkj.analytics.durations import VERDICT_COLUMNS, against_standard, passes_with_verdict
from lkj.analytics.schema import ClockQuality
from lkj.charts.minutes_per_step import DOT_COLUMNS, STEP_COLUMNS
from lkj.domain.sop import Step
from lkj.labels.findings import of_how_many, time_finding, time_subtitle
from lkj.labels.formats import minutes_text, number
from lkj.labels.monitoring_words import TIME_HEADINGS
from lkj.labels.words import MISSING
from lkj.usecases.population import Population, once


@once
def time_summary(about: Population) -> pd.DataFrame:
    """`against_standard` per step."""
    return against_standard(about.passes, by=("step",))


def time_sentence(summary: pd.DataFrame, about: Population) -> str:
    """The finding over the picture."""
    over = summary[summary["n_over"] > 0]
    worst = None
    if len(over):
        row = over.sort_values("n_over", ascending=False, kind="stable").iloc[0]
        number_of = {step.id: step.number for step in about.sop.steps}
        worst = (number_of[str(row["step"])], int(row["n_over"]), int(row["n_known"]))
    return time_finding(
        n=int(summary["n"].sum()), n_known=int(summary["n_known"].sum()), worst=worst
    )


def time_words(summary: pd.DataFrame, about: Population) -> str:
    """The subtitle: population, unknowns, as-of."""
    n_unknown = int((summary["n"] - summary["n_known"]).sum())
    return time_subtitle(period=about.period, n_unknown=n_unknown, as_of=about.as_of_text)


def known_words(summary: pd.DataFrame) -> str:
    """`8 dari 9 pelaksanaan diketahui waktunya`."""
    n, n_known = int(summary["n"].sum()), int(summary["n_known"].sum())
    return f"{number(n_known)} dari {number(n)} pelaksanaan diketahui waktunya"


def time_caption(about: Population) -> str:
    """What the table of the picture is called."""
    return f"Waktu pengerjaan per langkah, selesai {about.period}."


def time_cells(summary: pd.DataFrame, about: Population) -> list[list[str]]:
    """The numbers of the picture, a row for each step under TIME_HEADINGS."""
    by_step = {str(row.step): row for row in summary.itertuples(index=False)}
    return [_cells(step, by_step.get(step.id)) for step in about.steps]


def time_rows(about: Population, summary: pd.DataFrame, *, in_ratio: bool) -> pd.DataFrame:
    """One row of the picture per step, whether it has passes or not: STEP_COLUMNS."""
    found = summary.set_index(summary["step"].astype(str))
    found = found.reindex([step.id for step in about.steps])
    standard = pd.Series([float(s.standard.minutes) for s in about.steps], index=found.index)
    scale = standard if in_ratio else 1.0
    n_unknown = (found["n"] - found["n_known"]).fillna(0).astype(int)
    return pd.DataFrame(
        {
            "label": [f"{step.number}. {step.short_name}" for step in about.steps],
            "standard": standard / scale,
            "standard_text": [f"{step.standard.minutes} menit" for step in about.steps],
            "median": found["p50_minutes"].astype("float64") / scale,
            "margin": [f"○ {number(n)}" if n else "" for n in n_unknown],
        },
        columns=list(STEP_COLUMNS),
    ).reset_index(drop=True)


@once
def time_dots(about: Population, *, in_ratio: bool) -> pd.DataFrame:
    """The dots of the picture: DOT_COLUMNS, their rows in the order of the steps."""
    known = about.passes[[*VERDICT_COLUMNS, "step", "report_id", "visit"]]
    points = dots(passes_with_verdict(known))
    row_of = pd.Series({step.id: row for row, step in enumerate(about.steps)}, dtype="int64")
    rows = row_of.reindex(points["step"].astype(str)).to_numpy()
    return drawn_dots(points.assign(row=rows), in_ratio=in_ratio)


def drawn_dots(points: pd.DataFrame, *, in_ratio: bool) -> pd.DataFrame:
    """DOT_COLUMNS of `dots` whose `row` is known."""
    minutes = points["processing_minutes"]
    return pd.DataFrame(
        {
            "row": points["row"],
            "value": minutes / points["standard_minutes"] if in_ratio else minutes,
            "n": points["n"],
            "is_declared": points["clock_quality"] == ClockQuality.DECLARED,
            "is_over": points["is_over"],
            "offset": points["offset"],
            "hover": [_hover(point) for point in points.itertuples(index=False)],
            "key": points["report_id"].astype(object).fillna(""),
        },
        columns=list(DOT_COLUMNS),
    )


def fit_words(row: Any) -> str:
    """`8 dari 9` of a row of `time_summary`, with its percentage from 10 on; a dash of none."""
    low, high = row["within_rate_low"], row["within_rate_high"]
    n = int(row["n_known"])
    return of_how_many(int(row["n_within"]), n, low, high) if n else MISSING


def _cells(step: Step, row: Any) -> list[str]:
    name, standard = f"{step.number}. {step.short_name}", minutes_text(step.standard.minutes)
    if row is None:
        return [name, standard, *[MISSING] * (len(TIME_HEADINGS) - 2)]
    fit = of_how_many(
        int(row.n_within), int(row.n_known), row.within_rate_low, row.within_rate_high
    )
    return [
        name,
        standard,
        fit if row.n_known else MISSING,
        number(row.n_over) if row.n_known else MISSING,
        f"{number(row.n - row.n_known)} dari {number(row.n)}",
        minutes_text(row.p50_minutes),
        minutes_text(row.max_minutes),
        minutes_text(row.excess_minutes) if row.n_known else MISSING,
        minutes_text(row.p50_waiting_minutes),
    ]


def _hover(point: Any) -> str:
    if pd.isna(point.report_id):
        about = f"sekitar {minutes_text(point.processing_minutes)}"
        return f"{number(point.n)} pelaksanaan, {about}"
    over = ", melewati mutu baku waktu" if point.is_over else ""
    again = f", pelaksanaan ke-{point.visit}" if point.visit > 1 else ""
    return f"{minutes_text(point.processing_minutes)}{again}{over}"
