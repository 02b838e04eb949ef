"""How a step usually runs: its passes in order, between the limits of each period."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lkj.analytics.behaviour_chart import Limits, behaviour_limits, behaviour_points
from lkj.analytics.periods import with_periods
from lkj.analytics.process_limits import LimitStatus, robust_xmr_limits, xmr_limits
from lkj.charts.process_behaviour import COLUMNS, Stretch
from lkj.domain.sop import Step
from lkj.labels.behaviour_words import (
    ASSURANCE,
    FIRST_PERIOD,
    REPEAT_HEADING,
    SIGNALS,
)
from lkj.labels.formats import minutes_text, number
from lkj.labels.words import MISSING
from lkj.usecases.population import Population, of_all_time
from lkj.usecases.process_changes import ProcessChanges, process_changes
from lkj.usecases.step_reading import one_step

LATEST = 200  # passes that are drawn
BEHAVIOUR_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Urutan",
    "Kode laporan",
    "Selesai pada",
    "Waktu pengerjaan (menit kerja)",
    "Mutu baku waktu (menit kerja)",
    "Pusat (menit kerja)",
    "Batas bawah (menit kerja)",
    "Batas atas (menit kerja)",
    "Batas sementara",
    "Batas berlaku",
    "Di luar kebiasaan",
)


@dataclass(frozen=True)
class Behaviour:
    """One step, first passes or repeats: points in order, one row of limits per period."""

    points: pd.DataFrame
    limits: pd.DataFrame

    @property
    def n_known(self) -> int:
        """Passes of all periods whose minutes are known."""
        return len(self.points)

    @property
    def has_limits(self) -> bool:
        """Whether any period has enough passes."""
        return bool(self.limits["centre_minutes"].notna().any())


def series_of(about: Population, changes: ProcessChanges) -> dict[bool, Behaviour]:
    """First passes and repeats of the one step, by whether they are repeats."""
    passes, step = in_periods(about, changes), one_step(about).step
    method = robust_xmr_limits if about.view.by_median else xmr_limits
    return {
        is_repeat: behaviour(passes, step, changes, is_repeat=is_repeat, method=method)
        for is_repeat in (False, True)
    }


def shown_series(about: Population, changes: ProcessChanges) -> Behaviour:
    """The series that the view asks for; first passes where repeats have no limits."""
    both = series_of(about, changes)
    return both[about.view.of_repeats and both[True].has_limits]


def behaviour_rows(about: Population) -> pd.DataFrame:
    """The passes that are drawn, each with its lines."""
    changes = process_changes(about.office, about.sop)
    series = shown_series(about, changes)
    if not series.has_limits:
        return pd.DataFrame(columns=list(BEHAVIOUR_COLUMNS))
    step, drawn = one_step(about).step, series.points.tail(LATEST)
    lines = series.limits.set_index("period").loc[drawn["period"]]
    values = (
        step.number,
        step.short_name,
        drawn["number"],
        drawn["report_id"],
        drawn["left_at"].dt.floor("min").dt.tz_convert(about.office.zone),
        drawn["processing_minutes"],
        drawn["standard_minutes"],
        *(lines[f"{name}_minutes"].to_numpy() for name in ("centre", "lower", "upper")),
        (lines["limit_status"] == LimitStatus.PROVISIONAL).to_numpy(),
        lines["reason"].to_numpy(),
        ["; ".join(_signals(point)) for point in drawn.to_dict("records")],
    )
    columns = dict(zip(BEHAVIOUR_COLUMNS, values, strict=True))
    return pd.DataFrame(columns, index=drawn.index)


def in_periods(about: Population, changes: ProcessChanges) -> pd.DataFrame:
    """The passes of the SOP with their period, whenever they were finished.

    Limits stand still: what was chosen of the time must not move them.
    """
    everything = of_all_time(about).passes
    own = everything[everything["sop_id"] == about.sop.id]
    return with_periods(own, generations=changes.generations, turns=changes.moments)


def behaviour(
    passes: pd.DataFrame,
    step: Step,
    changes: ProcessChanges,
    *,
    is_repeat: bool,
    method: Limits = xmr_limits,
) -> Behaviour:
    """One series of a step, split where something is recorded to have changed.

    Args:
        passes: from `in_periods`.
        step: whose passes are looked at.
        changes: tell why a period began.
        is_repeat: repeats instead of first passes.
        method: how limits are computed.
    """
    own = passes[(passes["step"] == step.id) & ((passes["visit"] > 1) == is_repeat)]
    points = behaviour_points(own, by=("period",), method=method)
    limits = behaviour_limits(own, by=("period",), method=method)
    points = points.assign(
        number=np.arange(1, len(points) + 1),
        is_signal=points[list(SIGNALS)].any(axis=1),
    )
    ends = points.groupby("period")["number"].agg(["min", "max"])
    places = ends.reindex(limits["period"])
    told = _reasons(own, step, changes)
    return Behaviour(
        points,
        limits.assign(
            first=places["min"].to_numpy(),
            last=places["max"].to_numpy(),
            n_signals=points.groupby("period")["is_signal"]
            .sum()
            .reindex(limits["period"])
            .to_numpy(),
            reason=[told[period] for period in limits["period"]],
        ),
    )


def latest_limits(passes: pd.DataFrame) -> pd.DataFrame:
    """`behaviour_limits` of the first passes of each step in its latest period."""
    limits = behaviour_limits(passes, by=("step", "period"))
    first = limits[~limits["is_repeat"].astype(bool)]
    return first.drop_duplicates("step", keep="last")


def behaviour_marks(series: Behaviour) -> pd.DataFrame:
    """The points of the picture: COLUMNS, the latest 200."""
    shown = series.points.tail(LATEST)
    return pd.DataFrame(
        {
            "number": shown["number"],
            "minutes": shown["processing_minutes"],
            "is_over": shown["processing_minutes"] > shown["standard_minutes"],
            "is_signal": shown["is_signal"],
            "hover": [_hover(point) for point in shown.to_dict("records")],
            "key": shown["report_id"].astype(str),
        },
        columns=list(COLUMNS),
    )


def behaviour_stretches(series: Behaviour) -> list[Stretch]:
    """The lines of the picture, one stretch per period that is drawn."""
    begins = int(series.points["number"].tail(LATEST).min())
    shown = series.limits[series.limits["last"] >= begins]
    return [_stretch(row, begins) for row in shown.to_dict("records")]


def behaviour_cells(series: Behaviour, *, is_repeat: bool) -> list[list[str]]:
    """The numbers of the picture, a row per period under BEHAVIOUR_HEADINGS."""
    name = REPEAT_HEADING[is_repeat]
    return [
        _cells(row, name, series.points[series.points["period"] == row["period"]])
        for row in series.limits.to_dict("records")
    ]


def limits_text(row: Any) -> str:
    """`12–48 menit`; a dash where there are none."""
    upper, lower = row["upper_minutes"], row["lower_minutes"]
    low = "0" if pd.isna(lower) else number(lower)
    return MISSING if pd.isna(upper) else f"{low}–{minutes_text(upper)}"


def baseline_text(row: Any) -> str:
    """Which passes the limits come from, and whether they may still move."""
    if row["limit_status"] == LimitStatus.NONE:
        return MISSING
    still = "tetap" if row["limit_status"] == LimitStatus.FIRM else "sementara"
    return f"{number(row['n_baseline'])} pelaksanaan, {still}"


def _reasons(own: pd.DataFrame, step: Step, changes: ProcessChanges) -> dict[int, str]:
    """Why each period began, in words."""
    states = own.sort_values(["period", "sop_version"]).drop_duplicates("period")
    turns = changes.turns.get(step.id, ())
    told: dict[int, str] = {}
    before: Any = None
    for row in states.to_dict("records"):
        parts = []
        if before and row["generation"] > before["generation"]:
            parts.append(f"SOP versi {row['sop_version']}")
        if before:
            parts += [turn.words for turn in turns[before["turn"] : row["turn"]]]
        told[int(row["period"])] = "; ".join(parts) or FIRST_PERIOD
        before = row
    return told


def _stretch(row: Any, begins: int) -> Stretch:
    standard = row["standard_minutes"]
    return Stretch(
        first=max(int(row["first"]), begins),
        last=int(row["last"]),
        centre=_or_none(row["centre_minutes"]),
        lower=_or_none(row["lower_minutes"]),
        upper=_or_none(row["upper_minutes"]),
        standard=_or_none(standard),
        is_provisional=row["limit_status"] == LimitStatus.PROVISIONAL,
        words=row["reason"],
    )


def _or_none(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _signals(point: Any) -> list[str]:
    return [words for name, words in SIGNALS.items() if point[name]]


def _hover(point: Any) -> str:
    return ", ".join([minutes_text(point["processing_minutes"]), *_signals(point)])


def _cells(row: Any, name: str, points: pd.DataFrame) -> list[str]:
    signals = [
        f"{number(int(points[signal].sum()))} {words}"
        for signal, words in SIGNALS.items()
        if points[signal].any()
    ]
    return [
        name,
        row["reason"],
        number(row["n_known"]),
        baseline_text(row),
        minutes_text(row["centre_minutes"]),
        limits_text(row),
        "; ".join(signals) or MISSING,
        ASSURANCE.get(row["assurance"], MISSING),
    ]
