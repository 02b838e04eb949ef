"""What an act must find of documents: the file that it records, and those its step needs."""

from lkj.domain import commands as c
from lkj.domain.document_kinds import DocumentKind
from lkj.domain.documents import latest
from lkj.domain.sop import Decision, Sop
from lkj.domain.state import ReportState
from lkj.errors import DocumentsMissing, StoredFileMissing
from lkj.usecases.office import Office


def check_documents(
    command: c.Command, state: ReportState, sop: Sop, *, office: Office
) -> None:
    """A file is kept before it is recorded; where the office wants it, no step ends without.

    Raises:
        StoredFileMissing: there would be an event without its file.
        DocumentsMissing: required documents of the open step are not beside the report; only
            under the setting `requires_documents`, and not for a return.
    """
    if isinstance(command, c.Attach) and command.file is not None:
        if not office.files.has(command.file.sha256):
            raise StoredFileMissing(sha256=command.file.sha256)
        return
    if not office.settings.requires_documents or not isinstance(command, c.Move):
        return
    visit = state.open_visit
    if visit is None or command.decision is Decision.REJECT:
        return
    kinds = office.document_kinds(sop).of_step(sop.step(visit.step))
    missing = lacking(state, kinds)
    if missing:
        raise DocumentsMissing(missing=tuple(kind.name for kind in missing))


def lacking(state: ReportState, kinds: tuple[DocumentKind, ...]) -> tuple[DocumentKind, ...]:
    """The required ones among these documents that stand in no version beside the report."""
    return tuple(k for k in kinds if k.is_required and latest(state.documents, k.id) is None)
