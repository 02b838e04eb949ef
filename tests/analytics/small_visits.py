"""What several tests of visits share: the visits of a few events, and short stories."""

from datetime import datetime
from typing import Any

import pandas as pd

from lkj.analytics.visits import step_visits
from lkj.domain.events import Event
from tests.analytics.log_frame import calendar, log_of
from tests.support.sops import office_sop, other_sop
from tests.support.story import Story
from tests.support.times import moment

SOPS = (office_sop(), other_sop())
FRIDAY = "2026-03-06 16:30"


def at(text: str) -> datetime:
    return moment(text).at


def visits_of(
    events: list[Event], as_of: str = FRIDAY, known_at: str | None = None
) -> pd.DataFrame:
    return step_visits(
        log_of(events),
        sops=SOPS,
        calendar=calendar(),
        as_of=at(as_of),
        known_at=at(known_at) if known_at else None,
    )


def column(visits: pd.DataFrame, name: str) -> list[Any]:
    values = visits[name].astype(object)
    return values.where(values.notna(), None).tolist()


def first_two(**second: Any) -> Story:
    """Registered Monday 08.00, handed over 09.00; step 2 finished as told."""
    story = Story().register(at="2026-03-02 08:00").submit(at="2026-03-02 09:00")
    return story.submit(**second) if second else story
