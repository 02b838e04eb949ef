"""Versions of the working calendar, and the one draft of the next."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from lkj.store.tables import calendar_draft, calendar_versions

FIRST = 1
_ONLY_ROW = 1


@dataclass(frozen=True, kw_only=True)
class CalendarVersion:
    """A version that was activated; accounts are None for command line and file."""

    no: int
    text: str
    sha256: str
    made_by: str | None
    made_at: datetime
    activated_by: str | None
    activated_at: datetime


@dataclass(frozen=True, kw_only=True)
class CalendarDraft:
    """The draft as changed last; without `text` it was discarded or activated."""

    revision: int
    text: str | None
    changed_by: str | None
    changed_at: datetime


def add(connection: Connection, version: CalendarVersion) -> None:
    """Store an activated version; its number must follow the last one."""
    connection.execute(insert(calendar_versions), vars(version))


def versions(connection: Connection) -> list[CalendarVersion]:
    """Every version, oldest first."""
    query = select(calendar_versions).order_by(calendar_versions.c.no)
    return [CalendarVersion(**row._mapping) for row in connection.execute(query)]


def active_no(connection: Connection, *, known_at: datetime | None = None) -> int | None:
    """Number of the version that counted then, or counts now; None before the first start.

    The first version counts for all time before the second, also before it was stored.
    """
    table = calendar_versions
    query = select(func.max(table.c.no))
    if known_at is not None:
        query = query.where((table.c.activated_at <= known_at) | (table.c.no == FIRST))
    no: int | None = connection.execute(query).scalar_one()
    return no


def active_text(connection: Connection, *, known_at: datetime | None = None) -> str | None:
    """Text of the version of `active_no`; None before the first start."""
    table = calendar_versions
    query = select(table.c.text).order_by(table.c.no.desc()).limit(1)
    if known_at is not None:
        query = query.where((table.c.activated_at <= known_at) | (table.c.no == FIRST))
    text: str | None = connection.execute(query).scalar_one_or_none()
    return text


def draft(connection: Connection) -> CalendarDraft | None:
    """The draft as changed last; None where there never was one."""
    query = select(*(c for c in calendar_draft.columns if c.name != "id"))
    row = connection.execute(query).one_or_none()
    return CalendarDraft(**row._mapping) if row else None


def put_draft(connection: Connection, changed: CalendarDraft) -> None:
    """Store the draft in place of the one before."""
    connection.execute(delete(calendar_draft))
    connection.execute(insert(calendar_draft), {"id": _ONLY_ROW, **vars(changed)})
