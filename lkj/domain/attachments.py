"""Adding versions of documents beside a report, and which version a decision was shown."""

from lkj.domain import commands as c
from lkj.domain.accounts import Holding, Permission
from lkj.domain.checks import require
from lkj.domain.documents import DocumentVersion, latest, version_facts
from lkj.domain.drafting import draft_event
from lkj.domain.events import Event, EventKind, Source
from lkj.domain.report_state import ReportState, ReportStatus
from lkj.domain.sop import RoleId, Sop
from lkj.errors import NotTheHolder, ReportFinished, StaleDraft, StepUnknown

_ENDED = (ReportStatus.CANCELLED, ReportStatus.WITHDRAWN)


def attach(state: ReportState, command: c.Attach, sop: Sop, act: c.Act) -> Event:
    """Add a version; it moves nothing, and no earlier version is lost."""
    if state.status in _ENDED:
        raise ReportFinished
    require(act, Permission.ATTACH)
    if command.step is not None and command.step not in {step.id for step in sop.steps}:
        raise StepUnknown(given=command.step)
    holding = _holder(state, sop, act) if command.kind.is_draft else _anybody(sop, act)
    before = latest(state.documents, command.kind.id)
    version = DocumentVersion(
        document=command.kind.id,
        name=command.kind.name,
        number=before.number + 1 if before else 1,
        is_draft=command.kind.is_draft,
        file=command.file,
        place=command.place,
        event_no=0,
        actor=act.actor,
        at=act.now,
    )
    return draft_event(
        state,
        act,
        sop,
        EventKind.ATTACHED,
        step=command.step,
        holding=holding,
        note=command.note,
        payload=version_facts(version),
    )


def draft_holders(state: ReportState, sop: Sop) -> tuple[RoleId, ...]:
    """The roles that may add a version of the draft now: those that finish the open step."""
    visit = state.open_visit
    return sop.step(visit.step).finishers if visit else ()


def shown_draft(state: ReportState, command: c.Move, act: c.Act) -> dict[str, object] | None:
    """Which version of the draft the decision was taken on; None where there is none.

    A decision that is told from paper was taken on the paper, and claims no version.

    Raises:
        StaleDraft: the draft has another version than the one that was shown.
    """
    draft = state.draft
    if draft is None or act.source is not Source.APP:
        return None
    if command.shown != draft.sha256:
        raise StaleDraft(
            document=draft.name, number=draft.number, who=draft.actor, when=draft.at
        )
    return {"document": draft.name, "version": draft.number, "sha256": draft.sha256}


def _holder(state: ReportState, sop: Sop, act: c.Act) -> Holding:
    needed = draft_holders(state, sop)
    holding = act.holding(needed)
    if holding is None:
        raise NotTheHolder(needed=needed)
    return holding


def _anybody(sop: Sop, act: c.Act) -> Holding | None:
    return act.holding(tuple(role.id for role in sop.roles))
