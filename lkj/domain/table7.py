"""Tabel 7 of PermenPAN-RB 35/2012: what is proposed for an SOP from one semester's passes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

FEWEST_KNOWN = 5  # known passes; below, the assessor decides alone
USUAL_THRESHOLD = 80  # of 100 known passes
LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 50, 100

_CODE = re.compile(r"(2[0-9]{3})-([12])")
_HALF = 6  # months


class Assessment(StrEnum):
    """Column 3: the two words of the regulation, and a semester in which nothing was done."""

    WELL = "well"
    NOT_WELL = "not_well"
    NOT_ASSESSED = "not_assessed"  # needs a note


@dataclass(frozen=True, order=True)
class Semester:
    """Half a calendar year: `half` 1 is January to June, 2 July to December."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> "Semester":
        """The semester that holds a local date."""
        return cls(day.year, 1 if day.month <= _HALF else 2)

    @classmethod
    def of_code(cls, code: str) -> "Semester":
        """The semester of a code such as "2026-1"; ValueError where it is none."""
        found = _CODE.fullmatch(code)
        if found is None:
            raise ValueError(f"no semester: {code!r}")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def parse(cls, code: str) -> "Semester | None":
        """The semester of a code that anybody may have typed; None where it is none."""
        return cls.of_code(code) if _CODE.fullmatch(code) else None

    @property
    def code(self) -> str:
        """How addresses and tables name it: "2026-1"."""
        return f"{self.year}-{self.half}"

    @property
    def first_day(self) -> date:
        """Its first local date."""
        return date(self.year, 1 if self.half == 1 else _HALF + 1, 1)

    @property
    def last_day(self) -> date:
        """Its last local date."""
        return date(self.year, _HALF, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def before(self) -> "Semester":
        """The semester before it."""
        return Semester.of(self.first_day - timedelta(days=1))


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Passes of one SOP or one step that were finished in the semester.

    `n` = `n_known` (`n_within` + `n_over`) + `n_unknown` + `n_forgotten`. `n_returned` of
    `n_reviewed` decisions were returns. The rates are the 95 % interval of `n_within` of
    `n_known`. Minutes are working minutes, missing where there are too few. `causes` are the
    passes over the standard by cause, "" where nobody has said why.
    """

    n: int = 0
    n_known: int = 0
    n_within: int = 0
    n_over: int = 0
    n_unknown: int = 0
    n_forgotten: int = 0
    n_reviewed: int = 0
    n_returned: int = 0
    p50_minutes: float | None = None
    max_minutes: float | None = None
    excess_minutes: float | None = None
    within_rate_low: float | None = None
    within_rate_high: float | None = None
    causes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class StepFigures:
    """One step of the annex; `standard_minutes` is missing where the passes have several."""

    step: str
    number: int
    name: str
    standard_minutes: int | None
    figures: Figures


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """One SOP of the office in one semester: all its passes, and step by step."""

    sop_id: str
    versions: tuple[int, ...]  # that the passes ran under; the current one where there are none
    title: str
    figures: Figures
    steps: tuple[StepFigures, ...]


@dataclass(frozen=True)
class Difference:
    """A figure of one step that is another now than it was."""

    sop_id: str
    step: str
    number: int
    field: str
    before: object
    after: object


def proposed(figures: Figures, *, threshold: int) -> Assessment | None:
    """What column 3 may say: None where too few passes are known for a proposal.

    Args:
        figures: of the SOP, or of one step.
        threshold: how many of 100 known passes must keep mutu baku waktu; a tie is well.
    """
    if figures.n_known < FEWEST_KNOWN:
        return None
    return Assessment.NOT_WELL if is_under(figures, threshold=threshold) else Assessment.WELL


def is_under(figures: Figures, *, threshold: int) -> bool:
    """Whether fewer known passes than the threshold asks keep mutu baku waktu."""
    # In whole numbers: 0.8 * 35 is not 28 to a computer.
    return 100 * figures.n_within < threshold * figures.n_known


def steps_under(steps: Iterable[StepFigures], *, threshold: int) -> tuple[StepFigures, ...]:
    """The steps that would not be proposed as running well by themselves."""
    return tuple(
        step
        for step in steps
        if proposed(step.figures, threshold=threshold) is Assessment.NOT_WELL
    )


def differences(
    before: Iterable[Procedure], after: Iterable[Procedure]
) -> tuple[Difference, ...]:
    """Which figures are others now than they were, step by step in the order of the SOPs?"""
    then, now = _by_step(before), _by_step(after)
    return tuple(
        Difference(sop_id, step, (now | then)[sop_id, step].number, name, old, new)
        for sop_id, step in dict.fromkeys([*then, *now])
        for name, old, new in _pairs(then.get((sop_id, step)), now.get((sop_id, step)))
        if old != new
    )


def _by_step(procedures: Iterable[Procedure]) -> dict[tuple[str, str], StepFigures]:
    return {
        (procedure.sop_id, step.step): step
        for procedure in procedures
        for step in procedure.steps
    }


def _pairs(
    before: StepFigures | None, after: StepFigures | None
) -> Iterator[tuple[str, object, object]]:
    old, new = (step.figures if step else Figures() for step in (before, after))
    for field in fields(Figures):
        # An interval changes with its counts and says nothing of its own.
        if not field.name.startswith("within_rate"):
            yield field.name, getattr(old, field.name), getattr(new, field.name)
