"""Whether reviewers differ more than chance explains; by person only with the right."""

from collections.abc import Callable
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from lkj.analytics.intervals import funnel_limits
from lkj.analytics.rejections import rejection_counts
from lkj.charts.returns_funnel import LIMIT_COLUMNS, returns_funnel
from lkj.domain.accounts import Permission
from lkj.labels.formats import number
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import counted, not_yet, opening, picture, twin
from lkj.usecases.frames import everyone

PERSONS = "pemeriksa-orang"
FEWEST = 5  # reviews; fewer say nothing of a reviewer (metrics 2.6)
MAX_POINTS = 200
HEADINGS = ("Pemeriksa", "Dikembalikan", "Dibanding kebetulan")
LEGEND = (
    "Di antara garis titik-titik (95%) dan garis penuh (99,8%), perbedaan masih dapat terjadi "
    "karena kebetulan. Angka tinggi dapat berarti pemeriksa teliti atau konsep yang belum "
    "matang."
)
ABOVE, BELOW, ORDINARY = "lebih sering", "lebih jarang", "tidak berbeda"


def funnel_panel(look: Monitoring) -> None:
    """Draw reviewers against the limits of chance, by role or, with the right, by person."""
    head = st.container()
    may_see = look.viewer.may(Permission.READ_PERSONS)
    by_person = may_see and st.toggle("Menurut orang", key=PERSONS)
    pooled = rejection_counts(look.passes, by=()).to_dict("records")[0]
    reviewers = _persons(look) if by_person else _roles(look)
    enough = reviewers[reviewers["n"] >= FEWEST]
    if len(enough) < 2:  # noqa: PLR2004 -- one alone is compared with nobody
        not_yet(
            "Perbandingan pemeriksa perlu dua pemeriksa dengan sedikitnya "
            f"{FEWEST} pemeriksaan masing-masing."
        )
        return
    rate = float(pooled["rejection_rate"])
    compared = _compared(enough, rate)
    finding = _finding(compared)
    with head:
        _head(look, finding, pooled, n_shown=int(compared["n"].sum()))
    points, limits = _drawn(compared), _limits(compared, rate)
    figure = returns_funnel(points, limits, pooled_rate=rate, ink=ink(), mark=look.mark)
    picture(figure, key="funnel", finding=finding)
    st.caption(LEGEND)
    rows = [_cells(row) for row in compared.to_dict("records")]
    twin(HEADINGS, rows, caption="Bukan peringkat dan bukan penilaian terhadap orang.")


def _head(look: Monitoring, finding: str, pooled: Any, *, n_shown: int) -> None:
    n_hidden = pooled["n"] - n_shown
    few = f"pemeriksa dengan kurang dari {FEWEST} pemeriksaan"
    returned = f"{number(pooled['n_rejections'])} dari {number(pooled['n'])} pemeriksaan"
    opening(
        finding,
        f"{returned} dikembalikan, diperiksa {look.population.period}",
        f"{number(n_hidden)} oleh {few} tidak digambar" if n_hidden else "",
    )


def _roles(look: Monitoring) -> pd.DataFrame:
    return _named(rejection_counts(look.passes, by=("role",)), "role", look.viewer.role_name)


def _persons(look: Monitoring) -> pd.DataFrame:
    people, _ = everyone(look.viewer.office)
    names = {person.id: person.name for person in people}
    counts = rejection_counts(look.passes, by=("actor",))
    return _named(counts, "actor", lambda one: names.get(one, one))


def _named(counts: pd.DataFrame, column: str, name: Callable[[str], str]) -> pd.DataFrame:
    return counts.assign(name=[name(str(one)) for one in counts[column]])


def _compared(reviewers: pd.DataFrame, rate: float) -> pd.DataFrame:
    low, high = funnel_limits(rate, reviewers["n"], 0.998)
    is_above, is_below = reviewers["rejection_rate"] > high, reviewers["rejection_rate"] < low
    return reviewers.assign(
        verdict=np.select([is_above, is_below], [ABOVE, BELOW], default=ORDINARY),
        is_unusual=is_above | is_below,
    )


def _finding(compared: pd.DataFrame) -> str:
    unusual = compared[compared["is_unusual"]]
    if unusual.empty:
        return "Perbedaan antarpemeriksa masih dapat terjadi karena kebetulan"
    words = [f"{row.name} {row.verdict}" for row in unusual.itertuples(index=False)]
    return f"Mengembalikan di luar kebetulan: {', '.join(words)}"


def _limits(compared: pd.DataFrame, rate: float) -> pd.DataFrame:
    most = int(compared["n"].max() * 1.15) + 2
    n = np.unique(np.linspace(1, most, MAX_POINTS).round().astype(np.int64))
    limits = [*funnel_limits(rate, n, 0.95), *funnel_limits(rate, n, 0.998)]
    return pd.DataFrame(dict(zip(LIMIT_COLUMNS, [n, *limits], strict=True)))


def _drawn(compared: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": [escape(name) for name in compared["name"]],
            "n": compared["n"],
            "rate": compared["rejection_rate"],
            "is_unusual": compared["is_unusual"],
            "hover": [
                f"{escape(row['name'])}: {_words(row)}" for row in compared.to_dict("records")
            ],
        }
    )


def _words(row: Any) -> str:
    return counted(row["n_rejections"], row["n"], row["rate_low"], row["rate_high"])


def _cells(row: Any) -> list[str]:
    return [row["name"], _words(row), row["verdict"]]
