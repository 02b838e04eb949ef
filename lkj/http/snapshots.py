"""What the server does beside answering where offices are compared: their snapshots."""

from threading import Thread

from lkj.http.repeating import Wait, for_every_office, start_thread
from lkj.http.site import Site
from lkj.usecases.callers import HOST
from lkj.usecases.office import Office
from lkj.usecases.snapshots import refresh_snapshot


def start_snapshots(site: Site) -> Thread | None:
    """Begin to refresh them, for as long as the server runs; None where nobody compares."""
    offices = site.offices
    if offices is None or offices.is_one:
        return None
    if not any(one.compares_offices for one in offices.settings):
        return None
    return start_thread("potret-satuan-kerja", refresh_again_and_again, site)


def refresh_again_and_again(site: Site, wait: Wait) -> None:
    """Refresh what changed, until `wait` says that it is over."""

    def refresh(office: Office) -> None:
        refresh_snapshot(door=HOST, office=office, now=site.clock())

    for_every_office(site, refresh, wait)
