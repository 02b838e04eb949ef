"""Columns of tables in the words of the SOPs and on the office's clock."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from lkj.domain.events import Precision
from lkj.domain.sop import Sop, Step
from lkj.labels.data_dictionary import FILTER
from lkj.labels.formats import PERIODS, short_day
from lkj.usecases.office import Office
from lkj.usecases.selection import FIELDS, Selection

_VERSION = ["sop_id", "sop_version"]


@dataclass(frozen=True)
class Words:
    """What the codes in tables mean under the SOP versions of an office.

    `persons` are names by id, for filters that name persons.
    """

    office: Office
    persons: Mapping[str, str] = field(default_factory=dict)

    def steps(self, table: pd.DataFrame, column: str = "step") -> dict[str, Any]:
        """Number and name of the step of each row, None where there is none.

        The words are those of the row's own version; of the newest that has the step where
        the table does not say.
        """
        keys = [*_VERSION, column] if "sop_version" in table else ["sop_id", column]
        found = [self._steps.get(key) for key in zip(*(table[k] for k in keys), strict=True)]
        return {
            "step_number": pd.array([s.number if s else None for s in found], dtype="Int64"),
            "step": [step.short_name if step else None for step in found],
        }

    def reasons(self, table: pd.DataFrame) -> list[str]:
        """The names of the reasons of each row, semicolons between; empty where none."""
        known: dict[Hashable, str] = {}
        keys = list(zip(*(table[k] for k in (*_VERSION, "reasons")), strict=True))
        for key in dict.fromkeys(keys):
            names = self._reasons.get((key[0], int(key[1])), {})
            codes = [code for code in str(key[2]).split(",") if code]
            known[key] = "; ".join(names.get(code, code) for code in codes)
        return [known[key] for key in keys]

    def roles(self, codes: Iterable[object]) -> list[str | None]:
        """The name of each role; None where there is none."""
        return translated(codes, self._roles)

    def sop_names(self, codes: Iterable[object]) -> list[str | None]:
        """The short name of each SOP."""
        return translated(codes, {sop.id: sop.short_title for sop in self._sops})

    def of_selection(self, selection: Selection) -> list[tuple[str, str]]:
        """Name and values of every filter that is set, as the page asks for them."""
        said = []
        for key, text in selection.to_query().items():
            value = getattr(selection, FIELDS[key])
            words = short_day(value) if isinstance(value, date) else self._of_filter(text)
            said.append((FILTER[key], words))
        return said

    def _of_filter(self, text: str) -> str:
        names: dict[str, str] = {step.id: step.short_name for step in self._steps.values()}
        names |= {**self._roles, **self.persons}
        names |= {period.value: name for period, name in PERIODS.items()}
        return ", ".join(names.get(part, part) for part in text.split(","))

    def times(self, at: pd.Series, precision: pd.Series | None = None) -> pd.Series:
        """Times on the office's clock to the minute; days where only a date is known."""
        local: pd.Series = at.dt.floor("min").dt.tz_convert(self.office.zone)
        if precision is None:
            return local
        is_date = (precision == Precision.DATE) & local.notna()
        if not is_date.any():
            return local
        mixed: pd.Series = local.astype(object).mask(is_date, local[is_date].dt.date)
        return mixed

    @property
    def _sops(self) -> tuple[Sop, ...]:
        return self.office.sops.versions

    @cached_property
    def _steps(self) -> Mapping[tuple[Hashable, ...], Step]:
        steps: dict[tuple[Hashable, ...], Step] = {}
        for sop in self._sops:
            steps |= {(sop.id, sop.version, step.id): step for step in sop.steps}
            steps |= {(sop.id, step.id): step for step in sop.steps}
        return steps

    @cached_property
    def _reasons(self) -> Mapping[tuple[str, int], Mapping[str, str]]:
        return {
            (sop.id, sop.version): {reason.id: reason.name for reason in sop.reasons}
            for sop in self._sops
        }

    @cached_property
    def _roles(self) -> Mapping[str, str]:
        return {role.id: role.name for sop in self._sops for role in sop.roles}


def translated(codes: Iterable[object], words: Mapping[Any, str]) -> list[str | None]:
    """The word of each code; the code itself where it has none, None where it is missing."""
    return [words.get(code, code) if isinstance(code, str) and code else None for code in codes]
