"""Rows that the chained audit log holds whole, compared with what its lines say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, text

from lkj.store import audit_store
from lkj.store.audit_store import AuditRow
from lkj.store.columns import utc_text
from lkj.store.tables import agenda_entries, unit_data_entries

DATA_ACTIONS = ("data.ask", "data.deliver", "data.give_back")
CANCEL = "agenda.cancel"
AGENDA_ACTIONS = ("agenda.record", "agenda.file", "agenda.correct", CANCEL)

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class RowProblem:
    """A row that is gone, differs, or that no line tells of (`gone`, `differs`, `untold`)."""

    table: str
    no: int
    problem: str


def row_problems(connection: Connection, *, is_example: bool) -> tuple[RowProblem, ...]:
    """All differences between the two tables and the audit log, whose chain was checked.

    The example office has rows from before its first line: nobody recorded them.
    """
    found = (
        (unit_data_entries, DATA_ACTIONS, _of_data),
        (agenda_entries, AGENDA_ACTIONS, _of_agenda),
    )
    problems: list[RowProblem] = []
    for table, actions, facts_of in found:
        lines = audit_store.of_actions(connection, actions)
        told = {facts["no"]: facts for line in lines for facts in facts_of(line)}
        first = min(told, default=None) if is_example else 0
        problems.extend(_compared(connection, table, told, first))
    return tuple(problems)


def _compared(
    connection: Connection, table: Table, told: Mapping[int, Facts], first: int | None
) -> Iterator[RowProblem]:
    """`first` is the number from which on every row is told of; None where none is."""
    stored = {facts["no"]: facts for facts in _raw_rows(connection, table)}
    for no in sorted(stored.keys() | told.keys()):
        if no not in stored:
            yield RowProblem(table.name, no, "gone")
        elif no in told:
            if told[no] != stored[no]:
                yield RowProblem(table.name, no, "differs")
        elif first is not None and no > first:
            yield RowProblem(table.name, no, "untold")


def _raw_rows(connection: Connection, table: Table) -> Iterator[Facts]:
    """As they lie there, so that a value that cannot be read is one that differs."""
    names: Sequence[str] = [column.name for column in table.columns]
    query = f'SELECT {", ".join(names)} FROM {table.name} ORDER BY "no"'  # noqa: S608 -- ours
    for row in connection.execute(text(query)):
        yield _said(zip(names, row, strict=True))


def _of_data(line: AuditRow) -> Iterator[Facts]:
    for entry in line.detail["entries"]:  # type: ignore[union-attr]
        yield _said({**entry, "report_id": line.subject, **_recorded(line)}.items())  # type: ignore[dict-item]


def _of_agenda(line: AuditRow) -> Iterator[Facts]:
    _, year, serial = line.subject.split("/")
    facts = {
        **line.detail,
        "year": int(year),
        "serial": None if line.detail["target_no"] else int(serial),
        "is_cancelled": int(line.action == CANCEL),
    }
    yield _said({**facts, **_recorded(line)}.items())


def _recorded(line: AuditRow) -> dict[str, Any]:
    return {"account_id": line.account_id, "at": utc_text(line.at)}


def _said(facts: Any) -> Facts:
    """Without what says nothing."""
    return {name: value for name, value in facts if value not in (None, "")}
