"""What the returns of reviewers say: finding, table, and the rows of their picture."""

from typing import Any

import pandas as pd

from lkj.analytics.rejections import rejection_counts
from lkj.charts.returns_per_reviewer import COLUMNS
from lkj.domain.sop import Decision, Step
from lkj.labels.findings import of_how_many, returns_finding, returns_subtitle
from lkj.labels.formats import number
from lkj.labels.monitoring_words import NO_REVIEW_YET, RETURNS_HEADINGS
from lkj.labels.words import MISSING
from lkj.usecases.population import Population, once
from lkj.usecases.reading import step_columns

RETURN_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Pemeriksa",
    "Dikembalikan, pemeriksaan pertama",
    "Dikembalikan lagi",
    "Disetujui",
    "Pemeriksaan",
    "Bagian dikembalikan",
    "Batas bawah 95%",
    "Batas atas 95%",
)


def reviews(about: Population) -> list[Step]:
    """The steps that may return a draft."""
    return [step for step in about.steps if Decision.REJECT in step.next]


@once
def return_counts(about: Population) -> pd.DataFrame:
    """`rejection_counts` by step id, a row for every review that is looked at."""
    counts = rejection_counts(about.passes, by=("step",))
    counts = counts.set_index(counts["step"].astype(str))
    ids = [step.id for step in reviews(about)]
    n_columns = [str(name) for name in counts.columns if str(name).startswith("n")]
    filled = counts.drop(columns="step").reindex(ids)
    return filled.assign(**{name: filled[name].fillna(0).astype(int) for name in n_columns})


def returns_sentence(counts: pd.DataFrame) -> str:
    """The finding over the picture."""
    return returns_finding(
        n=int(counts["n"].sum()), n_rejections=int(counts["n_rejections"].sum())
    )


def returns_words(about: Population) -> str:
    """The subtitle: who reviews, period, as-of."""
    names = [f"{_reviewer(about, step)} (langkah {step.number})" for step in reviews(about)]
    return returns_subtitle(reviewers=names, period=about.period, as_of=about.as_of_text)


def returns_caption(about: Population) -> str:
    """What the table of the picture is called."""
    return f"Pengembalian menurut pemeriksa, diperiksa {about.period}."


def returns_cells(counts: pd.DataFrame, about: Population) -> list[list[str]]:
    """The numbers of the picture, a row for each review under RETURNS_HEADINGS."""
    return [_cells(about, step, counts.loc[step.id]) for step in reviews(about)]


def returns_bars(counts: pd.DataFrame, about: Population) -> pd.DataFrame:
    """The bars of the picture: COLUMNS of `returns_per_reviewer`."""
    rows = [(step, counts.loc[step.id]) for step in reviews(about)]
    return pd.DataFrame(
        [
            (
                f"{step.number}. {_reviewer(about, step)}",
                row["n_first_rejections"],
                row["n_again_rejections"],
                row["n"] - row["n_rejections"],
                _words(row),
                step.id,
            )
            for step, row in rows
        ],
        columns=list(COLUMNS),
    )


def return_rows(about: Population) -> pd.DataFrame:
    """The bars of the picture, as they are downloaded."""
    counts = return_counts(about)
    bars = returns_bars(counts, about)
    judged = ("n_first_rejections", "n_again_rejections", "n_approvals")
    rates = ("n", "rejection_rate", "rate_low", "rate_high")
    values = (
        [
            ", ".join(about.role_name(role) for role in step.finishers)
            for step in reviews(about)
        ],
        *(bars[name].astype("int64") for name in judged),
        *(counts[name].to_numpy() for name in rates),
    )
    columns = dict(zip(RETURN_COLUMNS[2:], values, strict=True))
    return pd.DataFrame({**step_columns(reviews(about)), **columns})


def _reviewer(about: Population, step: Step) -> str:
    return ", ".join(about.role_name(role) for role in step.finishers)


def _words(row: Any) -> str:
    if not row["n"]:
        return NO_REVIEW_YET
    return of_how_many(
        int(row["n_rejections"]), int(row["n"]), row["rate_low"], row["rate_high"]
    )


def _cells(about: Population, step: Step, row: Any) -> list[str]:
    name = f"{step.number}. {_reviewer(about, step)}"
    if not row["n"]:
        return [name, *[MISSING] * (len(RETURNS_HEADINGS) - 1)]
    n_first, n_again = int(row["n_first"]), int(row["n_again"])
    passed = n_first - int(row["n_first_rejections"])
    again = f"{number(row['n_again_rejections'])} dari {number(n_again)}"
    return [
        name,
        _words(row),
        f"{number(row['n_first_rejections'])} dari {number(n_first)}",
        again if n_again else MISSING,
        f"{number(passed)} dari {number(n_first)}",
    ]
