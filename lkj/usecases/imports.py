"""Histories of reports come in as one batch, and leave as one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from uuid import uuid5

from lkj.domain import commands as c
from lkj.domain.accounts import Assignment, Holding, Permission, Person, holdings_on
from lkj.domain.events import Source
from lkj.domain.imported import ImportedReport, Importing, events_of, unrecorded
from lkj.domain.text import FormCheck
from lkj.errors import (
    AlreadyImported,
    ImportRefused,
    NothingToImport,
)
from lkj.labels.import_words import UNRECORDED_NAME
from lkj.store import account_store
from lkj.store.database import Connection
from lkj.usecases.audited import Change, Recorded, form_sha256, perform
from lkj.usecases.calendars import calendar_at
from lkj.usecases.callers import Caller, Door
from lkj.usecases.import_batches import NAMESPACE, STORE, append_all, ids_of, same_file
from lkj.usecases.import_checks import clean_reports, refusals
from lkj.usecases.office import Office

LONGEST_NAME = 200


@dataclass(frozen=True, kw_only=True)
class BatchForm:
    """One confirmation: which file, and what was chosen on the way, such as columns."""

    request_id: str
    file_name: str
    sha256: str  # of the file's bytes, in hex
    choices: str = ""

    @property
    def batch_id(self) -> str:
        """Made from the request, so that a resent form names the same batch."""
        return str(uuid5(NAMESPACE, self.request_id))


@dataclass(frozen=True)
class BatchContent:
    """What a batch brings: reports, and persons that are new by it."""

    reports: Sequence[ImportedReport]
    persons: Sequence[Person] = field(default=())


def store_batch(
    form: BatchForm,
    content: BatchContent,
    *,
    door: Door,
    office: Office,
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> Recorded:
    """Store all reports of a batch in one transaction, or none.

    A resent form gives the stored answer again. In `content` actors are ids of persons in the
    database or of the batch, or "" where nobody is named. `progress` is told how many events
    have been written so far.

    Returns:
        The number in the audit log and the batch's id.

    Raises:
        ImportRefused: with every pass that cannot be believed, and every report that is there
            already.
        AlreadyImported: the same file is in the database, and was not withdrawn.
        NothingToImport: there is no report.
        FormInvalid, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, caller: Caller) -> Change:
        _refuse_same_file(conn, form.sha256)
        act = _act(form, caller, office, now)
        reports, problems = clean_reports(content.reports)
        problems += refusals(conn, reports, act, calendar_at(conn))
        if problems:
            raise ImportRefused(problems=tuple(problems))
        if not reports:
            raise NothingToImport
        _add_persons(conn, content.persons, reports)
        importing = Importing(act, ids_of(form.batch_id), _holdings(conn))
        events = chain.from_iterable(events_of(report, importing) for report in reports)
        n_events = append_all(conn, events, progress)
        facts = {
            "file": form.file_name,
            "sha256": form.sha256,
            "n_reports": len(reports),
            "n_passes": n_events - len(reports),
            "n_persons": len(content.persons),
            "choices": form.choices,
        }
        return Change(form.batch_id, facts)

    form = _cleaned(form)
    return perform(
        form,
        STORE,
        change,
        permission=Permission.IMPORT_HISTORY,
        door=door,
        office=office,
        now=now,
    )


def import_act(
    *,
    request_id: str,
    batch_id: str,
    digest: str,
    caller: Caller,
    office: Office,
    now: datetime,
) -> c.Act:
    """Who imports: no role, no permission of the workflow is asked for."""
    return c.Act(
        request_id=request_id,
        command_sha256=digest,
        actor=caller.person.id,
        holdings=(),
        recorder=caller.account.id,
        permissions=frozenset(),
        now=now,
        zone=office.zone,
        source=Source.IMPORT,
        batch_id=batch_id,
    )


def _act(form: BatchForm, caller: Caller, office: Office, now: datetime) -> c.Act:
    return import_act(
        request_id=form.request_id,
        batch_id=form.batch_id,
        digest=form_sha256(form, STORE, caller),
        caller=caller,
        office=office,
        now=now,
    )


def _cleaned(form: BatchForm) -> BatchForm:
    check = FormCheck()
    name = check.line(form.file_name, "file_name", LONGEST_NAME)
    check.done()
    return replace(form, file_name=name)


def _refuse_same_file(conn: Connection, sha256: str) -> None:
    batch = same_file(conn, sha256)
    if batch is not None:
        raise AlreadyImported(when=batch.at, who=batch.who, n_reports=batch.n_reports)


def _add_persons(
    conn: Connection, persons: Iterable[Person], reports: Iterable[ImportedReport]
) -> None:
    known = {person.id for person in account_store.persons(conn)}
    for person in (*persons, *_unrecorded(reports)):
        if person.id not in known:
            account_store.add_person(conn, person)


def _unrecorded(reports: Iterable[ImportedReport]) -> Iterator[Person]:
    """Who stands for the unknown holders of roles; not active, so never offered."""
    roles = {
        (report.sop.step(one.step).finishers[0], report.sop.version): report.sop
        for report in reports
        for one in report.passes
        if not one.actor
    }
    names = {role: sop.role(role).name for (role, _), sop in roles.items()}
    for role, name in names.items():
        title = f"{UNRECORDED_NAME} ({name})"
        yield Person(unrecorded(role), title, nip="", title="", is_active=False)


def _holdings(conn: Connection) -> Callable[[str, date], tuple[Holding, ...]]:
    held: dict[str, list[Assignment]] = {}
    for assignment in account_store.assignments(conn):
        held.setdefault(assignment.person_id, []).append(assignment)

    @lru_cache(maxsize=50_000)
    def holdings(person: str, day: date) -> tuple[Holding, ...]:
        return holdings_on(held.get(person, ()), day)

    return holdings
