"""The workbook in which an office types its history, for one SOP."""

from datetime import date, datetime, time

from lkj.domain.accounts import Permission
from lkj.domain.sop import Decision, Sop
from lkj.exchange.history_template import TemplateColumn, TemplateSheets, to_template
from lkj.labels import import_words as words
from lkj.labels.formats import PERIODS
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.export_files import File
from lkj.usecases.history_values import step_choices
from lkj.usecases.office import Office

_TIMES = frozenset({"disposition_date", "received", "entered", "started", "finished"})
_SHEETS = TemplateSheets(rows=words.SHEET, guide=words.GUIDE_SHEET, lists=words.LIST_SHEET)
_EXAMPLE_YEAR = 2025


def template_file(sop_id: str, *, door: Door, office: Office, now: datetime) -> File:
    """The template for the newest version of an SOP; the first SOP for an unknown id.

    Raises:
        NotPermitted: only for those who may import.
        SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.IMPORT_HISTORY, office=office, now=now)
    sops = {sop.id: sop for sop in office.sops.current}
    sop = sops.get(sop_id) or office.sops.current[0]
    return File(_template(sop, now), f"templat-riwayat-{sop.id}.xlsx")


def _template(sop: Sop, now: datetime) -> bytes:
    guide = [(about, text.replace("{sop}", sop.title)) for about, text in words.GUIDE]
    return to_template(
        [_column(column, sop) for column in words.COLUMNS],
        examples=_examples(sop),
        guide=[words.GUIDE_HEADINGS, *guide],
        sheets=_SHEETS,
        created=now,
    )


def _column(column: words.Column, sop: Sop) -> TemplateColumn:
    choices = {
        "step": tuple(step_choices(sop).values()),
        "result": words.RESULTS,
        "reasons": tuple(reason.name for reason in sop.reasons),
        "period": tuple(PERIODS.values()),
    }
    return TemplateColumn(
        heading=column.heading,
        note=column.note,
        width=column.width,
        choices=choices.get(column.key, ()),
        is_time=column.key in _TIMES,
        is_required=column.is_required,
    )


def _examples(sop: Sop) -> list[list[object]]:
    """A step with its date alone, one with hours, and a return: none of them is imported."""
    steps = step_choices(sop)
    plain, timed = sop.steps[0], sop.steps[min(1, len(sop.steps) - 1)]
    returned = next((step for step in sop.steps if step.is_review), plain)
    is_return = Decision.REJECT in returned.next
    reason = sop.reasons[0].name if is_return and sop.reasons else ""
    basis = "Buku Agenda 12/2025"
    rows: list[dict[str, object]] = [
        {
            "title": f"{words.EXAMPLE} (tidak diimpor): Laporan Tahun {_EXAMPLE_YEAR - 1}",
            "fiscal_year": _EXAMPLE_YEAR - 1,
            "period": next(iter(PERIODS.values())),
            "disposition_number": "800/12",
            "disposition_date": _day(6),
            "received": _day(6),
            "step": steps[plain.id],
            "finished": _day(6),
            "basis": basis,
        },
        {
            "title": f"{words.EXAMPLE} (tidak diimpor)",
            "step": steps[timed.id],
            "actor": "Nama Pelaksana",
            "started": _day(7, 8, 30),
            "finished": _day(7, 9, 15),
            "effort": 20,
            "result": words.FORWARD_WORD,
            "basis": basis,
        },
        {
            "title": f"{words.EXAMPLE} (tidak diimpor)",
            "step": steps[returned.id],
            "finished": _day(13),
            "result": words.RETURNED_WORD if is_return else "",
            "reasons": reason,
            "basis": basis,
        },
    ]
    return [[row.get(column.key, "") for column in words.COLUMNS] for row in rows]


def _day(day: int, hour: int | None = None, minute: int = 0) -> date | datetime:
    at = date(_EXAMPLE_YEAR, 1, day)
    return at if hour is None else datetime.combine(at, time(hour, minute))
