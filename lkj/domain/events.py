"""One event of a report: the same columns in the workflow, the store and the event log."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from lkj.domain.sop import RoleId, StepId


class EventKind(StrEnum):
    """What happened."""

    REGISTERED = "registered"
    STARTED = "started"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    TAKEN_BACK = "taken_back"
    RECEIPT_CONFIRMED = "receipt_confirmed"
    NOTED = "noted"
    ATTACHED = "attached"
    CAUSE_GIVEN = "cause_given"
    CANCELLED = "cancelled"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Source(StrEnum):
    """Where the entry comes from."""

    APP = "app"
    PAPER = "paper"
    IMPORT = "import"


class Precision(StrEnum):
    """How exactly the time of an act is known."""

    MINUTE = "minute"
    DATE = "date"


class Capacity(StrEnum):
    """In which capacity a person holds a role: definitif, pelaksana tugas, pelaksana harian."""

    DEFINITIVE = "definitif"
    ACTING = "plt"
    ACTING_DAILY = "plh"

    @property
    def is_acting(self) -> bool:
        """Whether the role is held for somebody else."""
        return self is not Capacity.DEFINITIVE


@dataclass(frozen=True)
class Moment:
    """An instant and how exactly it is known; a date stands at its local midnight."""

    at: datetime  # aware, UTC
    precision: Precision = Precision.MINUTE

    def is_before(self, other: "Moment", zone: tzinfo) -> bool:
        """Compare floored minutes, or local dates where either side is only a date."""
        if Precision.DATE in (self.precision, other.precision):
            return self.at.astimezone(zone).date() < other.at.astimezone(zone).date()
        return floor_minute(self.at) < floor_minute(other.at)


@dataclass(frozen=True, kw_only=True)
class Event:
    """One row of table `events`; the log is append-only.

    `decide` leaves `no`, `salt`, `prev_hash` and `hash` empty; the store seals them.
    `step` is the step acted on; `next_step` the step opened by a move, a registration or a
    taking back, None for a move that finishes the report and for events that move nothing.
    `payload` is canonical JSON text of the facts that only one kind has, or "".
    """

    no: int = 0
    report_id: str
    version: int
    request_id: str
    command_sha256: str
    kind: EventKind
    step: StepId | None = None
    next_step: StepId | None = None
    sop_id: str
    sop_version: int
    actor: str  # person
    role: RoleId | None = None  # SOP role acted in; None for acts outside the SOP's roles
    capacity: Capacity | None = None
    recorded_by: str  # account
    source: Source = Source.APP
    batch_id: str | None = None
    basis: str = ""  # the paper relied on: kind, number, date
    occurred_at: datetime  # aware, UTC
    started_at: datetime | None = None
    time_precision: Precision = Precision.MINUTE
    effort_minutes: int | None = None
    recorded_at: datetime
    target_no: int | None = None
    note: str = ""
    reasons: tuple[str, ...] = ()
    payload: str = ""
    salt: str = ""
    prev_hash: str = ""
    hash: str = ""

    @property
    def moment(self) -> Moment:
        """When it happened, with its precision."""
        return Moment(self.occurred_at, self.time_precision)


def floor_minute(at: datetime) -> datetime:
    """Drop seconds: typed times have minute precision."""
    return at.replace(second=0, microsecond=0)
