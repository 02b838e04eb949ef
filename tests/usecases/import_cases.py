"""Calls around imports for the table of who may what."""

from collections.abc import Callable
from typing import Any

from lkj.store import event_store
from lkj.usecases import (
    history_file,
    import_batches,
    import_preview,
    import_problems,
    import_template,
    import_withdrawal,
    imports,
    log_import,
)
from lkj.usecases.history_sheet import RowProblem
from lkj.usecases.imports import BatchContent, BatchForm
from tests.support.foreign_logs import a_log
from tests.support.history_files import BOOK, a_form, asked, csv_of, imported, told
from tests.support.staffed import Running

CONTENT = csv_of([{key: str(value) for key, value in BOOK[0].items()}])
STORED = BatchForm(request_id="impor-1", file_name="x", sha256="0").batch_id
WITHDRAWAL = import_withdrawal.BatchWithdrawal(
    request_id="tarik", batch_id=STORED, reason="berkas keliru tahun"
)


def _imported(report: Running) -> None:
    """An imported report that waits for Kasubbag stands where the running one stood."""
    imported(report.office, CONTENT)
    with report.office.database.read() as conn:
        log = event_store.event_log(conn)
    report.report_id = str(log["report_id"].iloc[-1])


def _store(_: Running) -> tuple[BatchForm, BatchContent]:
    return a_form(), BatchContent([told()])


STATES_OF_IMPORTS: dict[str, Callable[[Running], object]] = {"imported": _imported}
IMPORTS: dict[str, tuple[Any, str, Callable[[Running], object]]] = {
    "get the template": (import_template.template_file, "registered", lambda _: "x"),
    "read a history": (history_file.read_file, "registered", lambda _: CONTENT),
    "preview a history": (import_preview.preview, "registered", lambda _: asked(CONTENT)),
    "keep bad rows": (
        import_problems.keep_problems,
        "registered",
        lambda _: [RowProblem(2, "Selesai", "wajib diisi")],
    ),
    "download bad rows": (import_problems.problems_file, "registered", lambda _: None),
    "import a history": (imports.store_batch, "registered", _store),
    "import a log": (log_import.import_log, "registered", lambda _: a_log()),
    "list the imports": (import_batches.batches, "registered", lambda _: None),
    "withdraw an import": (import_withdrawal.withdraw_batch, "imported", lambda _: WITHDRAWAL),
}
