"""Logs of other tools, read by their map; without a database, so nobody is asked for rights."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd

from lkj.analytics.case_log import CaseLog, RowProblem, case_log
from lkj.analytics.sop_outline import OutlinedStep, outline
from lkj.domain.log_map import LogMap
from lkj.domain.log_words import read_activity, safe_id
from lkj.domain.map_suggestion import suggest_columns, suggest_map
from lkj.domain.sop_draft import DraftStep, draft_text
from lkj.domain.toml_fields import Problem, has_controls, quoted
from lkj.errors import InvalidLogMap
from lkj.exchange.log_reader import give_back, read_log
from lkj.labels.formats import number

_TIMES = ("finished", "started")  # columns of a map that hold times


def read_mapped(path: Path, log_map: LogMap, *, as_of: datetime | None = None) -> CaseLog:
    """Read a log by its map; records that do not fit the headings are among the refused rows.

    Raises:
        FileRefused: the file cannot be read.
        InvalidLogMap: the map names columns that the file lacks.
    """
    columns = vars(log_map.columns)
    wanted = [name for name in columns.values() if name]
    times = {columns[field] for field in _TIMES}
    texts = {name for field, name in columns.items() if field not in _TIMES}
    rows, misfits = read_log(
        path, columns=set(wanted), repeated=texts - times, times=times - texts
    )
    missing = [name for name in wanted if name not in rows]
    if missing:
        there = read_log(path)[0].columns
        known = ", ".join(quoted(str(name)) for name in there if name) or "tidak ada"
        raise InvalidLogMap(
            problems=tuple(
                Problem(
                    "kolom", f"Kolom {quoted(name)} tidak ada dalam log; yang ada: {known}."
                )
                for name in missing
            )
        )
    give_back()
    log = case_log(rows, log_map, as_of=as_of)
    del rows
    give_back()
    if misfits.empty:
        return log
    wrong = misfits.assign(reason=RowProblem.WRONG_WIDTH.value)
    refused = pd.concat([log.refused, wrong]).sort_values("row", ignore_index=True)
    return CaseLog(**{**vars(log), "refused": refused})


def log_sha256(path: Path) -> str:
    """SHA-256 of a file, in hex, read as a stream."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def suggest(path: Path, *, given: Mapping[str, str], zone: ZoneInfo) -> LogMap:
    """A first map of a log, from the names of its columns and activities.

    Args:
        path: the log.
        given: by field of LogColumns, columns that somebody named.
        zone: of times without offset.

    Raises:
        FileRefused, InvalidLogMap.
    """
    rows, _ = read_log(path)
    columns = suggest_columns([str(name) for name in rows.columns], given)
    names = rows[columns.activity].astype("str").fillna("").str.strip().unique()
    return suggest_map(columns, [str(name) for name in names if name], zone=zone)


def draft_sop(path: Path, log_map: LogMap, *, sop_id: str, name: str) -> str:
    """The SOP file that a log suggests, its waktu empty.

    Raises:
        FileRefused, InvalidLogMap: also where the map finds no step in the log.
    """
    log = read_mapped(path, log_map)
    steps = outline(log.events)
    if not steps:
        message = "Peta ini tidak menemukan satu langkah pun dalam log."
        raise InvalidLogMap(problems=(Problem("aktivitas", message),))
    n_cases = log.events["report_id"].nunique()
    drafted = [_draft_step(step, n_cases) for step in steps]
    return draft_text(sop_id, name, drafted, _role_names(log_map, log))


def _draft_step(step: OutlinedStep, n_cases: int) -> DraftStep:
    rare = f"Hanya pada {number(step.n_cases)} dari {number(n_cases)} kasus."
    return DraftStep(
        id=step.id,
        name=_step_name(step),
        roles=step.roles,
        is_review=step.is_review,
        returns_to=step.returns_to,
        remark=rare if step.n_cases < n_cases else "",
    )


def _step_name(step: OutlinedStep) -> str:
    words = read_activity(step.activities[0])
    if step.is_review and words.role:
        return f"{words.what}: {words.role}".removeprefix(": ")
    return step.activities[0]


def _role_names(log_map: LogMap, log: CaseLog) -> dict[str, str]:
    """Roles as the log writes them: in the names of activities, or in its own column."""
    spoken = [read_activity(one.name).role for one in log_map.activities]
    names = (name for name in (*log.role_names, *spoken) if name and not has_controls(name))
    return {safe_id(name): name for name in names}
