"""What the server does by itself beside answering: the daily backup, in a thread of its own."""

from collections.abc import Callable
from threading import Event, Thread

from lkj.diagnostics.codes import begin_code
from lkj.errors import OfficeUnprepared
from lkj.http.incidents import report_error
from lkj.http.site import Site
from lkj.usecases.callers import HOST
from lkj.usecases.daily_backup import back_up_if_due

LOOK_EVERY = 5 * 60  # seconds


def start_daily_backup(site: Site) -> Thread:
    """Begin to look, now and every few minutes, for as long as the server runs."""
    thread = Thread(
        target=look_again_and_again,
        args=(site, Event().wait),
        name="cadangan-harian",
        daemon=True,
    )
    thread.start()
    return thread


def look_again_and_again(site: Site, wait: Callable[[float], bool]) -> None:
    """Make the backup whenever it is due, until `wait` says that it is over.

    Nothing that goes wrong ends it: a database that is away now may be there at the next look.
    """
    while True:
        for opened in site.every_office():
            begin_code()
            try:
                back_up_if_due(report_error, door=HOST, office=opened(), now=site.clock())
            except OfficeUnprepared:
                continue  # it has nothing to lose yet
            except Exception as error:  # noqa: BLE001 -- told by its code in the log
                report_error(error)
        if wait(LOOK_EVERY):
            return
