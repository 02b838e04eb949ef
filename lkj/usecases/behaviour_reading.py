"""Whether a step runs as it usually does: its first passes between their own limits."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lkj.analytics.behaviour_chart import LimitStatus, behaviour_limits, behaviour_points
from lkj.charts.process_behaviour import Limits
from lkj.usecases.population import Population
from lkj.usecases.step_reading import OneStep, one_step

FEWEST = 10
LATEST = 200
SIGNALS = {
    "is_outside": "di luar batas",
    "is_long_run": "8 atau lebih berturut-turut di satu sisi",
    "is_near_limit": "3 dari 4 dekat satu batas",
}
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
    "Di luar kebiasaan",
)


@dataclass(frozen=True)
class Behaviour:
    """Limits of first passes and of repeats as records, all points, and those that are drawn.

    `first` and `lines` are None where there are too few first passes to draw.
    """

    limits: list[dict[Any, Any]]
    points: pd.DataFrame
    n_known: int
    first: dict[Any, Any] | None
    lines: Limits | None

    @property
    def shown(self) -> pd.DataFrame:
        """First passes, in their order."""
        return self.points[~self.points["is_repeat"]]

    @property
    def drawn(self) -> pd.DataFrame:
        """The latest of `shown`."""
        return self.shown.tail(LATEST)


def behaviour(one: OneStep) -> Behaviour:
    """Read the passes of a step in their order."""
    limits = behaviour_limits(one.passes, by=()).to_dict("records")
    points = behaviour_points(one.passes, by=())
    points = points.assign(is_signal=points[list(SIGNALS)].any(axis=1))
    first = next((row for row in limits if not row["is_repeat"]), None)
    n_known = int(first["n_known"]) if first else 0
    if first is None or n_known < FEWEST:
        return Behaviour(limits, points, n_known, None, None)
    lower = first["lower_minutes"]
    lines = Limits(
        centre=first["centre_minutes"],
        lower=None if pd.isna(lower) else lower,
        upper=first["upper_minutes"],
        standard=float(one.step.standard.minutes),
        is_provisional=first["limit_status"] == LimitStatus.PROVISIONAL,
    )
    return Behaviour(limits, points, n_known, first, lines)


def signals_of(point: Any) -> list[str]:
    """How a point is unlike the others, in words."""
    return [words for name, words in SIGNALS.items() if point[name]]


def behaviour_rows(about: Population) -> pd.DataFrame:
    """The passes that are drawn, each with the lines."""
    one = one_step(about)
    seen = behaviour(one)
    if seen.lines is None:
        return pd.DataFrame(columns=list(BEHAVIOUR_COLUMNS))
    drawn, lines = seen.drawn, seen.lines
    values = (
        one.step.number,
        one.step.short_name,
        drawn["number"],
        drawn["report_id"],
        drawn["left_at"].dt.floor("min").dt.tz_convert(about.office.zone),
        drawn["processing_minutes"],
        drawn["standard_minutes"],
        lines.centre,
        lines.lower,
        lines.upper,
        lines.is_provisional,
        ["; ".join(signals_of(point)) for point in drawn.to_dict("records")],
    )
    columns = dict(zip(BEHAVIOUR_COLUMNS, values, strict=True))
    return pd.DataFrame(columns, index=drawn.index)
