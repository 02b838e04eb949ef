"""Tabel 7: open sheets, which may change, and determined ones, which never do."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from lkj.domain.table7 import Assessment
from lkj.store import verification
from lkj.store.chain import TABLE7_LABEL, Head, row_hash, short_code, text_digest
from lkj.store.columns import utc_text
from lkj.store.tables import table7_determinations, table7_drafts, table7_rows


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An open sheet; `edition` counts all its changes, `layout_edition` those of its own.

    `version` is that of the determination it may become; `reason` says why, from 2 on.
    """

    semester: str
    version: int
    edition: int
    layout_edition: int
    by_step: bool
    threshold: int
    assessor_id: str | None
    reason: str
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class TypedRow:
    """What was typed into one row; a missing assessment or note: as the system proposes.

    `procedure` is typed only where the row is of an SOP that this system does not know.
    """

    semester: str
    row_id: str
    position: int
    procedure: str | None
    assessment: Assessment | None
    note: str | None
    action: str
    edition: int
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class NewDetermination:
    """A sheet to be stored for good; `content` is its text."""

    semester: str
    version: int
    previous_no: int | None
    determined_at: datetime
    determined_by: str
    request_id: str
    content: str


@dataclass(frozen=True, kw_only=True)
class Determination(NewDetermination):
    """A sheet as stored."""

    no: int
    hash: str

    @property
    def code(self) -> str:
        """The short hash that is printed."""
        return short_code(self.hash)


def draft(connection: Connection, semester: str) -> Draft | None:
    """The open sheet of a semester, if there is one."""
    query = select(table7_drafts).where(table7_drafts.c.semester == semester)
    row = connection.execute(query).one_or_none()
    return Draft(**row._mapping) if row else None


def drafts(connection: Connection) -> list[Draft]:
    """Every open sheet, by semester."""
    query = select(table7_drafts).order_by(table7_drafts.c.semester)
    return [Draft(**row._mapping) for row in connection.execute(query)]


def rows(connection: Connection, semester: str) -> list[TypedRow]:
    """What was typed into the open sheet of a semester, in its order."""
    table = table7_rows
    query = select(table).where(table.c.semester == semester)
    found = connection.execute(query.order_by(table.c.position, table.c.row_id))
    return [TypedRow(**row._mapping) for row in found]


def put_draft(connection: Connection, changed: Draft) -> None:
    """Open a sheet, or replace what is said of it as a whole."""
    if draft(connection, changed.semester) is None:
        connection.execute(insert(table7_drafts), vars(changed))
        return
    is_it = table7_drafts.c.semester == changed.semester
    connection.execute(update(table7_drafts).where(is_it).values(**vars(changed)))


def put_row(connection: Connection, changed: TypedRow) -> None:
    """Store what was typed into a row, replacing what it held."""
    remove_row(connection, changed.semester, changed.row_id)
    connection.execute(insert(table7_rows), vars(changed))


def remove_row(connection: Connection, semester: str, row_id: str) -> None:
    """Forget what was typed into a row, if anything was."""
    table = table7_rows
    is_it = (table.c.semester == semester) & (table.c.row_id == row_id)
    connection.execute(delete(table).where(is_it))


def close_draft(connection: Connection, semester: str) -> None:
    """Forget the open sheet of a semester, with its rows."""
    connection.execute(delete(table7_rows).where(table7_rows.c.semester == semester))
    connection.execute(delete(table7_drafts).where(table7_drafts.c.semester == semester))


def determine(connection: Connection, new: NewDetermination, *, salt: str) -> Determination:
    """Store a sheet for good, chained to the one stored before it.

    Args:
        connection: from `Database.write`, which makes the numbers gap-free.
        new: the sheet.
        salt: fresh random hex, 32 digits.
    """
    before = head(connection)
    no = before.no + 1
    facts = _stored(new)
    hashed = {**facts, "content": text_digest(salt, new.content)}
    digest = row_hash(TABLE7_LABEL, before.hash, [no, *hashed.values(), salt])
    row = {"no": no, **vars(new), "salt": salt, "prev_hash": before.hash, "hash": digest}
    connection.execute(insert(table7_determinations), row)
    return Determination(no=no, hash=digest, **vars(new))


def determinations(connection: Connection, semester: str | None = None) -> list[Determination]:
    """Every determined sheet, or those of one semester, by semester and version."""
    table = table7_determinations
    query = select(table).order_by(table.c.semester, table.c.version)
    if semester is not None:
        query = query.where(table.c.semester == semester)
    return [_determination(row) for row in connection.execute(query)]


def head(connection: Connection) -> Head:
    """The last determination's number and hash; `Head(0, "")` when there is none."""
    table = table7_determinations
    query = select(table.c.no, table.c.hash).order_by(table.c.no.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return Head(row.no, row.hash) if row else Head(0, "")


def verify(connection: Connection) -> Head:
    """Recompute every hash and number; see `event_store.verify`.

    Raises:
        ChainBroken: the first row that does not fit.
    """
    return verification.verify_table7(connection)


_FACTS = tuple(field.name for field in fields(NewDetermination))


def _stored(new: NewDetermination) -> Mapping[str, str | int | None]:
    """The facts as they stand in the database, in the order of its columns."""
    facts: dict[str, Any] = {name: getattr(new, name) for name in _FACTS}
    return facts | {"determined_at": utc_text(new.determined_at)}


def _determination(row: Row[Any]) -> Determination:
    facts = {name: getattr(row, name) for name in _FACTS}
    return Determination(no=row.no, hash=row.hash, **facts)
