"""The event log as a file for other programs: the right is checked, the audit log notes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

import numpy as np
import pandas as pd

from lkj.exchange.csv_file import to_csv
from lkj.exchange.ocel_file import to_ocel
from lkj.exchange.parquet_file import to_parquet
from lkj.exchange.xes_file import to_xes, to_xes_gz
from lkj.labels import log_words as words
from lkj.labels.words import EXAMPLE_MARK
from lkj.store import account_store, event_store
from lkj.store.chain import Head
from lkj.usecases.callers import Door
from lkj.usecases.export_files import File
from lkj.usecases.exports import chosen_events, recorders_of
from lkj.usecases.frames import shared_frames
from lkj.usecases.granted import Granted, grant_file, note_file
from lkj.usecases.log_objects import Around, log_objects
from lkj.usecases.log_rows import log_rows
from lkj.usecases.office import Office

LogFormat = Literal["xes", "xes.gz", "ocel", "parquet", "csv"]
# How the file of each format ends; the address of a download ends so, too.
SUFFIX: Mapping[LogFormat, str] = {
    "xes": ".xes",
    "xes.gz": ".xes.gz",
    "ocel": ".jsonocel",
    "parquet": ".parquet",
    "csv": ".csv",
}
# What has no place inside for the head of the history carries it in its name.
_WITHOUT_HEAD: frozenset[LogFormat] = frozenset({"csv", "ocel"})


@dataclass(frozen=True, kw_only=True)
class LogRequest:
    """What is asked for: a format, and filters as in an address.

    `with_persons` is for the command line; what a session may read, its rights decide.
    """

    file_format: LogFormat
    query: Mapping[str, str] = field(default_factory=dict)
    with_persons: bool = False


def log_file(request: LogRequest, *, door: Door, office: Office, now: datetime) -> File:
    """The events that the filters keep, in a format for other programs.

    Without the right to read data per person nothing in the file names one: neither who acted
    nor which account recorded.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.write() as conn:
        granted = grant_file(conn, request, door=door, office=office, now=now)
        recorders = recorders_of(conn, granted)
        person_of = {one.id: one.person_id for one in account_store.accounts(conn)}
        note_file(conn, granted, request, action="export.log", subject="log", now=now)
    selection, zone = granted.selection, office.zone
    known_at = selection.knowledge(zone)
    frames = shared_frames(
        office, as_of=selection.moment(now, zone), now=now, known_at=known_at
    )
    events = chosen_events(frames, granted, office=office, known_at=known_at)
    names = granted.reach.names if granted.has_persons else None
    mark = EXAMPLE_MARK if granted.is_example else ""
    log = log_rows(events, office=office, mark=mark, names=names, recorders=recorders)
    with office.database.read() as conn:
        head, basis = event_store.head(conn), event_store.papers(conn)
    around = Around(
        office=office, status=frames.status, basis=basis, persons=names, person_of=person_of
    )
    about = _about(granted, head, frames.as_of)
    content = _content(request.file_format, log, around, about)
    day = frames.as_of.astimezone(zone).date()
    mark = head.mark if request.file_format in _WITHOUT_HEAD else ""
    return File(content, f"{words.LOG_FILE_NAME}-{day}{mark}{SUFFIX[request.file_format]}")


def _content(
    file_format: LogFormat, log: pd.DataFrame, around: Around, about: Mapping[str, str]
) -> bytes:
    match file_format:
        case "xes":
            return to_xes(log, about={"concept:name": words.LOG_NAME, **about})
        case "xes.gz":
            return to_xes_gz(log, about={"concept:name": words.LOG_NAME, **about})
        case "ocel":
            return to_ocel(log_objects(log, around))
        case "parquet":
            return to_parquet(log, about=about)
        case "csv":
            return to_csv(_in_iso(log), style="international")


def _about(granted: Granted, head: Head, as_of: datetime) -> dict[str, str]:
    query = granted.selection.to_query()
    return {
        words.FACT_AS_OF: as_of.astimezone(UTC).isoformat(),
        words.FACT_HEAD: f"no. {head.no}, kode {head.code}",
        words.FACT_FILTERS: "&".join(f"{key}={text}" for key, text in query.items()) or "-",
    }


def _in_iso(log: pd.DataFrame) -> pd.DataFrame:
    """Times as UTC text to the microsecond: the usual CSV keeps seconds."""
    return log.assign(
        **{str(name): _iso(log[name]) for name in log.select_dtypes("datetimetz")}
    )


def _iso(at: pd.Series) -> pd.Series:
    instants = pd.DatetimeIndex(at).tz_convert(None).as_unit("us").to_numpy()
    texts = np.datetime_as_string(instants, unit="us").astype(object) + "+00:00"
    return pd.Series(texts, index=at.index, dtype="str").where(at.notna())
