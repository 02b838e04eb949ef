"""The rows of every table that can be downloaded, in words that people read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from lkj.analytics.durations import against_standard, passes_with_verdict
from lkj.analytics.passes import is_late_entry
from lkj.analytics.rejections import rejection_counts
from lkj.analytics.schema import ClockQuality, Outcome
from lkj.labels import verdicts as v
from lkj.labels.formats import PERIODS
from lkj.labels.words import BOARD_STATE, CAPACITY, CAUSE, EVENT_KIND, SOURCE
from lkj.usecases import conduct_tables
from lkj.usecases.conduct_reading import Conduct, conduct, raw_conduct
from lkj.usecases.export_words import Words, translated
from lkj.usecases.frames import Frames, notes_of
from lkj.usecases.office import Office
from lkj.usecases.open_reading import ages_of, open_look
from lkj.usecases.population import Population
from lkj.usecases.table7_rows import table7_rows
from lkj.usecases.unit_data_rows import cells_of_reports

Columns = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What a download is made from.

    `passes` are PASSES and what `read_events` reads EVENT_LOG that the filters keep, `board`
    rows of the report board. `names` and `recorders` are names by person and by account;
    without the right to read data per person they are None.
    """

    office: Office
    frames: Frames
    passes: pd.DataFrame
    read_events: Callable[[], pd.DataFrame]
    board: pd.DataFrame
    names: Mapping[str, str] | None
    recorders: Mapping[str, str] | None
    as_of: datetime
    about: Population

    @property
    def words(self) -> Words:
        """What the codes mean."""
        return Words(self.office)


def visit_rows(chosen: Chosen) -> Columns:
    """Every pass with its report, its times and its verdict."""
    passes, words = chosen.passes, chosen.words
    verdict, why = _verdicts(passes)
    return {
        **_reports(passes),
        **words.steps(passes),
        "visit": passes["visit"],
        "role": words.roles(passes["role"]),
        "capacity": translated(passes["capacity"], CAPACITY),
        "actor": _people(passes["actor"], chosen.names),
        **{
            f"{name}_at": words.times(passes[f"{name}_at"], passes[f"{name}_precision"])
            for name in ("entered", "started", "left")
        },
        **{name: passes[name] for name in _MINUTES},
        "verdict": verdict,
        "verdict_reason": why,
        "clock_quality": translated(passes["clock_quality"], v.CLOCK_QUALITY),
        "outcome": translated(passes["outcome"], EVENT_KIND),
        "reasons": words.reasons(passes),
        "cause": translated(passes["cause"], CAUSE),
        "source": translated(passes["source"], SOURCE),
        "recorded_at": words.times(passes["recorded_at"]),
        "is_late_entry": is_late_entry(passes, chosen.frames.calendar),
        "is_corrected": passes["is_corrected"],
    }


def duration_rows(chosen: Chosen) -> Columns:
    """The passes of each step, counted and measured against mutu baku waktu."""
    table = against_standard(chosen.passes, by=("sop_id", "step"))
    return _grouped(table, chosen.words)


def rejection_rows(chosen: Chosen) -> Columns:
    """How often each role returned what it reviewed at each step."""
    table = rejection_counts(chosen.passes, by=("sop_id", "step", "role"))
    return {**_grouped(table, chosen.words), "role": chosen.words.roles(table["role"])}


def return_rows(chosen: Chosen) -> Columns:
    """Every return with its reasons and what the reviewer wrote."""
    returns = chosen.passes[chosen.passes["outcome"] == Outcome.REJECTED]
    words = chosen.words
    note_of = notes_of(chosen.office, map(int, returns["closing_no"].dropna()))
    return {
        **_reports(returns),
        **words.steps(returns),
        "visit": returns["visit"],
        "role": words.roles(returns["role"]),
        "actor": _people(returns["actor"], chosen.names),
        "left_at": words.times(returns["left_at"], returns["left_precision"]),
        "next_step": words.steps(returns, "next_step")["step"],
        "reasons": words.reasons(returns),
        "note": returns["closing_no"].map(note_of),
    }


def status_rows(chosen: Chosen) -> Columns:
    """The report board: where every report stands, and what was never registered."""
    board, words = chosen.board, chosen.words
    # A step that has ended, or a report that nobody registered, waits in no version.
    is_running = board["state"] == "running"
    steps = words.steps(board.assign(step=board["current_step"].where(is_running)))
    names = zip(steps["step_number"], steps["step"], strict=True)
    return {
        "title": board["title"],
        "period": translated(board["period"], _PERIODS),
        "fiscal_year": board["fiscal_year"],
        "state": translated(board["state"], BOARD_STATE),
        "current_step": [f"{number}. {name}" if name else None for number, name in names],
        "current_roles": [_joined(words, codes) for codes in board["current_roles"]],
        "waiting_since": words.times(board["waiting_since"]),
        "age_minutes": board["age_minutes"],
        "n_rejections": board["n_rejections"],
        "received_at": words.times(board["received_at"]),
        "finished_at": words.times(board["finished_at"]),
        "lead_minutes": board["lead_minutes"],
        "deadline": board["deadline"].dt.date.astype(object),
        "days_left": board["days_left"],
        "is_late": board["is_late"],
    }


