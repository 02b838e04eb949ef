"""How many reports arrive, leave, run and are redone over time."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lkj.analytics.flow import cumulative_flow, daily_flow, monthly_flow
from lkj.analytics.minute_curve import thinned
from lkj.labels.formats import MONTHS, number
from lkj.usecases.population import Population, once
from lkj.usecases.reading import NotYet, Reading
from lkj.usecases.selection import select_reports

MONTH_COLUMNS = ("Bulan", "Masuk", "Selesai", "Dibatalkan", "Berjalan pada akhirnya")
FLOW_COLUMNS = ("Hari", "No. langkah", "Langkah", "Laporan yang pernah mencapainya")
REDONE_COLUMN = "Laporan yang sedang mengulang"
END = "Selesai"
_MAX_DAYS = 450  # times a line for each step
_YEAR = 12  # months
_COUNTS = ("n_arrived", "n_finished", "n_cancelled", "n_running")
_LINE_HEADINGS = ("Langkah", "Laporan yang pernah mencapainya")
_MONTH_LEGEND = "Abu-abu = masuk · hijau = selesai · garis = berjalan pada akhir bulan."
_LINE_LEGEND = (
    "Tiap bidang: laporan yang pernah mencapai langkah itu; jarak tegak antara dua bidang = "
    "laporan di antaranya. Ungu: laporan yang sedang mengulang langkah sebelum yang terjauh."
)
_WHOLE = "Seluruh riwayat laporan pilihan ini, tidak menurut tanggal selesai"
_NOT_YET = NotYet("Arus laporan tampil setelah ada laporan pertama.")


@dataclass(frozen=True)
class Flow:
    """What `charts.cumulative_flow` draws: lines, days, the names and marks of the lines."""

    lines: pd.DataFrame
    days: pd.DataFrame
    names: list[str]
    marks: list[str]


@once
def months_reading(about: Population) -> Reading[pd.DataFrame] | NotYet:
    """Reports that arrive, leave and run, month by month."""
    months = _months(about)
    if months.empty:
        return _NOT_YET
    year = months.tail(_YEAR)
    n_arrived, n_finished = int(year["n_arrived"].sum()), int(year["n_finished"].sum())
    n_running = int(months["n_running"].iloc[-1])
    return Reading(
        finding=(
            f"{number(n_arrived)} laporan masuk dan {number(n_finished)} selesai dalam "
            f"{len(year)} bulan terakhir, {number(n_running)} sedang berjalan"
        ),
        about=(_WHOLE, f"keadaan per {about.as_of_text}"),
        drawn=months,
        legend=_MONTH_LEGEND,
        headings=MONTH_COLUMNS,
        cells=[_month_cells(row) for row in year[::-1].to_dict("records")],
        caption=f"{len(year)} bulan terakhir.",
    )


def month_rows(about: Population) -> pd.DataFrame:
    """A row for each month that is drawn; its first day stands for it."""
    months = _months(about)
    values = (months["month"].dt.date.astype(object), *(months[name] for name in _COUNTS))
    return pd.DataFrame(dict(zip(MONTH_COLUMNS, values, strict=True)))


@once
def flow_reading(about: Population) -> Reading[Flow] | NotYet:
    """Reports that ever reached each step, and the ones that are being redone."""
    flow = _flow(about)
    if flow is None:
        return _NOT_YET
    n_redone = int(flow.days["n_in_rework"].iloc[-1])
    last = flow.lines.drop_duplicates("line", keep="last").sort_values("line")["n_reached"]
    return Reading(
        finding=(
            f"{number(n_redone)} laporan sedang mengulang langkah yang pernah dilewatinya"
            if n_redone
            else "Tidak ada laporan yang sedang mengulang langkah"
        ),
        about=("Laporan yang pernah mencapai tiap langkah", _WHOLE),
        drawn=flow,
        legend=_LINE_LEGEND,
        headings=_LINE_HEADINGS,
        cells=[[name, number(n)] for name, n in zip(flow.names, last, strict=True)],
        caption=f"Keadaan per {about.as_of_text}.",
    )


def flow_rows(about: Population) -> pd.DataFrame:
    """A row for each day and line that is drawn, with the band of that day."""
    flow = _flow(about)
    if flow is None:
        return pd.DataFrame(columns=[*FLOW_COLUMNS, REDONE_COLUMN])
    steps = about.sop.steps
    numbers = pd.array([*(step.number for step in steps), None], dtype="Int64")
    names = pd.Series([*(step.short_name for step in steps), END])
    line = flow.lines["line"].to_numpy()
    values = (
        flow.lines["day"].dt.date.astype(object).to_numpy(),
        numbers[line],
        names.iloc[line].to_numpy(),
        flow.lines["n_reached"].to_numpy(),
    )
    redone = flow.days.set_index("day")["n_in_rework"].reindex(flow.lines["day"])
    columns = dict(zip(FLOW_COLUMNS, values, strict=True))
    return pd.DataFrame({**columns, REDONE_COLUMN: redone.to_numpy()})


def _own_passes(about: Population) -> pd.DataFrame:
    passes = select_reports(about.tables.passes, about.selection)
    return passes[passes["sop_id"] == about.sop.id]


def _months(about: Population) -> pd.DataFrame:
    return monthly_flow(_own_passes(about), as_of=about.as_of, zone=about.office.zone)


def _month_cells(row: dict[Any, Any]) -> list[str]:
    month = row["month"]
    return [f"{MONTHS[month.month - 1]} {month.year}", *(number(row[name]) for name in _COUNTS)]


def _flow(about: Population) -> Flow | None:
    passes = _own_passes(about)
    if passes.empty:
        return None
    seen: dict[str, Any] = {"as_of": about.as_of, "zone": about.office.zone}
    steps = about.sop.steps
    ids = [step.id for step in steps]
    own = passes.assign(step=passes["step"].cat.set_categories(pd.Index(ids)))
    lines = cumulative_flow(own[own["step"].notna()], **seen)
    days = thinned(daily_flow(passes, **seen), max_rows=_MAX_DAYS)
    lines = lines[lines["day"].isin(days["day"])]
    codes = lines["step"].cat.codes
    return Flow(
        lines=lines.assign(line=codes.where(codes >= 0, len(ids))),
        days=days,
        names=[*(f"{step.number}. {step.short_name}" for step in steps), END],
        marks=[*(f"langkah {step.number}" for step in steps), END.lower()],
    )
