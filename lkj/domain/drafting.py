"""Draft the event that records an act; the store seals it later."""

import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from lkj.domain.commands import Act
from lkj.domain.events import Capacity, Event, EventKind, Moment, Precision
from lkj.domain.sop import RoleId, Sop
from lkj.domain.state import ReportState


def iso(moment: Moment) -> str:
    """A moment as the UTC text that payloads keep."""
    return moment.at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def other_precision(started: Moment | None, finished: Moment) -> str:
    """How exactly a start is known, where the event's own precision does not say it."""
    if started is None or started.precision is finished.precision:
        return ""
    return started.precision.value


def draft_event(
    state: ReportState,
    act: Act,
    sop: Sop,
    kind: EventKind,
    *,
    moment: Moment | None = None,
    holding: tuple[RoleId, Capacity | None] | None = None,
    payload: Mapping[str, object] | None = None,
    **fields: Any,
) -> Event:
    """Fill in what every event shares: the report, the SOP, the actor, recorder, clock."""
    when = moment or Moment(act.now)
    facts = {
        key: value for key, value in (payload or {}).items() if value not in ("", [], None)
    }
    return Event(
        report_id=state.report_id,
        version=state.version + 1,
        request_id=act.request_id,
        command_sha256=act.command_sha256,
        kind=kind,
        sop_id=sop.id,
        sop_version=sop.version,
        actor=act.actor,
        role=holding[0] if holding else None,
        capacity=holding[1] if holding else None,
        recorded_by=act.recorder,
        source=act.source,
        batch_id=act.batch_id,
        basis=act.basis,
        occurred_at=when.at,
        time_precision=when.precision if moment else Precision.MINUTE,
        recorded_at=act.now,
        payload=_canonical(facts) if facts else "",
        **fields,
    )


def _canonical(facts: Mapping[str, object]) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
