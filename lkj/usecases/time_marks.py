"""The rows behind the pictures of working minutes, as they are downloaded."""

import pandas as pd

from lkj.analytics.dots import dots
from lkj.analytics.durations import passes_with_verdict
from lkj.analytics.schema import ClockQuality
from lkj.domain.sop import Step
from lkj.labels.behaviour_words import ASSURANCE
from lkj.usecases.population import Population
from lkj.usecases.process_changes import process_changes
from lkj.usecases.reading import step_columns
from lkj.usecases.standard_reading import evidence_of
from lkj.usecases.time_reading import time_rows, time_summary

TIME_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Tanda",
    "Jumlah pelaksanaan",
    "Waktu pengerjaan (menit kerja)",
    "Kali mutu baku",
    "Melewati mutu baku waktu",
    "Kode laporan",
    "Pelaksanaan ke-",
    "Mutu baku waktu (menit kerja)",
    "Median langkah (menit kerja)",
)
WAIT_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Median dikerjakan (menit kerja)",
    "Median menunggu (menit kerja)",
)
STANDARD_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Mutu baku waktu (menit kerja)",
    "Diketahui waktunya",
    "Median langkah (menit kerja)",
    "85 dari 100 selesai dalam (menit kerja)",
    "Batas bawah (menit kerja)",
    "Batas atas (menit kerja)",
    "Kesanggupan",
    "Usulan mutu baku (menit kerja)",
)
MEASURED, DECLARED, UNTIMED = "● terukur", "◆ dilaporkan", "○ tanpa waktu pengerjaan"
MANY = "● ◆ beberapa"  # one dot for a stretch of minutes


def time_mark_rows(about: Population) -> pd.DataFrame:
    """A row for each dot, then one for each step with what has no minutes."""
    summary = time_summary(about)
    steps = list(about.steps)
    lines = time_rows(about, summary, in_ratio=False)
    place = {step.id: row for row, step in enumerate(steps)}
    points = dots(passes_with_verdict(about.passes))
    row = points["step"].astype(str).map(place)
    points, row = points[row.notna()], row.dropna().astype("int64")
    minutes = points["processing_minutes"]
    values = (
        points["clock_quality"].astype(object).map(_sign),
        points["n"],
        minutes,
        minutes / points["standard_minutes"],
        points["is_over"],
        points["report_id"].astype(object),
        points["visit"].astype("Int64"),
    )
    marks = pd.DataFrame(dict(zip(TIME_COLUMNS[2:9], values, strict=True)))
    found = summary.set_index(summary["step"].astype(str)).reindex(list(place))
    n_unknown = (found["n"] - found["n_known"]).fillna(0).astype("int64")
    untimed = pd.DataFrame({"Tanda": UNTIMED, "Jumlah pelaksanaan": n_unknown.to_numpy()})
    both = pd.concat([marks, untimed], ignore_index=True)
    of_step = pd.concat([row, pd.Series(range(len(steps)))]).to_numpy(dtype="int64")
    named = pd.DataFrame(
        {
            **step_columns(steps[one] for one in of_step),
            "Mutu baku waktu (menit kerja)": lines["standard"].iloc[of_step].to_numpy(),
            "Median langkah (menit kerja)": lines["median"].iloc[of_step].to_numpy(),
        }
    )
    return pd.concat([both, named], axis=1)[list(TIME_COLUMNS)]


def wait_bars(about: Population, summary: pd.DataFrame) -> pd.DataFrame:
    """Median minutes of work and of waiting, a row for each step that is looked at."""
    found = summary.set_index(summary["step"].astype(str))
    found = found.reindex([step.id for step in about.steps])
    return pd.DataFrame(
        {
            "label": [f"{step.number}. {step.short_name}" for step in about.steps],
            "processing_minutes": found["p50_minutes"].to_numpy(dtype="float64"),
            "waiting_minutes": found["p50_waiting_minutes"].to_numpy(dtype="float64"),
        }
    )


def wait_rows(about: Population) -> pd.DataFrame:
    """The bars of work and of waiting."""
    bars = wait_bars(about, time_summary(about))
    minutes = (bars["processing_minutes"], bars["waiting_minutes"])
    columns = dict(zip(WAIT_COLUMNS[2:], minutes, strict=True))
    return pd.DataFrame({**step_columns(about.steps), **columns})


def standard_rows(about: Population) -> pd.DataFrame:
    """The evidence for another mutu baku waktu, a row for each step with passes."""
    evidence = evidence_of(about, process_changes(about.office, about.sop))
    by_step = {str(row["step"]): row for row in evidence.to_dict("records")}
    known: list[Step] = [step for step in about.steps if step.id in by_step]
    rows = [by_step[step.id] for step in known]
    names = ("n_known", "p50_minutes", "p85_minutes", "lower_minutes", "upper_minutes")
    figures = [[row[name] for row in rows] for name in names]
    values = (
        [step.standard.minutes for step in known],
        *figures,
        [ASSURANCE.get(row["assurance"]) for row in rows],
        [row["proposed_minutes"] for row in rows],
    )
    columns = dict(zip(STANDARD_COLUMNS[2:], values, strict=True))
    return pd.DataFrame({**step_columns(known), **columns})


def _sign(quality: object) -> str:
    if not isinstance(quality, str):
        return MANY
    return DECLARED if quality == ClockQuality.DECLARED else MEASURED
