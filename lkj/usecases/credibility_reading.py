"""How far the recorded times can be believed."""

from typing import Any

import pandas as pd

from lkj.analytics.clock_sources import clock_sources
from lkj.analytics.credibility import MIN_FOR_HEAPING, credibility, entry_flags
from lkj.labels.findings import completeness
from lkj.labels.words import MISSING
from lkj.usecases.population import Population, once
from lkj.usecases.reading import Reading, out_of

SOURCE_COLUMNS = ("Pelaksana", "Terukur", "Dilaporkan pelaksana", "Tanpa waktu pengerjaan")
_LEGEND = (
    "Hijau penuh = terukur (mulai dan selesai dicatat) · hijau bergaris = dilaporkan "
    "pelaksana · abu-abu = tanpa waktu pengerjaan."
)
# Each heading, what is counted, and of what.
_FLAGS = (
    ("Waktu diketahui", "n_known", "n"),
    ("Terlambat dicatat", "n_late_entry", "n"),
    ("Kelipatan 5 menit", "n_multiple_of_five", "n_known"),
    ("Tepat mutu baku", "n_exact_standard", "n_known"),
    ("Dicatat beruntun", "n_burst", "n"),
    ("Di luar jam kerja", "n_off_hours", "n"),
    ("Selesai sesudah dicatat", "n_impossible", "n"),
    ("Terukur dan dicatat saat itu", "n_credible", "n"),
)
_MEANING = (
    "Terlambat = lebih dari 60 menit kerja sesudah selesai. Beruntun = 3 atau lebih dalam 5 "
    "menit. Menit yang tidak dibulatkan adalah kelipatan 5 pada 1 dari 5 pelaksanaan."
)


@once
def credibility_reading(about: Population) -> Reading[pd.DataFrame]:
    """Where minutes come from, and which entries are doubtful, by role."""
    flagged = entry_flags(about.passes, about.tables.calendar)
    whole = credibility(flagged, by=()).to_dict("records")[0]
    roles = credibility(flagged).to_dict("records")
    return Reading(
        finding=completeness(n=int(whole["n"]), n_known=int(whole["n_known"])),
        about=(
            f"{out_of(whole['n_credible'], whole['n'])} terukur dan dicatat saat itu",
            _heaped(about, roles),
            f"selesai {about.period}",
        ),
        drawn=_sources(about),
        legend=_LEGEND,
        headings=("Pelaksana", *(heading for heading, *_ in _FLAGS)),
        cells=[
            *(_cells(_name(about, row["role"]), row) for row in roles),
            _cells("Seluruhnya", whole),
        ],
        caption=_MEANING,
    )


def source_rows(about: Population) -> pd.DataFrame:
    """The bars: how many passes of each role have measured, declared, no minutes."""
    drawn = _sources(about)
    values = (drawn[name] for name in ("label", "n_measured", "n_declared", "n_untimed"))
    return pd.DataFrame(dict(zip(SOURCE_COLUMNS, values, strict=True)))


def _sources(about: Population) -> pd.DataFrame:
    sources = clock_sources(about.passes)
    return sources.assign(label=[_name(about, role) for role in sources["role"]])


def _name(about: Population, role: Any) -> str:
    return MISSING if pd.isna(role) else about.role_name(str(role))


def _heaped(about: Population, roles: list[dict[Any, Any]]) -> str:
    names = [_name(about, row["role"]) for row in roles if row["is_heaped"]]
    if all(row["n_known"] < MIN_FOR_HEAPING for row in roles):
        return f"Pembulatan dinilai mulai {MIN_FOR_HEAPING} waktu yang diketahui"
    if not names:
        return "Tidak tampak pembulatan menit"
    return f"Menit {' dan '.join(names)} tampaknya dibulatkan ke kelipatan 5"


def _cells(name: str, row: Any) -> list[str]:
    return [name, *(out_of(row[some], row[of]) for _, some, of in _FLAGS)]
