"""The SOP versions that were used, with the text they had then."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from lkj.errors import SopChanged
from lkj.store.tables import events
from lkj.store.tables import sop_versions as table


@dataclass(frozen=True)
class UsedSop:
    """A version of an SOP as it was when first used."""

    sop_id: str
    version: int
    sha256: str
    text: str
    first_used_at: datetime


def register(  # noqa: PLR0917  # five facts of one version
    connection: Connection, sop_id: str, version: int, sha256: str, text: str, at: datetime
) -> None:
    """Remember a version at its first use; later, check that it is unchanged.

    Raises:
        SopChanged: another content was used under this version number.
    """
    query = (
        select(table.c.sha256).where(table.c.sop_id == sop_id).where(table.c.version == version)
    )
    used = connection.execute(query).scalar_one_or_none()
    if used is None:
        row = UsedSop(sop_id, version, sha256, text, at)
        connection.execute(insert(table), vars(row))
    elif used != sha256:
        raise SopChanged(sop_id=sop_id, version=version)


def has_reports(connection: Connection, sop_id: str, version: int) -> bool:
    """Whether any report runs, or ran, under a version; reads the whole log where none does."""
    query = (
        select(events.c.no)
        .where(events.c.sop_id == sop_id)
        .where(events.c.sop_version == version)
        .limit(1)
    )
    return connection.execute(query).first() is not None


def all(connection: Connection) -> list[UsedSop]:  # noqa: A001  # read as sop_store.all
    """Every used version, by SOP and number."""
    query = select(table).order_by(table.c.sop_id, table.c.version)
    return [UsedSop(**row._mapping) for row in connection.execute(query)]
