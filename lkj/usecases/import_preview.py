"""What a file would bring: reports, what they support, unknown names, and every bad row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd

from lkj.domain import commands as c
from lkj.domain.accounts import Permission, Person
from lkj.domain.events import Precision
from lkj.domain.imported import REPORT_ITSELF, ImportedPass, ImportedReport
from lkj.domain.sop import Sop
from lkj.errors import (
    BeforePrevious,
    DecisionNotOffered,
    EffortInvalid,
    EffortTooLong,
    LkjError,
    ReasonUnknown,
    ReportExists,
    StartAfterFinish,
)
from lkj.labels import import_words as words
from lkj.labels.error_text import error_text
from lkj.store import account_store
from lkj.store.database import Connection
from lkj.usecases.calendars import calendar_at
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.history_sheet import RowProblem, ToldReport, missing_columns, read_history
from lkj.usecases.history_values import folded, ids_by_name
from lkj.usecases.import_batches import Batch, ids_of, same_file
from lkj.usecases.import_checks import Problem, refusals
from lkj.usecases.imports import BatchContent, BatchForm, import_act
from lkj.usecases.office import Office

NEW = ""  # the choice that makes a name a new person


@dataclass(frozen=True, kw_only=True)
class PreviewForm:
    """A file that was read, and what was chosen for it.

    `columns` names a heading for each key of a column, `people` a person's id, or NEW, for
    each name that is nobody's yet.
    """

    batch: BatchForm
    sop_id: str
    table: pd.DataFrame
    columns: Mapping[str, str]
    people: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ReportPreview:
    """One report that would be created."""

    title: str
    fiscal_year: int
    period: str
    n_passes: int
    n_lead: int  # passes that support lama penyelesaian
    n_standard: int  # passes whose minutes can be held against mutu baku waktu
    open_step: str | None  # id of the step it would wait at; None where it is finished


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Everything that is shown before the one confirmation."""

    missing: tuple[str, ...]  # keys of columns that must be chosen first
    reports: tuple[ReportPreview, ...]
    problems: tuple[RowProblem, ...]
    unknown_names: tuple[str, ...]
    persons: tuple[Person, ...]  # the names may be one of these
    n_examples: int
    n_left_out: int  # reports with a bad row
    earlier: Batch | None  # the same file, in force
    content: BatchContent


