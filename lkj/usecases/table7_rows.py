"""Tabel 7 as rows of a download: every determined sheet, and those that are open."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from lkj.domain.table7 import Figures
from lkj.labels.table7_dictionary import TABLE7
from lkj.labels.table7_words import ASSESSMENT, DETERMINED, DRAFT, PROPOSED, semester_name
from lkj.usecases.frames import Frames
from lkj.usecases.office import Office
from lkj.usecases.selection import Selection
from lkj.usecases.table7_reading import Determined, determined_sheets, open_sheets
from lkj.usecases.table7_sheet import Row, Sheet

ASSESSOR = "penilai"
SOP_ROW, STEP_ROW, HAND_ROW, ANNEX_ROW = "SOP", "langkah", "diketik", "lampiran"
_COUNTS = (
    "n",
    "n_known",
    "n_within",
    "n_over",
    "n_unknown",
    "n_forgotten",
    "n_reviewed",
    "n_returned",
)
_TIMES = ("determined_at", "figures_as_of")


def table7_rows(
    frames: Frames,
    selection: Selection,
    *,
    office: Office,
    names: Mapping[str, str] | None,
) -> Mapping[str, Any]:
    """A row for each row of each sheet whose semester the days of a selection touch.

    Args:
        frames: of the moment looked from; what was determined later is left out, and an open
            sheet is shown only now, since nobody keeps what it held earlier.
        selection: its other filters do not speak of sheets.
        office: whose.
        names: of persons by account; None without the right to read them.
    """
    with office.database.read() as conn:
        determined = determined_sheets(conn, frames, office=office)
        is_now = selection.as_of is None
        drafts = open_sheets(conn, frames, office=office) if is_now else ()
    known = [one for one in determined if one.stored.determined_at <= frames.as_of]
    records = [
        *(row for one in known for row in _of_determined(one, names or {})),
        *(row for _, sheet in drafts for row in _rows(sheet, _said(sheet, DRAFT))),
    ]
    chosen = [row for row in records if _is_touched(row.pop("sheet"), selection)]
    return _columns(chosen, office)


def _of_determined(one: Determined, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    stored = one.stored
    said = _said(one.sheet, DETERMINED) | {
        "determined_at": stored.determined_at,
        "determined_by": names.get(stored.determined_by, stored.determined_by),
        "code": stored.code,
    }
    return _rows(one.sheet, said)


def _said(sheet: Sheet, state: str) -> dict[str, Any]:
    """What all rows of a sheet share."""
    basis = sheet.basis
    return {
        "sheet": sheet,
        "semester": semester_name(sheet.semester),
        "sheet_state": state,
        "version": sheet.version,
        "threshold": sheet.threshold,
        "assessor": sheet.assessor.name if sheet.assessor else None,
        "reason": sheet.reason or None,
        "figures_as_of": basis.as_of,
        "events_no": basis.events_no,
        "calendar": f"{basis.calendar_id} versi {basis.calendar_version}",
        "determined_at": None,
        "determined_by": None,
        "code": None,
    }


def _rows(sheet: Sheet, said: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for row in sheet.rows:
        yield {**said, **_cells(row), **_counts(row.figures)}
    # The annex, where the steps have no rows of their own.
    for place, procedure in enumerate(() if sheet.by_step else sheet.procedures, start=1):
        for step in procedure.steps:
            about = {"number": f"{place}.{step.number}", "procedure": step.name}
            yield {**said, **about, "row_kind": ANNEX_ROW, **_counts(step.figures)}


def _counts(figures: Figures | None) -> dict[str, int | None]:
    return {name: getattr(figures, name, None) for name in _COUNTS}


def _cells(row: Row) -> dict[str, Any]:
    assessed = row.assessment and ASSESSMENT[row.assessment]
    origin = PROPOSED if row.is_assessment_proposed else ASSESSOR
    kind = STEP_ROW if row.is_step else HAND_ROW if row.is_typed else SOP_ROW
    return {
        "number": row.number,
        "row_kind": kind,
        "procedure": row.procedure,
        "assessment": assessed,
        "assessment_origin": origin if assessed else None,
        "note": row.note or None,
        "note_origin": (PROPOSED if row.is_note_proposed else ASSESSOR) if row.note else None,
        "action": row.action or None,
    }


def _is_touched(sheet: Sheet, selection: Selection) -> bool:
    """Whether the days of a selection and the semester of a sheet have one in common."""
    semester = sheet.semester
    is_early = selection.until is not None and selection.until < semester.first_day
    is_late = selection.since is not None and selection.since > semester.last_day
    return not is_early and not is_late


def _columns(records: Iterable[Mapping[str, Any]], office: Office) -> Mapping[str, Any]:
    names = [field.name for field in TABLE7.fields if field.name not in {"as_of", "remark"}]
    table = pd.DataFrame(list(records), columns=names, dtype=object)
    times = {
        name: pd.to_datetime(table[name], utc=True).dt.floor("min").dt.tz_convert(office.zone)
        for name in _TIMES
    }
    counts = {name: table[name].astype("Int64") for name in (*_COUNTS, "version", "threshold")}
    return dict(table.assign(**times, **counts, events_no=table["events_no"].astype("Int64")))
