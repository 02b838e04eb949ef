"""What the server does for every office again and again, in threads of its own."""

from collections.abc import Callable
from threading import Event, Thread

from lkj.diagnostics.codes import begin_code
from lkj.errors import OfficeUnprepared
from lkj.http.incidents import report_error
from lkj.http.site import Site
from lkj.usecases.office import Office

LOOK_EVERY = 5 * 60  # seconds
Wait = Callable[[float], bool]


def start_thread(name: str, look: Callable[[Site, Wait], None], site: Site) -> Thread:
    """Begin to look, now and every few minutes, for as long as the server runs."""
    thread = Thread(target=look, args=(site, Event().wait), name=name, daemon=True)
    thread.start()
    return thread


def for_every_office(site: Site, act: Callable[[Office], object], wait: Wait) -> None:
    """Do it for each office, until `wait` says that it is over.

    Nothing that goes wrong with one office ends it, or keeps the others waiting; one that is
    not prepared has nothing yet.
    """
    while True:
        for opened in site.every_office():
            begin_code()
            try:
                act(opened())
            except OfficeUnprepared:
                continue
            except Exception as error:  # noqa: BLE001 -- told by its code in the log
                report_error(error)
        if wait(LOOK_EVERY):
            return
