"""A durable step entry, the whole use case, against a bare insert and commit of one row."""

import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from lkj.domain.commands import Move
from lkj.store import event_store
from lkj.store.event_rows import seal
from lkj.store.tables import events as table
from lkj.usecases.acts import ActForm, new_salt, submit
from lkj.usecases.office import Office
from tests.bench.measure import Line, Row, shown
from tests.support.staffed import Running, door_of, staffed_office

ENTRIES = 300
ROUNDS = 3


def lines() -> list[Line]:
    with tempfile.TemporaryDirectory() as name:
        office = staffed_office(Path(name))
        entries, inserts = [], []
        for _ in range(ROUNDS):
            entries.append(entry_seconds(office))
            inserts.append(insert_seconds(office))
        office.database.dispose()
    entry, insert = (sorted(taken)[ROUNDS // 2] / ENTRIES for taken in (entries, inserts))
    return [
        Row(
            "one step entered, durable, whole use case",
            shown(entry),
            f"one row inserted and committed, {shown(insert)}",
            insert / entry,
            "of its rate",
            0.25,
            is_floor=True,
        )
    ]


def entry_seconds(office: Office) -> float:
    """First steps of new reports, from forms that were drawn before."""
    reports = [Running(office).register() for _ in range(ENTRIES)]
    forms = [(first_move(report), report) for report in reports]
    begun = perf_counter()
    for (who, form), report in forms:
        submit(form, door=door_of(who), office=office, now=report.now)
    return perf_counter() - begun


def first_move(report: Running) -> tuple[str, ActForm]:
    visit = report.state.open_visit
    assert visit is not None
    step = report.sop.step(visit.step)
    return step.finishers[0], report.form(Move(decision=next(iter(step.next))))


def insert_seconds(office: Office) -> float:
    """Rows that were sealed before, each in a transaction of its own."""
    report = Running(office).register()
    first = report.events[0]
    events = [
        replace(first, version=2 + n, request_id=f"{first.request_id}/{n}")
        for n in range(ENTRIES)
    ]
    with office.database.read() as conn:
        sealed = list(seal(events, after=event_store.head(conn), salts=new_salt))
    begun = perf_counter()
    with office.database.engine.connect() as pooled:
        cursor = pooled.connection.cursor()
        cursor.execute("PRAGMA query_only=0")
        marks = ", ".join("?" * len(table.columns))
        for _, row in sealed:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute(f"INSERT INTO {table.name} VALUES ({marks})", row)  # noqa: S608
            cursor.execute("COMMIT")
    return perf_counter() - begun
