"""One step looked at closely: its passes under mutu baku of today, and how long they take."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lkj.analytics.durations import against_standard
from lkj.analytics.minute_curve import finished_within, thinned
from lkj.domain.sop import Step
from lkj.labels.findings import FEWEST_TO_SPEAK
from lkj.labels.formats import minutes_text, number
from lkj.usecases.population import Population, once_per_view
from lkj.usecases.reading import NotYet, Reading, counted, out_of

MAX_MARKS = 2_000
CURVE_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Mutu baku waktu (menit kerja)",
    "Waktu pengerjaan (menit kerja)",
    "Selesai dalam waktu itu",
    "Pelaksanaan yang diketahui waktunya",
    "Melewati mutu baku waktu",
)
_HEADINGS = ("Paling lama", "Selesai dalam waktu itu")
_MULTIPLES = {0.5: "½ kali", 1.0: "mutu baku", 2.0: "2 kali", 4.0: "4 kali", 8.0: "8 kali"}
_LEGEND = "Garis naik pada setiap pelaksanaan yang selesai; jingga = melewati mutu baku waktu."


@dataclass(frozen=True)
class OneStep:
    """A step, its passes, and how many passes were under another mutu baku waktu."""

    step: Step
    passes: pd.DataFrame
    n_other: int

    @property
    def others(self) -> str:
        """What was left out, in words; nothing where nothing was."""
        if not self.n_other:
            return ""
        return f"{number(self.n_other)} di bawah mutu baku waktu lain tidak digambar"


@dataclass(frozen=True)
class Curve:
    """The curve of `charts.minute_curve` and where it is read off."""

    points: pd.DataFrame
    standard: float
    n_within: int
    words: str


def one_step(about: Population) -> OneStep:
    """The step that the view names; the one of the longest standard where it names none."""
    longest = max(about.steps, key=lambda step: step.standard.minutes)
    step = next((step for step in about.steps if step.id == about.view.step), longest)
    passes = about.passes[about.passes["step"] == step.id]
    is_same = passes["standard_minutes"] == step.standard.minutes
    n_other = int((~is_same & passes["outcome"].notna()).sum())
    return OneStep(step, passes[is_same], n_other)


@once_per_view
def curve_reading(about: Population) -> Reading[Curve] | NotYet:
    """How many passes of a step are finished within how many minutes."""
    one = one_step(about)
    row = against_standard(one.passes, by=()).to_dict("records")[0]
    step, n_known = one.step, int(row["n_known"])
    if n_known < FEWEST_TO_SPEAK:
        return NotYet(
            f"Langkah {step.number}: gambar waktu pengerjaan perlu {FEWEST_TO_SPEAK} "
            f"pelaksanaan yang diketahui waktunya, baru ada {n_known}."
        )
    fit = counted(row["n_within"], n_known, row["within_rate_low"], row["within_rate_high"])
    minutes, p85 = step.standard.minutes, row["p85_minutes"]
    curve = finished_within(one.passes)
    return Reading(
        finding=f"Langkah {step.number} selesai dalam {minutes} menit pada {fit} pelaksanaan",
        about=(
            f"Menit kerja pelaksanaan yang selesai {about.period}",
            f"{number(row['n'] - n_known)} tanpa waktu pengerjaan",
            "" if pd.isna(p85) else f"85 dari 100 selesai dalam {minutes_text(p85)}",
            one.others,
        ),
        drawn=Curve(
            thinned(curve, max_rows=MAX_MARKS),
            float(minutes),
            int(row["n_within"]),
            out_of(row["n_within"], n_known),
        ),
        legend=_LEGEND,
        headings=_HEADINGS,
        cells=_cells(curve, minutes, n_known),
        caption=f"Langkah {step.number} terhadap kelipatan mutu baku waktunya.",
    )


def curve_rows(about: Population) -> pd.DataFrame:
    """The points of the curve."""
    reading, step = curve_reading(about), one_step(about).step
    if isinstance(reading, NotYet):
        return pd.DataFrame(columns=list(CURVE_COLUMNS))
    points, standard = reading.drawn.points, step.standard.minutes
    minutes = points["processing_minutes"]
    values = (
        step.number,
        step.short_name,
        standard,
        minutes,
        points["n_finished"],
        int(points["n_finished"].max()),
        minutes > standard,
    )
    columns = dict(zip(CURVE_COLUMNS, values, strict=True))
    return pd.DataFrame(columns, index=points.index)


def _cells(curve: pd.DataFrame, standard: int, n_known: int) -> list[list[str]]:
    reached = np.concatenate([[0], curve["n_finished"]])
    places = np.searchsorted(
        curve["processing_minutes"], np.array(list(_MULTIPLES)) * standard, "right"
    )
    return [
        [f"{minutes_text(multiple * standard)} ({words})", out_of(reached[place], n_known)]
        for (multiple, words), place in zip(_MULTIPLES.items(), places, strict=True)
    ]