def event_rows(chosen: Chosen) -> Columns:
    """Every event as it was recorded."""
    events, words = chosen.read_events(), chosen.words
    return {
        "no": events["no"],
        **_reports(events),
        "version": events["version"],
        "kind": translated(events["kind"], EVENT_KIND),
        **words.steps(events),
        "next_step": words.steps(events, "next_step")["step"],
        "role": words.roles(events["role"]),
        "capacity": translated(events["capacity"], CAPACITY),
        "actor": _people(events["actor"], chosen.names),
        "recorded_by": _people(events["recorded_by"], chosen.recorders),
        "occurred_at": words.times(events["occurred_at"], events["time_precision"]),
        "started_at": words.times(events["started_at"], events["time_precision"]),
        "effort_minutes": events["effort_minutes"],
        "recorded_at": words.times(events["recorded_at"]),
        "target_no": events["target_no"],
        "source": translated(events["source"], SOURCE),
        "reasons": words.reasons(events),
        "note": events["note"],
    }


def open_report_rows(chosen: Chosen) -> Columns:
    """Reports that are not finished, with their ages, days left and earliest end."""
    look = open_look(chosen.about, ages_of(chosen.frames))
    return conduct_tables.open_rows(look.rows, chosen.words)


def finding_rows(chosen: Chosen) -> Columns:
    """Every finding about how the SOP was kept, in the SOP's words."""
    return conduct_tables.finding_rows(_conduct(chosen), chosen.words, chosen.recorders)


def fitness_rows(chosen: Chosen) -> Columns:
    """How well each report kept to the order, raw and net."""
    return conduct_tables.fitness_rows(_conduct(chosen))


def unit_data_rows(chosen: Chosen) -> Columns:
    """What was asked of every unit, and whether it came in time."""
    cells = cells_of_reports(chosen.board, office=chosen.office, as_of=chosen.as_of)
    days = {name: cells[name].dt.date.astype(object) for name in ("asked", "due", "arrived")}
    return {
        **_reports(cells),
        "sop": chosen.words.sop_names(cells["sop_id"]),
        "unit": cells["unit_name"],
        "table": cells["table_name"],
        **days,
        **{name: cells[name] for name in ("is_late", "is_there", "n_returns")},
    }


def _conduct(chosen: Chosen) -> Conduct:
    return conduct(chosen.about, raw_conduct(chosen.frames, chosen.office))


ROWS: Mapping[str, Callable[[Chosen], Columns]] = {
    "durations": duration_rows,
    "visits": visit_rows,
    "rejections": rejection_rows,
    "returns": return_rows,
    "status": status_rows,
    "open": open_report_rows,
    "findings": finding_rows,
    "fitness": fitness_rows,
    "events": event_rows,
    "unit_data": unit_data_rows,
    "table7": lambda chosen: table7_rows(
        chosen.frames,
        chosen.about.selection,
        office=chosen.office,
        names=chosen.recorders,
    ),
}
_PERIODS = {period.value: name for period, name in PERIODS.items()}
_MINUTES = (
    "waiting_minutes",
    "processing_minutes",
    "lead_minutes",
    "age_minutes",
    "standard_minutes",
)


def _reports(table: pd.DataFrame) -> Columns:
    return {
        "report_id": table["report_id"],
        "title": table["title"],
        "fiscal_year": table["fiscal_year"],
        "period": translated(table["period"], _PERIODS),
        "state": translated(table["state"], BOARD_STATE),
    }


def _grouped(table: pd.DataFrame, words: Words) -> Columns:
    figures = table.drop(columns=["sop_id", "step"])
    return {
        "sop": words.sop_names(table["sop_id"]),
        **words.steps(table),
        **{str(name): figures[name] for name in figures},
    }


def _people(ids: pd.Series, names: Mapping[str, str] | None) -> list[str | None]:
    return [None] * len(ids) if names is None else translated(ids, names)


def _joined(words: Words, codes: object) -> str:
    listed = codes.split(",") if isinstance(codes, str) and codes else []
    return ", ".join(name for name in words.roles(listed) if name)


def _verdicts(passes: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """How each pass stands against mutu baku waktu, and why where that is not plain."""
    judged = passes_with_verdict(passes)
    flags = judged[["is_known", "is_over", "is_surely_within", "is_forgotten"]]
    flags = flags.reindex(passes.index, fill_value=False)
    quality, outcome = passes["clock_quality"], passes["outcome"]
    cases = {
        (v.OVER, ""): flags["is_over"],
        (v.WITHIN, ""): flags["is_known"],
        (v.SURELY_WITHIN, v.WHY_SURELY): flags["is_surely_within"],
        (v.UNJUDGED, v.WHY_UNJUDGED["forgotten"]): flags["is_forgotten"],
        (v.UNJUDGED, v.WHY_UNJUDGED["open"]): outcome.isna(),
        (v.UNJUDGED, v.WHY_UNJUDGED["cancelled"]): outcome == Outcome.CANCELLED,
        (v.UNJUDGED, v.WHY_UNJUDGED["invalid"]): quality == ClockQuality.INVALID,
        (v.UNJUDGED, v.WHY_UNJUDGED["date_only"]): quality == ClockQuality.DATE_ONLY,
    }
    conditions = [case.to_numpy(dtype=bool) for case in cases.values()]
    verdict = np.select(conditions, [case[0] for case in cases], default=v.UNJUDGED)
    otherwise = v.WHY_UNJUDGED["bounded"]
    return verdict, np.select(conditions, [case[1] for case in cases], default=otherwise)
