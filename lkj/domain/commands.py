"""What people ask for: one frozen command per intention, and the act that carries it."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from lkj.domain.accounts import Holding, Permission
from lkj.domain.document_kinds import DocumentKind
from lkj.domain.documents import StoredFile
from lkj.domain.events import Capacity, Moment, Source
from lkj.domain.sop import Decision, RoleId, StepId


class Period(StrEnum):
    """Which report of a tahun kinerja: the annual one or a quarterly one."""

    ANNUAL = "tahunan"
    Q1 = "triwulan-1"
    Q2 = "triwulan-2"
    Q3 = "triwulan-3"
    Q4 = "triwulan-4"


class InputState(StrEnum):
    """Whether a required input (kelengkapan) was there."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """Why a visit took longer than its mutu baku waktu."""

    WAITING_FOR_DATA = "waiting_for_data"
    OUT_OF_OFFICE = "out_of_office"
    MEETING = "meeting"
    SYSTEM_TROUBLE = "system_trouble"
    FORGOT_TO_RECORD = "forgot_to_record"
    OTHER = "other"


class CorrectableField(StrEnum):
    """What a correction may change."""

    OCCURRED_AT = "occurred_at"
    STARTED_AT = "started_at"
    EFFORT_MINUTES = "effort_minutes"


@dataclass(frozen=True)
class InputCheck:
    """One kelengkapan as found; an absent one needs a reason."""

    name: str
    state: InputState
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Register:
    """Open a report at the SOP's first step."""

    title: str
    fiscal_year: int
    period: Period
    disposition_number: str
    disposition_date: date | None
    received: Moment


def registration_facts(command: Register) -> dict[str, object]:
    """What the event of a registration keeps beside its times."""
    day = command.disposition_date
    return {
        "title": command.title,
        "fiscal_year": command.fiscal_year,
        "period": command.period.value,
        "disposition_number": command.disposition_number,
        "disposition_date": day.isoformat() if day else "",
    }


@dataclass(frozen=True, kw_only=True)
class Start:
    """Say when work on the open visit began, or order it to begin; `at` None means now."""

    at: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Move:
    """Finish the open visit with a decision.

    `finished` None means now. `effort_minutes` are the minutes really spent, if known.
    `reasons` count on a return only. `time_conflict` is the reason why contradicting paper
    times are kept as they are; it is dropped where they do not contradict. `shown` is the
    sha-256 of the version of the draft that was shown, "" where there was none.
    `missing_data` is why the report goes on although data of units has not come.
    """

    decision: Decision
    finished: Moment | None = None
    started: Moment | None = None
    effort_minutes: int | None = None
    note: str = ""
    reasons: tuple[str, ...] = ()
    inputs: tuple[InputCheck, ...] = ()
    time_conflict: str = ""
    shown: str = ""
    missing_data: str = ""


@dataclass(frozen=True, kw_only=True)
class TakeBack:
    """Undo the last move while nobody has acted after it."""

    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ConfirmReceipt:
    """Say that the finished report has arrived."""

    received: Moment | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Cancel:
    """Stop the report for good."""

    note: str


@dataclass(frozen=True, kw_only=True)
class Correct:
    """Give an earlier event another time or effort; the raw event stays.

    `value` is a Moment for times, whole minutes for effort, None to remove a start or effort.
    """

    target_no: int
    field: CorrectableField
    value: Moment | int | None
    reason: str


class Answer(StrEnum):
    """What an official says of an act that was recorded on their behalf."""

    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


@dataclass(frozen=True, kw_only=True)
class Note:
    """Write a remark beside the report, or answer an act recorded on one's behalf.

    An answer names the move by `target_no`; a dispute says what is wrong.
    """

    text: str = ""
    target_no: int | None = None
    answer: Answer | None = None


@dataclass(frozen=True, kw_only=True)
class GiveCause:
    """Say why the visit closed by event `target_no` took long."""

    target_no: int
    cause: Cause
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Attach:
    """Add a version of a document: a file that is kept already, or the place of the paper."""

    kind: DocumentKind
    step: StepId | None = None
    file: StoredFile | None = None
    place: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Adopt:
    """Take over an open report that a file brought, so that it goes on here."""


Command = (
    Register
    | Start
    | Move
    | TakeBack
    | ConfirmReceipt
    | Cancel
    | Correct
    | Note
    | GiveCause
    | Attach
    | Adopt
)


@dataclass(frozen=True, kw_only=True)
class Act:
    """Who acts, who records it, on what authority, and when it is recorded.

    `holdings` are the SOP roles that the actor holds on the day of the act;
    `permissions` those of the recording account. `basis` names the paper relied on.
    `confirmed_by` tells how the actor proved anew who they are ("password", "provider"), ""
    where nobody asked.
    """

    request_id: str
    command_sha256: str
    actor: str
    holdings: tuple[Holding, ...]
    recorder: str
    permissions: frozenset[Permission]
    now: datetime
    zone: tzinfo
    confirmed_by: str = ""
    source: Source = Source.APP
    basis: str = ""
    batch_id: str | None = None

    def holding(self, needed: tuple[RoleId, ...]) -> Holding | None:
        """The first needed role that the actor holds."""
        held: dict[RoleId, Capacity] = dict(self.holdings)
        return next(((role, held[role]) for role in needed if role in held), None)
