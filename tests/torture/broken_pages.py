"""P14: a page, a form or a download that fails shows a code, and the log has the rest."""

import random
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from lkj.store.tables import metadata
from lkj.ui.navigation import SCREENS
from tests.e2e.served import Desk, Served, desk, is_in_app, served, turn_to
from tests.support import browser as browsers
from tests.support.log_lines import lines_of
from tests.torture.tally import NotPossible, Tally

LOOKS = 60  # of one server
PEOPLE = ("monev", "administrator", "sekretaris")
DOWNLOADS = ("/unduh/status.csv", "/unduh/log.csv", "/cetak/waktu", "/cetak/sop/penyusunan-lkj")
CODE = re.compile(r"(?:kode |<code>)([0-9A-F]{4}-[0-9A-F]{4})(?!-)")  # not one on paper
LOST = "sqlalchemy.exc.OperationalError"
INTERNALS = (
    "Traceback",
    "sqlalchemy",
    "sqlite3",
    "OperationalError",
    "no such table",
    "SELECT ",
)
INTERNALS += ("_hilang", ".py", "/lkj/", "site-packages")


def batch(seed: int) -> Tally:
    """Some pages and downloads, each while some table is gone."""
    if not browsers.has_browser():
        raise NotPossible("Chromium")
    chance = random.Random(seed)  # noqa: S311 -- a seed, not a secret
    addresses = [f"/{screen.address}" for screen in SCREENS] + list(DOWNLOADS)
    everything = list(product(PEOPLE, sorted(metadata.tables), addresses))
    looks = sorted(chance.sample(everything, LOOKS))
    with (
        TemporaryDirectory() as name,
        served(Path(name)) as place,
        browsers.open_browser() as browser,
        desk(browser, place) as people,
    ):
        told = [(look, *_look(place, people, *look)) for look in looks]
    failed = sum(bool(code) for _, code, _ in told)
    broken = (f"seed {seed}, {look}: {one}" for look, _, problems in told for one in problems)
    return Tally(LOOKS, {"gagal dengan kode": failed}, tuple(broken))


def _look(
    place: Served, people: Desk, who: str, table: str, address: str
) -> tuple[str, list[str]]:
    """The code that was shown, and what should not have been."""
    if not people.sits(who):
        people.tab(who, "/profil")  # while every table is there
    page = people.first_tab()
    _rename(place, table, f"{table}_hilang")
    try:
        said = _said(page, place.server.url + address, is_file=address in DOWNLOADS)
    finally:
        _rename(place, f"{table}_hilang", table)
    found = CODE.search(said)
    code = found[1] if found else ""
    return code, list(_leaks(place, said, code))


def _said(page: Page, address: str, *, is_file: bool) -> str:
    """All that the browser was given and shows."""
    if is_file:
        return page.context.request.get(address).text()
    if is_in_app(page):
        return turn_to(page, address).locator("body").inner_text()
    answer = page.goto(address)
    if page.get_by_test_id("stApp").count():
        browsers.settled(page)
        return page.locator("body").inner_text()
    return answer.text() if answer else ""


def _leaks(place: Served, said: str, code: str) -> Iterator[str]:
    if code:
        found = lines_of(place.server.log(), code=code, said="incident")
        if [line["error"]["type"] for line in found] != [LOST]:
            yield f"{code}: the log has {found}"
    yield from (f"shows {word!r}" for word in INTERNALS if word in said)


def _rename(place: Served, old: str, new: str) -> None:
    with place.database.write() as conn:
        conn.exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")
