"""P8: every change of the history is found; one that was computed anew, by a code on paper."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import IntegrityError

from lkj.domain.events import EventKind
from lkj.errors import ChainBroken
from lkj.store import audit_store, event_store, schema, triggers
from lkj.store.chain import Head
from lkj.store.database import Connection, Database, opened, sqlite_url
from lkj.store.event_rows import COLUMNS, seal
from tests.store.examples import a_full_event, an_entry, an_event, append
from tests.torture.tally import Tally

Row = tuple[object, ...]
Attack = tuple[str, list[Row], dict[int, str]]  # what was done, the rows then, codes on paper
VERIFY = {"events": event_store.verify, "audit": audit_store.verify}
LINES = 7


def batch(seed: int) -> Tally:
    """Every field of every kind of event and of audit lines, and every way to move rows."""
    chance = random.Random(seed)  # noqa: S311 -- a seed, not a secret
    with TemporaryDirectory() as name, opened(sqlite_url(Path(name) / "kantor.db")) as database:
        schema.upgrade(database)
        fill(database, chance)
        with database.write() as conn:
            triggers.remove(conn)
            # Whoever may drop triggers may do without these too.
            conn.exec_driver_sql("PRAGMA ignore_check_constraints=1")
            found = [
                (what, _is_found(conn, *attack)) for what, *attack in _attacks(conn, chance)
            ]
    missed = tuple(f"seed {seed}: {what}" for what, is_found in found if not is_found)
    return Tally(len(found), {"tidak ditemukan": len(missed)}, missed)


def fill(database: Database, chance: random.Random) -> None:
    """Two events of each kind, one of them with every field filled, and some audit lines."""
    kinds = list(EventKind)
    chance.shuffle(kinds)
    plain = [an_event(version=n, kind=kind) for n, kind in enumerate(kinds, 1)]
    note = chance.randbytes(20).hex()
    full = [a_full_event("R2", n, kind=kind, note=note) for n, kind in enumerate(kinds, 1)]
    append(database, plain + full)
    with database.write() as conn:
        for number in range(LINES):
            salt = chance.randbytes(16).hex()
            audit_store.record(conn, an_entry(f"r-{number}"), salt=salt)


def _attacks(conn: Connection, chance: random.Random) -> Iterator[tuple[str, str, Attack]]:
    for table, verify in VERIFY.items():
        head = verify(conn)
        for attack in _moves(_rows(conn, table), {head.no: head.code}, chance):
            yield f"{table}, {attack[0]}", table, attack
    for attack in _computed_anew(conn, chance):
        yield attack[0], "events", attack


def _moves(rows: list[Row], code: dict[int, str], chance: random.Random) -> Iterator[Attack]:
    """Rows are changed, deleted, inserted, swapped, and the end is cut off."""
    for place, column in product(range(len(rows)), range(len(rows[0]))):
        row = list(rows[place])
        row[column] = _another(row[column], chance)
        changed = [*rows[:place], tuple(row), *rows[place + 1 :]]
        yield f"column {column} of row {place + 1} changed", changed, {}
    for place in range(len(rows)):
        before, after = rows[:place], rows[place + 1 :]
        yield f"row {place + 1} deleted", [*before, *after], code
        yield f"row {place + 1} deleted, numbers closed", [*before, *_moved(after, -1)], code
        forged = _forged(rows[place], chance)
        yield f"row {place + 1} inserted", [*before, forged, *_moved(rows[place:], 1)], {}
        yield f"cut after {place}", rows[:place], code
        if after:
            swapped = [(rows[place][0], *after[0][1:]), (after[0][0], *rows[place][1:])]
            yield f"row {place + 1} swapped", [*before, *swapped, *after[1:]], {}


def _another(value: object, chance: random.Random) -> object:
    """Another value that looks like it."""
    if isinstance(value, int):
        return value + chance.choice((1_000, 2_000))
    if not isinstance(value, str) or not value:
        return chance.choice((0, "x")) if value is None else "x"
    place = chance.randrange(len(value))
    return chance.choice(
        (
            value + " ",
            value[:place] + value[place + 1 :],
            value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :],
        )
    )


def _moved(rows: list[Row], by: int) -> list[Row]:
    return [(int(str(row[0])) + by, *row[1:]) for row in rows]


def _forged(row: Row, chance: random.Random) -> Row:
    """A row of nobody: its unique columns are new, all others are those of a real one."""
    return tuple(
        chance.randbytes(32).hex() if isinstance(cell, str) and len(cell) == 64 else cell
        for cell in _with_new_request(row, chance)
    )


def _with_new_request(row: Row, chance: random.Random) -> Row:
    return tuple(
        chance.randbytes(8).hex() if str(cell).startswith(("request-", "r-")) else cell
        for cell in (row[0], *(_unused_version(row)))
    )


def _unused_version(row: Row) -> Row:
    is_event = len(row) == len(COLUMNS)
    return (row[1], 999, *row[3:]) if is_event else row[1:]


def _computed_anew(conn: Connection, chance: random.Random) -> Iterator[Attack]:
    """A note is changed and everything after it sealed again; a code was kept outside."""
    events = sorted(
        (one for report in ("R1", "R2") for one in event_store.history(conn, report)),
        key=lambda event: event.no or 0,
    )
    head = event_store.head(conn)
    rows = _rows(conn, "events")
    for place, event in enumerate(events):
        later = chance.randrange(place, len(events))
        anchors = {later + 1: Head(later + 1, events[later].hash).code}
        tail = [replace(event, note=f"{event.note} diubah"), *events[place + 1 :]]
        salts = iter([one.salt for one in events[place:]]).__next__
        after = Head(place, events[place - 1].hash if place else "")
        sealed = [row for _, row in seal(tail, after=after, salts=salts)]
        yield f"computed anew from {place + 1}", [*rows[:place], *sealed], anchors
    assert head.no == len(events)


def is_seamless(conn: Connection, chance: random.Random) -> bool:
    """Without a code none of those computed anew is found: else it was no fair forgery."""
    forged = _computed_anew(conn, chance)
    return not any(_is_found(conn, "events", (what, rows, {})) for what, rows, _ in forged)


def _rows(conn: Connection, table: str) -> list[Row]:
    query = f"SELECT * FROM {table} ORDER BY no"  # noqa: S608 -- our own names
    return [tuple(row) for row in conn.exec_driver_sql(query)]


def _is_found(conn: Connection, table: str, attack: Attack) -> bool:
    _, rows, anchors = attack
    trial = conn.begin_nested()
    try:
        conn.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 -- our own names
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            conn.exec_driver_sql(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
        VERIFY[table](conn, anchors=anchors)
    except (ChainBroken, IntegrityError):  # or the table itself has no place for it
        return True
    finally:
        trial.rollback()
    return False
