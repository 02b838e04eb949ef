"""Whether reviewers differ more than chance explains; by person only with the right."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lkj.analytics.intervals import funnel_limits
from lkj.analytics.rejections import rejection_counts
from lkj.charts.returns_funnel import LIMIT_COLUMNS
from lkj.labels.formats import number
from lkj.usecases.population import Population, once_per_view
from lkj.usecases.reading import NotYet, Reading, counted

FUNNEL_COLUMNS = (
    "Pemeriksaan",
    "Dikembalikan",
    "Bagian dikembalikan",
    "Bagian seluruhnya",
    "Batas bawah 95%",
    "Batas atas 95%",
    "Batas bawah 99,8%",
    "Batas atas 99,8%",
    "Dibanding kebetulan",
)
ROLE, PERSON = "Pemeriksa", "Orang"
_FEWEST = 5  # reviews; fewer say nothing of a reviewer (metrics 2.6)
_MAX_POINTS = 200
_HEADINGS = ("Pemeriksa", "Dikembalikan", "Dibanding kebetulan")
_LEGEND = (
    "Di antara garis titik-titik (95%) dan garis penuh (99,8%), perbedaan masih dapat terjadi "
    "karena kebetulan. Angka tinggi dapat berarti pemeriksa teliti atau konsep yang belum "
    "matang."
)
_ABOVE, _BELOW, _ORDINARY = "lebih sering", "lebih jarang", "tidak berbeda"


@dataclass(frozen=True)
class Funnel:
    """What `charts.returns_funnel` draws."""

    points: pd.DataFrame
    limits: pd.DataFrame
    pooled_rate: float


@once_per_view
def funnel_reading(about: Population) -> Reading[Funnel] | NotYet:
    """Reviewers against the limits of chance, by role or, with the right, by person."""
    compared, pooled = _compared(about)
    if len(compared) < 2:  # noqa: PLR2004 -- one alone is compared with nobody
        return NotYet(
            "Perbandingan pemeriksa perlu dua pemeriksa dengan sedikitnya "
            f"{_FEWEST} pemeriksaan masing-masing."
        )
    rate = float(pooled["rejection_rate"])
    n_hidden = pooled["n"] - int(compared["n"].sum())
    few = f"pemeriksa dengan kurang dari {_FEWEST} pemeriksaan"
    returned = f"{number(pooled['n_rejections'])} dari {number(pooled['n'])} pemeriksaan"
    return Reading(
        finding=_finding(compared),
        about=(
            f"{returned} dikembalikan, diperiksa {about.period}",
            f"{number(n_hidden)} oleh {few} tidak digambar" if n_hidden else "",
        ),
        drawn=Funnel(_drawn(compared), _limits(compared, rate), rate),
        legend=_LEGEND,
        headings=_HEADINGS,
        cells=[
            [row["name"], _words(row), row["verdict"]] for row in compared.to_dict("records")
        ],
        caption="Bukan peringkat dan bukan penilaian terhadap orang.",
    )


def funnel_rows(about: Population) -> pd.DataFrame:
    """The reviewers that are drawn, each with the limits at its number of reviews."""
    compared, pooled = _compared(about)
    whom = PERSON if _is_by_person(about) else ROLE
    if len(compared) < 2:  # noqa: PLR2004 -- as in the picture
        return pd.DataFrame(columns=[whom, *FUNNEL_COLUMNS])
    rate = float(pooled["rejection_rate"])
    limits = [
        *funnel_limits(rate, compared["n"], 0.95),
        *funnel_limits(rate, compared["n"], 0.998),
    ]
    counts = (compared[name] for name in ("n", "n_rejections", "rejection_rate"))
    values = (*counts, rate, *limits, compared["verdict"])
    columns = dict(zip(FUNNEL_COLUMNS, values, strict=True))
    return pd.DataFrame({whom: compared["name"], **columns}, index=compared.index)


def _is_by_person(about: Population) -> bool:
    return about.view.by_person and bool(about.names)


def _compared(about: Population) -> tuple[pd.DataFrame, dict[Any, Any]]:
    """The reviewers with enough reviews, and all reviews together."""
    pooled = rejection_counts(about.passes, by=()).to_dict("records")[0]
    reviewers = _persons(about) if _is_by_person(about) else _roles(about)
    enough = reviewers[reviewers["n"] >= _FEWEST]
    low, high = funnel_limits(float(pooled["rejection_rate"]), enough["n"], 0.998)
    is_above, is_below = enough["rejection_rate"] > high, enough["rejection_rate"] < low
    compared = enough.assign(
        verdict=np.select([is_above, is_below], [_ABOVE, _BELOW], default=_ORDINARY),
        is_unusual=is_above | is_below,
    )
    return compared, pooled


def _roles(about: Population) -> pd.DataFrame:
    return _named(rejection_counts(about.passes, by=("role",)), "role", about.role_name)


def _persons(about: Population) -> pd.DataFrame:
    counts = rejection_counts(about.passes, by=("actor",))
    return _named(counts, "actor", lambda one: about.names.get(one, one))


def _named(counts: pd.DataFrame, column: str, name: Callable[[str], str]) -> pd.DataFrame:
    return counts.assign(name=[name(str(one)) for one in counts[column]])


def _finding(compared: pd.DataFrame) -> str:
    unusual = compared[compared["is_unusual"]]
    if unusual.empty:
        return "Perbedaan antarpemeriksa masih dapat terjadi karena kebetulan"
    words = [f"{row.name} {row.verdict}" for row in unusual.itertuples(index=False)]
    return f"Mengembalikan di luar kebetulan: {', '.join(words)}"


def _limits(compared: pd.DataFrame, rate: float) -> pd.DataFrame:
    most = int(compared["n"].max() * 1.15) + 2
    n = np.unique(np.linspace(1, most, _MAX_POINTS).round().astype(np.int64))
    limits = [*funnel_limits(rate, n, 0.95), *funnel_limits(rate, n, 0.998)]
    return pd.DataFrame(dict(zip(LIMIT_COLUMNS, [n, *limits], strict=True)))


def _drawn(compared: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": compared["name"],
            "n": compared["n"],
            "rate": compared["rejection_rate"],
            "is_unusual": compared["is_unusual"],
            "hover": [f"{row['name']}: {_words(row)}" for row in compared.to_dict("records")],
        }
    )


def _words(row: Any) -> str:
    return counted(row["n_rejections"], row["n"], row["rate_low"], row["rate_high"])
