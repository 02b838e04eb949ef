"""An office whose SOP was carried out in the first semester of 2026, and its Tabel 7."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from lkj.domain.sop import Decision
from lkj.domain.table7 import Assessment, Semester
from lkj.store import table7_store
from lkj.store.table7_store import Draft
from lkj.usecases.audited import Recorded
from lkj.usecases.frames import Frames, read_frames, revision
from lkj.usecases.office import Office
from lkj.usecases.table7 import (
    DiscardForm,
    LayoutForm,
    OpenForm,
    discard,
    open_semester,
    set_layout,
)
from lkj.usecases.table7_determine import DetermineForm, ReviseForm, determine, revise
from lkj.usecases.table7_entries import RowForm, RowRef, reset_row, write_row
from lkj.usecases.table7_reading import View, read_table7
from tests.support.made_once import made_once
from tests.support.staffed import Running, door_of, new_request, staffed_office

MONEV = "monev"
HALF = Semester(2026, 1)
SOP_ROW = "sop/penyusunan-lkj"
WHY = "Salah membaca Buku Agenda"


@made_once
def assessed_office(directory: Path, *minutes: int) -> Running:
    """One report that took these minutes at its first steps, 10 and then 20 being allowed."""
    report = Running(staffed_office(directory)).register()
    for spent in minutes:
        report.now += timedelta(hours=3)
        ways = report.sop.step(report.state.open_visit.step).next  # type: ignore[union-attr]
        decision = next(way for way in ways if way is not Decision.REJECT)
        report.decide(decision, effort_minutes=spent)
    return report


class Desk:
    """Somebody at Tabel 7 of one semester, ten minutes after the report's last act."""

    def __init__(self, report: Running, who: str = MONEV) -> None:
        self.report, self.who = report, who
        self._read: tuple[tuple[int, datetime], Frames] | None = None

    @property
    def use(self) -> dict[str, Any]:
        """Keyword arguments of every use case."""
        return {"door": door_of(self.who), **self.report.use}

    @property
    def office(self) -> Office:
        """Whose sheet it is."""
        return self.report.office

    def view(self) -> View:
        """What the page shows now; like the page, it computes figures once for a revision."""
        seen = (revision(self.office), self.report.now)
        if self._read is None or self._read[0] != seen:
            self._read = (seen, read_frames(self.office, as_of=self.report.now))
        return read_table7(HALF, self._read[1], **self.use)

    def draft(self) -> Draft | None:
        """The open sheet as it is stored, for forms that show no figure."""
        with self.office.database.read() as conn:
            return table7_store.draft(conn, HALF.code)

    def open(self) -> Recorded:
        """Begin the sheet."""
        form = OpenForm(request_id=new_request(), semester=HALF.code)
        return open_semester(form, **self.use)

    def row_form(self, **changes: Any) -> RowForm:
        """A form for the SOP's row as it is drawn now."""
        row_id = changes.get("row_id", SOP_ROW)
        with self.office.database.read() as conn:
            rows = {row.row_id: row for row in table7_store.rows(conn, HALF.code)}
        typed = rows.get(row_id)
        form = RowForm(
            request_id=new_request(),
            semester=HALF.code,
            row_id=row_id,
            seen=typed.edition if typed else 0,
            procedure=None,
            assessment=None,
            note=None,
            action="",
        )
        return replace(form, **changes)

    def write(self, **changes: Any) -> Recorded:
        """Write into a row."""
        return write_row(self.row_form(**changes), **self.use)

    def by_hand(self, name: str = "SOP Surat", **changes: Any) -> str:
        """Add a row by hand; its id."""
        form = self.row_form(row_id="", seen=0, procedure=name)
        return write_row(replace(form, **changes), **self.use).subject.split("/", 1)[1]

    def reset(self, row_id: str = SOP_ROW, *, seen: int) -> Recorded:
        """Set a row back, or take it out."""
        form = RowRef(request_id=new_request(), semester=HALF.code, row_id=row_id, seen=seen)
        return reset_row(form, **self.use)

    def lay_out(self, **changes: Any) -> Recorded:
        """Say who assesses and how the sheet is laid out."""
        draft = self.draft()
        form = LayoutForm(
            request_id=new_request(),
            semester=HALF.code,
            seen=draft.layout_edition if draft else 0,
            assessor_id="monev",
            by_step=False,
            threshold=80,
        )
        return set_layout(replace(form, **changes), **self.use)

    def determine_form(self, **changes: Any) -> DetermineForm:
        """A confirmation of what is seen now."""
        view = self.view()
        form = DetermineForm(
            request_id=new_request(),
            semester=HALF.code,
            seen=view.draft.edition if view.draft else 0,
            figures=view.sheet.figures_digest,
        )
        return replace(form, **changes)

    def determine(self, **changes: Any) -> Recorded:
        """Freeze what is seen now."""
        return determine(self.determine_form(**changes), **self.use)

    def determined(self) -> "Desk":
        """A sheet with an assessor and a verdict, determined."""
        self.open()
        self.lay_out()
        self.write(assessment=Assessment.NOT_WELL, note="Lama", action="Rapat bulanan")
        self.determine()
        return self

    def revise(self, *, seen: int = 1, reason: str = WHY) -> Recorded:
        """Begin the next version."""
        form = ReviseForm(
            request_id=new_request(), semester=HALF.code, seen=seen, reason=reason
        )
        return revise(form, **self.use)

    def discard(self) -> Recorded:
        """Give up the open sheet."""
        draft = self.draft()
        form = DiscardForm(
            request_id=new_request(),
            semester=HALF.code,
            seen=draft.edition if draft else 0,
        )
        return discard(form, **self.use)


@made_once
def determined_office(directory: Path, *minutes: int) -> Running:
    """The same with the sheet determined."""
    return Desk(assessed_office(directory, *minutes)).determined().report
