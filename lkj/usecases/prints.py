"""Printed sheets of the monitoring screens: the right is checked, the audit log notes it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from lkj.charts.printed_page import PrintedPage, PrintedSection, printed_page
from lkj.domain.accounts import Permission
from lkj.labels import monitoring_words as words
from lkj.labels.behaviour_words import STANDARD_DEFINITIONS, STANDARD_TITLE
from lkj.labels.conformance_words import CONFORMANCE_DEFINITIONS, CONFORMANCE_TITLE
from lkj.labels.formats import short_datetime
from lkj.labels.naskah_words import NO_CHAIN, chain_text
from lkj.labels.path_words import PATHS_DEFINITIONS, PATHS_TITLE
from lkj.labels.status_words import STATUS_DEFINITIONS, STATUS_TITLE
from lkj.store import event_store
from lkj.store.chain import Head
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.export_words import Words
from lkj.usecases.granted import Granted, grant, look
from lkj.usecases.office import Office
from lkj.usecases.population import Population, View
from lkj.usecases.printed_analysis import ANALYSIS, RETURNS, attention_section, causes_section
from lkj.usecases.printed_conduct import conformance_section, finding_sections
from lkj.usecases.printed_open import aging_section, open_section
from lkj.usecases.printed_paths import paths_section
from lkj.usecases.printed_sections import (
    returns_section,
    status_section,
    time_section,
)
from lkj.usecases.printed_standard import limits_section, quality_section, standard_section
from lkj.usecases.printed_time import scoreboard_section, waiting_section, years_section


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: its title, its sections, and the words that it explains."""

    title: str
    sections: tuple[Callable[[Population], PrintedSection | None], ...]
    definitions: tuple[tuple[str, str], ...]


# By the last part of their address.
SHEETS = {
    "waktu": Sheet(
        title=words.TIME_TITLE,
        sections=(time_section, scoreboard_section, waiting_section, years_section),
        definitions=words.TIME_DEFINITIONS,
    ),
    "usulan-mutu-baku": Sheet(
        title=STANDARD_TITLE,
        sections=(standard_section, limits_section, quality_section),
        definitions=STANDARD_DEFINITIONS,
    ),
    "pengembalian": Sheet(
        title=words.RETURNS_TITLE,
        sections=(returns_section, *RETURNS),
        definitions=words.RETURNS_DEFINITIONS,
    ),
    "status": Sheet(
        title=STATUS_TITLE,
        sections=(open_section, aging_section),
        definitions=STATUS_DEFINITIONS,
    ),
    "kesesuaian": Sheet(
        title=CONFORMANCE_TITLE,
        sections=(conformance_section, *finding_sections),
        definitions=CONFORMANCE_DEFINITIONS,
    ),
    "alur": Sheet(
        title=PATHS_TITLE,
        sections=(paths_section,),
        definitions=PATHS_DEFINITIONS,
    ),
    "ringkasan": Sheet(
        title=words.SUMMARY_TITLE,
        sections=(status_section, attention_section, time_section, returns_section),
        definitions=tuple(dict(words.TIME_DEFINITIONS + words.RETURNS_DEFINITIONS).items()),
    ),
    "penyebab": Sheet(
        title=words.CAUSES_TITLE,
        sections=(causes_section,),
        definitions=words.TIME_DEFINITIONS,
    ),
    "analisis": Sheet(
        title=words.ANALYSIS_TITLE,
        sections=ANALYSIS,
        definitions=words.ANALYSIS_DEFINITIONS,
    ),
}


def print_sheet(
    name: str, query: Mapping[str, str], *, door: Door, office: Office, now: datetime
) -> str:
    """One of SHEETS as a page of HTML, with the filters of an address.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.write() as conn:
        granted = grant(conn, query, door=door, office=office, now=now)
        head = event_store.head(conn)
        write_audit(
            conn,
            f"print.{name}",
            Change(name, {"filters": granted.selection.to_query(), "head": head.anchor}),
            account_id=granted.caller.audit_account_id,
            now=now,
        )
    about = look(granted, View.from_query(query), office=office, now=now)
    sheet = SHEETS[name]
    page = PrintedPage(
        title=sheet.title,
        agency=about.sop.identity.agency,
        sections=[made for made in (draw(about) for draw in sheet.sections) if made],
        definitions=sheet.definitions,
        origin=list(_origin(about, granted, head, now=now)),
        hint=words.PRINT_HINT,
        mark=about.mark,
    )
    return printed_page(page)


def history_line(*, door: Door, office: Office, now: datetime) -> str:
    """The head of the history in words, for sheets that show nothing of it, such as an SOP's.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        head = event_store.head(conn)
    return chain_text(head.no, head.anchor) if head.no else NO_CHAIN


def _origin(about: Population, granted: Granted, head: Head, *, now: datetime) -> Iterator[str]:
    chosen = _filters(about)
    yield f"SOP: {about.sop.title}, versi {about.sop.version}."
    yield f"Saringan: {'; '.join(chosen) or 'tidak ada, semua data'}."
    if granted.ignored:
        unknown = ", ".join(f"{one.key}={one.value}" for one in granted.ignored)
        yield f"Saringan yang diabaikan karena tidak dikenali: {unknown}."
    yield f"Keadaan per {about.as_of_text}, menurut kalender kerja versi {_calendar_no(about)}."
    if head.no:
        yield f"Catatan terakhir dalam riwayat: no. {head.no}, kode {head.code}."
    printed_at = short_datetime(now, about.office.zone)
    yield f"Dicetak oleh {granted.caller.person.name}, {printed_at}."
    if about.is_example:
        yield f"{about.mark}: semua orang dan angka di sini rekaan."


def _calendar_no(about: Population) -> int:
    return about.tables.calendar.version


def _filters(about: Population) -> list[str]:
    persons = dict(zip(about.selection.persons, about.persons, strict=True))
    said = Words(about.office, persons).of_selection(about.selection)
    return [f"{name}: {values}" for name, values in said]
