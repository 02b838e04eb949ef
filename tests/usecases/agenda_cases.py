"""A letter in Buku Agenda, for the table of permissions and other tests."""

from collections.abc import Callable
from datetime import date
from typing import Any

from lkj.domain.agenda import Book, Entry
from lkj.usecases import agenda
from lkj.usecases.agenda_files import agenda_file, print_agenda
from lkj.usecases.agenda_reading import AgendaQuery, read_agenda
from tests.support.staffed import Running, door_of

REASON = "nomor surat salah ketik"
TEMPLATES = {
    "letter_number_template": "000.8.6.3/{no:2}/SATPOL-PP/{tahun}",
    "agenda_number_template": "A-{no}/{tahun}",
}
LETTER = "letter recorded"  # the state of the office
QUERY = AgendaQuery(book=Book.INCOMING, year=2026)


def incoming(**changes: Any) -> Entry:
    """A disposisi that came in."""
    facts: dict[str, Any] = {
        "book": Book.INCOMING,
        "entered_on": date(2026, 3, 2),
        "counterpart": "Kepala Satuan",
        "subject": "Disposisi penyusunan LKj 2025",
    }
    return Entry(**(facts | changes))


def outgoing(**changes: Any) -> Entry:
    """A nota dinas that went out."""
    facts: dict[str, Any] = {
        "book": Book.OUTGOING,
        "entered_on": date(2026, 3, 2),
        "letter_date": date(2026, 3, 1),
        "counterpart": "Biro Organisasi",
        "subject": "Penyampaian LKj 2025",
    }
    return Entry(**(facts | changes))


def recorded(report: Running) -> None:
    """One letter came in, recorded by Petugas Monev."""
    form = agenda.RecordForm(request_id="surat-1", entry=incoming())
    agenda.record(form, door=door_of("monev"), **report.use)


def a_correction(_: Running, **changes: Any) -> agenda.CorrectForm:
    """The form that corrects it."""
    facts: dict[str, Any] = {
        "request_id": "koreksi-1",
        "line_no": 1,
        "seen": 1,
        "entry": incoming(letter_number="900/1/SET"),
        "reason": REASON,
    }
    return agenda.CorrectForm(**(facts | changes))


def a_cancellation(_: Running, **changes: Any) -> agenda.CancelForm:
    """The form that cancels it."""
    facts: dict[str, Any] = {
        "request_id": "batal-1",
        "line_no": 1,
        "seen": 1,
        "reason": REASON,
    }
    return agenda.CancelForm(**(facts | changes))


STATES_OF_AGENDA = {LETTER: recorded}
# Function, state of the office, its form, and further arguments.
AGENDA: dict[str, tuple[Any, str, Callable[[Running], object], dict[str, Any]]] = {
    "record a letter": (
        agenda.record,
        "registered",
        lambda _: agenda.RecordForm(request_id="surat-1", entry=incoming()),
        {},
    ),
    "correct a letter": (agenda.correct, LETTER, a_correction, {}),
    "cancel a letter": (agenda.cancel, LETTER, a_cancellation, {}),
    "print the agenda": (print_agenda, LETTER, lambda _: QUERY, {}),
    "take the agenda": (
        agenda_file,
        LETTER,
        lambda _: (QUERY, "csv"),
        {"style": "excel_id"},
    ),
    "read the agenda": (read_agenda, LETTER, lambda _: QUERY, {}),
}
