"""What a snapshot says of itself, in the metadata of both its files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from lkj.analytics.schema import Schema
from lkj.errors import SnapshotDamaged
from lkj.snapshots.tables import FORMAT, SNAPSHOT_PASSES, SNAPSHOT_REPORTS

PASSES_FILE, REPORTS_FILE = "passes.parquet", "reports.parquet"
_SCHEMAS: Mapping[str, Schema] = {PASSES_FILE: SNAPSHOT_PASSES, REPORTS_FILE: SNAPSHOT_REPORTS}
_PREFIX = "lkj."


@dataclass(frozen=True, kw_only=True)
class Source:
    """What the tables were made from; while it is the same, they would be too.

    `day` is the office's local date: late and open reports change with it. `plan` is a digest.
    """

    office: str
    revision: int
    calendar: int
    sops: tuple[str, ...]  # `id/version`
    plan: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The source, the moment looked from, and the head of the history at that revision."""

    source: Source
    as_of: datetime
    head: str
    is_example: bool

    def to_metadata(self) -> dict[str, str]:
        """As text, by key."""
        source = self.source
        return {
            "format": FORMAT,
            "office": source.office,
            "as_of": self.as_of.isoformat(),
            "revision": str(source.revision),
            "head": self.head,
            "example": "1" if self.is_example else "0",
            "calendar": str(source.calendar),
            "sops": json.dumps(source.sops),
            "plan": source.plan,
            "day": source.day.isoformat(),
        }


def read_facts(snapshot: Path) -> Facts:
    """What both files of a snapshot say of themselves.

    Raises:
        SnapshotDamaged: a file is gone or no Parquet, has another format or other columns, or
            the two do not belong together.
    """
    passes, reports = (_read(snapshot / name, schema) for name, schema in _SCHEMAS.items())
    if passes != reports:
        raise SnapshotDamaged(path=str(snapshot), problem="apart")
    return passes


def _read(path: Path, schema: Schema) -> Facts:
    try:
        found = pq.read_schema(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise SnapshotDamaged(path=str(path.parent), problem="content") from error
    told = {key.decode(): text.decode() for key, text in (found.metadata or {}).items()}
    about = {
        key.removeprefix(_PREFIX): text for key, text in told.items() if key.startswith(_PREFIX)
    }
    is_ours = about.get("format") == FORMAT
    if not is_ours or list(found.names) != [column.name for column in schema]:
        raise SnapshotDamaged(path=str(path.parent), problem="format")
    try:
        return _facts(about)
    except (KeyError, ValueError, TypeError) as error:
        raise SnapshotDamaged(path=str(path.parent), problem="format") from error


def _facts(about: Mapping[str, str]) -> Facts:
    return Facts(
        source=Source(
            office=about["office"],
            revision=int(about["revision"]),
            calendar=int(about["calendar"]),
            sops=tuple(json.loads(about["sops"])),
            plan=about["plan"],
            day=date.fromisoformat(about["day"]),
        ),
        as_of=datetime.fromisoformat(about["as_of"]),
        head=about["head"],
        is_example=about["example"] == "1",
    )
