"""The daily backup that the app makes by itself, each of them once whoever else runs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from lkj.domain.accounts import Permission
from lkj.domain.backup_plan import (
    Copy,
    copy_of,
    expired,
    is_claimable,
    is_due,
    newest,
    parse_clock,
)
from lkj.errors import FolderRefused, LkjError
from lkj.store import audit_store, backup_folder, event_store, meta_store
from lkj.store.backup import backup
from lkj.store.chain import Head
from lkj.store.columns import utc_text
from lkj.store.database import Connection
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import Caller, Door, identify, require
from lkj.usecases.office import Office
from lkj.usecases.sign_in import is_example

MADE, FAILED = "backup.made", "backup.failed"
_CLAIM = "backup_claim"
_UNFINISHED_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Attempt:
    """What came of one look: the backup that was made, and the code of what went wrong."""

    copy: Copy | None = None
    code: str = ""


NOTHING_TO_DO = Attempt()


def back_up_if_due(
    report: Callable[[BaseException], str], *, door: Door, office: Office, now: datetime
) -> Attempt:
    """Make the daily backup where it is due and nobody else is at it, and drop the oldest.

    Whatever goes wrong with the copy is reported, noted in the audit log with its code, and
    tried again after an hour; it is no reason to stop.

    Args:
        report: writes an error into the log and gives the code that finds it there.
        door: who asks; the app itself comes by the command line's.
        office: an example is never backed up, nor an office without any row.
        now: the time of the copy.

    Raises:
        NotPermitted, SessionEnded, StorageFailed: the database itself cannot be used.
    """
    folder = office.backups
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.MANAGE_ACCOUNTS, office=office, now=now)
        if folder is None or not _has_something(conn):
            return NOTHING_TO_DO
        last = newest(backup_folder.good_copies(conn, folder), now)
    taken_at = last.taken_at if last else None
    hour = parse_clock(office.settings.backup_at) or time()
    if not is_due(now, taken_at, hour, office.zone) or not _claim(office, now):
        return NOTHING_TO_DO
    return _Run(report, caller, office, folder, now).attempt(last)


def _has_something(conn: Connection) -> bool:
    has_rows = event_store.revision(conn) or audit_store.head(conn).no
    return bool(has_rows) and not is_example(conn)


def _claim(office: Office, now: datetime) -> bool:
    """Take the attempt of this hour; False where another process, or an earlier one, has it."""
    with office.database.write() as conn:
        text = meta_store.get(conn, _CLAIM)
        if not is_claimable(datetime.fromisoformat(text) if text else None, now):
            return False
        meta_store.put(conn, _CLAIM, utc_text(now))
    return True


@dataclass(frozen=True)
class _Run:
    """One attempt at a backup."""

    report: Callable[[BaseException], str]
    caller: Caller
    office: Office
    folder: Path
    now: datetime

    def attempt(self, last: Copy | None) -> Attempt:
        made = None
        try:
            made = self._make(last)
            self._drop_oldest()
        except Exception as error:  # noqa: BLE001 -- told by its code; the app goes on
            return Attempt(made, self._note_failure(error))
        return Attempt(made)

    def _make(self, last: Copy | None) -> Copy:
        if not self.office.settings.backup_directory:
            self.folder.mkdir(mode=0o700, exist_ok=True)
        elif not self.folder.is_dir():
            # A disk that is not there: its folder is never made in its place.
            raise FolderRefused(path=str(self.folder), problem="tidak ada")
        path = backup(
            self.office.database,
            self.office.files,
            self.folder,
            self.now,
            daily=True,
            last=self.folder / last.name if last else None,
        )
        note = backup_folder.note_of(path) or {}
        facts = {
            "events": note["events"]["no"],
            "head": Head(note["events"]["no"], note["events"]["hash"]).anchor,
            "audit": note["audit"]["no"],
            "files": note["files"],
            "bytes": path.stat().st_size,
        }
        self._write(MADE, Change(path.name, facts))
        return copy_of(path.name) or Copy(self.now, path.name)

    def _drop_oldest(self) -> None:
        with self.office.database.read() as conn:
            copies = backup_folder.good_copies(conn, self.folder)
        backup_folder.clear_unfinished(self.folder, before=self.now - _UNFINISHED_FOR)
        for copy in expired(copies, keep=self.office.settings.backup_keep):
            backup_folder.remove(self.folder, copy)

    def _note_failure(self, error: Exception) -> str:
        code = self.report(error)
        problem = error.facts.get("problem") if isinstance(error, LkjError) else None
        facts = {"code": code, "kind": type(error).__name__, "problem": str(problem or "")}
        self._write(FAILED, Change("", facts))
        return code

    def _write(self, action: str, change: Change) -> None:
        account = self.caller.audit_account_id
        with self.office.database.write() as conn:
            write_audit(conn, action, change, account_id=account, now=self.now)