def preview(form: PreviewForm, *, door: Door, office: Office, now: datetime) -> Preview:
    """Read the rows and say what would be stored; nothing is written.

    Reports with a bad row are left out as a whole; the others may be imported.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.IMPORT_HISTORY, office=office, now=now)
        missing = missing_columns(form.columns)
        earlier = same_file(conn, form.batch.sha256)
        if missing:
            return _nothing(missing, earlier)
        act = import_act(
            request_id=form.batch.request_id,
            batch_id=form.batch.batch_id,
            digest="",
            caller=caller,
            office=office,
            now=now,
        )
        return _previewed(conn, form, earlier, act, office)


def _nothing(missing: tuple[str, ...], earlier: Batch | None) -> Preview:
    return Preview(
        missing=missing,
        reports=(),
        problems=(),
        unknown_names=(),
        persons=(),
        n_examples=0,
        n_left_out=0,
        earlier=earlier,
        content=BatchContent(()),
    )


def _previewed(
    conn: Connection,
    form: PreviewForm,
    earlier: Batch | None,
    act: c.Act,
    office: Office,
) -> Preview:
    sop = office.sops.latest(form.sop_id)
    told = read_history(form.table, form.columns, sop=sop, zone=office.zone)
    people = _People(account_store.persons(conn), form)
    reports = {
        _name(report): people.named(_imported(report, sop))
        for report in told.reports
        if report.passes
    }
    refused = refusals(conn, list(reports.values()), act, calendar_at(conn))
    by_name = {_name(report): report for report in told.reports}
    problems = [*told.problems, *(_problem(p, by_name, sop, office) for p in refused)]
    bad = {key for key, _, _ in refused} | {n for n, r in by_name.items() if r.is_bad}
    good = [report for key, report in reports.items() if key not in bad]
    return Preview(
        missing=(),
        reports=tuple(map(_report, good)),
        problems=tuple(sorted(problems, key=lambda problem: problem.row)),
        unknown_names=people.unknown,
        persons=people.active,
        n_examples=told.n_examples,
        n_left_out=len(bad) + told.n_nameless,
        earlier=earlier,
        content=BatchContent(good, people.new_of(good)),
    )


def _name(report: ToldReport) -> str:
    return "/".join(map(str, report.key))


def _imported(report: ToldReport, sop: Sop) -> ImportedReport:
    return ImportedReport(_name(report), sop, report.register, tuple(report.passes))


class _People:
    """Whom the names of a file mean: the one person of that name, or as was chosen."""

    def __init__(self, persons: Sequence[Person], form: PreviewForm) -> None:
        self.active = tuple(person for person in persons if person.is_active)
        self._chosen = {folded(name): person for name, person in form.people.items()}
        self._ids = {person.id for person in persons}
        self._by_name = ids_by_name(persons)
        self._new_id = ids_of(form.batch.batch_id)
        self._unknown: dict[str, str] = {}

    @property
    def unknown(self) -> tuple[str, ...]:
        """Names that are nobody's, or several persons', as they are written."""
        return tuple(sorted(self._unknown.values()))

    def named(self, report: ImportedReport) -> ImportedReport:
        """The report with ids for names."""
        passes = tuple(replace(one, actor=self._id(one.actor)) for one in report.passes)
        return replace(report, passes=passes)

    def new_of(self, reports: Sequence[ImportedReport]) -> tuple[Person, ...]:
        """The persons that these reports need and the database lacks."""
        needed = {one.actor for report in reports for one in report.passes}
        made = {self._new(name): written for name, written in self._unknown.items()}
        return tuple(
            Person(person, written, nip="", title="")
            for person, written in made.items()
            if person in needed
        )

    def _id(self, name: str) -> str:
        if not name:
            return ""
        key = folded(name)
        if key in self._by_name:
            return self._by_name[key]
        self._unknown.setdefault(key, name)
        chosen = self._chosen.get(key, NEW)
        return chosen if chosen in self._ids else self._new(key)

    def _new(self, key: str) -> str:
        return self._new_id(f"person/{key}")


_COLUMN_OF: tuple[tuple[type[LkjError], str], ...] = (
    (ReportExists, "title"),
    (StartAfterFinish, "started"),
    (EffortInvalid, "effort"),
    (EffortTooLong, "effort"),
    (ReasonUnknown, "reasons"),
    (DecisionNotOffered, "result"),
    (BeforePrevious, "finished"),
)


def _problem(
    problem: Problem, reports: Mapping[str, ToldReport], sop: Sop, office: Office
) -> RowProblem:
    key, place, error = problem
    report = reports[key]
    is_whole = place == REPORT_ITSELF
    row = report.first_row if is_whole else report.rows[place]
    otherwise = "received" if is_whole else "finished"
    column = next((name for kind, name in _COLUMN_OF if isinstance(error, kind)), otherwise)
    text = error_text(error, zone=office.zone, sop=sop)
    return RowProblem(row, words.COLUMN[column].heading, text)


def _report(report: ImportedReport) -> ReportPreview:
    last = report.passes[-1]
    route = report.sop.step(last.step).next.get(last.decision)
    return ReportPreview(
        title=report.register.title,
        fiscal_year=report.register.fiscal_year,
        period=report.register.period.value,
        n_passes=len(report.passes),
        n_lead=len(report.passes),
        n_standard=sum(map(_has_minutes, report.passes)),
        open_step=route.target if route else None,
    )


def _has_minutes(one: ImportedPass) -> bool:
    """Whether work is known to the minute: as declared, or from start to finish."""
    times = (one.started, one.finished)
    is_measured = all(at is not None and at.precision is Precision.MINUTE for at in times)
    return one.effort_minutes is not None or is_measured
