"""What the server does by itself beside answering."""

from lkj.http.daily import start_daily_backup
from lkj.http.site import Site
from lkj.http.snapshots import start_snapshots


def start_background(site: Site) -> None:
    """Begin all of it, each in a thread of its own, for as long as the server runs."""
    start_daily_backup(site)
    start_snapshots(site)
