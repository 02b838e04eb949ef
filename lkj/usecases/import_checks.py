"""What reports of a batch must pass: clean text, believable times, covered years, no double."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from lkj.domain import commands as c
from lkj.domain.events import Moment
from lkj.domain.imported import REPORT_ITSELF, ImportedPass, ImportedReport, problems_of
from lkj.domain.text import FormCheck
from lkj.errors import FormInvalid, LkjError, OutsideCalendar, ReportExists
from lkj.store import import_store
from lkj.store.database import Connection
from lkj.usecases.command_checks import LONGEST_LINE, LONGEST_NOTE, clean_command
from lkj.usecases.history_sheet import report_key
from lkj.worktime import WorkingCalendar

Problem = tuple[str, int, LkjError]  # key of the report, place of the pass, why
ReportKey = tuple[int, str, str]


def clean_reports(
    reports: Iterable[ImportedReport],
) -> tuple[list[ImportedReport], list[Problem]]:
    """The reports with every text as it may be stored, and what cannot be."""
    cleaned: list[ImportedReport] = []
    problems: list[Problem] = []
    for report in reports:
        passes: list[ImportedPass] = []
        for place, one in enumerate(report.passes):
            try:
                passes.append(_clean_pass(one))
            except FormInvalid as error:
                problems.append((report.key, place, error))
        check = FormCheck()
        register = clean_command(check, report.register)
        try:
            check.done()
        except FormInvalid as error:
            problems.append((report.key, REPORT_ITSELF, error))
        cleaned.append(replace(report, register=register, passes=tuple(passes)))
    return cleaned, problems


def refusals(
    conn: Connection, reports: Sequence[ImportedReport], act: c.Act, calendar: WorkingCalendar
) -> list[Problem]:
    """Every reason against these reports, in their order."""
    there = {sop_id: existing(conn, sop_id) for sop_id in {r.sop.id for r in reports}}
    seen: set[tuple[str, ReportKey]] = set()
    found: list[Problem] = []
    for report in reports:
        key = key_of(report)
        if key in there[report.sop.id] or (report.sop.id, key) in seen:
            found.append((report.key, REPORT_ITSELF, ReportExists()))
        seen.add((report.sop.id, key))
        found += [(report.key, place, error) for place, error in problems_of(report, act)]
        found += [(report.key, place, why) for place, why in _uncovered(report, calendar)]
    return found


def existing(conn: Connection, sop_id: str) -> set[ReportKey]:
    """Keys of the reports of an SOP that are in the tables."""
    facts = (json.loads(row.payload) for row in import_store.registered(conn, sop_id))
    return {report_key(f["fiscal_year"], f["period"], f["title"]) for f in facts}


def key_of(report: ImportedReport) -> ReportKey:
    """What makes it the same report as another of its SOP."""
    said = report.register
    return report_key(said.fiscal_year, said.period, said.title)


def _clean_pass(one: ImportedPass) -> ImportedPass:
    basis, note = _clean(one.basis, "basis"), _clean(one.note, "note")
    return (
        one if (basis, note) == (one.basis, one.note) else replace(one, basis=basis, note=note)
    )


@lru_cache(maxsize=50_000)
def _clean(text: str, name: str) -> str:
    check = FormCheck()
    if name == "note":
        clean = check.text(text, name, LONGEST_NOTE)
    else:
        clean = check.line(text, name, LONGEST_LINE, required=False)
    check.done()
    return clean


def _uncovered(
    report: ImportedReport, calendar: WorkingCalendar
) -> Iterator[tuple[int, OutsideCalendar]]:
    """Times in years that the calendar does not know: they could never be counted."""
    for place, moment in _moments(report):
        year = moment.at.astimezone(calendar.zone).year
        if not calendar.first_year <= year <= calendar.last_year:
            yield place, OutsideCalendar(year=year)


def _moments(report: ImportedReport) -> Iterator[tuple[int, Moment]]:
    yield REPORT_ITSELF, report.register.received
    for place, one in enumerate(report.passes):
        yield place, one.finished
        if one.started is not None:
            yield place, one.started
