"""The dashboard's analysis of any log, without a database, as a folder of tables."""

import hashlib
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from lkj.analytics import case_tables as tables
from lkj.analytics.case_log import CaseLog
from lkj.analytics.case_visits import case_visits
from lkj.analytics.conformance import fitness_and_deviations
from lkj.analytics.schema import Outcome
from lkj.analytics.transitions import transitions
from lkj.analytics.variants import variants
from lkj.domain.log_map import LogMap, check_map
from lkj.domain.log_map_text import map_text
from lkj.domain.sop import Sop
from lkj.domain.sop_file import content_sha256
from lkj.exchange.table_folder import write_folder
from lkj.usecases.mapped_logs import log_sha256, read_mapped
from lkj.worktime import WorkingCalendar

_MOST_LISTED = 1_000  # refused rows in the summary; refused.csv has all
_LIBRARIES = ("streamlit", "pandas", "numpy", "pyarrow")


@dataclass(frozen=True, kw_only=True)
class LogAnalysis:
    """What is analysed by which rules. `as_of` None is the last time in the log."""

    log: Path
    log_map: LogMap
    sop: Sop
    calendar: WorkingCalendar
    as_of: datetime | None = None


def analyze(asked: LogAnalysis, folder: Path) -> Mapping[str, object]:
    """Analyse a log and write the tables and their summary, all of them or none.

    Returns:
        The summary: counts, what the figures rest on, and what was left out.

    Raises:
        FileRefused, InvalidLogMap: the log cannot be read by this map.
        OutsideCalendar: the log has times in years that the calendar does not cover.
        FolderRefused: the folder holds something or cannot be written.
    """
    check_map(asked.log_map, asked.sop)
    log = read_mapped(asked.log, asked.log_map, as_of=asked.as_of)
    made = _tables(log, asked)
    summary = _summary(log, made, asked)
    if len(log.refused):
        made["refused"] = log.refused
    write_folder(folder, made, summary)
    return summary


def _tables(log: CaseLog, asked: LogAnalysis) -> dict[str, pd.DataFrame]:
    events, sop, calendar = log.events, asked.sop, asked.calendar
    as_of = asked.as_of or _last_time(events)
    visits = case_visits(events, sop=sop, calendar=calendar, as_of=as_of)
    fitness, deviations = fitness_and_deviations(visits, sops=[sop])
    steps = {step.id: step.short_name for step in sop.steps}
    roles = {role.id: role.name for role in sop.roles}
    by_step, by_role = tables.rejections(visits)
    durations = tables.step_durations(visits, sop=sop)
    return {
        "cases": tables.cases(events, visits, fitness, sop=sop, calendar=calendar),
        "visits": _without_standard(visits),
        "activities": tables.activity_counts(events),
        "rejections": by_step.assign(
            step_name=by_step["step"].map(steps), role_name=by_step["role"].map(roles)
        ),
        "rejections_by_role": by_role.assign(role_name=by_role["role"].map(roles)),
        "durations": durations.assign(step_name=durations["step"].map(steps)),
        "transitions": transitions(events, calendar=calendar),
        "variants": variants(events),
        "deviations": tables.deviation_list(events, deviations),
    }


def _last_time(events: pd.DataFrame) -> datetime:
    """The latest finish; of a log without events, the epoch, which nothing is counted to."""
    last = events["at"].max()
    return (pd.Timestamp(0, tz="UTC") if pd.isna(last) else last).to_pydatetime()


def _without_standard(visits: pd.DataFrame) -> pd.DataFrame:
    """A draft's steps have no waktu: no number is said, rather than 0."""
    standard = visits["standard_minutes"].astype("Int64")
    return visits.assign(standard_minutes=standard.where(standard > 0))


def _summary(
    log: CaseLog, made: Mapping[str, pd.DataFrame], asked: LogAnalysis
) -> dict[str, object]:
    events, visits = log.events, made["visits"]
    as_of = asked.as_of or _last_time(events)
    is_rejected = visits["outcome"] == Outcome.REJECTED
    return {
        "log": asked.log.name,
        "log_sha256": log_sha256(asked.log),
        "as_of": as_of.isoformat(),
        "n_events": len(events),
        "n_cases": len(made["cases"]),
        "n_closed_cases": int(made["cases"]["is_closed"].sum()),
        "n_activities": len(made["activities"]),
        "n_variants": len(made["variants"]),
        "n_visits": len(visits),
        "n_open_visits": int(visits["outcome"].isna().sum()),
        "n_rejections": int(is_rejected.sum()),
        "n_cases_rejected": int(visits.loc[is_rejected, "report_id"].nunique()),
        "n_deviations": len(made["deviations"]),
        "unmapped_activities": _unmapped(events),
        "activities_not_in_log": _absent(log, asked.log_map),
        "left_out": {
            "ignored_activities": log.n_ignored,
            "other_lifecycle": log.n_other_lifecycle,
            "after_as_of": log.n_later,
            "starts_without_end": log.n_unfinished_starts,
            "refused": len(log.refused),
        },
        "refused": _refused(log.refused),
        "sop": {
            "id": asked.sop.id,
            "version": asked.sop.version,
            "sha256": content_sha256(asked.sop),
        },
        "calendar": {
            "id": asked.calendar.id,
            "version": asked.calendar.version,
            "zone": asked.calendar.zone.key,
        },
        "map_sha256": hashlib.sha256(map_text(asked.log_map).encode()).hexdigest(),
        "software": {
            "python": platform.python_version(),
            **{name: version(name) for name in _LIBRARIES},
        },
    }


def _unmapped(events: pd.DataFrame) -> dict[str, int]:
    names = events.loc[events["step"].isna(), "activity"].value_counts()
    return {str(name): int(n) for name, n in names.items() if n}


def _absent(log: CaseLog, log_map: LogMap) -> list[str]:
    known = set(log.activities)
    return [one.name for one in log_map.activities if one.name not in known]


def _refused(refused: pd.DataFrame) -> dict[str, object]:
    by_reason = refused["reason"].value_counts()
    listed = refused.head(_MOST_LISTED)
    return {
        "by_reason": {str(reason): int(n) for reason, n in by_reason.items()},
        "rows": [
            {"row": int(row), "reason": str(reason), "value": str(value)}
            for row, reason, value in listed[["row", "reason", "value"]].itertuples(index=False)
        ],
    }
