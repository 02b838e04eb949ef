"""What each panel of the comparison says: finding, rows of the picture, table."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lkj.analytics.intervals import funnel_limits
from lkj.charts.office_intervals import COLUMNS
from lkj.charts.returns_funnel import LIMIT_COLUMNS
from lkj.labels import offices_words as words
from lkj.labels.formats import minutes_text, number, percent, short_datetime
from lkj.labels.words import MISSING
from lkj.usecases.offices_reading import Comparison
from lkj.usecases.reading import NotYet, Reading, out_of

MOST_ROWS = 60  # satuan kerja; more are drawn by how much they did
_MAX_POINTS = 200


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What is drawn: a row for each satuan kerja, or points between limits where many."""

    rows: pd.DataFrame
    pooled: float
    titles: tuple[str, str]  # what is counted, and what the share is of
    limits: pd.DataFrame | None = None


def states_panel(about: Comparison) -> Reading[None] | NotYet:
    """How the reports of each satuan kerja stand."""
    states = about.states
    if states.empty:
        return NotYet("Belum ada laporan dengan pilihan ini.")
    is_late = states["n_late"] > 0
    return Reading(
        finding=words.states_finding(
            n_late=int(states["n_late"].sum()),
            n_offices_late=int(is_late.sum()),
            n_running=int(states["n_running"].sum()),
            n_offices=len(states),
        ),
        about=(about.scope, _without(about, states), f"keadaan tertua {about.oldest}"),
        drawn=None,
        legend="Melewati tenggat menghitung juga laporan yang direncanakan dan belum "
        "didaftarkan. " + words.NO_RANKING,
        headings=words.STATE_HEADINGS,
        cells=[_state_cells(row, about) for row in states.to_dict("records")],
        caption=f"Keadaan laporan menurut satuan kerja, {about.scope}.",
    )


def times_panel(about: Comparison, *, by_share: bool = False) -> Reading[Compared] | NotYet:
    """The chosen step against mutu baku waktu, by name or by share."""
    times = about.times[about.times["n"] > 0]
    n, n_known = int(times["n"].sum()), int(times["n_known"].sum())
    where = f"Langkah {about.step.number}"
    if not n_known:
        return NotYet(
            f"{where}: belum ada pelaksanaan yang diketahui waktunya dengan pilihan ini."
        )
    standard = words.standard_words(times["least_standard"].min(), times["most_standard"].max())
    differs = times["least_standard"].min() != times["most_standard"].max()
    apart = ", berbeda antarversi SOP" if differs else ""
    return Reading(
        finding=words.compared_finding(
            _sides(times), what="sesuai mutu baku waktu", where=where
        ),
        about=(
            f"{about.step.short_name}: mutu baku waktu {standard}{apart}",
            f"{about.scope}: {number(n_known)} dari {number(n)} pelaksanaan diketahui waktunya",
            _without(about, times),
            f"keadaan tertua {about.oldest}",
        ),
        drawn=_drawn(
            times,
            some="n_within",
            of="n_known",
            by_share=by_share,
            titles=("Pelaksanaan yang diketahui waktunya", "Sesuai mutu baku waktu"),
        ),
        legend=_legend(times),
        headings=words.TIME_HEADINGS,
        cells=[_time_cells(row) for row in times.to_dict("records")],
        caption=f"{where} {about.step.short_name} menurut satuan kerja, {about.scope}.",
    )


def returns_panel(about: Comparison, *, by_share: bool = False) -> Reading[Compared] | NotYet:
    """What the chosen reviewer returned, by name or by share."""
    review = about.review
    returns = about.returns
    if review is None or returns.empty:
        return NotYet("Belum ada pemeriksaan dengan pilihan ini.")
    reviewer = ", ".join(about.office.role_name(role) for role in review.finishers)
    n, n_rejections = int(returns["n"].sum()), int(returns["n_rejections"].sum())
    return Reading(
        finding=words.compared_finding(
            _sides(returns), what="dikembalikan", where=f"Diperiksa {reviewer}"
        ),
        about=(
            f"{about.scope}: {number(n_rejections)} dari {number(n)} pemeriksaan langkah "
            f"{review.number} dikembalikan",
            _without(about, returns),
            f"keadaan tertua {about.oldest}",
        ),
        drawn=_drawn(
            returns,
            some="n_rejections",
            of="n",
            by_share=by_share,
            titles=("Pemeriksaan", "Dikembalikan"),
        ),
        legend=f"{_legend(returns)} Angka tinggi dapat berarti pemeriksa teliti atau konsep "
        f"yang belum matang. {words.NO_RANKING}",
        headings=words.RETURN_HEADINGS,
        cells=[_return_cells(row) for row in returns.to_dict("records")],
        caption=f"Pengembalian langkah {review.number} menurut satuan kerja, {about.scope}.",
    )


