"""Examples for the tests, made once each: making one is pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from random import Random
from typing import Any

from lkj.domain.accounts import Account, Assignment, Person
from lkj.domain.events import Event, EventKind
from lkj.domain.sop import Sop
from lkj.domain.state import ReportState, ReportStatus, Visit, replay
from lkj.reference import read_calendar
from lkj.simulation.example import make_example
from lkj.simulation.slots import Slot
from tests.support.sops import office_sop, other_sop
from tests.support.times import ZONE

UNTIL = date(2026, 11, 23)
SOPS = {"office": office_sop, "other": other_sop}
# Both SOPs, several seeds, sizes and ends of the history.
EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "office 2026": {},
    "office 1": {"seed": 1},
    "office 2": {"seed": 2},
    "other 1": {"sop": "other", "seed": 1},
    "other 2": {"sop": "other", "seed": 2},
    "until early January": {"until": date(2027, 1, 5)},
    "until February": {"until": date(2027, 2, 20)},
    "until May": {"until": date(2027, 5, 20)},
    "clones": {"reports": 47},
    "one report": {"reports": 1},
}


@dataclass(frozen=True)
class Made:
    """An example with all its events read."""

    sop: Sop
    until: date
    persons: tuple[Person, ...]
    accounts: tuple[Account, ...]
    assignments: tuple[Assignment, ...]
    expected: tuple[Slot, ...]
    events: Sequence[Event]

    @cached_property
    def reports(self) -> dict[str, list[Event]]:
        """Each report's events, in order of their numbers."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.report_id, []).append(event)
        return found

    @cached_property
    def states(self) -> dict[str, ReportState]:
        return {report: replay(report, events) for report, events in self.reports.items()}

    def of_kind(self, *kinds: EventKind) -> list[Event]:
        return [event for event in self.events if event.kind in kinds]

    def with_status(self, status: ReportStatus) -> list[ReportState]:
        return [state for state in self.states.values() if state.status is status]

    def closed_visits(self) -> list[Visit]:
        visits = (visit for state in self.states.values() for visit in state.visits)
        return [visit for visit in visits if visit.decision is not None]

    def name(self, person_id: str) -> str:
        return next(person.name for person in self.persons if person.id == person_id)


@cache
def made(
    *, reports: int = 15, seed: int = 2026, until: date = UNTIL, sop: str = "office"
) -> Made:
    """An example of the office's own SOP, or of the one that is unlike it."""
    example = make_example(
        sop=SOPS[sop](),
        calendar=read_calendar(),
        zone=ZONE,
        reports=reports,
        until=until,
        rng=chance(seed),
    )
    cast = example.cast
    return Made(
        SOPS[sop](),
        until,
        cast.persons,
        cast.accounts,
        cast.assignments,
        example.expected,
        tuple(example.events),
    )


def chance(seed: int = 1) -> Random:
    """Chance that is the same in every run."""
    return Random(seed)  # noqa: S311
