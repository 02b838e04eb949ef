"""What the ages of open reports say: finding, table, and the rows of their picture."""

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from lkj.analytics.aging_marks import aging_marks, spread
from lkj.charts.aging import BAND_COLUMNS, MARK_COLUMNS, STEP_COLUMNS
from lkj.labels.formats import number
from lkj.labels.status_words import (
    FIRST_PASS,
    NOTHING_RUNNING,
    REPEAT_PASS,
    aging_finding,
    aging_subtitle,
)
from lkj.usecases.open_reading import OpenLook, OpenWords, short_title

MOST_LABELS, MOST_MARKS = 15, 60  # with their names; one each: more would hide each other
_HALF, _QUARTER = 0.42, 0.21  # of a column: one kind of pass, two kinds side by side
_BANDS = ("p50", "p85", "p95")
_GAP = 0.045  # of the picture's height between two labels


@dataclass(frozen=True, kw_only=True)
class AgingPicture:
    """The rows of `charts.aging`, and what its axis shows."""

    marks: pd.DataFrame
    steps: pd.DataFrame
    bands: pd.DataFrame
    ticks: dict[float, str]
    span: tuple[float, float]


def aging_sentence(look: OpenLook) -> str:
    """The finding over the picture."""
    ages = look.ages
    if ages.empty:
        return NOTHING_RUNNING
    oldest = ages.iloc[int(ages["age_minutes"].to_numpy().argmax())]
    age = OpenWords(look.about).long(oldest["age_minutes"])
    is_over = ages["touch_age_minutes"] > ages["standard_minutes"].astype("float64")
    known = ages["p85_lead_minutes"]
    return aging_finding(
        n=len(ages),
        n_over=int(is_over.sum()),
        n_unusual=int((ages["age_minutes"] > known).sum()),
        n_compared=int(known.notna().sum()),
        oldest=(_numbers(look)[str(oldest["step"])], age),
    )


def aging_words(look: OpenLook) -> str:
    """The subtitle: population, not begun, history, as-of."""
    ages = look.ages
    of_each = ages.drop_duplicates(["step", "is_repeat"])
    return aging_subtitle(
        n=len(ages),
        n_started=int(ages["touch_age_minutes"].notna().sum()),
        n_history=int(of_each["n_history"].sum()),
        as_of=look.about.as_of_text,
    )


def aging_cells(look: OpenLook) -> list[list[str]]:
    """The numbers of the picture, a row for each step and pass type, under AGING_HEADINGS."""
    words, names = OpenWords(look.about), _names(look)
    groups = look.ages.groupby(["step", "is_repeat"], observed=True)
    return [
        _cells(words, names[str(step)], again=bool(again), ages=ages)
        for (step, again), ages in groups
    ]


def has_history(look: OpenLook) -> bool:
    """Whether any band can be drawn."""
    return bool(look.ages["p50_lead_minutes"].notna().any())


def aging_picture(look: OpenLook) -> AgingPicture:
    """The rows of the picture."""
    steps = look.about.steps
    standards = [float(step.standard.minutes) for step in steps]
    day = look.about.tables.calendar.day_minutes
    points = aging_marks(look.ages, max_marks=MOST_MARKS)
    points = points[points["step"].isin([step.id for step in steps])]
    values = [*points["age_minutes"], *standards]
    span = (max(min(values), 1.0) * 0.6, max(values) * 1.8)
    return AgingPicture(
        marks=_marks(look, points, span),
        steps=pd.DataFrame(
            {
                "label": [f"{s.number}. {s.short_name}" for s in steps],
                "standard": standards,
                "standard_text": [f"{step.standard.minutes} menit" for step in steps],
            },
            columns=list(STEP_COLUMNS),
        ),
        bands=_bands(look),
        ticks=_ticks(day),
        span=span,
    )


def _ticks(day: int) -> dict[float, str]:
    return {
        1: "1 menit",
        5: "5 menit",
        20: "20 menit",
        60: "1 jam",
        180: "3 jam",
        day: "1 hari",
        5 * day: "1 minggu",
        21 * day: "1 bulan",
        63 * day: "3 bulan",
        252 * day: "1 tahun",
    }


