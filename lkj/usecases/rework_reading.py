"""What returns add: minutes done again, and by which returning step they are charged."""

from typing import Any

import pandas as pd

from lkj.analytics.rework import rework_by_step, rework_share
from lkj.charts.labelled_bars import Part
from lkj.domain.sop import Step
from lkj.labels.formats import minutes_text, number
from lkj.labels.words import MISSING
from lkj.usecases.population import Population, once
from lkj.usecases.reading import NotYet, Reading, step_columns
from lkj.usecases.returns_reading import reviews

REWORK_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Pengembalian",
    "Masih diperbaiki",
    "Pelaksanaan ulang",
    "Langsung (menit kerja)",
    "Beruntun (menit kerja)",
    "Tambahan (menit kerja)",
    "Pelaksanaan ulang tanpa waktu",
)
PARTS = (
    Part("direct_processing_minutes", "menit kerja langsung"),
    Part("cascade_processing_minutes", "menit kerja beruntun", is_hatched=True),
)
_HEADINGS = (
    "Dikembalikan pada langkah",
    "Pengembalian",
    "Pelaksanaan ulang",
    "Langsung",
    "Beruntun",
    "Tambahan menit kerja",
    "Tanpa waktu",
    "Menunggu",
    "Menurut mutu baku",
)
_LEGEND = (
    "Ungu penuh = langsung: diperbaiki oleh yang menerima kembali · ungu bergaris = beruntun: "
    "pemeriksaan yang harus dilalui lagi. Setiap pelaksanaan ulang dihitung pada pengembalian "
    "terakhir yang belum terlewati lagi; yang tanpa waktu tidak ikut dijumlahkan."
)


@once
def rework_reading(about: Population) -> Reading[pd.DataFrame | None] | NotYet:
    """Minutes of repair as bars per returning step; `drawn` is None where none is known."""
    episodes = about.episodes
    if episodes.empty:
        return NotYet("Belum ada pengembalian yang perbaikannya dapat dihitung.")
    known = _known(about, episodes)
    minutes = sum(_or_zero(cost["processing_minutes"]) for _, cost in known)
    added = (
        f"sedikitnya {number(minutes)} menit kerja" if minutes else "waktu yang belum tercatat"
    )
    return Reading(
        finding=f"{number(len(episodes))} pengembalian menambah {added} perbaikan",
        about=("Tambahan menit kerja karena perbaikan, dari laporan pada pilihan ini",),
        drawn=_bars(known) if minutes else None,
        legend=_LEGEND,
        headings=_HEADINGS,
        cells=[_cells(about, step, cost) for step, cost in known],
        caption=_invariant(about, episodes),
    )


def rework_rows(about: Population) -> pd.DataFrame:
    """The bars as they are downloaded."""
    known = _known(about, about.episodes)
    names = (
        "n",
        "n_open",
        "n_passes",
        "direct_processing_minutes",
        "cascade_processing_minutes",
        "processing_minutes",
        "n_unknown",
    )
    steps = step_columns(step for step, _ in known).values()
    figures = [[cost[name] for _, cost in known] for name in names]
    return pd.DataFrame(dict(zip(REWORK_COLUMNS, [*steps, *figures], strict=True)))


def _known(about: Population, episodes: pd.DataFrame) -> list[tuple[Step, dict[Any, Any]]]:
    costs = rework_by_step(episodes)
    by_step = {str(cost["step"]): cost for cost in costs.to_dict("records")}
    return [(step, by_step[step.id]) for step in reviews(about) if step.id in by_step]


def _bars(known: list[tuple[Step, dict[Any, Any]]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": [f"{step.number}. {step.short_name}" for step, _ in known],
            **{part.column: [cost[part.column] for _, cost in known] for part in PARTS},
            "words": [_words(cost) for _, cost in known],
        }
    )


def _words(cost: dict[Any, Any]) -> str:
    n_unknown = cost["n_unknown"]
    without = f" · {number(n_unknown)} tanpa waktu" if n_unknown else ""
    return minutes_text(cost["processing_minutes"]) + without


def _cells(about: Population, step: Step, cost: dict[Any, Any]) -> list[str]:
    n_open = f", {number(cost['n_open'])} masih diperbaiki" if cost["n_open"] else ""
    reviewer = ", ".join(about.role_name(role) for role in step.finishers)
    return [
        f"{step.number}. {reviewer}",
        f"{number(cost['n'])}{n_open}",
        number(cost["n_passes"]),
        minutes_text(cost["direct_processing_minutes"]),
        minutes_text(cost["cascade_processing_minutes"]),
        minutes_text(cost["processing_minutes"]),
        number(cost["n_unknown"]) if cost["n_unknown"] else MISSING,
        minutes_text(cost["waiting_minutes"]),
        minutes_text(cost["standard_minutes"]),
    ]


def _invariant(about: Population, episodes: pd.DataFrame) -> str:
    """Both sums, and whether they must be equal: they must where reports keep to the SOP."""
    by_return = _or_zero(rework_by_step(episodes, by=())["processing_minutes"].iloc[0])
    by_pass = _or_zero(rework_share(about.whole_reports)["rework_minutes"].iloc[0])
    sums = (
        f"Periksa silang: menurut pengembalian {minutes_text(by_return)}, menurut pelaksanaan "
        f"ke-2 dan seterusnya {minutes_text(by_pass)}"
    )
    n_astray = int(episodes.loc[episodes["has_jump"], "report_id"].nunique())
    if n_astray:
        return f"{sums}; {number(n_astray)} laporan menyimpang dari alur, jumlahnya boleh beda."
    return f"{sums}."


def _or_zero(minutes: float) -> float:
    return 0.0 if pd.isna(minutes) else float(minutes)
