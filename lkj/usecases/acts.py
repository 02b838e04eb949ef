"""Act on a report: one form, one authorised transaction, one event."""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid5

from lkj.domain import commands as c
from lkj.domain.accounts import AppRole, Permission, holdings_on, may
from lkj.domain.events import Event, Source
from lkj.domain.sop import Sop
from lkj.domain.state import ReportState, ReportStatus, replay
from lkj.domain.text import FormCheck
from lkj.domain.workflow import decide
from lkj.errors import NotPermitted, RequestReused, StaleReport, UnknownReport
from lkj.store import account_store, event_store
from lkj.store.database import Connection
from lkj.usecases.callers import Caller, Door, identify
from lkj.usecases.office import Office

NAMESPACE = UUID("5a9be2f5-2f56-5f0e-9d0e-6d2b6c0f3a11")
CommandT = TypeVar("CommandT", bound=c.Command)

LINES = frozenset({"title", "disposition_number"})
TEXTS = frozenset({"note", "reason", "text", "time_conflict"})
LONGEST_LINE = 200
LONGEST_NOTE = 4_000


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


def submit(form: ActForm | RegisterForm, *, door: Door, office: Office, now: datetime) -> Event:
    """Carry out one act, once.

    Returns:
        The stored event; the same one again when the same form is sent again.

    Raises:
        DecisionRefused: the SOP or the clock does not allow it.
        StaleReport: somebody else moved the report after the form was drawn.
        RequestReused: the request id came before with another command.
        NotPermitted, SessionEnded, UnknownReport, FormInvalid, StorageFailed.
    """
    form = _cleaned(form)
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        digest = command_sha256(form, caller)
        stored = stored_answer(conn, form.request_id, digest)
        if stored is not None:
            return stored
        new_under = form.sop_id if isinstance(form, RegisterForm) else ""
        state, sop = load(conn, form.report_id, office, new_under=new_under)
        if isinstance(form, ActForm):
            check_seen(conn, state, form.seen)
        act = act_of(caller, sop, form.request_id, digest, office=office, now=now)
        event = decide(state, form.command, sop=sop, act=act)
        return event_store.append(conn, [event], salts=new_salt)[0]


def _cleaned(form: ActForm | RegisterForm) -> ActForm | RegisterForm:
    if isinstance(form, RegisterForm):
        return replace(form, command=clean_command(form.command))
    return replace(form, command=clean_command(form.command))


def load(
    conn: Connection, report_id: str, office: Office, *, new_under: str = ""
) -> tuple[ReportState, Sop]:
    """The report's state and the SOP version it runs under.

    `new_under` names the SOP whose newest version a report not yet registered starts with.

    Raises:
        UnknownReport: no such report, and none is to be registered.
    """
    state = replay(report_id, event_store.history(conn, report_id))
    if new_under:
        return state, office.sops.latest(new_under)
    if state.status is ReportStatus.UNREGISTERED:
        raise UnknownReport(report_id=report_id)
    return state, office.sops.version(state.sop_id, state.sop_version)


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
    latest = event_store.history(conn, state.report_id)[-1]
    who = account_store.person(conn, latest.actor).name
    raise StaleReport(report_id=state.report_id, who=who, when=latest.recorded_at)


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
        NotPermitted: an auditor changes nothing; a reset password must be changed first.
    """
    today = now.astimezone(office.zone).date()
    holdings = holdings_on(caller.assignments, today)
    roles = tuple(role for role, _ in holdings)
    if AppRole.AUDITOR in caller.account.app_roles or caller.account.must_change_password:
        raise NotPermitted(permission=Permission.NOTE)
    return c.Act(
        request_id=request_id,
        command_sha256=digest,
        actor=caller.person.id,
        holdings=holdings,
        recorder=caller.account.id,
        permissions=permissions_of(caller, sop, roles),
        now=now,
        zone=office.zone,
        source=Source.APP,
    )


def permissions_of(caller: Caller, sop: Sop, roles: tuple[str, ...]) -> frozenset[Permission]:
    """What the account may do under this SOP, with the SOP roles the person holds."""
    return frozenset(
        permission
        for permission in Permission
        if may(permission, app_roles=caller.account.app_roles, sop=sop, roles=roles)
    )


def command_sha256(form: object, caller: Caller) -> str:
    """Digest of the whole form and the account, to tell a resend from another request."""
    content = {"account": caller.account.id, "form": asdict(form)}  # type: ignore[call-overload]
    kind = type(getattr(form, "command", form)).__name__
    text = json.dumps([kind, content], default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def clean_command(command: CommandT) -> CommandT:
    """Normalise every text that a person typed.

    Raises:
        FormInvalid: with every field that holds what no text may hold.
    """
    check = FormCheck()
    cleaned = {
        field.name: _clean(check, field.name, getattr(command, field.name))
        for field in fields(command)
    }
    check.done()
    return replace(command, **cleaned)


def _clean(check: FormCheck, name: str, value: Any) -> Any:
    if name in LINES:
        return check.line(value, name, LONGEST_LINE, required=name == "title")
    if name in TEXTS:
        return check.text(value, name, LONGEST_NOTE)
    if name == "inputs":
        return tuple(
            replace(item, reason=check.text(item.reason, f"{name}.{item.name}", LONGEST_NOTE))
            for item in value
        )
    return value


def new_salt() -> str:
    """Sixteen random bytes, so that a text cannot be guessed from its hash."""
    return secrets.token_hex(16)
