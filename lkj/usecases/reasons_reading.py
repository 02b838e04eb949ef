"""Why drafts came back: by how often or by the minutes of repair, and what comes back."""

from typing import Any

import pandas as pd

from lkj.analytics.groups import share
from lkj.analytics.reason_costs import reason_costs, repeated_reasons
from lkj.analytics.rejections import reason_counts
from lkj.analytics.schema import Outcome
from lkj.charts.labelled_bars import Part
from lkj.labels.findings import FEWEST_FOR_PERCENT
from lkj.labels.formats import minutes_text, number, percent, short_datetime
from lkj.labels.monitoring_words import REASON_HEADINGS, REASONS_CAPTION
from lkj.labels.words import MISSING
from lkj.usecases.population import Population, once_per_view
from lkj.usecases.reading import NotYet, Reading

REASON_COLUMNS = (
    "Alasan",
    "Pengembalian",
    "Laporan",
    "Laporan yang mengalaminya berulang",
    "Tambahan (menit kerja)",
    "Pelaksanaan ulang tanpa waktu",
    "Bagian kumulatif",
)
REPEAT_COLUMNS = ("Kode laporan", "Judul", "Alasan", "Kali", "Terakhir pada")
REPEAT_HEADINGS = ("Laporan", "Alasan", "Kali", "Terakhir")
MOST_REPEATS = 20
PARTS = (Part("value", "kali disebut"),), (Part("value", "menit kerja"),)
_COSTS = ["reason", "n_unknown", "processing_minutes"]
_LEGEND = (
    "Yang terbanyak di atas; kumulatif = bagian alasan itu bersama semua yang di atasnya. "
    "Satu pengembalian dapat menyebut beberapa alasan."
)
_SPLIT = "menit satu pengembalian dibagi rata atas alasan yang disebutnya"


@once_per_view
def reasons_reading(about: Population) -> Reading[pd.DataFrame] | NotYet:
    """Reasons as bars, the greatest first; by minutes of repair where the view says so."""
    table = _table(about)
    if table.empty:
        return NotYet("Belum ada pengembalian pada pilihan ini.")
    if about.view.by_minutes and not table["processing_minutes"].sum():
        return NotYet(
            "Alasan menurut menit perbaikan perlu pelaksanaan ulang yang diketahui waktunya; "
            "belum ada pada pilihan ini."
        )
    n = _n_returns(about)
    return Reading(
        finding=_finding(table, about),
        about=(
            f"{number(n)} pengembalian, diperiksa {about.period}",
            _minutes_about(table) if about.view.by_minutes else "",
        ),
        drawn=_bars(table, about, n),
        legend=_LEGEND,
        headings=(*REASON_HEADINGS, "Tambahan menit kerja"),
        cells=[_cells(row) for row in table.to_dict("records")],
        caption=f"{REASONS_CAPTION} Untuk menitnya, {_SPLIT}.",
    )


def reason_rows(about: Population) -> pd.DataFrame:
    """The bars as they are downloaded, in the order in which they are drawn."""
    table = _table(about)
    names = (
        "name",
        "n_rejections",
        "n_reports",
        "n_repeats",
        "processing_minutes",
        "n_unknown",
        "cumulative_share",
    )
    return table[list(names)].set_axis(list(REASON_COLUMNS), axis=1)


@once_per_view
def repeats_reading(about: Population) -> Reading[pd.DataFrame] | NotYet:
    """Reports in which the same reason was given again; `drawn` says which row is which."""
    repeats = _repeats(about)
    if repeats.empty:
        return NotYet("Tidak ada alasan yang kembali dalam laporan yang sama.")
    n_reports = repeats["report_id"].nunique()
    shown = repeats.head(MOST_REPEATS)
    return Reading(
        finding=f"Alasan yang sama kembali pada {number(n_reports)} laporan",
        about=("Alasan yang disebut dua kali atau lebih dalam satu laporan",),
        drawn=shown,
        legend="Perbaikan yang belum menyentuh alasannya; bicarakan dengan penyusun.",
        headings=REPEAT_HEADINGS,
        cells=[
            [
                str(row["title"]),
                row["name"],
                number(row["n_rejections"]),
                short_datetime(row["last_at"], about.office.zone),
            ]
            for row in shown.to_dict("records")
        ],
        caption=f"{number(len(shown))} dari {number(len(repeats))}, yang terbaru dahulu.",
    )


