"""The passes that a monitoring screen or its printed sheet speaks about."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, cached_property, wraps
from typing import Any, TypeVar, cast

import pandas as pd

from lkj.analytics.report_ids import of_reports
from lkj.analytics.rework import rework_episodes
from lkj.domain.sop import RoleId, Sop, Step
from lkj.labels.findings import period_words
from lkj.labels.formats import long_datetime
from lkj.labels.words import EXAMPLE_MARK
from lkj.usecases.frames import Frames
from lkj.usecases.office import Office
from lkj.usecases.reach import NOBODY, Reach
from lkj.usecases.selection import Selection, apply

Read = TypeVar("Read", bound=Callable[..., Any])

_YES = "ya"
_TEXTS = {"satu-langkah": "step", "peta-pemeriksaan": "review", "sedikitnya": "least"}
_SWITCHES = {
    "menurut-orang": "by_person",
    "menurut-menit": "by_minutes",
    "xmr-median": "by_median",
    "xmr-ulang": "of_repeats",
}
VIEW_KEYS = (*_TEXTS, *_SWITCHES)


@dataclass(frozen=True, kw_only=True)
class View:
    """How a page shows what its filters keep: step and review, by person, weights, limits.

    `least` is how often a transition must have been taken to be drawn.
    """

    step: str = ""
    review: str = ""
    least: str = ""
    by_person: bool = False
    by_minutes: bool = False
    by_median: bool = False
    of_repeats: bool = False

    def to_query(self) -> dict[str, str]:
        """The view as an address carries it."""
        texts = {key: getattr(self, name) for key, name in _TEXTS.items()}
        texts |= {key: _YES * getattr(self, name) for key, name in _SWITCHES.items()}
        return {key: text for key, text in texts.items() if text}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "View":
        """Read an address; whether such a step is shown, whoever looks finds out."""
        facts: dict[str, Any] = {name: query.get(key, "") for key, name in _TEXTS.items()}
        facts |= {name: query.get(key) == _YES for key, name in _SWITCHES.items()}
        return cls(**facts)


@dataclass(frozen=True, kw_only=True)
class Population:
    """What a selection keeps of one moment's tables, and the words of its subtitle.

    `names` of persons are there for those who may read data per person; `persons` are the
    names of those whom the selection is about.
    """

    office: Office
    selection: Selection
    tables: Frames
    choose: Callable[[Selection], pd.DataFrame]
    is_example: bool
    view: View = View()
    names: Mapping[str, str] = field(default_factory=dict)
    persons: tuple[str, ...] = ()

    @property
    def query(self) -> dict[str, str]:
        """Filters and view as an address carries them."""
        return {**self.selection.to_query(), **self.view.to_query()}

    @cached_property
    def sop(self) -> Sop:
        """The SOP whose steps are shown."""
        return sop_of(self.tables.status, self.selection, office=self.office)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are looked at, in the SOP's order; all where none of it is chosen."""
        chosen = self.selection.steps
        return tuple(step for step in self.sop.steps if step.id in chosen) or self.sop.steps

    @cached_property
    def passes(self) -> pd.DataFrame:
        """The passes that the selection keeps; chosen only where somebody asks for them."""
        return self.choose(self.selection)

    @cached_property
    def whole_reports(self) -> pd.DataFrame:
        """Every pass of the reports that are looked at: a return is paid for in later ones."""
        everything = self.tables.passes
        if self.passes is everything:
            return everything
        return of_reports(everything, self.passes["report_id"])

    @cached_property
    def episodes(self) -> pd.DataFrame:
        """`rework_episodes` of these reports; several panels speak of them."""
        return rework_episodes(self.whole_reports)

    @property
    def as_of(self) -> datetime:
        """The moment looked from."""
        return self.tables.as_of

    @property
    def as_of_text(self) -> str:
        """`Senin, 23 November 2026 pukul 09.15 WIB`."""
        return long_datetime(self.as_of, self.office.zone)

    @property
    def period(self) -> str:
        """When the passes were finished, in words."""
        return period_words(self.selection.since, self.selection.until)

    @property
    def mark(self) -> str:
        """Words for every picture of example data."""
        return EXAMPLE_MARK if self.is_example else ""

    def role_name(self, role: RoleId) -> str:
        """Name of a role of any SOP of the office; its id where no SOP has it any more."""
        return self.office.role_name(role)


def once(reading: Read) -> Read:
    """Read once for the same tables and selection; whoever asks again gets the same answer.

    The reading's answer must be small, depend on tables and selection alone, and be left
    unchanged by whoever gets it. What is about persons is read for each viewer anew.
    """

    @wraps(reading)
    def read(about: Population, *args: Hashable, **options: Hashable) -> Any:
        if about.selection.persons:
            return reading(about, *args, **options)
        key = (reading, about.selection, args, tuple(options.items()))
        return about.tables.once(key, lambda: reading(about, *args, **options))

    return cast("Read", read)


def once_per_view(reading: Read) -> Read:
    """The same where the answer also depends on the view, and on whose names are told."""

    @wraps(reading)
    def read(about: Population) -> Any:
        if about.selection.persons:
            return reading(about)
        key = (reading, about.selection, about.view, frozenset(about.names.items()))
        return about.tables.once(key, lambda: reading(about))

    return cast("Read", read)


def of_all_time(about: Population) -> Population:
    """The same choice, whenever the passes were finished."""
    return replace(about, selection=replace(about.selection, since=None, until=None))


def population(
    tables: Frames,
    selection: Selection,
    *,
    office: Office,
    is_example: bool,
    view: View | None = None,
    reach: Reach = NOBODY,
) -> Population:
    """Choose from tables that were read as of the selection's moment.

    Steps are counted by the SOP they belong to: where an office has several, one is looked at.
    `reach` says whose figures may be told by person.
    """

    @cache
    def choose(chosen: Selection) -> pd.DataFrame:
        passes = apply(tables.passes, chosen, office=office, calendar=tables.calendar)
        if len(office.sops.current) > 1:
            sop = sop_of(tables.status, chosen, office=office)
            passes = passes[passes["sop_id"] == sop.id]
        return passes[reach.sees(passes)] if chosen.persons else passes

    return Population(
        office=office,
        selection=selection,
        tables=tables,
        choose=choose,
        is_example=is_example,
        view=view or View(),
        names=reach.names if reach.is_everybody else {},
        persons=tuple(reach.names.get(one, one) for one in selection.persons),
    )


def sop_of(status: pd.DataFrame, selection: Selection, *, office: Office) -> Sop:
    """The SOP that is chosen; the one of most reports where none is."""
    current = office.sops.current
    if selection.sop_id:
        return office.sops.latest(selection.sop_id)
    if len(current) == 1:
        return current[0]
    n_reports = status["sop_id"].astype("str").value_counts()
    return max(current, key=lambda sop: n_reports.get(sop.id, 0))