def _places(look: OpenLook) -> dict[tuple[str, bool], tuple[float, float]]:
    """Middle and half width of each step and pass type that has open reports."""
    kinds: dict[str, set[bool]] = {}
    for step, again in zip(look.ages["step"], look.ages["is_repeat"], strict=True):
        kinds.setdefault(str(step), set()).add(bool(again))
    places = {}
    for column, step in enumerate(look.about.steps):
        found = kinds.get(step.id, set())
        for again in found:
            is_shared = len(found) > 1
            middle = column + (_QUARTER if again else -_QUARTER) * is_shared
            places[step.id, again] = (middle, _QUARTER if is_shared else _HALF)
    return places


def _marks(look: OpenLook, points: pd.DataFrame, span: tuple[float, float]) -> pd.DataFrame:
    places = _places(look)
    keys = zip(points["step"].astype(str), points["is_repeat"], strict=True)
    at = [places[step, bool(again)] for step, again in keys]
    middles, halves = (np.array([one[i] for one in at], dtype=np.float64) for i in (0, 1))
    has_labels = len(points) <= MOST_LABELS and points["report_id"].notna().all()
    facts = look.rows.set_index("report_id")
    labels = (
        [short_title(*facts.loc[one, ["fiscal_year", "period"]]) for one in points["report_id"]]
        if has_labels
        else [number(n) if n > 1 else "" for n in points["n"]]
    )
    # A label stands to the right of its mark, so marks with labels stand to the left.
    shift = -0.25 * halves if has_labels else 0.0
    x = middles + points["offset"].to_numpy() * halves * (0.5 if has_labels else 0.8) + shift
    return pd.DataFrame(
        {
            "x": x,
            "age_minutes": points["age_minutes"].clip(lower=span[0]),
            "n": points["n"],
            "is_started": points["is_started"],
            "is_over": points["is_over"],
            "label": labels,
            "label_height": _heights(points, span) if has_labels else points["age_minutes"],
            "hover": [_hover(look, facts, point) for point in points.itertuples(index=False)],
            "key": points["report_id"].astype(object).fillna(""),
        },
        columns=list(MARK_COLUMNS),
    )


def _heights(points: pd.DataFrame, span: tuple[float, float]) -> pd.Series:
    gap = _GAP * np.log10(span[1] / span[0])
    logs = pd.Series(np.log10(points["age_minutes"].clip(lower=span[0])), points.index)
    groups = logs.groupby(points["step"].astype(str))
    apart = groups.transform(lambda of: spread(of.to_numpy(np.float64), gap))
    return 10.0**apart


def _hover(look: OpenLook, facts: pd.DataFrame, point: Any) -> str:
    words = OpenWords(look.about)
    age = words.long(point.age_minutes)
    if pd.isna(point.report_id):
        return f"{number(point.n)} laporan, sekitar {age}"
    row = facts.loc[point.report_id]
    again = ", pelaksanaan ulang" if point.is_repeat else ""
    begun = "sudah dimulai" if point.is_started else "belum dimulai"
    total = words.long(row["total_age_minutes"])
    short = escape(short_title(row["fiscal_year"], row["period"]))
    return f"{short}: {age} di langkah ini{again}, {begun}; umur laporan {total}"


def _bands(look: OpenLook) -> pd.DataFrame:
    places = _places(look)
    known = look.ages[look.ages["p50_lead_minutes"].notna()]
    of_each = known.drop_duplicates(["step", "is_repeat"])
    rows = [
        (middle - half, middle + half, *(getattr(row, f"{p}_lead_minutes") for p in _BANDS))
        for row in of_each.itertuples(index=False)
        for middle, half in [places.get((str(row.step), bool(row.is_repeat)), (0.0, 0.0))]
        if half
    ]
    return pd.DataFrame(rows, columns=list(BAND_COLUMNS), dtype="float64")


def _cells(words: OpenWords, name: str, *, again: bool, ages: pd.DataFrame) -> list[str]:
    first = ages.iloc[0]
    bands = [first[f"p{percent}_lead_minutes"] for percent in (50, 85, 95)]
    return [
        name,
        REPEAT_PASS if again else FIRST_PASS,
        number(len(ages)),
        number(int(ages["touch_age_minutes"].notna().sum())),
        words.long(ages["age_minutes"].max()),
        f"{int(first['standard_minutes'])} menit",
        *map(words.long, bands),
        number(int(first["n_history"])),
    ]


def _numbers(look: OpenLook) -> dict[str, int]:
    return {
        step.id: step.number for sop in look.about.office.sops.versions for step in sop.steps
    }


def _names(look: OpenLook) -> dict[str, str]:
    versions = look.about.office.sops.versions
    return {s.id: f"{s.number}. {s.short_name}" for sop in versions for s in sop.steps}