def repeat_rows(about: Population) -> pd.DataFrame:
    """The list of repeated reasons as it is downloaded."""
    shown = _repeats(about).head(MOST_REPEATS)
    values = (
        shown["report_id"],
        shown["title"],
        shown["name"],
        shown["n_rejections"],
        shown["last_at"].dt.floor("min").dt.tz_convert(about.office.zone),
    )
    return pd.DataFrame(dict(zip(REPEAT_COLUMNS, values, strict=True)))


def _table(about: Population) -> pd.DataFrame:
    """Counts and costs of each reason, in the order in which the view weighs them."""
    counts = reason_counts(about.passes)
    key = ["report_id", "step", "visit"]
    returns = about.passes.loc[about.passes["outcome"] == Outcome.REJECTED, key]
    costs = reason_costs(about.episodes.merge(returns, on=key))[_COSTS]
    table = counts.drop(columns="share").merge(costs, on="reason", how="left")
    weight = "processing_minutes" if about.view.by_minutes else "n_rejections"
    # Stable: equal weights keep the order of the counts.
    table = table.sort_values(weight, ascending=False, kind="stable", ignore_index=True)
    is_told = _n_returns(about) >= FEWEST_FOR_PERCENT
    whole = table[weight].sum() if is_told else 0
    names = {reason.id: reason.name for sop in _versions(about) for reason in sop.reasons}
    return table.assign(
        name=[names.get(code, code) for code in table["reason"]],
        weight=table[weight],
        cumulative_share=share(table[weight].fillna(0).cumsum(), whole),
    )


def _versions(about: Population) -> list[Any]:
    return [sop for sop in about.office.sops.versions if sop.id == about.sop.id]


def _n_returns(about: Population) -> int:
    return int((about.passes["outcome"] == Outcome.REJECTED).sum())


def _bars(table: pd.DataFrame, about: Population, n: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": table["name"],
            "value": table["weight"],
            "words": [_words(row, about, n) for row in table.to_dict("records")],
        }
    )


def _words(row: Any, about: Population, n: int) -> str:
    if about.view.by_minutes:
        counted = minutes_text(row["processing_minutes"])
    else:
        counted = f"{number(row['n_rejections'])} dari {number(n)}"
    up_to_here = percent(row["cumulative_share"], decimals=0)
    return counted if up_to_here == MISSING else f"{counted} · kumulatif {up_to_here}"


def _finding(table: pd.DataFrame, about: Population) -> str:
    first = table.iloc[0]
    if about.view.by_minutes:
        minutes = number(first["processing_minutes"])
        return f"{first['name']} paling banyak menambah pekerjaan: {minutes} menit kerja"
    if (table["n_rejections"] == first["n_rejections"]).sum() > 1:
        return f"{number(len(table))} alasan pengembalian, tidak ada yang menonjol"
    return f"Alasan terbanyak: {first['name']} ({number(first['n_rejections'])} kali)"


def _minutes_about(table: pd.DataFrame) -> str:
    unknown = int(table["n_unknown"].sum())
    without = f"; {number(unknown)} pelaksanaan ulang tanpa waktu" if unknown else ""
    return f"{_SPLIT}{without}"


def _cells(row: Any) -> list[str]:
    return [
        row["name"],
        number(row["n_rejections"]),
        number(row["n_reports"]),
        number(row["n_repeats"]) if row["n_repeats"] else MISSING,
        minutes_text(row["processing_minutes"]),
    ]


def _repeats(about: Population) -> pd.DataFrame:
    found = repeated_reasons(about.whole_reports)
    titles = about.passes.drop_duplicates("report_id").set_index("report_id")["title"]
    names = {reason.id: reason.name for sop in _versions(about) for reason in sop.reasons}
    return found.assign(
        title=titles.reindex(found["report_id"]).to_numpy(),
        name=[names.get(code, code) for code in found["reason"]],
    )
