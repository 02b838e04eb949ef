"""Acts of an office that are tried on a failing disk, and what each leaves when it passes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from lkj.domain import commands as c
from lkj.domain.documents import DocumentFormat, StoredFile
from lkj.domain.sop import Decision
from lkj.store import audit_store, event_store
from lkj.store.attached_files import attached_files
from lkj.store.backup import backup, counted
from lkj.store.drill import drill
from lkj.store.sqlite_copy import check_file
from lkj.usecases import drafts
from lkj.usecases.accounts import AccountRef, disable_account
from lkj.usecases.acts import ActForm, RegisterForm, submit
from lkj.usecases.office import Office
from tests.support.documents import DRAFT, pdf
from tests.support.offices import NOW
from tests.support.staffed import Running, a_registration, door_of, office_in, staffed_office

TEAM, REVIEWER = "tim_lkj", "kasubbag_renja_monev"
DRAWN = pdf("versi 1")
LONG = "panjang " * 120  # a note of the longest kind


@dataclass
class Scene:
    """An office whose report waits for the material of the Tim, with one version of a draft."""

    folder: Path
    report: Running
    move: ActForm  # drawn before the disk fails, and sent again as it was

    @property
    def office(self) -> Office:
        return self.report.office

    @property
    def backups(self) -> Path:
        return self.folder / "cadangan"


def prepare(folder: Path) -> str:
    """Lay down the office that every attempt begins with; the id of its report."""
    report = Running(staffed_office(folder)).register().until("kumpulkan-data")
    report.act(REVIEWER, c.Start())
    attach(report, "pertama", content=DRAWN)
    (folder / "cadangan").mkdir()
    report.office.database.dispose()
    return report.report_id


def scene(folder: Path, report_id: str) -> Scene:
    """A copy of that office, with connections of its own."""
    report = Running(office_in(folder), report_id, now=NOW + timedelta(hours=8))
    move = c.Move(decision=Decision.SUBMIT, shown=sha256(DRAWN).hexdigest())
    return Scene(folder, report, report.form(move, request_id="serahkan"))


def attach(report: Running, request_id: str, *, content: bytes) -> None:
    """As `usecases.documents.attach`, but for the look at the file, which writes nothing."""
    digest = report.office.files.keep(content)
    file = StoredFile(
        sha256=digest, name="konsep.pdf", size=len(content), format=DocumentFormat.PDF
    )
    kind = report.office.document_kinds(report.sop).kind(DRAFT)
    form = report.form(c.Attach(kind=kind, file=file), request_id=request_id)
    report.send(TEAM, form)


def _attach(where: Scene) -> None:
    attach(where.report, "berkas", content=pdf("versi 2 " * 9_000))


def _move(where: Scene) -> None:
    where.report.send(TEAM, where.move)


def _note(where: Scene) -> None:
    where.report.send(TEAM, where.report.form(c.Note(text=LONG), request_id="catatan"))


def _register(where: Scene) -> None:
    form = RegisterForm(
        sop_id=where.report.sop.id, request_id="daftar", command=a_registration()
    )
    submit(form, door=door_of("sekretaris"), **where.report.use)


def _disable(where: Scene) -> None:
    ref = AccountRef(request_id="keluar", account_id="akun-monev")
    disable_account(ref, door=door_of("administrator"), **where.report.use)


def _draft(where: Scene) -> None:
    drafts.keep("formulir", {"catatan": LONG * 20}, door=door_of(TEAM), **where.report.use)


def _backup(where: Scene) -> None:
    if not list(where.backups.glob("*.db")):
        backup(where.office.database, where.office.files, where.backups, NOW)


ACTS: Mapping[str, Callable[[Scene], None]] = {
    "register": _register,
    "move": _move,
    "note": _note,
    "attach": _attach,
    "disable": _disable,
    "draft": _draft,
    "backup": _backup,
}


def left(where: Scene) -> dict[str, int]:
    """How many rows every table holds, and how many backups there are; all of it sound."""
    office = where.office
    with office.database.read() as conn:
        event_store.verify(conn)
        audit_store.verify(conn)
        rows, named = counted(conn), attached_files(conn)
    assert office.database.path is not None
    check_file(office.database.path)
    assert list(office.files.problems(named)) == []
    copies = list(where.backups.glob("*.db"))
    assert all(drill(copy).is_good for copy in copies)
    return rows | {"backups": len(copies)}
