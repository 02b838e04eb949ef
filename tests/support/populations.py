"""What monitoring pages look at: the example history, and an office where nothing happened."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lkj.usecases.demo import fill_example
from lkj.usecases.frames import everyone, read_frames
from lkj.usecases.office import Office
from lkj.usecases.population import Population, View, population
from lkj.usecases.reach import Reach
from lkj.usecases.selection import Selection
from tests.support.offices import empty_office
from tests.support.sops import office_sop

LOOKED_AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


def example_office(directory: Path, *, reports: int = 60) -> Office:
    """An office with the example history, long enough for every picture to speak."""
    office = empty_office(directory)
    fill_example(
        database=office.database,
        sop=office_sop(),
        calendar=office.shipped_calendar,
        zone=office.zone,
        reports=reports,
        seed=2026,
        until=date(2026, 11, 23),
        now=LOOKED_AT,
    )
    return office


def looked_at(
    office: Office,
    *,
    view: View | None = None,
    names: Mapping[str, str] | None = None,
    **filters: Any,
) -> Population:
    """What these filters keep of an office; names of all persons unless others are given."""
    people = {person.id: person.name for person in everyone(office)[0]}
    known = people if names is None else names
    return population(
        read_frames(office, as_of=LOOKED_AT),
        Selection(**filters),
        office=office,
        is_example=True,
        view=view,
        reach=Reach(names=known, own="", below=frozenset(), is_everybody=bool(known)),
    )