def minutes_rows(about: Comparison) -> pd.DataFrame:
    """Median to 85 of 100 in working minutes, with each one's mutu baku waktu: COLUMNS."""
    times = about.times[about.times["p50_minutes"].notna()].reset_index(drop=True)
    median = times["p50_minutes"].astype("float64")
    told = [minutes_text(one) for one in median]
    values = (
        times["office"],
        median,
        median,
        times["p85_minutes"].fillna(median).astype("float64"),
        False,
        told,
        [f"{name}: median {text}" for name, text in zip(times["office"], told, strict=True)],
        times["most_standard"].astype("float64"),
    )
    return pd.DataFrame(dict(zip(COLUMNS, values, strict=True)), index=times.index)


def _without(about: Comparison, rows: pd.DataFrame) -> str:
    """How many have a snapshot and nothing to compare here."""
    n = len(about.usable) - rows["code"].nunique()
    return f"{number(n)} satuan kerja tanpa catatan di sini" if n else ""


def _sides(rows: pd.DataFrame) -> dict[str, float | None]:
    known = rows["side"].astype(object).where(rows["side"].notna(), None)
    return dict(zip(rows["office"], known, strict=True))


def _legend(rows: pd.DataFrame) -> str:
    return words.FUNNEL_LEGEND if len(rows) > MOST_ROWS else words.INTERVAL_LEGEND


def _drawn(
    rows: pd.DataFrame, *, some: str, of: str, by_share: bool, titles: tuple[str, str]
) -> Compared:
    pooled = float(rows["pooled"].iloc[0])
    if by_share:
        rows = rows.sort_values(["rate", "office"])
    is_unusual = rows["side"].isin([-1, 1])
    told = [
        words.share_words(row[some], row[of], row["low"], row["high"]) if row[of] else MISSING
        for row in rows.to_dict("records")
    ]
    hover = [f"{name}: {text}" for name, text in zip(rows["office"], told, strict=True)]
    if len(rows) > MOST_ROWS:
        points = pd.DataFrame(
            {
                "label": rows["office"].where(is_unusual, ""),
                "n": rows[of],
                "rate": rows["rate"],
                "is_unusual": is_unusual,
                "hover": hover,
            }
        )
        points = points[points["n"] > 0].reset_index(drop=True)
        if is_unusual.sum() > _MOST_LABELS:
            points = points.assign(label="")
        limits = _limits(int(rows[of].max()), pooled)
        return Compared(rows=points, pooled=pooled, titles=titles, limits=limits)
    beside = [
        words.short_share(row[some], row[of]) if row[of] else "tanpa waktu"
        for row in rows.to_dict("records")
    ]
    values = (rows["office"], rows["rate"], rows["low"], rows["high"], is_unusual)
    table = dict(zip(COLUMNS, (*values, beside, hover, np.nan), strict=True))
    return Compared(
        rows=pd.DataFrame(table).reset_index(drop=True), pooled=pooled, titles=titles
    )


_MOST_LABELS = 12  # names over points; more would hide each other


def _limits(most: int, pooled: float) -> pd.DataFrame:
    widest = int(most * 1.05) + 2
    n = np.unique(np.geomspace(1, widest, _MAX_POINTS).round().astype(np.int64))
    limits = [*funnel_limits(pooled, n, 0.95), *funnel_limits(pooled, n, 0.998)]
    return pd.DataFrame(dict(zip(LIMIT_COLUMNS, [n, *limits], strict=True)))


def _state_cells(row: dict[Any, Any], about: Comparison) -> list[str]:
    facts = next(one.facts for one in about.usable if one.code == row["code"])
    names = ("n_registered", "n_running", "n_late", "n_finished", "n_cancelled")
    as_of = short_datetime(facts.as_of, about.office.zone) if facts else MISSING
    return [
        row["office"],
        *(number(row[name]) for name in names),
        number(row["n_unregistered"]),
        as_of,
    ]


def _time_cells(row: dict[Any, Any]) -> list[str]:
    fit = words.share_words(row["n_within"], row["n_known"], row["low"], row["high"])
    side = None if pd.isna(row["side"]) else row["side"]
    return [
        row["office"],
        fit if row["n_known"] else MISSING,
        words.side_word(side) if row["n_known"] else MISSING,
        out_of(row["n"] - row["n_known"], row["n"]),
        words.standard_words(row["least_standard"], row["most_standard"]),
        minutes_text(row["p50_minutes"]),
        minutes_text(row["p85_minutes"]),
        minutes_text(row["p50_waiting_minutes"]),
    ]


def _return_cells(row: dict[Any, Any]) -> list[str]:
    side = None if pd.isna(row["side"]) else row["side"]
    return [
        row["office"],
        words.share_words(row["n_rejections"], row["n"], row["low"], row["high"]),
        words.side_word(side),
        out_of(row["n_first_rejections"], row["n_first"]),
        percent(row["first_pass_yield"], decimals=0),
    ]
