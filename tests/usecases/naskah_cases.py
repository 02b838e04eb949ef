"""Documents and their codes in the table of who may do what."""

from collections.abc import Callable

from lkj.usecases import check_codes, naskah_files
from lkj.usecases.naskah_files import DocumentRequest
from tests.support.staffed import Running


def slip_of(report: Running) -> DocumentRequest:
    """The Lembar Kendali of a report."""
    query = {"id": report.report_id}
    return DocumentRequest(name="lembar-kendali", file_format="pdf", query=query)


# Name → use case, state of the office, what it is given.
NASKAH_CASES: dict[str, tuple[Callable[..., object], str, Callable[[Running], object]]] = {
    "make a document": (naskah_files.document_file, "sent", slip_of),
    "check a code": (check_codes.check_code, "sent", lambda _: "1:7F3A-91C2-0B4D-55E1"),
}
