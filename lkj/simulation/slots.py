"""Which reports the example office owes, when each is begun and when it is due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from lkj.domain.commands import Period
from lkj.labels.formats import period_name

# Month and day on which work may begin; quarter IV and the annual report in the year after.
OPENINGS = {
    Period.Q1: (4, 6),
    Period.Q2: (7, 6),
    Period.Q3: (10, 5),
    Period.Q4: (1, 6),
    Period.ANNUAL: (1, 12),
}
IN_NEXT_YEAR = frozenset({Period.Q4, Period.ANNUAL})
# The rest of the quarters have no deadline yet, as in an office that has not set them.
WITH_DEADLINE = frozenset({Period.Q1, Period.Q2, Period.ANNUAL})
SETTLING_DAYS = 35  # a report is taken up only when it can have got somewhere


@dataclass(frozen=True)
class Slot:
    """One report that is expected: a kind of report of one tahun kinerja."""

    fiscal_year: int
    period: Period

    @property
    def opens_on(self) -> date:
        """The first day on which its disposisi may come."""
        month, day = OPENINGS[self.period]
        return date(self.fiscal_year + (self.period in IN_NEXT_YEAR), month, day)

    @property
    def deadline(self) -> date | None:
        """When it is due: the annual report by the end of February, some quarters not set."""
        if self.period not in WITH_DEADLINE:
            return None
        months = 2 if self.period is Period.ANNUAL else 1
        opened = self.opens_on
        return date(opened.year, opened.month + months, 1) - timedelta(days=1)

    @property
    def title(self) -> str:
        """What the report is called."""
        if self.period is Period.ANNUAL:
            return f"Laporan Kinerja Tahun {self.fiscal_year}"
        return f"Laporan Kinerja {period_name(self.period)} Tahun {self.fiscal_year}"


@dataclass(frozen=True)
class Plan:
    """The reports of one office: those taken up, newest first, and all that were expected."""

    taken_up: tuple[Slot, ...]
    expected: tuple[Slot, ...]


def make_plan(reports: int, until: date) -> Plan:
    """Take up the newest reports before `until`, but leave one out: never registered.

    The plan begins with the oldest of them and holds all five of each later tahun kinerja.
    """
    newest = _newest(until)
    begun = [next(newest) for _ in range(reports + 1)]
    forgotten = _forgotten(begun)
    years = range(begun[-1].fiscal_year, until.year + 1)
    every = sorted((Slot(y, p) for y in years for p in OPENINGS), key=_order)
    expected = tuple(slot for slot in every if _order(slot) >= _order(begun[-1]))
    return Plan(tuple(slot for slot in begun if slot != forgotten), expected)


def _order(slot: Slot) -> date:
    return slot.opens_on


def _newest(until: date) -> Iterator[Slot]:
    latest = until - timedelta(days=SETTLING_DAYS)
    for year in count(until.year, -1):
        slots = (Slot(year, period) for period in OPENINGS)
        yield from sorted((s for s in slots if s.opens_on <= latest), key=_order, reverse=True)


def _forgotten(begun: Sequence[Slot]) -> Slot:
    quarters = [slot for slot in begun if slot.period is not Period.ANNUAL]
    return next(iter(quarters[2:]), begun[-1])
