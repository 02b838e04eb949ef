"""Act on a report: one form, one authorised transaction, one event."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from lkj.domain import commands as c
from lkj.domain.accounts import AppRole, permissions_of
from lkj.domain.events import Event, EventKind, Source
from lkj.domain.sop import Sop
from lkj.domain.state import ReportState, ReportStatus, replay
from lkj.domain.text import FormCheck
from lkj.domain.workflow import decide
from lkj.errors import (
    ChangesNothing,
    RequestReused,
    StaleDraft,
    StaleReport,
    UnknownPerson,
    UnknownReport,
)
from lkj.store import account_store, event_store
from lkj.store.database import Connection
from lkj.usecases.calendars import calendar_at
from lkj.usecases.callers import HOST_PERSON, Caller, Door, holdings_today, identify
from lkj.usecases.command_checks import LONGEST_REQUEST_ID, check_years, clean_command
from lkj.usecases.document_checks import check_documents
from lkj.usecases.hand_over_checks import with_data_reason
from lkj.usecases.office import Office
from lkj.usecases.signature_checks import Reentered, compare, confirm_signature

NAMESPACE = UUID("5a9be2f5-2f56-5f0e-9d0e-6d2b6c0f3a11")
# What is only said about a report moves nothing, so it makes no form stale.
REMARKS = frozenset(
    {
        EventKind.STARTED,
        EventKind.NOTED,
        EventKind.ATTACHED,
        EventKind.CAUSE_GIVEN,
        EventKind.CORRECTED,
        EventKind.RECEIPT_CONFIRMED,
    }
)


@dataclass(frozen=True)
class Seen:
    """The open visit that the person saw when the form was drawn."""

    step: str
    visit: int


@dataclass(frozen=True, kw_only=True)
class ActForm:
    """One act on one report; `seen` guards decisions against a report that has moved on."""

    report_id: str
    request_id: str
    command: c.Command
    seen: Seen | None = None


@dataclass(frozen=True, kw_only=True)
class RegisterForm:
    """A new report under the newest version of an SOP."""

    sop_id: str
    request_id: str
    command: c.Register

    @property
    def report_id(self) -> str:
        """Made from the request, so that a resent form names the same report."""
        return new_report_id(self.request_id)


def new_report_id(request_id: str) -> str:
    """The id of the report that this request registers."""
    return str(uuid5(NAMESPACE, request_id))


def submit(
    form: ActForm | RegisterForm,
    *,
    door: Door,
    office: Office,
    now: datetime,
    reentered: Reentered | None = None,
) -> Event:
    """Carry out one act, once.

    `reentered` is the password that was typed again, where the office wants one for this act.

    Returns:
        The stored event; the same one again when the same form is sent again.

    Raises:
        DecisionRefused: the SOP or the clock does not allow it.
        FormInvalid: with every field that holds what it may not hold.
        OutsideCalendar: a time lies in a year that the working calendar does not cover.
        StaleDraft: somebody replaced the draft that was shown.
        StaleReport: somebody else moved the report after the form was drawn.
        RequestReused: the request id came before with another command.
        SignatureUnconfirmed, ReenteredWrong, TooManyAttempts: see `signature_checks`.
        NotPermitted, SessionEnded, UnknownReport, StorageFailed.
    """
    form = _cleaned(form, office)
    # Hashing takes a tenth of a second: never inside a write transaction.
    proof = compare(reentered, door, office=office, now=now)
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        digest = command_sha256(form, caller)
        stored = stored_answer(conn, form.request_id, digest)
        if stored is not None:
            return stored
        check_years(form.command, calendar_at(conn))
        new_under = form.sop_id if isinstance(form, RegisterForm) else ""
        state, sop = load(conn, form.report_id, office, new_under=new_under)
        if isinstance(form, ActForm):
            check_seen(conn, state, form.seen)
        check_documents(form.command, state, sop, office=office)
        act = act_of(caller, sop, form.request_id, digest, office=office, now=now)
        how = confirm_signature(
            conn,
            form.command,
            state,
            sop,
            act=act,
            door=door,
            proof=proof,
            office=office,
            now=now,
        )
        act = replace(act, confirmed_by=how)
        command = with_data_reason(conn, form.command, state, sop, office=office)
        event = _decided(conn, state, command, sop=sop, act=act)
        return event_store.append(conn, [event], salts=new_salt)[0]


def _decided(
    conn: Connection, state: ReportState, command: c.Command, *, sop: Sop, act: c.Act
) -> Event:
    try:
        return decide(state, command, sop=sop, act=act)
    except StaleDraft as error:
        who = _name(conn, str(error.facts["who"]))
        raise StaleDraft(**{**error.facts, "who": who}) from error


def _cleaned(form: ActForm | RegisterForm, office: Office) -> ActForm | RegisterForm:
    check = FormCheck()
    request_id = check.line(form.request_id, "request_id", LONGEST_REQUEST_ID)
    cleaned: ActForm | RegisterForm
    if isinstance(form, RegisterForm):
        check_sop(check, form.sop_id, office)
        register = clean_command(check, form.command)
        cleaned = replace(form, request_id=request_id, command=register)
    else:
        command = clean_command(check, form.command)
        cleaned = replace(form, request_id=request_id, command=command)
    check.done()
    return cleaned


def check_sop(check: FormCheck, sop_id: str, office: Office) -> None:
    """A new report needs an SOP of the office."""
    if sop_id not in {sop.id for sop in office.sops.current}:
        check.add("sop_id", "unknown")


def load(
    conn: Connection, report_id: str, office: Office, *, new_under: str = ""
) -> tuple[ReportState, Sop]:
    """The report's state and the SOP version it runs under.

    `new_under` names the SOP whose newest version a report not yet registered starts with.

    Raises:
        UnknownReport: no such report, and none is to be registered.
    """
    state = replay(report_id, history_of(conn, report_id))
    if new_under:
        return state, office.sops.latest(new_under)
    if state.status is ReportStatus.UNREGISTERED:
        raise UnknownReport(report_id=report_id)
    return state, office.sops.version(state.sop_id, state.sop_version)


def history_of(conn: Connection, report_id: str) -> list[Event]:
    """All events of a report; none where there is no such report."""
    # Ids come from addresses too, and the drivers refuse NUL and half characters.
    return event_store.history(conn, report_id) if report_id.isprintable() else []


def stored_answer(conn: Connection, request_id: str, digest: str) -> Event | None:
    """The event that this request made before.

    Raises:
        RequestReused: it was made by another command or another account.
    """
    stored = event_store.by_request(conn, request_id)
    if stored is not None and stored.command_sha256 != digest:
        raise RequestReused(request_id=request_id)
    return stored


def check_seen(conn: Connection, state: ReportState, seen: Seen | None) -> None:
    """The open visit is the one that the person saw.

    Raises:
        StaleReport: with the name of the person who moved the report, and when.
    """
    if seen is None:
        return
    visit = state.open_visit
    if visit is not None and (visit.step, visit.number) == (seen.step, seen.visit):
        return
    winner = _winner(history_of(conn, state.report_id), state, seen)
    raise StaleReport(
        report_id=state.report_id, who=_name(conn, winner.actor), when=winner.recorded_at
    )


def _winner(history: Sequence[Event], state: ReportState, seen: Seen) -> Event:
    """Who closed the visit that was seen; else who moved the report last."""
    closed = {
        visit.move_no
        for visit in state.visits
        if (visit.step, visit.number) == (seen.step, seen.visit)
    }
    moves = [event for event in history if event.kind not in REMARKS]
    return next((event for event in moves if event.no in closed), moves[-1])


def _name(conn: Connection, person_id: str) -> str:
    try:
        return account_store.person(conn, person_id).name
    except UnknownPerson:
        return HOST_PERSON.name if person_id == HOST_PERSON.id else person_id


def act_of(
    caller: Caller,
    sop: Sop,
    request_id: str,
    digest: str,
    *,
    office: Office,
    now: datetime,
) -> c.Act:
    """The caller acting in person, now.

    Raises:
        ChangesNothing: an auditor's account, or one that must change its password first.
    """
    holdings = holdings_today(caller, office=office, now=now)
    roles = tuple(role for role, _ in holdings)
    if AppRole.AUDITOR in caller.account.app_roles or caller.account.must_change_password:
        raise ChangesNothing
    return c.Act(
        request_id=request_id,
        command_sha256=digest,
        actor=caller.person.id,
        holdings=holdings,
        recorder=caller.account.id,
        permissions=permissions_of(caller.account.app_roles, sop, roles),
        now=now,
        zone=office.zone,
        source=Source.APP,
    )


def command_sha256(form: object, caller: Caller) -> str:
    """Digest of the whole form and the account, to tell a resend from another request."""
    content = {"account": caller.account.id, "form": asdict(form)}  # type: ignore[call-overload]
    kind = type(getattr(form, "command", form)).__name__
    text = json.dumps([kind, content], default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def new_salt() -> str:
    """Sixteen random bytes, so that a text cannot be guessed from its hash."""
    return secrets.token_hex(16)
