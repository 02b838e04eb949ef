"""An SOP as data: roles, steps, their mutu baku, and where each decision leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

RoleId = str
StepId = str


class Decision(StrEnum):
    """What moves a report from one step to another."""

    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"


class Endorsement(StrEnum):
    """How an approval is put on paper."""

    PARAF = "paraf"
    SIGNATURE = "signature"


class ReasonClass(StrEnum):
    """Whether an earlier check could have caught what a return complains of."""

    QUALITY = "quality"
    DIRECTION = "direction"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class QualityStandard:
    """Mutu baku: kelengkapan, waktu in working minutes, output."""

    inputs: tuple[str, ...]
    minutes: int
    output: str


@dataclass(frozen=True)
class Role:
    """A pelaksana: a column of the sheet."""

    id: RoleId
    name: str
    short_name: str
    superior: RoleId | None


@dataclass(frozen=True)
class Route:
    """Where a decision leads, and the words on its button."""

    target: StepId | None  # None: the report is finished
    button: str
    repeat_button: str  # after a return; same as `button` where the file gives none
    endorsement: Endorsement | None


@dataclass(frozen=True)
class Reason:
    """A code that says why a draft was returned."""

    id: str
    name: str
    reason_class: ReasonClass
    paper_only: bool


@dataclass(frozen=True)
class Step:
    """One row of the sheet."""

    id: StepId
    number: int
    short_name: str
    activity: str
    starters: tuple[RoleId, ...]
    finishers: tuple[RoleId, ...]
    standard: QualityStandard
    next: Mapping[Decision, Route]
    start_button: str
    reading: str  # catatan penafsiran, may be empty

    @property
    def is_review(self) -> bool:
        """Whether the step may send the draft back."""
        return Decision.REJECT in self.next

    @property
    def is_ordered(self) -> bool:
        """Whether others start the first visit than finish it: its start must be recorded."""
        return set(self.starters) != set(self.finishers)


@dataclass(frozen=True)
class Adoption:
    """Number, dates and signatory of the SOP sheet; empty text means not filled in."""

    number: str
    created_on: str
    revised_on: str
    effective_on: str
    signatory_title: str
    signatory_name: str
    signatory_nip: str


@dataclass(frozen=True)
class Identity:
    """The identity block above the flowchart."""

    agency: str
    legal_basis: tuple[str, ...]
    qualifications: tuple[str, ...]
    related: tuple[str, ...]
    equipment: tuple[str, ...]
    warning: str
    records: tuple[str, ...]
    adoption: Adoption


@dataclass(frozen=True)
class Sop:
    """One version of an SOP. Build it with `sop_file.parse_sop`, which validates."""

    id: str
    version: int
    title: str
    short_title: str
    identity: Identity
    roles: tuple[Role, ...]  # the sheet's column order
    steps: tuple[Step, ...]  # in order of their numbers
    reasons: tuple[Reason, ...]
    registrars: tuple[RoleId, ...]
    cancellers: tuple[RoleId, ...]
    correctors: tuple[RoleId, ...]
    receivers: tuple[RoleId, ...]  # who confirms receipt; empty: no receipt is awaited
    separation: tuple[tuple[StepId, ...], ...]
    readings: tuple[str, ...]

    @property
    def first_step(self) -> Step:
        """The step that registering opens."""
        return self.steps[0]

    @property
    def standard_minutes(self) -> int:
        """Working minutes of one pass through every step without a return."""
        return sum(step.standard.minutes for step in self.steps)

    def step(self, step_id: StepId) -> Step:
        """Find a step by its id; KeyError where the SOP has none."""
        return self._by_id[step_id]

    def role(self, role_id: RoleId) -> Role:
        """Find a role by its id; KeyError where the SOP has none."""
        return self._roles_by_id[role_id]

    @cached_property
    def _by_id(self) -> Mapping[StepId, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def _roles_by_id(self) -> Mapping[RoleId, Role]:
        return {role.id: role for role in self.roles}
