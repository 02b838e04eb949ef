"""One sheet of Tabel 7: figures and proposals, and over them what was typed."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from lkj.domain.table7 import (
    Assessment,
    Figures,
    Procedure,
    Semester,
    proposed,
)
from lkj.labels.table7_words import proposed_note
from lkj.store.table7_store import Draft, TypedRow


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table; `figures` are missing where it was typed by hand."""

    id: str
    number: str
    procedure: str
    is_step: bool
    figures: Figures | None
    proposal: Assessment | None
    proposed_note: str
    assessment: Assessment | None
    note: str
    action: str
    is_assessment_proposed: bool
    is_note_proposed: bool

    @property
    def is_typed(self) -> bool:
        """Whether the whole row was typed by hand."""
        return self.figures is None

    @property
    def is_decided(self) -> bool:
        """Whether column 3 is filled in, and a semester that is left out has its reason."""
        if self.assessment is Assessment.NOT_ASSESSED:
            return bool(self.note) and not self.is_note_proposed
        return self.assessment is not None


@dataclass(frozen=True, kw_only=True)
class Assessor:
    """Who assesses; `acted` are the steps that this person took part in, by number."""

    person_id: str
    name: str
    title: str
    acted: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What the figures were made from."""

    as_of: datetime
    events_no: int
    events_hash: str
    calendar_id: str
    calendar_version: int


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Tabel 7 of one semester."""

    semester: Semester
    version: int
    by_step: bool
    threshold: int
    reason: str
    assessor: Assessor | None
    rows: tuple[Row, ...]
    procedures: tuple[Procedure, ...]
    basis: Basis

    @property
    def figures_digest(self) -> str:
        """What stands for the figures and proposals that somebody sees."""
        seen = [asdict(procedure) for procedure in self.procedures]
        text = json.dumps([*seen, self.basis.calendar_version], sort_keys=True)
        return sha256(text.encode()).hexdigest()

    @property
    def undecided(self) -> tuple[Row, ...]:
        """Rows that still need an assessment; steps may go without."""
        return tuple(row for row in self.rows if not row.is_step and not row.is_decided)


def sop_row_id(sop_id: str) -> str:
    """The row of an SOP."""
    return f"sop/{sop_id}"


def step_row_id(sop_id: str, step: str) -> str:
    """The row of a step."""
    return f"sop/{sop_id}/{step}"


def open_sheet(
    draft: Draft,
    typed: Sequence[TypedRow],
    found: tuple[Procedure, ...],
    *,
    assessor: Assessor | None,
    basis: Basis,
) -> Sheet:
    """An open sheet: proposals, and over them what was typed."""
    return Sheet(
        semester=Semester.of_code(draft.semester),
        version=draft.version,
        by_step=draft.by_step,
        threshold=draft.threshold,
        reason=draft.reason,
        assessor=assessor,
        rows=tuple(_rows(draft, typed, found)),
        procedures=found,
        basis=basis,
    )


def _rows(draft: Draft, typed: Sequence[TypedRow], found: Iterable[Procedure]) -> Iterator[Row]:
    by_id = {row.row_id: row for row in typed}
    number = 0
    for number, procedure in enumerate(found, start=1):
        for row in _proposed_rows(procedure, number, draft):
            yield _typed_over(row, by_id.get(row.id))
    by_hand = (row for row in typed if row.procedure is not None)
    for place, one in enumerate(by_hand, start=number + 1):
        yield _by_hand(one, place)


def _proposed_rows(procedure: Procedure, number: int, draft: Draft) -> Iterator[Row]:
    sop_id, threshold = procedure.sop_id, draft.threshold
    note = proposed_note(procedure.figures, threshold=threshold, steps=procedure.steps)
    yield Row(
        id=sop_row_id(sop_id),
        number=str(number),
        procedure=procedure.title,
        is_step=False,
        **_proposal(procedure.figures, note, threshold),
    )
    for step in procedure.steps if draft.by_step else ():
        yield Row(
            id=step_row_id(sop_id, step.step),
            number=f"{number}.{step.number}",
            procedure=step.name,
            is_step=True,
            **_proposal(
                step.figures, proposed_note(step.figures, threshold=threshold), threshold
            ),
        )


def _proposal(figures: Figures, note: str, threshold: int) -> dict[str, Any]:
    proposal = proposed(figures, threshold=threshold)
    return {
        "figures": figures,
        "proposal": proposal,
        "proposed_note": note,
        "note": note,
        "assessment": proposal,
        "action": "",
        "is_assessment_proposed": proposal is not None,
        "is_note_proposed": True,
    }


def _typed_over(row: Row, typed: TypedRow | None) -> Row:
    if typed is None:
        return row
    row = replace(row, action=typed.action)
    if typed.assessment is not None:
        row = replace(row, assessment=typed.assessment, is_assessment_proposed=False)
    if typed.note is not None:
        row = replace(row, note=typed.note, is_note_proposed=False)
    return row


def _by_hand(typed: TypedRow, number: int) -> Row:
    return Row(
        id=typed.row_id,
        number=str(number),
        procedure=typed.procedure or "",
        is_step=False,
        figures=None,
        proposal=None,
        proposed_note="",
        assessment=typed.assessment,
        note=typed.note or "",
        action=typed.action,
        is_assessment_proposed=False,
        is_note_proposed=False,
    )
