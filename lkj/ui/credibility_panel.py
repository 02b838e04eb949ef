"""How far the recorded times can be believed."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.clock_sources import clock_sources
from lkj.analytics.credibility import MIN_FOR_HEAPING, credibility, entry_flags
from lkj.charts import clock_sources as chart
from lkj.labels.findings import completeness
from lkj.labels.words import MISSING
from lkj.ui.monitoring import Monitoring
from lkj.ui.panel import opening, out_of, picture, twin

LEGEND = (
    "Hijau penuh = terukur (mulai dan selesai dicatat) · hijau bergaris = dilaporkan "
    "pelaksana · abu-abu = tanpa waktu pengerjaan."
)
# Each heading, what is counted, and of what.
FLAGS = (
    ("Waktu diketahui", "n_known", "n"),
    ("Terlambat dicatat", "n_late_entry", "n"),
    ("Kelipatan 5 menit", "n_multiple_of_five", "n_known"),
    ("Tepat mutu baku", "n_exact_standard", "n_known"),
    ("Dicatat beruntun", "n_burst", "n"),
    ("Di luar jam kerja", "n_off_hours", "n"),
    ("Selesai sesudah dicatat", "n_impossible", "n"),
    ("Terukur dan dicatat saat itu", "n_credible", "n"),
)
MEANING = (
    "Terlambat = lebih dari 60 menit kerja sesudah selesai. Beruntun = 3 atau lebih dalam 5 "
    "menit. Menit yang tidak dibulatkan adalah kelipatan 5 pada 1 dari 5 pelaksanaan."
)


def credibility_panel(look: Monitoring) -> None:
    """Say where minutes come from, and which entries are doubtful, by role."""
    flagged = entry_flags(look.passes, look.viewer.office.calendar)
    whole = credibility(flagged, by=()).to_dict("records")[0]
    roles = credibility(flagged).to_dict("records")
    finding = completeness(n=int(whole["n"]), n_known=int(whole["n_known"]))
    opening(
        finding,
        f"{out_of(whole['n_credible'], whole['n'])} terukur dan dicatat saat itu",
        _heaped(look, roles),
        f"selesai {look.population.period}",
    )
    sources = clock_sources(look.passes)
    labels = [escape(_name(look, role)) for role in sources["role"]]
    figure = chart.clock_sources(sources.assign(label=labels), mark=look.mark)
    picture(figure, key="sources", finding=finding)
    st.caption(LEGEND)
    rows = [_cells(_name(look, row["role"]), row) for row in roles]
    headings = ("Pelaksana", *(heading for heading, *_ in FLAGS))
    twin(headings, [*rows, _cells("Seluruhnya", whole)], caption=MEANING)


def _name(look: Monitoring, role: Any) -> str:
    return MISSING if pd.isna(role) else look.viewer.role_name(str(role))


def _heaped(look: Monitoring, roles: list[dict[Any, Any]]) -> str:
    names = [_name(look, row["role"]) for row in roles if row["is_heaped"]]
    if all(row["n_known"] < MIN_FOR_HEAPING for row in roles):
        return f"Pembulatan dinilai mulai {MIN_FOR_HEAPING} waktu yang diketahui"
    if not names:
        return "Tidak tampak pembulatan menit"
    return f"Menit {' dan '.join(names)} tampaknya dibulatkan ke kelipatan 5"


def _cells(name: str, row: Any) -> list[str]:
    return [name, *(out_of(row[some], row[of]) for _, some, of in FLAGS)]
