"""An office with a report that went back twice, and its documents."""

from pathlib import Path

from lkj.usecases.naskah_files import DocumentFormat, DocumentRequest, document_file
from lkj.usecases.paper import record
from tests.documents.folders import pdf_text, word_text
from tests.support.made_once import made_once
from tests.support.paper import LATER, WITH_TWO_RETURNS, a_paper, paper_rows
from tests.support.staffed import Running, all_events, door_of, staffed_office


@made_once
def returned_report(directory: Path) -> Running:
    """Returned by Kasubbag once, then finished."""
    report = Running(staffed_office(directory)).register()
    for _ in range(3):
        report.go()
    report.send_back()
    return report.until(None)


def file_of(
    report: Running, name: str, kind: DocumentFormat, **query: str
) -> tuple[bytes, str]:
    """One document, for Petugas Monev, and what it is called."""
    asked = DocumentRequest(name=name, file_format=kind, query=query)
    return document_file(asked, door=door_of("monev"), **report.use)


def text_of(report: Running, name: str, kind: DocumentFormat, **query: str) -> str:
    """What is written on one document."""
    content, _ = file_of(report, name, kind, **query)
    return pdf_text(content) if kind == "pdf" else word_text(content)


def on_paper(directory: Path) -> Running:
    """A report that Petugas Monev recorded from the Buku Agenda, still to be signed."""
    report = Running(staffed_office(directory), now=LATER)
    form = a_paper(*paper_rows(*WITH_TWO_RETURNS[:9]))
    record(form, door=door_of("monev"), **report.use)
    report.report_id = all_events(report.office.database)[0][0]
    return report
