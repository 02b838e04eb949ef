"""The passes that a monitoring screen or its printed sheet speaks about."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import pandas as pd

from lkj.domain.sop import RoleId, Sop, Step
from lkj.labels.findings import period_words
from lkj.labels.formats import long_datetime
from lkj.labels.words import EXAMPLE_MARK
from lkj.usecases.frames import Frames
from lkj.usecases.office import Office
from lkj.usecases.selection import Selection, apply


@dataclass(frozen=True, kw_only=True)
class Population:
    """What a selection keeps of one moment's tables, and the words of its subtitle."""

    office: Office
    selection: Selection
    tables: Frames
    passes: pd.DataFrame
    is_example: bool

    @property
    def sop(self) -> Sop:
        """The SOP whose steps are shown; the first where an office has several."""
        return self.office.sops.current[0]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are looked at, in the SOP's order."""
        chosen = self.selection.steps
        return tuple(step for step in self.sop.steps if not chosen or step.id in chosen)

    @cached_property
    def whole_reports(self) -> pd.DataFrame:
        """Every pass of the reports that are looked at: a return is paid for in later ones."""
        everything = self.tables.passes
        return everything[everything["report_id"].isin(self.passes["report_id"].unique())]

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


def population(
    tables: Frames, selection: Selection, *, office: Office, is_example: bool
) -> Population:
    """Choose from tables that were read as of the selection's moment."""
    passes = apply(tables.passes, selection, office=office)
    return Population(
        office=office,
        selection=selection,
        tables=tables,
        passes=passes,
        is_example=is_example,
    )
