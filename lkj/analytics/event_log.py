"""Events as a table: the same columns that the store reads at once, from events in hand."""

from collections.abc import Sequence
from enum import Enum

import pandas as pd

from lkj.analytics.schema import EVENT_LOG, conform
from lkj.domain.events import Event


def log_of(events: Sequence[Event]) -> pd.DataFrame:
    """The event log of a few events, for example of one report.

    Returns:
        The columns of EVENT_LOG, one row per event in the given order.
    """
    names = [column.name for column in EVENT_LOG]
    rows = [[_plain(getattr(event, name)) for name in names] for event in events]
    return conform(pd.DataFrame(rows, columns=names), EVENT_LOG)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return ",".join(value)
    return value.value if isinstance(value, Enum) else value
