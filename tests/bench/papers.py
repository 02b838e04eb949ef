"""Pages and archives beside 10,000 documents and five years of letters, and without them.

`python -m tests.bench.papers` prints a line for each page, for the archive of the report with
most documents and of a whole year, for `verify` and for a backup.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser

from lkj import bootstrap
from lkj.domain.accounts import AppRole
from lkj.domain.documents import DocumentFormat, DocumentVersion, StoredFile, version_facts
from lkj.domain.events import Event, EventKind
from lkj.store import account_store, event_store, session_store
from lkj.store.attached_files import attached_files
from lkj.store.backup import backup
from lkj.store.database import sqlite_url
from lkj.store.session_store import SessionRow
from lkj.usecases.acts import new_salt
from lkj.usecases.callers import SessionRef
from lkj.usecases.office import Office, Settings
from lkj.usecases.report_archive import Archive, report_archive, year_archive
from tests.bench.agenda import LETTERS, YEARS, fill_books
from tests.bench.example_databases import example_database
from tests.bench.measure import Seconds, once, shown
from tests.bench.pages import loaded, signed_in, warm, with_cookies
from tests.bench.stages import AS_OF
from tests.support.browser import open_browser
from tests.support.camera import stopped_app
from tests.support.documents import pdf

REPORTS, ATTACHED, ON_ONE = 1_000, 10_000, 200
SIZE = 30_000  # bytes of each file, as of a scanned page
SESSION = "papers"
A_DAY = timedelta(days=1)
_ABSENT: dict[str, Any] = {
    "reasons": (),
    "note": "",
    "started_at": None,
    "effort_minutes": None,
    "target_no": None,
}


def main() -> None:
    """Measure the office without documents, then the same with them."""
    with TemporaryDirectory() as name, open_browser() as browser:
        path = Path(name) / "kantor.db"
        shutil.copyfile(example_database(REPORTS), path)
        office = bootstrap.build_office(Settings(database_url=sqlite_url(path)), at=AS_OF)
        newest = fullest(office)
        bare = dict(of_pages(browser, Path(name), path, newest))
        say(f"{attach_all(office, newest):,} documents attached to {REPORTS:,} reports")
        with office.database.write() as conn:
            fill_books(conn, until=AS_OF.date())
        say(f"{len(YEARS) * LETTERS:,} letters in {len(YEARS)} years of Buku Agenda")
        full = dict(of_pages(browser, Path(name), path, newest))
        for what, milliseconds in full.items():
            say(f"{what}: {milliseconds:.0f} ms; {bare[what]:.0f} ms without them")
        for line in of_files(office, newest, Path(name)):
            say(line)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def fullest(office: Office) -> str:
    """The newest report: it gets most documents."""
    with office.database.read() as conn:
        return event_store.newest_reports(conn, most=1)[0]


def of_pages(
    browser: Browser, folder: Path, path: Path, newest: str
) -> Iterator[tuple[str, float]]:
    """Milliseconds of a page loaded again, medians."""
    pages = {
        f"the report with {ON_ONE} documents": f"/laporan?id={newest}",
        "Laporan": "/laporan",
        "Data Bagian": "/data-bagian",
        "Beranda": "/beranda",
        "Buku Agenda": "/buku-agenda",
    }
    with stopped_app(folder, sqlite_url(path), now=AS_OF.isoformat()) as server:
        cookies = signed_in(browser, server)
        for what, address in pages.items():
            loaded(with_cookies(browser, server, cookies), address)
            yield what, warm(browser, server, address, cookies)


def attach_all(office: Office, newest: str) -> int:
    """Ten documents to every report, and many to one; files as the product keeps them."""
    with office.database.read() as conn:
        reports = event_store.newest_reports(conn, most=REPORTS)
    each, more = divmod(ATTACHED - ON_ONE, len(reports) - 1)
    wanted = {one: each + (place < more) for place, one in enumerate(reports)}
    wanted[newest] = ON_ONE
    for report_id, n in wanted.items():
        with office.database.write() as conn:
            history = event_store.history(conn, report_id)
            events = [_attached(office, history, number) for number in range(n)]
            event_store.append(conn, events, salts=new_salt)
    return sum(wanted.values())


def _attached(office: Office, history: list[Event], number: int) -> Event:
    last = history[-1]
    content = pdf(f"{last.report_id} {number} " + "isi " * (SIZE // 4))
    file = StoredFile(
        sha256=office.files.keep(content),
        name=f"bahan {number}.pdf",
        size=len(content),
        format=DocumentFormat.PDF,
    )
    version = DocumentVersion(
        document="bahan",
        name="Bahan penyusunan LKj",
        number=number + 1,
        is_draft=False,
        file=file,
        place="",
        event_no=0,
        actor=last.actor,
        at=AS_OF,
    )
    return replace(
        last,
        version=last.version + 1 + number,
        request_id=f"{last.report_id}/{number}",
        kind=EventKind.ATTACHED,
        next_step=None,
        recorded_at=AS_OF - timedelta(hours=1),
        occurred_at=AS_OF - timedelta(hours=1),
        payload=json.dumps(version_facts(version), sort_keys=True),
        **_ABSENT,
    )


def of_files(office: Office, newest: str, folder: Path) -> Iterator[str]:
    """Archives as Petugas Monev takes them, the chain's check, and a backup."""
    use = {"door": _monev(office), "office": office, "now": AS_OF}
    with office.database.read() as conn:
        registered = event_store.history(conn, newest)[0]
    year = int(json.loads(registered.payload)["fiscal_year"])
    for what, make, of in (
        (f"archive of the report with {ON_ONE} documents", report_archive, newest),
        (f"archive of tahun kinerja {year}", year_archive, year),
    ):
        took, size = _archived(partial(make, of, **use))
        yield f"{what}: {shown(took.wall)}, {size / 1e6:.1f} MB"
    yield f"verify: {shown(once(partial(_verified, office)).wall)}"
    (folder / "cadangan").mkdir()
    act = partial(backup, office.database, office.files, folder / "cadangan", AS_OF)
    yield f"backup: {shown(once(act).wall)}"


def _archived(make: Callable[[], Archive]) -> tuple[Seconds, int]:
    sizes: list[int] = []
    took = once(lambda: sizes.extend(map(len, make().pieces)))
    return took, sum(sizes)


def _verified(office: Office) -> None:
    with office.database.read() as conn:
        event_store.verify(conn)
        named = attached_files(conn)
    if list(office.files.problems(named)):
        raise AssertionError("a file that was just kept is not as it was")


def _monev(office: Office) -> SessionRef:
    with office.database.write() as conn:
        accounts = account_store.accounts(conn)
        monev = next(one for one in accounts if AppRole.MONEV in one.app_roles)
        row = SessionRow(SESSION, monev.id, AS_OF, AS_OF, AS_OF + A_DAY, None, "", "")
        session_store.open_session(conn, row)
    return SessionRef(SESSION)


if __name__ == "__main__":
    main()
