"""Every act on Tabel 7 in a state in which only a missing right can refuse it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lkj.domain.table7 import Assessment, Semester
from lkj.usecases import (
    table7,
    table7_determine,
    table7_entries,
    table7_print,
    table7_reading,
)
from lkj.usecases.frames import read_frames
from tests.support.staffed import Running, door_of


def opened(report: Running) -> None:
    """Tabel 7 of the semester is open, and all that it needs is filled in."""
    use = {"door": door_of("monev"), **report.use}
    table7.open_semester(OPENING, **use)
    table7.set_layout(LAYOUT, **use)
    table7_entries.write_row(ROW, **use)


def determined(report: Running) -> None:
    """Tabel 7 of the semester is determined."""
    opened(report)
    use = {"door": door_of("monev"), **report.use}
    table7_determine.determine(confirmation(report), **use)


def confirmation(report: Running) -> table7_determine.DetermineForm:
    use = {"door": door_of("monev"), **report.use}
    view = table7_reading.read_table7(*looked_at(report), **use)
    return table7_determine.DetermineForm(
        request_id="tetapkan",
        semester=HALF.code,
        seen=view.draft.edition if view.draft else 0,
        figures=view.sheet.figures_digest,
    )


def looked_at(report: Running) -> tuple[Semester, Any]:
    return HALF, read_frames(report.office, as_of=report.now)


HALF = Semester(2026, 1)
OPENING = table7.OpenForm(request_id="buka", semester=HALF.code)
LAYOUT = table7.LayoutForm(
    request_id="susun",
    semester=HALF.code,
    seen=0,
    assessor_id="monev",
    by_step=False,
    threshold=80,
)
ROW = table7_entries.RowForm(
    request_id="isi",
    semester=HALF.code,
    row_id="sop/penyusunan-lkj",
    seen=0,
    procedure=None,
    assessment=Assessment.WELL,
    note="rapi",
    action="",
)
SOP_ROW = ROW.row_id
GIVEN_UP = table7.DiscardForm(request_id="r", semester=HALF.code, seen=3)
SET_BACK = table7_entries.RowRef(request_id="r", semester=HALF.code, row_id=SOP_ROW, seen=3)
CHANGED = table7_determine.ReviseForm(
    request_id="r", semester=HALF.code, seen=1, reason="salah membaca berkas"
)
Form = Callable[[Running], object]


def _drawn(form: object) -> Form:
    return lambda _: form


# Name → use case, state of the office, form.
TABLE7: dict[str, tuple[Callable[..., object], str, Form]] = {
    "open table 7": (table7.open_semester, "registered", _drawn(OPENING)),
    "fill table 7": (
        table7_entries.write_row,
        "table 7 open",
        _drawn(replace(ROW, request_id="r", seen=3)),
    ),
    "reset table 7": (table7_entries.reset_row, "table 7 open", _drawn(SET_BACK)),
    "lay out table 7": (
        table7.set_layout,
        "table 7 open",
        _drawn(replace(LAYOUT, request_id="r", seen=2)),
    ),
    "drop table 7": (table7.discard, "table 7 open", _drawn(GIVEN_UP)),
    "determine": (table7_determine.determine, "table 7 open", confirmation),
    "revise": (table7_determine.revise, "table 7 determined", _drawn(CHANGED)),
    "read table 7": (table7_reading.read_table7, "table 7 open", looked_at),
    "print table 7": (table7_print.print_table7, "table 7 open", _drawn((HALF, 0))),
}
STATES_OF_TABLE7 = {"table 7 open": opened, "table 7 determined": determined}
