"""Tabel 7 as a naskah: the determined sheet or the open one, in the legal six columns."""

import re
from collections.abc import Mapping

from lkj.documents.content import Content, Value
from lkj.domain.table7 import Semester
from lkj.errors import FormInvalid
from lkj.labels import table7_words as words
from lkj.usecases.frames import read_frames
from lkj.usecases.naskah_frame import Desk, Made
from lkj.usecases.table7_print import (
    NEWEST,
    about_of,
    annexes,
    chosen_sheet,
    determination_of,
    origin_of,
    remarks_of,
)
from lkj.usecases.table7_reading import read_table7
from lkj.usecases.table7_sheet import Row, Sheet

_VERSION = re.compile(r"[1-9][0-9]{0,3}")
_DRAFT = "KONSEP"


def table7_document(query: Mapping[str, str], desk: Desk) -> Made:
    """The sheet of `semester`, in one of its versions (`versi`) or the newest.

    Raises:
        FormInvalid: there is no such sheet.
    """
    semester, version = _asked(query)
    office, now = desk.office, desk.now
    frames = read_frames(office, as_of=now)
    view = read_table7(semester, frames, door=desk.door, office=office, now=now)
    chosen = chosen_sheet(view, version)
    sheet = chosen.sheet if chosen else view.sheet
    origin = [*origin_of(sheet, office.zone), *determination_of(chosen, view, office.zone)]
    body: Content = {
        "bawah": [words.RULE, *about_of(semester, chosen, office.zone)],
        "kepala": list[Value](words.HEADINGS),
        "baris": [_row(row, is_open=chosen is None) for row in sheet.rows],
        "keterangan": list[Value](remarks_of(sheet, chosen)),
        "tempat": f"{desk.letterhead.city}, ………………………",
        "penilai": _assessor(sheet),
        "lampiran": [
            {
                "judul": annex.title,
                "kepala": list[Value](annex.headings),
                "baris": [list[Value](row) for row in annex.rows],
            }
            for annex in annexes(sheet)
        ],
        "arti": [{"nama": term, "isi": meaning} for term, meaning in words.DEFINITIONS],
        "asal": list[Value](origin),
    }
    return Made(
        title=words.TITLE,
        body=body,
        subject=f"tabel-7/{semester.code}",
        file_name=f"tabel-7-{semester.code}" + (f"-v{sheet.version}" if chosen else "-konsep"),
        mark="" if chosen else _DRAFT,
    )


def _asked(query: Mapping[str, str]) -> tuple[Semester, int]:
    semester = Semester.parse(query.get("semester", ""))
    version = query.get("versi", "")
    if semester is None:
        raise FormInvalid(problems=(("semester", "unknown", ""),))
    if version and not _VERSION.fullmatch(version):
        raise FormInvalid(problems=(("version", "unknown", ""),))
    return semester, int(version or NEWEST)


def _row(row: Row, *, is_open: bool) -> dict[str, Value]:
    assessed, noted = is_open and row.is_assessment_proposed, is_open and row.is_note_proposed
    return {
        "no": row.number,
        "prosedur": row.procedure,
        "penilaian": words.assessment_text(row.assessment, row.figures),
        "usulan_penilaian": words.PROPOSED if assessed else "",
        "catatan": row.note,
        "usulan_catatan": words.PROPOSED if noted else "",
        "tindakan": row.action,
    }


def _assessor(sheet: Sheet) -> dict[str, Value]:
    """Who assesses, with the blank for a name where nobody is chosen yet."""
    assessor = sheet.assessor
    title = assessor.title if assessor and assessor.title else "Penilai"
    return {"jabatan": title, "nama": assessor.name if assessor else ""}
