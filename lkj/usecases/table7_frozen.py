"""A determined sheet of Tabel 7 as the text that is stored, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from lkj.domain.table7 import Assessment, Figures, Procedure, Semester, StepFigures
from lkj.usecases.table7_sheet import Assessor, Basis, Row, Sheet


def frozen_text(sheet: Sheet) -> str:
    """A sheet as the text that is stored for good; `from_frozen` reads it back."""
    facts = asdict(sheet)
    facts["semester"] = sheet.semester.code
    facts["basis"]["as_of"] = sheet.basis.as_of.isoformat()
    return _json(facts)


def from_frozen(text: str) -> Sheet:
    """The sheet that was stored."""
    facts = json.loads(text)
    basis = facts["basis"]
    assessor = facts["assessor"]
    return Sheet(
        **{name: facts[name] for name in ("version", "by_step", "threshold", "reason")},
        semester=Semester.of_code(facts["semester"]),
        assessor=Assessor(**_tuples(assessor, "acted")) if assessor else None,
        rows=tuple(map(_row, facts["rows"])),
        procedures=tuple(map(_procedure, facts["procedures"])),
        basis=Basis(**basis | {"as_of": datetime.fromisoformat(basis["as_of"])}),
    )


def _row(facts: dict[str, Any]) -> Row:
    chosen = {
        name: facts[name] and Assessment(facts[name]) for name in ("proposal", "assessment")
    }
    figures = facts["figures"]
    return Row(**facts | chosen | {"figures": _figures(figures) if figures else None})


def _procedure(facts: dict[str, Any]) -> Procedure:
    steps = tuple(
        StepFigures(**step | {"figures": _figures(step["figures"])}) for step in facts["steps"]
    )
    figures = _figures(facts["figures"])
    return Procedure(**_tuples(facts, "versions") | {"figures": figures, "steps": steps})


def _figures(facts: Mapping[str, Any]) -> Figures:
    causes = tuple((str(code), int(n)) for code, n in facts["causes"])
    return Figures(**{**facts, "causes": causes})


def _tuples(facts: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {**facts, **{name: tuple(facts[name]) for name in names}}


def _json(content: object) -> str:
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
