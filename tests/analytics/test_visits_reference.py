"""Step visits of random histories, against a second reading in plain loops."""

import random
from datetime import datetime, timedelta

import pandas as pd
import pytest

from lkj.analytics.visits import step_visits
from lkj.domain.events import Event
from tests.analytics.histories import history
from tests.analytics.log_frame import calendar, log_of
from tests.analytics.reference import Pass, minutes_of, passes, quality
from tests.support.relatives import first_and_others
from tests.support.sops import office_sop, other_sop

SOPS = (office_sop(), other_sop())
REPORTS_PER_SEED = 12


def reports_of(seed: int) -> list[list[Event]]:
    return [
        history(seed * 100 + n, SOPS[n % 2], report_id=f"R{n:02}", first_no=1000 * n + 1)
        for n in range(REPORTS_PER_SEED)
    ]


def moments_of(events: list[Event], seed: int) -> tuple[datetime, datetime]:
    chance = random.Random(seed)  # noqa: S311 -- no secrets
    last = max(event.recorded_at for event in events)
    seen = [event.occurred_at for event in events]
    as_of = chance.choice([last + timedelta(days=3), chance.choice(seen)])
    return as_of, chance.choice([last, chance.choice(events).recorded_at])


def row_of(report_id: str, done: Pass, as_of: datetime) -> dict[str, object]:
    standards = {step.id: step.standard.minutes for sop in SOPS for step in sop.steps}
    facts = {
        "report_id": report_id,
        "step": done.step,
        "visit": done.visit,
        "next_step": done.next_step,
        "outcome": done.outcome,
        "actor": done.actor,
        "reasons": done.reasons,
        "cause": done.cause,
        "closing_no": done.closing_no,
        "is_corrected": done.is_corrected,
        "standard_minutes": standards[done.step],
        "clock_quality": quality(done),
    }
    for name in ("entered", "started", "left"):
        at, precision = getattr(done, name) or (None, None)
        facts |= {f"{name}_at": at, f"{name}_precision": precision}
    return facts | minutes_of(done, as_of)


def rows_of(table: pd.DataFrame, columns: list[str]) -> list[dict[str, object]]:
    plain = table[columns].astype(object)
    return plain.where(plain.notna(), None).to_dict("records")


@pytest.mark.parametrize("seed", first_and_others(range(20), number=8))
def test_visits_agree_with_a_second_reading(seed: int) -> None:
    reports = reports_of(seed)
    events = [event for report in reports for event in report]
    as_of, known_at = moments_of(events, seed)
    random.Random(seed).shuffle(events)  # noqa: S311 -- no secrets

    visits = step_visits(
        log_of(events), sops=SOPS, calendar=calendar(), as_of=as_of, known_at=known_at
    )

    expected = [
        row_of(report[0].report_id, done, as_of)
        for report in reports
        for done in passes(report, as_of=as_of, known_at=known_at)
    ]
    assert rows_of(visits, list(expected[0])) == expected
