"""A report and its passes as far as its events tell; `state` folds them."""

from dataclasses import dataclass
from enum import StrEnum

from lkj.domain.documents import DocumentVersion
from lkj.domain.events import Capacity, EventKind, Moment
from lkj.domain.sop import Decision, RoleId, StepId


class ReportStatus(StrEnum):
    """Where a report is in its life."""

    UNREGISTERED = "unregistered"
    RUNNING = "running"
    SENT = "sent"  # finished; receipt may still be confirmed
    RECEIVED = "received"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One pass of the report through one step, as corrected.

    `left` and what follows are missing while the visit is open. `is_touched` says that somebody
    has acted on it, so that the move that opened it can no longer be taken back.
    """

    step: StepId
    number: int  # 1 is the first pass of this step
    entered: Moment
    opened_by: EventKind
    started: Moment | None = None
    start_no: int | None = None
    started_by: str | None = None
    left: Moment | None = None
    decision: Decision | None = None
    next_step: StepId | None = None
    actor: str | None = None
    role: RoleId | None = None
    capacity: Capacity | None = None
    recorded_by: str | None = None
    effort_minutes: int | None = None
    move_no: int | None = None
    is_touched: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the visit still waits for a decision."""
        return self.left is None


@dataclass(frozen=True, kw_only=True)
class ReportState:
    """A report as far as its events tell; `receipt` is when its receipt was confirmed.

    `is_imported` says that a file brought its history, `is_adopted` that somebody goes on
    with it here since then.
    """

    report_id: str
    version: int = 0
    status: ReportStatus = ReportStatus.UNREGISTERED
    sop_id: str = ""
    sop_version: int = 0
    registered_no: int | None = None
    registered_by: str | None = None
    received: Moment | None = None
    receipt_no: int | None = None
    receipt_by: str | None = None
    receipt: Moment | None = None
    visits: tuple[Visit, ...] = ()
    is_imported: bool = False
    is_adopted: bool = False
    documents: tuple[DocumentVersion, ...] = ()  # every version, oldest first

    @property
    def is_read_only(self) -> bool:
        """Whether it runs and came from a file, and nobody has taken it over yet."""
        is_foreign = self.is_imported and not self.is_adopted
        return is_foreign and self.status is ReportStatus.RUNNING

    @property
    def open_visit(self) -> Visit | None:
        """The visit that waits for somebody; None once finished or cancelled."""
        if self.status is not ReportStatus.RUNNING or not self.visits:
            return None
        return self.visits[-1] if self.visits[-1].is_open else None

    @property
    def draft(self) -> DocumentVersion | None:
        """The version that reviewers decide on now; None where none was attached."""
        return next((one for one in reversed(self.documents) if one.is_draft), None)

    @property
    def last_move(self) -> Visit | None:
        """The visit that the latest move closed, None before the first."""
        return next((v for v in reversed(self.visits) if not v.is_open), None)

    def closed_by(self, event_no: int) -> Visit | None:
        """The visit that the move with this number closed."""
        return next((v for v in self.visits if v.move_no == event_no), None)

    def actor_of(self, event_no: int) -> str | None:
        """Who did the act with this number; None for an act that has no time of its own."""
        acts = [(self.registered_no, self.registered_by), (self.receipt_no, self.receipt_by)]
        for visit in self.visits:
            acts += [(visit.start_no, visit.started_by), (visit.move_no, visit.actor)]
        return next((actor for no, actor in acts if no == event_no), None)
