"""Events as the frame that the store hands to analytics."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import pandas as pd

from lkj.analytics.schema import EVENT_LOG, conform
from lkj.domain.events import Event
from lkj.worktime import WorkingCalendar

ROOT = Path(__file__).parents[2]


@cache
def calendar() -> WorkingCalendar:
    """The office's week without holidays and Ramadan: minutes stay easy to count by hand."""
    text = (ROOT / "data/calendar/kalbar.toml").read_text(encoding="utf-8")
    return replace(WorkingCalendar.from_toml(text), exceptions=())


def log_of(events: Iterable[Event]) -> pd.DataFrame:
    rows = [asdict(event) | {"reasons": ",".join(event.reasons)} for event in events]
    columns = [column.name for column in EVENT_LOG]
    return conform(pd.DataFrame(rows, columns=columns, dtype=object), EVENT_LOG)
