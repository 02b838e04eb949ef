"""Documents beside a report, for the table of permissions."""

from collections.abc import Callable

from lkj.domain import commands as c
from lkj.domain.table7 import Semester
from lkj.reference import read_document_kinds
from lkj.usecases import acts, audit_package, documents, memo_filing, report_archive
from tests.support.documents import attached, attachment
from tests.support.sops import office_sop
from tests.support.staffed import Running

_KINDS = read_document_kinds([office_sop()])["penyusunan-lkj"]


def at_review(report: Running) -> None:
    """The report waits for the first review."""
    report.until("periksa-kasubbag")


def with_dpa(report: Running) -> None:
    """The DPA was attached by the second event."""
    attached(report, "sekretaris", "dpa")


def _place(report: Running, document: str) -> acts.ActForm:
    kind = _KINDS.kind(document)
    return report.form(c.Attach(kind=kind, place="Asli di map LKj 2026"))


STATES_OF_DOCUMENTS = {"at review with no draft": at_review, "with a DPA": with_dpa}
Form = Callable[[Running], object]
DOCUMENTS: dict[str, tuple[Callable[..., object], str, Form]] = {
    "attach": (acts.submit, "registered", lambda report: _place(report, "dpa")),
    "attach a draft": (
        acts.submit,
        "at review with no draft",
        lambda report: _place(report, "konsep-lkj"),
    ),
    "attach a file": (
        documents.attach,
        "registered",
        lambda report: attachment(report, "dpa"),
    ),
    "file a memo": (
        memo_filing.file_memo,
        "at review with no draft",
        lambda report: memo_filing.FileMemoForm(
            request_id="nota", report_id=report.report_id, event_no=report.events[-1].no
        ),
    ),
    "archive a report": (
        report_archive.report_archive,
        "with a DPA",
        lambda report: report.report_id,
    ),
    "archive a year": (
        report_archive.year_archive,
        "with a DPA",
        lambda _: 2025,
    ),
    "package a report": (
        audit_package.report_package,
        "with a DPA",
        lambda report: report.report_id,
    ),
    "package a semester": (
        audit_package.semester_package,
        "with a DPA",
        lambda _: Semester(2026, 1),
    ),
    "read a document": (
        documents.read_document,
        "with a DPA",
        lambda report: (report.report_id, report.events[-1].no),
    ),
}
