"""What the server does by itself beside answering: the daily backup, in a thread of its own."""

from threading import Thread

from lkj.http.incidents import report_error
from lkj.http.repeating import Wait, for_every_office, start_thread
from lkj.http.site import Site
from lkj.usecases.callers import HOST
from lkj.usecases.daily_backup import back_up_if_due
from lkj.usecases.office import Office


def start_daily_backup(site: Site) -> Thread:
    """Begin to look, now and every few minutes, for as long as the server runs."""
    return start_thread("cadangan-harian", look_again_and_again, site)


def look_again_and_again(site: Site, wait: Wait) -> None:
    """Make the backup whenever it is due, until `wait` says that it is over.

    Nothing that goes wrong ends it: a database that is away now may be there at the next look.
    """

    def back_up(office: Office) -> None:
        back_up_if_due(report_error, door=HOST, office=office, now=site.clock())

    for_every_office(site, back_up, wait)
