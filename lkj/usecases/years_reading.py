"""One tahun kinerja beside another: finding, table, and the rows of their picture."""

from typing import Any

import pandas as pd

from lkj.analytics.dots import MAX_MARKS, dots
from lkj.analytics.durations import passes_with_verdict
from lkj.analytics.intervals import wilson
from lkj.analytics.years import FEWEST_TO_COMPARE, years
from lkj.charts.minutes_per_step import STEP_COLUMNS
from lkj.labels.findings import of_how_many
from lkj.labels.formats import minutes_text, number
from lkj.labels.words import MISSING
from lkj.usecases.population import Population, once
from lkj.usecases.time_reading import drawn_dots

MOST_YEARS = 3


@once
def years_table(about: Population) -> pd.DataFrame:
    """`years` of the steps that are looked at, of the latest tahun kinerja."""
    table = years(about.passes[about.passes["sop_id"] == about.sop.id])
    latest = sorted(table["fiscal_year"].unique())[-MOST_YEARS:]
    is_step = table["step"].isin([step.id for step in about.steps])
    shown = table[is_step & table["fiscal_year"].isin(latest) & (table["n"] > 0)]
    return shown.reset_index(drop=True)


def years_rows(table: pd.DataFrame, about: Population) -> pd.DataFrame:
    """The rows of the picture, a row for each step and year: STEP_COLUMNS."""
    rows = [_row(row, about) for row in table.to_dict("records")]
    drawn = pd.DataFrame(rows, columns=["step", *STEP_COLUMNS])
    is_first = ~drawn["step"].duplicated()
    year = drawn["label"].str.split(" · ").str[-1]
    return drawn.assign(
        label=drawn["label"].where(is_first, year),
        standard_text=drawn["standard_text"].where(is_first, ""),
    ).drop(columns="step")


def years_dots(table: pd.DataFrame, about: Population) -> pd.DataFrame:
    """The dots of the picture, in minutes; their rows are those of `table`."""
    row_of = {
        (str(row["step"]), int(row["fiscal_year"])): place
        for place, row in enumerate(table.to_dict("records"))
    }
    verdicts = passes_with_verdict(about.passes[about.passes["sop_id"] == about.sop.id])
    shown = table["fiscal_year"].unique()
    points = [_points(verdicts, int(year), row_of, MAX_MARKS // len(shown)) for year in shown]
    return drawn_dots(pd.concat(points, ignore_index=True), in_ratio=False)


def years_sentence(table: pd.DataFrame, about: Population) -> str:
    """Which step changed more than chance would have it; the latest year decides."""
    latest = table["fiscal_year"].max()
    told = table[(table["fiscal_year"] == latest) & table["difference_rate"].notna()]
    if told.empty:
        return (
            f"Tahun kinerja {latest} belum dapat dibandingkan: perlu {FEWEST_TO_COMPARE} "
            "pelaksanaan yang diketahui per langkah dan tahun"
        )
    is_sure = (told["difference_rate_low"] > 0) | (told["difference_rate_high"] < 0)
    if not is_sure.any():
        return f"Tidak ada langkah yang jelas berubah pada tahun kinerja {latest}"
    sure = told[is_sure]
    row = sure.loc[sure["difference_rate"].abs().idxmax()]
    way = "lebih sering" if row["difference_rate"] > 0 else "lebih jarang"
    number_of = about.sop.step(str(row["step"])).number
    return (
        f"Langkah {number_of} {way} sesuai mutu baku waktu pada tahun kinerja {latest}: "
        f"{_points_words(row)}"
    )


def years_words(table: pd.DataFrame, about: Population) -> str:
    """The subtitle: population, unknowns, as-of."""
    n, n_known = int(table["n"].sum()), int(table["n_known"].sum())
    return (
        f"{number(n_known)} dari {number(n)} pelaksanaan diketahui waktunya · "
        f"{table['fiscal_year'].nunique()} tahun kinerja terakhir · "
        f"keadaan per {about.as_of_text}"
    )


def years_cells(table: pd.DataFrame, about: Population) -> list[list[str]]:
    """The numbers of the picture under YEARS_HEADINGS."""
    return [_cells(row, about) for row in table.to_dict("records")]


def _points(
    verdicts: pd.DataFrame, year: int, row_of: dict[tuple[str, int], int], most: int
) -> pd.DataFrame:
    points = dots(verdicts[verdicts["fiscal_year"] == year], max_marks=most)
    rows = [row_of.get((str(step), year), -1) for step in points["step"]]
    return points.assign(row=rows)[pd.Series(rows, dtype="int64") >= 0]


def _row(row: Any, about: Population) -> tuple[Any, ...]:
    step = about.sop.step(str(row["step"]))
    standard = row["standard_minutes"]
    minutes = step.standard.minutes if pd.isna(standard) else int(standard)
    label = f"{step.number}. {step.short_name} · {row['fiscal_year']}"
    n_unknown = int(row["n"] - row["n_known"])
    margin = f"○ {number(n_unknown)}" if n_unknown else ""
    return step.id, label, float(minutes), f"{minutes} menit", row["p50_minutes"], margin


def _cells(row: Any, about: Population) -> list[str]:
    step = about.sop.step(str(row["step"]))
    n, n_known = int(row["n"]), int(row["n_known"])
    low, high = wilson(row["n_within"], n_known)
    fit = of_how_many(int(row["n_within"]), n_known, float(low), float(high))
    standard = row["standard_minutes"]
    return [
        f"{step.number}. {step.short_name}",
        str(row["fiscal_year"]),
        MISSING if pd.isna(standard) else minutes_text(int(standard)),
        minutes_text(row["p50_minutes"]),
        fit if n_known else MISSING,
        f"{number(n - n_known)} dari {number(n)}",
        MISSING if pd.isna(row["difference_rate"]) else _points_words(row),
    ]


def _points_words(row: Any) -> str:
    """`+12 poin persen (-5 sampai +29)`."""
    change, low, high = (
        _signed(row[name])
        for name in ("difference_rate", "difference_rate_low", "difference_rate_high")
    )
    return f"{change} poin persen ({low} sampai {high})"


def _signed(rate: float) -> str:
    points = number(rate * 100)
    return points if points.startswith("-") or points == "0" else f"+{points}"
