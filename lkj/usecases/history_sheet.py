"""Rows of a file as the reports that they tell of, with every row that cannot be read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import lru_cache
from typing import Any

import pandas as pd

from lkj.domain.commands import Period, Register
from lkj.domain.events import Moment
from lkj.domain.imported import ImportedPass
from lkj.domain.sop import Sop
from lkj.domain.text import FormCheck
from lkj.errors import CellInvalid, FormInvalid
from lkj.labels import import_words as words
from lkj.usecases import history_values as values
from lkj.usecases.command_checks import LONGEST_LINE, LONGEST_NOTE, MOST_MINUTES
from lkj.usecases.people import LONGEST_NAME
from lkj.usecases.plan import EARLIEST_YEAR, LATEST_YEAR

_NOTHING = "-–?"  # what people write where nothing is known


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with a cell: number of the row in the file, heading, the sentence."""

    row: int
    column: str
    text: str


@dataclass
class ToldReport:
    """A report as the file tells it; `rows` are those of its passes, actors are names."""

    title: str
    fiscal_year: int
    period: Period
    first_row: int
    once: dict[str, tuple[Any, str]] = field(default_factory=dict)  # value, as written
    entered: Moment | None = None
    passes: list[ImportedPass] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    is_bad: bool = False

    @property
    def key(self) -> tuple[int, str, str]:
        """What makes it the same report."""
        return report_key(self.fiscal_year, self.period, self.title)

    @property
    def register(self) -> Register:
        """Its registration; received with the first time that the file tells."""
        first = self.passes[0]
        return Register(
            title=self.title,
            fiscal_year=self.fiscal_year,
            period=self.period,
            disposition_number=self._said("disposition_number") or "",
            disposition_date=self._said("disposition_date"),
            received=self._said("received") or self.entered or first.started or first.finished,
        )

    def _said(self, key: str) -> Any:
        return self.once.get(key, (None, ""))[0]


@dataclass
class History:
    """What a file tells."""

    reports: list[ToldReport] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    n_examples: int = 0
    n_nameless: int = 0  # reports whose title, year or kind cannot be read


def report_key(fiscal_year: int, period: str, title: str) -> tuple[int, str, str]:
    """Reports of one SOP with the same key are the same report."""
    return fiscal_year, str(period), values.folded(title)


def recognised(headings: Sequence[str]) -> dict[str, str]:
    """The headings that need no explanation, by the key of their column."""
    by_name = {values.folded(heading): heading for heading in headings}
    found = {}
    for column in words.COLUMNS:
        names = (column.heading, column.key, *column.others)
        heading = next((by_name[n] for n in map(values.folded, names) if n in by_name), None)
        if heading is not None:
            found[column.key] = heading
    return found


def missing_columns(columns: Mapping[str, str]) -> tuple[str, ...]:
    """Keys of the columns without which nothing can be imported."""
    return tuple(c.key for c in words.COLUMNS if c.is_required and c.key not in columns)


def read_history(
    table: pd.DataFrame, columns: Mapping[str, str], *, sop: Sop, zone: tzinfo
) -> History:
    """Read rows in the order of the file.

    Args:
        table: text cells by heading, the index is the number of the row in the file.
        columns: heading of each column, by its key; those that are missing count as empty.
        sop: names steps and reasons.
        zone: of the times in the file.

    Returns:
        Reports with their passes; those with a bad row are marked and left to the caller.
    """
    reader = _Reader(sop, zone)
    keys = list(columns)
    for row, *cells in table[list(columns.values())].itertuples(name=None):
        reader.read(row, dict(zip(keys, cells, strict=True)))
    return reader.history


