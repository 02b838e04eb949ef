"""Tabel 7 on paper: the right is checked, the audit log notes it."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from lkj.charts.table7_page import Annex, PaperRow, Table7Page, table7_page
from lkj.domain.accounts import Permission
from lkj.domain.table7 import Semester
from lkj.errors import FormInvalid
from lkj.labels import table7_words as words
from lkj.labels.formats import long_datetime, short_datetime, short_day
from lkj.labels.words import EXAMPLE_MARK
from lkj.store import event_store
from lkj.store.chain import short_code
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.frames import read_frames
from lkj.usecases.office import Office
from lkj.usecases.sign_in import is_example
from lkj.usecases.table7_reading import Determined, View, changed_sentences, read_table7
from lkj.usecases.table7_sheet import Row, Sheet

NEWEST = 0
_PLACE = "." * 40


def print_table7(
    semester: Semester, version: int, *, door: Door, office: Office, now: datetime
) -> str:
    """One sheet as a page of HTML: a determined version, or NEWEST, open ones included.

    Raises:
        FormInvalid: there is no such version.
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        example = is_example(conn)
        head = event_store.head(conn).anchor
        detail = {"semester": semester.code, "version": version, "head": head}
        write_audit(
            conn,
            "print.tabel-7",
            Change("tabel-7", detail),
            account_id=caller.audit_account_id,
            now=now,
        )
    frames = read_frames(office, as_of=now)
    view = read_table7(semester, frames, door=door, office=office, now=now)
    chosen = chosen_sheet(view, version)
    sheet = chosen.sheet if chosen else view.sheet
    marks = [*([] if chosen else ["KONSEP"]), *([EXAMPLE_MARK] if example else [])]
    page = Table7Page(
        title=words.TITLE,
        about=(_agency(office), words.RULE, *about_of(semester, chosen, office.zone)),
        marks=marks,
        headings=words.HEADINGS,
        rows=[_row(row, is_open=chosen is None) for row in sheet.rows],
        remarks=list(remarks_of(sheet, chosen)),
        assessor=_assessor(sheet),
        annexes=annexes(sheet),
        definitions=words.DEFINITIONS,
        origin=[
            *origin_of(sheet, office.zone),
            *determination_of(chosen, view, office.zone),
            f"Dicetak oleh {caller.person.name}, {short_datetime(now, office.zone)}.",
            *([f"{EXAMPLE_MARK}: semua orang dan angka di sini rekaan."] if example else []),
        ],
        hint=words.PAPER_HINT,
        foot=" · ".join(marks),
    )
    return table7_page(page)


def annexes(sheet: Sheet) -> list[Annex]:
    """The steps of every SOP with their figures."""
    return [
        Annex(
            title=f"{words.ANNEX}, {procedure.title}",
            headings=words.ANNEX_HEADINGS,
            rows=[words.step_cells(step) for step in procedure.steps],
        )
        for procedure in sheet.procedures
    ]


def chosen_sheet(view: View, version: int) -> Determined | None:
    """The determined version meant; None for the open sheet, or for mere proposals."""
    if version == NEWEST:
        return None if view.draft else view.latest
    found = [one for one in view.determined if one.sheet.version == version]
    if not found:
        raise FormInvalid(problems=(("version", "unknown", ""),))
    return found[0]


def _agency(office: Office) -> str:
    return office.sops.current[0].identity.agency


def about_of(semester: Semester, chosen: Determined | None, zone: tzinfo) -> Iterator[str]:
    """Which semester, and when it was determined."""
    yield words.semester_name(semester)
    if chosen:
        stored = chosen.stored
        when = short_datetime(stored.determined_at, zone)
        yield f"{words.DETERMINED} {when} (penetapan ke-{stored.version})"


def _row(row: Row, *, is_open: bool) -> PaperRow:
    return PaperRow(
        number=row.number,
        procedure=row.procedure,
        assessment=words.assessment_text(row.assessment, row.figures),
        assessment_origin=words.PROPOSED if is_open and row.is_assessment_proposed else "",
        note=row.note,
        note_origin=words.PROPOSED if is_open and row.is_note_proposed else "",
        action=row.action,
        is_step=row.is_step,
    )


def remarks_of(sheet: Sheet, chosen: Determined | None) -> Iterator[str]:
    """What must be said below the table."""
    if sheet.reason:
        yield f"Perubahan atas penetapan ke-{sheet.version - 1}: {sheet.reason}"
    if sheet.assessor and sheet.assessor.acted:
        yield words.acted_text(sheet.assessor.acted)
    if chosen and chosen.is_changed:
        yield f"{words.CHANGED}. {' '.join(changed_sentences(chosen))}"


def _assessor(sheet: Sheet) -> tuple[str, ...]:
    if sheet.assessor is None:
        return ("Penilai,", _PLACE)
    named = (sheet.assessor.name, sheet.assessor.title)
    return ("Penilai,", *(line for line in named if line))


def origin_of(sheet: Sheet, zone: tzinfo) -> Iterator[str]:
    """What the figures were made from."""
    semester, basis = sheet.semester, sheet.basis
    first, last = short_day(semester.first_day), short_day(semester.last_day)
    yield f"Pelaksanaan yang selesai {first} sampai {last}."
    yield words.threshold_text(sheet.threshold)
    for procedure in sheet.procedures:
        yield f"SOP: {procedure.title}, versi {', '.join(map(str, procedure.versions))}."
    yield f"Kalender kerja: {basis.calendar_id}, versi {basis.calendar_version}."
    yield f"Angka per {long_datetime(basis.as_of, zone)}."
    if basis.events_no:
        code = short_code(basis.events_hash)
        yield f"Catatan terakhir dalam riwayat: no. {basis.events_no}, kode {code}."


def determination_of(chosen: Determined | None, view: View, zone: tzinfo) -> Iterator[str]:
    """Who determined the sheet, with the code of the determination."""
    if chosen is None:
        return
    stored = chosen.stored
    when = short_datetime(stored.determined_at, zone)
    who = view.names.get(stored.determined_by, stored.determined_by)
    yield f"Penetapan ke-{stored.version}, {when}, dicatat oleh {who}:"
    yield f"no. {stored.no}, kode {stored.code}."
