"""Tabel 7 as it is read: open or determined, and what changed since it was determined."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from lkj.domain.accounts import Permission
from lkj.domain.table7 import Difference, Procedure, Semester, differences
from lkj.labels.table7_words import change_sentences
from lkj.store import account_store, event_store, table7_store
from lkj.store.database import Connection
from lkj.store.table7_store import Determination, Draft, TypedRow
from lkj.usecases.callers import HOST_ACCOUNT, HOST_PERSON, Door, identify, require
from lkj.usecases.frames import Frames
from lkj.usecases.office import Office
from lkj.usecases.selection import apply
from lkj.usecases.table7_drafts import new_draft
from lkj.usecases.table7_figures import acted_steps, procedures, selection_of
from lkj.usecases.table7_frozen import from_frozen
from lkj.usecases.table7_sheet import Assessor, Basis, Sheet, open_sheet


@dataclass(frozen=True, kw_only=True)
class Determined:
    """A determined sheet, and what is another now than it was then."""

    stored: Determination
    sheet: Sheet
    changes: tuple[Difference, ...]
    calendar_now: int

    @property
    def is_changed(self) -> bool:
        """Whether the same semester would give another sheet now."""
        return bool(self.changes) or self.calendar_now != self.sheet.basis.calendar_version


@dataclass(frozen=True, kw_only=True)
class View:
    """Tabel 7 of one semester: `sheet` is the open one, or the proposals where none is open."""

    semester: Semester
    draft: Draft | None
    sheet: Sheet
    typed: Mapping[str, TypedRow]
    determined: tuple[Determined, ...]
    names: Mapping[str, str]  # of persons by account
    people: Mapping[str, str]  # active ones, by id

    @property
    def latest(self) -> Determined | None:
        """The determined sheet that counts."""
        return self.determined[-1] if self.determined else None


def read_table7(
    semester: Semester, frames: Frames, *, door: Door, office: Office, now: datetime
) -> View:
    """Everything that the page shows of one semester.

    Args:
        semester: any.
        frames: read as of now.
        door: whose.
        office: whose.
        now: for the rights.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        draft = table7_store.draft(conn, semester.code)
        shown = draft or replace(new_draft(semester.code, caller=caller, now=now), edition=0)
        persons = account_store.persons(conn)
        return View(
            semester=semester,
            draft=draft,
            sheet=sheet_of(conn, shown, frames, office=office),
            typed={row.row_id: row for row in table7_store.rows(conn, semester.code)},
            determined=determined_sheets(conn, frames, office=office, semester=semester),
            names=account_names(conn),
            people={person.id: person.name for person in persons if person.is_active},
        )


def sheet_of(conn: Connection, draft: Draft, frames: Frames, *, office: Office) -> Sheet:
    """An open sheet with the figures of these tables."""
    semester = Semester.of_code(draft.semester)
    found = procedures(frames, semester, office=office)
    head = event_store.head(conn)
    return open_sheet(
        draft,
        table7_store.rows(conn, draft.semester),
        found,
        assessor=_assessor(conn, draft.assessor_id, semester, frames, office),
        basis=Basis(
            as_of=frames.as_of,
            events_no=head.no,
            events_hash=head.hash,
            calendar_id=frames.calendar.id,
            calendar_version=frames.calendar.version,
        ),
    )


def determined_sheets(
    conn: Connection, frames: Frames, *, office: Office, semester: Semester | None = None
) -> tuple[Determined, ...]:
    """The determined sheets of one semester, or of all, with what changed since."""
    stored = table7_store.determinations(conn, semester.code if semester else None)
    now: dict[str, tuple[Procedure, ...]] = {}
    for one in stored:
        if one.semester not in now:
            now[one.semester] = procedures(
                frames, Semester.of_code(one.semester), office=office
            )
    return tuple(_determined(one, now[one.semester], frames.calendar.version) for one in stored)


def open_sheets(
    conn: Connection, frames: Frames, *, office: Office
) -> tuple[tuple[Draft, Sheet], ...]:
    """Every open sheet."""
    return tuple(
        (draft, sheet_of(conn, draft, frames, office=office))
        for draft in table7_store.drafts(conn)
    )


def account_names(conn: Connection) -> Mapping[str, str]:
    """The person of every account."""
    persons = {person.id: person.name for person in account_store.persons(conn)}
    accounts = account_store.accounts(conn)
    named = {one.id: persons.get(one.person_id, one.id) for one in accounts}
    return {HOST_ACCOUNT.id: HOST_PERSON.name, **named}


def changed_sentences(determined: Determined) -> list[str]:
    """What is another now than it was determined, in words."""
    sentences = change_sentences(determined.changes)
    then, now = determined.sheet.basis.calendar_version, determined.calendar_now
    if then != now:
        sentences.append(f"Kalender kerja: versi {then} → {now}.")
    return sentences


def semester_choice(
    frames: Frames, *, office: Office, today: date
) -> tuple[list[Semester], Semester]:
    """Semesters that can be looked at, the current one first, and the one that is due.

    Due is the semester before today's while it has passes and is not determined.
    """
    with office.database.read() as conn:
        determined = {one.semester for one in table7_store.determinations(conn)}
    current = Semester.of(today)
    days = frames.passes["left_at"].dropna()
    first = Semester.of(days.min().astimezone(office.zone).date()) if len(days) else current
    earliest = min(first, current.before, *map(Semester.of_code, determined))
    found = [current]
    while found[-1] > earliest:
        found.append(found[-1].before)
    half = selection_of(current.before)
    before = apply(frames.passes, half, office=office, calendar=frames.calendar)
    is_due = current.before.code not in determined and before["outcome"].notna().any()
    return found, current.before if is_due else current


def _assessor(  # a person and where the acts are looked for
    conn: Connection,
    person_id: str | None,
    semester: Semester,
    frames: Frames,
    office: Office,
) -> Assessor | None:
    if person_id is None:
        return None
    person = account_store.person(conn, person_id)
    acted = acted_steps(frames, semester, person_id, office=office)
    numbers = sorted({number for found in acted.values() for number in found})
    return Assessor(
        person_id=person_id, name=person.name, title=person.title, acted=tuple(numbers)
    )


def _determined(
    stored: Determination, now: tuple[Procedure, ...], calendar_now: int
) -> Determined:
    sheet = from_frozen(stored.content)
    return Determined(
        stored=stored,
        sheet=sheet,
        changes=differences(sheet.procedures, now),
        calendar_now=calendar_now,
    )
