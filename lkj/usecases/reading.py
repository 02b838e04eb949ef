"""What one panel says: a finding with its numbers, or what it still needs before it speaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from lkj.domain.sop import Step
from lkj.labels.findings import of_how_many
from lkj.labels.formats import number
from lkj.labels.words import MISSING

Drawn = TypeVar("Drawn")


@dataclass(frozen=True, kw_only=True)
class Reading(Generic[Drawn]):
    """One panel in words, for screen and paper alike.

    `drawn` is what its picture is made from; labels in it are plain text, not escaped.
    """

    finding: str
    about: tuple[str, ...]
    drawn: Drawn
    legend: str
    headings: tuple[str, ...]
    cells: list[list[str]]
    caption: str


@dataclass(frozen=True)
class NotYet:
    """What a panel still needs, in words that stand in its place."""

    needs: str


def counted(n_some: float, n: float, low: float, high: float) -> str:
    """`8 dari 9`, with its percentage where there are enough; a dash of none."""
    return of_how_many(int(n_some), int(n), low, high) if n else MISSING


def out_of(n_some: float, n: float) -> str:
    """`8 dari 9`; a dash of none."""
    return f"{number(n_some)} dari {number(n)}" if n else MISSING


def step_columns(steps: Iterable[Step]) -> dict[str, Any]:
    """Number and name of a step, as every download of a picture has them."""
    listed = list(steps)
    return {
        "No. langkah": [step.number for step in listed],
        "Langkah": [step.short_name for step in listed],
    }
