"""What the server does beside answering where it serves several offices: their snapshots."""

from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread

from lkj.diagnostics.codes import begin_code
from lkj.http.incidents import report_error
from lkj.usecases.callers import HOST
from lkj.usecases.offices import Offices
from lkj.usecases.snapshots import refresh_all

LOOK_EVERY = 5 * 60  # seconds


def start_snapshots(offices: Offices, clock: Callable[[], datetime]) -> Thread | None:
    """Begin to refresh them, for as long as the server runs; None where nobody compares."""
    if offices.is_one or not any(one.compares_offices for one in offices.settings):
        return None
    thread = Thread(
        target=refresh_again_and_again,
        args=(offices, clock, Event().wait),
        name="potret-satuan-kerja",
        daemon=True,
    )
    thread.start()
    return thread


def refresh_again_and_again(
    offices: Offices, clock: Callable[[], datetime], wait: Callable[[float], bool]
) -> None:
    """Refresh what changed, until `wait` says that it is over.

    Nothing that goes wrong with one office ends it, or keeps the others waiting.
    """
    while True:
        begin_code()
        for one in refresh_all(offices, door=HOST, clock=clock):
            if one.error is not None:
                report_error(one.error)
        if wait(LOOK_EVERY):
            return
