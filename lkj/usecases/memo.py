"""Nota Dinas for one hand-over or return of a report, with everything empty left as dots."""

from collections.abc import Iterator, Mapping

from lkj.documents.content import Content, Value
from lkj.domain import letterhead as sentences
from lkj.domain.agenda import Book, Line
from lkj.domain.events import Event
from lkj.domain.letterhead import filled
from lkj.domain.sop import Decision, RoleId
from lkj.domain.state import MOVES
from lkj.errors import FormInvalid
from lkj.labels import naskah_words as words
from lkj.labels.formats import plain_date
from lkj.labels.words import CAPACITY
from lkj.store import agenda_store
from lkj.usecases.naskah_frame import Desk, Made
from lkj.usecases.office import Office
from lkj.usecases.reports import ReportView
from lkj.usecases.routing_slip import reason_lines

_LONGEST_NUMBER = 12


def memo(query: Mapping[str, str], view: ReportView, desk: Desk) -> Made:
    """The nota dinas of the move whose event number is `no`.

    Raises:
        FormInvalid: the report has no such move, or it leads nowhere.
    """
    event = _move(query.get("no", ""), view)
    step = view.sop.step(event.step or "")
    following = view.sop.step(event.next_step or "")
    is_return = MOVES[event.kind] is Decision.REJECT
    said = desk.letterhead.memo
    facts = {
        sentences.REPORT: view.title,
        sentences.OUTPUT: step.standard.output,
        sentences.INPUTS: ", ".join(step.standard.inputs),
        sentences.NEXT: f"{following.number} ({following.short_name})",
    }
    line = filed_memos(view, desk.office).get(event.no)
    body: Content = {
        "nomor": _number(line) or words.NUMBER_PLACE,
        "kepada": f"Yth. {memo_receivers(event, view, desk.letterhead)}",
        "dari": _title(event.role, event, view, desk),
        "tanggal": plain_date(event.occurred_at, desk.office.zone),
        "sifat": said.urgency,
        "lampiran": "",
        "hal": memo_subject(event, view),
        "pembuka": filled(said.returning if is_return else said.handing_over, facts),
        "alasan": list[Value](_reasons(view, event, is_return=is_return)),
        "penutup": said.closing,
        "penandatangan": _signatory(event, view, desk),
        "tembusan": [],
        "catatan": words.memo_note(event.no, filed=_filed(line)),
    }
    return Made(
        title=words.MEMO,
        body=body,
        subject=f"{view.report_id}/{event.no}",
        file_name=f"nota-dinas-{event.no}",
        is_checked=said.is_checked,
    )


def filed_memos(view: ReportView, office: Office) -> dict[int, Line]:
    """The lines of Buku Agenda under which hand-overs of a report were sent, by event."""
    with office.database.read() as conn:
        lines = agenda_store.lines_of_report(conn, view.report_id)
    return {
        line.entry.event_no: line
        for line in lines
        if line.entry.book is Book.OUTGOING and not line.is_cancelled and line.entry.event_no
    }


def outlived_memos(view: ReportView, filed: Mapping[int, Line]) -> list[Line]:
    """Of `filed_memos`, those whose hand-over was taken back: the letter still counts."""
    standing = {event.no for event in memo_moves(view)}
    return [line for no, line in filed.items() if no not in standing]


def memo_receivers(event: Event, view: ReportView, letterhead: sentences.Letterhead) -> str:
    """To whom the nota dinas of a move goes, as the office prints their jabatan."""
    following = view.sop.step(event.next_step or "")
    titles = letterhead.titles
    return ", ".join(
        titles.get(role) or view.sop.role(role).name for role in following.finishers
    )


def memo_subject(event: Event, view: ReportView) -> str:
    """What the nota dinas of a move is about."""
    is_return = MOVES[event.kind] is Decision.REJECT
    return f"{words.RETURN if is_return else words.HAND_OVER} {view.title}"


def memo_moves(view: ReportView) -> list[Event]:
    """The moves that hand something over to somebody, in their order."""
    numbers = {visit.move_no for visit in view.state.visits}
    return [e for e in view.events if e.kind in MOVES and e.next_step and e.no in numbers]


def _move(number: str, view: ReportView) -> Event:
    found = [event for event in memo_moves(view) if str(event.no) == number]
    if len(number) > _LONGEST_NUMBER or not found:
        raise FormInvalid(problems=(("no", "unknown", ""),))
    return found[0]


def _number(line: Line | None) -> str:
    """The number under which it was sent, where Buku Agenda has one."""
    return line.entry.letter_number if line else ""


def _filed(line: Line | None) -> str:
    """The line of Buku Agenda that gives it its number; "" where it has none yet."""
    if line is None or not line.entry.letter_number:
        return ""
    return f"Buku Agenda keluar {line.last.year} no. {line.serial}"


def role_title(role: RoleId, view: ReportView, desk: Desk) -> str:
    """The jabatan of a role as the office prints it."""
    return desk.letterhead.titles.get(role) or view.sop.role(role).name


def _title(role: RoleId | None, event: Event, view: ReportView, desk: Desk) -> str:
    if role is None:
        return ""
    acting = event.capacity is not None and event.capacity.is_acting
    before = f"{CAPACITY[event.capacity]} " if event.capacity and acting else ""
    return before + role_title(role, view, desk)


def _reasons(view: ReportView, event: Event, *, is_return: bool) -> Iterator[str]:
    if is_return:
        yield from reason_lines(view, event)
    elif event.note:
        yield event.note


def _signatory(event: Event, view: ReportView, desk: Desk) -> dict[str, Value]:
    person = desk.person(event.actor)
    return {
        "jabatan": _title(event.role, event, view, desk) or person.title,
        "nama": person.name,
        "pangkat": desk.letterhead.rank_of(person.nip),
        "nip": person.nip,
    }
