"""The bad rows of the file that somebody looks at, as a CSV to mend it by."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from lkj.domain.accounts import Permission
from lkj.exchange.csv_file import to_csv
from lkj.store.database import Connection
from lkj.usecases import drafts
from lkj.usecases.callers import SessionRef, identify, require
from lkj.usecases.export_files import File
from lkj.usecases.history_sheet import RowProblem
from lkj.usecases.office import Office

PROBLEMS_ADDRESS = "/unduh/impor/masalah.csv"
HEADINGS = ("Baris", "Kolom", "Masalah")
_DRAFT = "import/problems"
_MOST_CHARACTERS = 150_000  # less than a draft may hold


def keep_problems(
    problems: Sequence[RowProblem], *, door: SessionRef, office: Office, now: datetime
) -> None:
    """Keep the list for its download, beside the drafts of the account.

    Where it is too long, its beginning is kept.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        _authorise(conn, door, office, now)
    rows: list[list[object]] = []
    left = _MOST_CHARACTERS
    for problem in problems:
        left -= len(problem.text.encode()) + len(problem.column) + 40
        if left < 0:
            break
        rows.append([problem.row, problem.column, problem.text])
    drafts.keep(_DRAFT, {"rows": rows}, door=door, office=office, now=now)


def problems_file(*, door: SessionRef, office: Office, now: datetime) -> File:
    """The list that was kept last; only headings where there is none.

    Raises:
        NotPermitted: only for those who may import.
        SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        _authorise(conn, door, office, now)
    kept = drafts.recall(_DRAFT, door=door, office=office, now=now)
    table = pd.DataFrame(kept.get("rows", []), columns=list(HEADINGS))
    return File(to_csv(table, style="excel_id"), "masalah-impor.csv")


def _authorise(conn: Connection, door: SessionRef, office: Office, now: datetime) -> None:
    caller = identify(conn, door, now=now)
    require(caller, Permission.IMPORT_HISTORY, office=office, now=now)
