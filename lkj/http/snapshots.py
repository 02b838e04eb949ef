"""What the server does beside answering where offices are compared: their snapshots."""

from collections.abc import Callable
from threading import Event, Thread

from lkj.diagnostics.codes import begin_code
from lkj.errors import OfficeUnprepared
from lkj.http.incidents import report_error
from lkj.http.site import Site
from lkj.usecases.callers import HOST
from lkj.usecases.snapshots import refresh_snapshot

LOOK_EVERY = 5 * 60  # seconds


def start_snapshots(site: Site) -> Thread | None:
    """Begin to refresh them, for as long as the server runs; None where nobody compares."""
    offices = site.offices
    if offices is None or offices.is_one:
        return None
    if not any(one.compares_offices for one in offices.settings):
        return None
    thread = Thread(
        target=refresh_again_and_again,
        args=(site, Event().wait),
        name="potret-satuan-kerja",
        daemon=True,
    )
    thread.start()
    return thread


def refresh_again_and_again(site: Site, wait: Callable[[float], bool]) -> None:
    """Refresh what changed, until `wait` says that it is over.

    Nothing that goes wrong with one office ends it, or keeps the others waiting.
    """
    while True:
        for opened in site.every_office():
            begin_code()
            try:
                refresh_snapshot(door=HOST, office=opened(), now=site.clock())
            except OfficeUnprepared:
                continue  # nothing has happened in it yet
            except Exception as error:  # noqa: BLE001 -- told by its code in the log
                report_error(error)
        if wait(LOOK_EVERY):
            return