class _Reader:
    def __init__(self, sop: Sop, zone: tzinfo) -> None:
        self.history = History()
        self._sop, self._zone = sop, zone
        self._steps = values.step_names(sop)
        self._reports: dict[tuple[int, str, str], ToldReport] = {}
        self._by_title: dict[str, ToldReport] = {}
        self._current: ToldReport | None = None
        self._is_example = False

    def read(self, row: int, cells: dict[str, str]) -> None:
        """Take one row in: a pass of the report that it names, or of the one above."""
        title = cells.get("title", "")
        if title:
            self._is_example = values.is_example(title)
        if self._is_example:
            self.history.n_examples += 1
            return
        line = _Line(row, cells, self.history.problems)
        if title:
            self._current = self._report(line)
        elif self._current is None:
            line.refuse("title", "no_report")
        if self._current is None:
            return
        self._once(line, self._current)
        told = self._pass(line)
        if told is not None:
            self._current.passes.append(told)
            self._current.rows.append(row)
        self._current.is_bad |= line.is_bad

    def _report(self, line: "_Line") -> ToldReport:
        title = line.clean("title", LONGEST_LINE)
        known = self._by_title.get(values.folded(title))
        year = line.needed("fiscal_year", _year, known and known.fiscal_year)
        period = line.needed("period", values.period_of, known and known.period)
        if not title or year is None or period is None:
            # Its rows are read all the same, so that every bad cell is told at once.
            self.history.n_nameless += 1
            return ToldReport(title, EARLIEST_YEAR, Period.ANNUAL, line.row, is_bad=True)
        fresh = ToldReport(title, year, period, line.row)
        report = self._reports.setdefault(fresh.key, fresh)
        if report is fresh:
            self.history.reports.append(report)
            self._by_title[values.folded(title)] = report
        return report

    def _once(self, line: "_Line", report: ToldReport) -> None:
        said = {
            "disposition_number": line.clean("disposition_number", LONGEST_LINE) or None,
            "disposition_date": line.known("disposition_date", self._day),
            "received": line.known("received", self._moment),
        }
        for key, value in said.items():
            if value is None:
                continue
            earlier, text = report.once.setdefault(key, (value, line.cells[key]))
            if value != earlier:
                line.refuse(key, "differs", text[:40])
        entered = line.known("entered", self._moment)
        if not report.passes:
            report.entered = entered

    def _pass(self, line: "_Line") -> ImportedPass | None:
        step = line.needed("step", lambda text: values.step_of(text, self._steps))
        finished = line.needed("finished", self._moment)
        started = line.known("started", self._moment)
        effort = line.known("effort", _minutes)
        actor, basis = line.clean("actor", LONGEST_NAME), line.clean("basis", LONGEST_LINE)
        note = line.clean("note", LONGEST_NOTE, is_long=True)
        if step is None or finished is None:
            return None
        decision = line.read("result", lambda text: values.decision_of(text, step, self._sop))
        reasons = line.read(
            "reasons", lambda text: values.reasons_of(text, decision, self._sop)
        )
        if line.is_bad:
            return None
        return ImportedPass(
            step=step,
            decision=decision,
            actor=actor.strip(_NOTHING),
            finished=finished,
            started=started,
            effort_minutes=effort,
            reasons=reasons,
            basis=basis,
            note=note,
        )

    def _moment(self, text: str) -> Moment:
        return values.moment_of(text, self._zone)

    def _day(self, text: str) -> Any:
        return values.day_of(text, self._zone)


class _Line:
    """One row of the file while it is read; its problems go to the list of all."""

    def __init__(self, row: int, cells: Mapping[str, str], problems: list[RowProblem]) -> None:
        self.row, self.cells = row, cells
        self.is_bad = False
        self._problems = problems

    def refuse(self, key: str, code: str, detail: str = "") -> None:
        """Keep a problem of a cell."""
        self.is_bad = True
        text = words.cell_problem(code, detail)
        self._problems.append(RowProblem(self.row, words.COLUMN[key].heading, text))

    def read(self, key: str, read: Callable[[str], Any]) -> Any:
        """What a cell says, also an empty one; None with a problem where it says nothing."""
        try:
            return read(self.cells.get(key, ""))
        except CellInvalid as error:
            self.refuse(key, str(error.facts["code"]), str(error.facts["detail"]))
            return None

    def known(self, key: str, read: Callable[[str], Any]) -> Any:
        """What a cell says, None where it is empty."""
        return self.read(key, read) if self.cells.get(key) else None

    def needed(self, key: str, read: Callable[[str], Any], otherwise: Any = None) -> Any:
        """What a cell says, else `otherwise`; a problem where there is neither."""
        if self.cells.get(key) or otherwise is None:
            return self.read(key, read)
        return otherwise

    def clean(self, key: str, limit: int, *, is_long: bool = False) -> str:
        """The clean text of a cell, "" where it is empty or cannot be kept."""
        text = self.cells.get(key, "")
        if not text:
            return ""
        clean, problem = _clean(text, limit, is_long)
        if problem is not None:
            self.refuse(key, *problem)
        return clean


@lru_cache(maxsize=20_000)
def _clean(text: str, limit: int, is_long: bool) -> tuple[str, tuple[str, str] | None]:
    check = FormCheck()
    clean = check.text(text, "text", limit) if is_long else check.line(text, "text", limit)
    try:
        check.done()
    except FormInvalid as error:
        problems: Any = error.facts["problems"]
        return "", problems[0][1:]
    return clean, None


def _year(text: str) -> int:
    year = values.year_of(text)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise CellInvalid(code="year_range", detail=f"{EARLIEST_YEAR}-{LATEST_YEAR}")
    return year


def _minutes(text: str) -> int:
    minutes = values.minutes_of(text)
    if minutes > MOST_MINUTES:
        raise CellInvalid(code="too_large", detail=str(MOST_MINUTES))
    return minutes
