"""Logs of other tools as the history of an office: the same batch as a typed history."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from lkj.analytics.case_log import CaseLog
from lkj.analytics.report_ids import report_numbers
from lkj.domain import commands as c
from lkj.domain.accounts import Person
from lkj.domain.events import Moment
from lkj.domain.imported import ImportedPass, ImportedReport
from lkj.domain.log_map import ActKind, LogMap, check_map
from lkj.domain.sop import Decision, Sop
from lkj.domain.text import FormCheck
from lkj.store import account_store
from lkj.usecases.callers import Door
from lkj.usecases.history_values import folded, ids_by_name
from lkj.usecases.import_batches import ids_of
from lkj.usecases.imports import BatchContent, BatchForm, store_batch
from lkj.usecases.mapped_logs import log_sha256, read_mapped
from lkj.usecases.office import Office
from lkj.usecases.people import LONGEST_NAME

_DECISIONS: Mapping[str, Decision] = {
    ActKind.SUBMITTED: Decision.SUBMIT,
    ActKind.APPROVED: Decision.APPROVE,
    ActKind.REJECTED: Decision.REJECT,
}


@dataclass(frozen=True, kw_only=True)
class LogImport:
    """A log to be stored: the map that reads it, the SOP of the office that it ran under."""

    request_id: str
    log: Path
    log_map: LogMap
    sop: Sop


@dataclass(frozen=True)
class ImportedLog:
    """What was stored, and what of the log was not."""

    batch_id: str
    n_reports: int
    n_passes: int
    n_persons: int
    n_refused: int
    n_unmapped: int
    n_overlapping: int  # starts before the finish of the pass before them: left out


def import_log(
    asked: LogImport,
    *,
    door: Door,
    office: Office,
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> ImportedLog:
    """Store every case of a log as a report, in one batch that can be withdrawn.

    A case is received with its first event, or its start; its title is the id of the case, its
    tahun kinerja the local year in which it was received. A person is the one of the same name,
    or a new one without an account.

    Raises:
        FileRefused, InvalidLogMap: the log cannot be read by this map.
        FormInvalid: names of persons that cannot be stored.
        ImportRefused, AlreadyImported, NothingToImport: see `imports.store_batch`.
        NotPermitted, SessionEnded, StorageFailed.
    """
    check_map(asked.log_map, asked.sop)
    log = read_mapped(asked.log, asked.log_map)
    form = BatchForm(
        request_id=asked.request_id,
        file_name=asked.log.name,
        sha256=log_sha256(asked.log),
    )
    with office.database.read() as conn:
        known = ids_by_name(account_store.persons(conn))
    ids, persons = _people(log, known, ids_of(form.batch_id))
    moves = log.events[log.events["kind"].isin(list(_DECISIONS)).to_numpy()]
    starts, n_overlapping = _starts(moves)
    reports = list(_reports(moves.assign(started_at=starts), asked.sop, office, ids))
    stored = store_batch(
        form,
        BatchContent(reports, persons),
        door=door,
        office=office,
        now=now,
        progress=progress,
    )
    return ImportedLog(
        batch_id=stored.subject,
        n_reports=len(reports),
        n_passes=len(moves),
        n_persons=len(persons),
        n_refused=len(log.refused),
        n_unmapped=int(log.events["step"].isna().sum()),
        n_overlapping=n_overlapping,
    )


def _people(
    log: CaseLog, known: Mapping[str, str], new_id: Callable[[str], str]
) -> tuple[dict[str, str], list[Person]]:
    """The id of everybody whom the log names, and those who are new by it."""
    check = FormCheck()
    written = sorted(str(name) for name in log.events["actor"].dropna().unique())
    clean = {name: check.line(name, "name", LONGEST_NAME) for name in written}
    check.done()
    ids: dict[str, str] = {}
    new: dict[str, Person] = {}
    for name, text in clean.items():
        key = folded(text)
        ids[name] = known.get(key) or new_id(f"person/{key}")
        if key not in known:
            new.setdefault(key, Person(ids[name], text, nip="", title=""))
    return ids, list(new.values())


def _starts(moves: pd.DataFrame) -> tuple[pd.Series, int]:
    """Starts that are not before the finish before them, as the history of a report asks."""
    case = report_numbers(moves["report_id"])
    before = moves["at"].shift().where(np.append(False, case[1:] == case[:-1])[: len(case)])
    is_early = (moves["started_at"] < before).to_numpy()
    return moves["started_at"].mask(is_early), int(is_early.sum())


def _reports(
    moves: pd.DataFrame, sop: Sop, office: Office, ids: Mapping[str, str]
) -> Iterator[ImportedReport]:
    case, step, kind = (moves[name].tolist() for name in ("report_id", "step", "kind"))
    actor = [ids.get(name, "") for name in moves["actor"].tolist()]
    passes = [
        ImportedPass(
            step=step[place],
            decision=_DECISIONS[kind[place]],
            actor=actor[place],
            finished=_moment(finished),
            started=None if pd.isna(started) else _moment(started),
        )
        for place, (finished, started) in enumerate(
            zip(moves["at"], moves["started_at"], strict=True)
        )
    ]
    first = np.flatnonzero(~moves["report_id"].duplicated().to_numpy()).tolist()
    for begin, end in pairwise([*first, len(moves)]):
        opening = passes[begin].started or passes[begin].finished
        register = c.Register(
            title=case[begin],
            fiscal_year=opening.at.astimezone(office.zone).year,
            period=c.Period.ANNUAL,
            disposition_number="",
            disposition_date=None,
            received=opening,
        )
        yield ImportedReport(case[begin], sop, register, tuple(passes[begin:end]))


def _moment(at: pd.Timestamp) -> Moment:
    return Moment(at.to_pydatetime())
