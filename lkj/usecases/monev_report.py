"""Laporan Monev of a semester or a year: findings with their charts and tables."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from lkj.charts.printed_page import PrintedSection
from lkj.documents.content import Content, Picture, Value
from lkj.domain.table7 import Semester
from lkj.errors import FormInvalid
from lkj.labels import monitoring_words
from lkj.labels import naskah_words as words
from lkj.labels.conformance_words import CONFORMANCE_DEFINITIONS
from lkj.labels.formats import short_day
from lkj.labels.table7_words import semester_name
from lkj.usecases.frames import shared_frames
from lkj.usecases.naskah_frame import Desk, Made
from lkj.usecases.population import Population, population
from lkj.usecases.printed_analysis import causes_section
from lkj.usecases.printed_conduct import conformance_section
from lkj.usecases.printed_sections import returns_section, status_section, time_section
from lkj.usecases.printed_standard import standard_section
from lkj.usecases.selection import Selection

_YEAR = re.compile(r"2[0-9]{3}")
_PICTURE_MM = 200
_SECTIONS: tuple[Callable[[Population], PrintedSection], ...] = (
    status_section,
    time_section,
    returns_section,
    causes_section,
    conformance_section,
    standard_section,
)
_DEFINITIONS = dict(
    (
        *monitoring_words.TIME_DEFINITIONS,
        *monitoring_words.RETURNS_DEFINITIONS,
        *CONFORMANCE_DEFINITIONS,
    )
)


def monev_report(query: Mapping[str, str], desk: Desk) -> Made:
    """What the monitoring pages say of passes finished in `semester` or in `tahun`.

    Figures are those of roles: no person is named, whoever asks.

    Raises:
        FormInvalid: the address names no such period.
    """
    code, name, since, until = _period(query)
    office = desk.office
    about = population(
        shared_frames(office, as_of=desk.now, now=desk.now),
        Selection(since=since, until=until),
        office=office,
        is_example=desk.is_example,
    )
    body: Content = {
        "periode": name,
        "butir": _facts(about, since, until),
        "bagian": [_section(draw(about)) for draw in _SECTIONS],
        "arti": [{"nama": term, "isi": meaning} for term, meaning in _DEFINITIONS.items()],
        "tempat": f"{desk.letterhead.city}, {words.NUMBER_PLACE}",
        "penandatangan": {"jabatan": "Petugas Monev", "nama": ""},
    }
    return Made(
        title=words.MONEV,
        body=body,
        subject=f"laporan-monev/{code}",
        file_name=f"laporan-monev-{code}",
    )


def _period(query: Mapping[str, str]) -> tuple[str, str, date, date]:
    semester = Semester.parse(query.get("semester", ""))
    if semester is not None:
        days = semester.first_day, semester.last_day
        return semester.code, semester_name(semester), *days
    year = query.get("tahun", "")
    if not _YEAR.fullmatch(year):
        raise FormInvalid(problems=(("semester", "unknown", ""),))
    return year, f"Tahun {year}", date(int(year), 1, 1), date(int(year), 12, 31)


def _facts(about: Population, since: date, until: date) -> list[Value]:
    calendar = about.tables.calendar
    pairs = (
        ("SOP", f"{about.sop.title}, versi {about.sop.version}"),
        ("Pelaksanaan", f"yang selesai {short_day(since)} sampai {short_day(until)}"),
        ("Keadaan per", about.as_of_text),
        ("Kalender kerja", f"{calendar.id}, versi {calendar.version}"),
    )
    return [{"nama": name, "isi": text} for name, text in pairs]


def _section(section: PrintedSection) -> dict[str, Value]:
    return {
        "temuan": section.finding,
        "keterangan": section.subtitle,
        "gambar": list[Value](_pictures(section)),
        "legenda": section.legend,
        "tabel": [
            {
                "keterangan": table.caption,
                "kepala": list[Value](table.headings),
                "baris": [list[Value](row) for row in table.rows],
            }
            for table in section.tables
        ],
    }


def _pictures(section: PrintedSection) -> Iterator[Picture]:
    if section.picture:
        yield Picture(section.picture, _PICTURE_MM)
