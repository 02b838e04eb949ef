"""Nota Dinas for one hand-over or return of a report, with everything empty left as dots."""

from collections.abc import Iterator, Mapping

from lkj.documents.content import Content, Value
from lkj.domain import letterhead as sentences
from lkj.domain.events import Event
from lkj.domain.letterhead import filled
from lkj.domain.sop import Decision, RoleId, Step
from lkj.domain.state import MOVES
from lkj.errors import FormInvalid
from lkj.labels import naskah_words as words
from lkj.labels.formats import plain_date
from lkj.labels.words import CAPACITY
from lkj.usecases.naskah_frame import Desk, Made
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
    about = words.RETURN if is_return else words.HAND_OVER
    body: Content = {
        "nomor": words.NUMBER_PLACE,
        "kepada": _receivers(following, view, desk),
        "dari": _title(event.role, event, view, desk),
        "tanggal": plain_date(event.occurred_at, desk.office.zone),
        "sifat": said.urgency,
        "lampiran": "",
        "hal": f"{about} {view.title}",
        "pembuka": filled(said.returning if is_return else said.handing_over, facts),
        "alasan": list[Value](_reasons(view, event, is_return=is_return)),
        "penutup": said.closing,
        "penandatangan": _signatory(event, view, desk),
        "tembusan": [],
        "catatan": words.memo_note(event.no),
    }
    return Made(
        title=words.MEMO,
        body=body,
        subject=f"{view.report_id}/{event.no}",
        file_name=f"nota-dinas-{event.no}",
        is_checked=said.is_checked,
    )


def memo_moves(view: ReportView) -> list[Event]:
    """The moves that hand something over to somebody, in their order."""
    numbers = {visit.move_no for visit in view.state.visits}
    return [e for e in view.events if e.kind in MOVES and e.next_step and e.no in numbers]


def _move(number: str, view: ReportView) -> Event:
    found = [event for event in memo_moves(view) if str(event.no) == number]
    if len(number) > _LONGEST_NUMBER or not found:
        raise FormInvalid(problems=(("no", "unknown", ""),))
    return found[0]


def _receivers(step: Step, view: ReportView, desk: Desk) -> str:
    """Those who finish the next step: where others order it first, they know already."""
    names = (role_title(role, view, desk) for role in step.finishers)
    return "Yth. " + ", ".join(names)


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
