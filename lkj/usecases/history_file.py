"""A file that somebody uploaded, as rows; it is parsed outside of this process."""

import hashlib
from datetime import datetime

import pandas as pd

from lkj.domain.accounts import Permission
from lkj.errors import FileRefused
from lkj.exchange.reading_process import read_rows_apart
from lkj.labels.import_words import SHEET
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.office import Office

MOST_MEGABYTES = 20
_MEGABYTE = 1024 * 1024


def read_file(content: bytes, *, door: Door, office: Office, now: datetime) -> pd.DataFrame:
    """The rows of an uploaded workbook or CSV, as text.

    Raises:
        FileRefused: with every problem that was found, and its place.
        NotPermitted: only for those who may import.
        SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.IMPORT_HISTORY, office=office, now=now)
    if len(content) > MOST_MEGABYTES * _MEGABYTE:
        raise FileRefused(problems=(("", "too_large", str(MOST_MEGABYTES)),))
    return read_rows_apart(content, sheet=SHEET)


def file_sha256(content: bytes) -> str:
    """What tells the same file again, in hex."""
    return hashlib.sha256(content).hexdigest()
