"""Merge the histories of many reports into the order in which they were recorded."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count
from typing import NamedTuple

from lkj.domain.events import Event


class History(NamedTuple):
    """One report's events, numbered by version; none is recorded before `earliest`."""

    earliest: datetime
    events: list[Event]


class _Waiting(NamedTuple):
    recorded_at: datetime
    order: int  # decides between events of the same instant: as they were written
    event: Event
    numbers: list[int]  # final numbers of its report's events, by version


def in_order(histories: Iterable[History]) -> Iterator[Event]:
    """Number the events of all reports from 1 in order of `recorded_at`.

    Only the histories that overlap are held at a time.

    Args:
        histories: the one with the smallest `earliest` first.
    """
    orders, numbers = count(), count(1)
    waiting: list[_Waiting] = []
    for earliest, events in histories:
        while waiting and waiting[0].recorded_at < earliest:
            yield _released(heapq.heappop(waiting), next(numbers))
        own_numbers: list[int] = []
        for event in events:
            entry = _Waiting(event.recorded_at, next(orders), event, own_numbers)
            heapq.heappush(waiting, entry)
    while waiting:
        yield _released(heapq.heappop(waiting), next(numbers))


def _released(waiting: _Waiting, number: int) -> Event:
    waiting.numbers.append(number)
    target = waiting.event.target_no
    # dataclasses.replace calls the constructor with every field; this is several times faster.
    event = object.__new__(Event)
    event.__dict__.update(waiting.event.__dict__, no=number)
    if target is not None:
        event.__dict__["target_no"] = waiting.numbers[target - 1]
    return event
