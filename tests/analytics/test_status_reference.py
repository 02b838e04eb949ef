"""Status and strip of random histories, against a second reading in plain loops."""

from datetime import datetime
from typing import Any

import pytest

from lkj.analytics.status import report_status, step_strip
from lkj.analytics.visits import step_visits
from lkj.domain.events import Event
from lkj.domain.sop import Sop
from tests.analytics.log_frame import calendar, log_of
from tests.analytics.reference import Pass, minutes, minutes_of, passes, quality, read
from tests.analytics.test_visits_reference import SOPS, moments_of, reports_of, rows_of
from tests.support.relatives import first_and_others

OVER = {"measured", "declared"}


def status_row(
    report: list[Event], sop: Sop, as_of: datetime, known_at: datetime
) -> dict[str, Any]:
    life = passes(report, as_of=as_of, known_at=known_at)
    reading = read(report, known_at)
    times = [reading.time(act)[0][0] for act in reading.acts]
    last, current = life[-1], life[-1] if life[-1].left is None else None
    state = "running" if current else "sent_awaiting_receipt"
    is_received = any(
        act.kind == "receipt_confirmed" and at <= as_of
        for act, at in zip(reading.acts, times, strict=True)
    )
    if not current and (is_received or not sop.receivers):
        state = "finished"
    state = "cancelled" if last.outcome == "cancelled" else state
    is_finished = state in ("finished", "sent_awaiting_receipt") and last.left is not None
    spent = minutes(life[0].entered[0], last.left[0]) if last.left else 0.0
    is_forward = last.left is not None and last.left[0] >= life[0].entered[0]
    has_lead = is_finished and is_forward and quality(last) != "invalid"
    touch = touch_of(current, as_of) if current else None
    standard = sop.step(current.step).standard.minutes if current else None
    return {
        "report_id": report[0].report_id,
        "n_visits": len(life),
        "n_rejections": sum(done.outcome == "rejected" for done in life),
        "state": state,
        "received_at": life[0].entered[0],
        "current_step": current.step if current else None,
        "current_visit": current.visit if current else None,
        "current_roles": roles_of(current, sop, state),
        "waiting_since": current.entered[0] if current else None,
        "started_at": current.started[0] if current and current.started else None,
        "age_minutes": minutes_of(current, as_of)["age_minutes"] if current else None,
        "touch_age_minutes": touch,
        "standard_minutes": standard,
        "is_over_standard": touch is not None and standard is not None and touch > standard,
        "last_at": max(at for at in times if at <= as_of),
        "finished_at": last.left[0] if is_finished and last.left else None,
        "lead_minutes": spent if has_lead else None,
    }


def touch_of(current: Pass, as_of: datetime) -> float | None:
    started = current.started
    is_exact = started is not None and started[1] == "minute"
    return minutes(started[0], as_of) if started and is_exact else None


def roles_of(current: Pass | None, sop: Sop, state: str) -> str:
    if current is None:
        return ",".join(sop.receivers) if state == "sent_awaiting_receipt" else ""
    step = sop.step(current.step)
    is_ordered = step.starters != step.finishers and current.visit == 1
    return ",".join(step.finishers if current.started or not is_ordered else step.starters)


def strip_rows(
    report: list[Event], sop: Sop, as_of: datetime, known_at: datetime
) -> list[dict[str, Any]]:
    life = passes(report, as_of=as_of, known_at=known_at)
    number = {step.id: step.number for step in sop.steps}
    state = dict.fromkeys(number, "waiting")
    over = dict.fromkeys(number, False)
    for done in life:
        standard = sop.step(done.step).standard.minutes
        spent = minutes_of(done, as_of)["processing_minutes"]
        is_known = quality(done) in OVER and spent is not None
        over[done.step] |= is_known and spent > standard
        if done.outcome in ("submitted", "approved"):
            state[done.step] = "done"
        elif done.outcome == "rejected" and done.next_step:
            behind = [s for s in number if number[s] >= number[done.next_step]]
            state |= {s: "returned" for s in behind if state[s] == "done"} | {
                done.step: "returned"
            }
        elif done.outcome is None:
            state[done.step] = "current"
            over[done.step] |= (touch_of(done, as_of) or 0) > standard
    return [
        {
            "report_id": report[0].report_id,
            "step": step.id,
            "number": step.number,
            "n_visits": sum(done.step == step.id for done in life),
            "state": state[step.id],
            "is_over_standard": over[step.id],
        }
        for step in sop.steps
    ]


@pytest.mark.parametrize("seed", first_and_others(range(100, 114), number=6))
def test_status_and_strip_agree_with_a_second_reading(seed: int) -> None:
    reports = reports_of(seed)
    log = log_of(event for report in reports for event in report)
    as_of, known_at = moments_of([event for report in reports for event in report], seed)
    facts: dict[str, Any] = {"sops": SOPS, "calendar": calendar(), "as_of": as_of}
    visits = step_visits(log, **facts, known_at=known_at)

    status = report_status(log, visits, **facts, known_at=known_at)
    strip = step_strip(visits, **facts)

    times: dict[str, Any] = {"as_of": as_of, "known_at": known_at}
    begun = [
        (report, SOPS[n % 2]) for n, report in enumerate(reports) if passes(report, **times)
    ]
    expected = [status_row(report, sop, **times) for report, sop in begun]
    assert rows_of(status, list(expected[0])) == expected
    steps = [row for report, sop in begun for row in strip_rows(report, sop, **times)]
    assert rows_of(strip, list(steps[0])) == steps
