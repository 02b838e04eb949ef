"""Pages in a real browser at several sizes of the office's own database, beside an empty page.

The server has answered each page once before; its clock stands still.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page

from lkj.store.database import sqlite_url
from tests.bench.example_databases import example_database
from tests.bench.measure import Line, Row, Skipped
from tests.bench.stages import AS_OF
from tests.support.browser import has_browser, open_browser, open_page
from tests.support.camera import stopped_app
from tests.support.server import Server, running_app

WHO = "Petugas Monev Contoh"
PAGES = {"Beranda": "/", "Waktu per langkah": "/waktu", "Pengembalian": "/pengembalian"}
FILTERED = "/waktu"
EMPTY = Path(__file__).with_name("empty_page.py")
SESSIONS = 8
REPEATS = 5
STEPS = ("1", "2", "3", "4", "5")
FIRST_LOAD = 180_000  # milliseconds; the server reads everything first

# Milliseconds since `begin` until the page came to rest, once it has rested for a while.
_AT_REST = """
(begin) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const idle = app !== null
    && app.dataset.testScriptState === 'notRunning'
    && app.dataset.testConnectionState === 'CONNECTED'
    && document.querySelector('[data-testid="stSkeleton"]') === null;
  const now = performance.now();
  window.__rest = idle ? (window.__rest ?? now) : null;
  return idle && now - window.__rest >= 400 ? window.__rest - begin : false;
}
"""


@dataclass(frozen=True)
class Times:
    """Medians in milliseconds, by page; `filtered` is from the click to the drawn page."""

    cold: dict[str, float]
    warm: dict[str, float]
    filtered: float


def lines(small: int, large: int) -> list[Line]:
    """Rows of the largest size, and how much more it costs than the small one."""
    if not has_browser():
        return [Skipped("pages in a browser", "no Chromium")]
    if not Path("/proc/self/status").exists():
        return [Skipped("pages in a browser", "the system tells no process's memory")]
    with open_browser() as browser:
        empty = of_empty_page(browser)
        few, many = (of_office(browser, size) for size in (small, large))
        memory = list(of_sessions(browser, small))
    return [
        *against_empty(empty, many, large),
        Row(
            f"filter changed at {large:,} reports, click to drawn",
            f"{many.filtered:.0f} ms",
            f"{few.filtered:.0f} ms at {small:,} reports",
            many.filtered,
            "ms",
            350,
        ),
        *[
            Row(
                f"{name} after the first load, {small:,} to {large:,} reports",
                f"{many.warm[name]:.0f} ms",
                f"{few.warm[name]:.0f} ms",
                many.warm[name] / few.warm[name],
                "×",
                1.3,
            )
            for name in PAGES
        ],
        *memory,
    ]


def against_empty(empty: Times, many: Times, reports: int) -> Iterator[Row]:
    for name in PAGES:
        yield Row(
            f"{name} at {reports:,} reports, cold browser",
            f"{many.cold[name]:.0f} ms",
            f"an empty page, {empty.cold['']:.0f} ms",
            many.cold[name] / empty.cold[""],
            "×",
            3.2,
        )
        yield Row(
            f"{name} at {reports:,} reports, warm browser",
            f"{many.warm[name]:.0f} ms",
            f"an empty page, {empty.warm['']:.0f} ms",
            many.warm[name],
            "ms",
            1200,
        )


def of_empty_page(browser: Browser) -> Times:
    with (
        TemporaryDirectory() as folder,
        running_app(Path(folder), env={}, app=EMPTY, ready="/_stcore/health") as server,
    ):
        loaded(open_page(browser, server.url), "/")
        return Times(
            {"": cold(browser, server, "/", [])}, {"": warm(browser, server, "/", [])}, 0
        )


def of_office(browser: Browser, reports: int) -> Times:
    with served(reports) as server:
        cookies = signed_in(browser, server)
        for path in PAGES.values():
            loaded(with_cookies(browser, server, cookies), path)
        return Times(
            {n: cold(browser, server, path, cookies) for n, path in PAGES.items()},
            {n: warm(browser, server, path, cookies) for n, path in PAGES.items()},
            filtered(with_cookies(browser, server, cookies)),
        )


def of_sessions(browser: Browser, reports: int) -> Iterator[Row]:
    """Memory with the app imported, and how much each further open page adds."""
    with served(reports) as server:
        idle = resident(server)
        cookies = signed_in(browser, server)
        loaded(with_cookies(browser, server, cookies), FILTERED)
        one = resident(server)
        for _ in range(SESSIONS):
            loaded(with_cookies(browser, server, cookies), FILTERED)
        each = (resident(server) - one) / SESSIONS
    yield Row("server, idle with the app imported", f"{idle:.0f} MB", "", idle, "MB", 250)
    what = f"each further session, {SESSIONS} at {reports:,} reports"
    yield Row(what, f"{one:.0f} MB with one", "", each, "MB", 5)


@contextmanager
def served(reports: int) -> Iterator[Server]:
    """The app on a copy: signing in writes."""
    with TemporaryDirectory() as name:
        path = Path(name) / "served.db"
        shutil.copyfile(example_database(reports), path)
        with stopped_app(Path(name), sqlite_url(path), now=AS_OF.isoformat()) as server:
            yield server


def signed_in(browser: Browser, server: Server) -> list[Any]:
    page = open_page(browser, server.url)
    page.goto("/masuk")
    page.locator("button.person", has_text=WHO).click()
    page.wait_for_url(lambda url: "/masuk" not in url)
    at_rest(page)
    cookies: list[Any] = page.context.cookies()
    page.context.close()
    return cookies


def with_cookies(browser: Browser, server: Server, cookies: list[Any]) -> Page:
    page = open_page(browser, server.url)
    page.context.add_cookies(cookies)
    return page


def cold(browser: Browser, server: Server, path: str, cookies: list[Any]) -> float:
    """With nothing in the browser's cache."""
    taken = []
    for _ in range(REPEATS):
        page = with_cookies(browser, server, cookies)
        taken.append(loaded(page, path))
        page.context.close()
    return median(taken)


def warm(browser: Browser, server: Server, path: str, cookies: list[Any]) -> float:
    """Again in the same browser, as a reload."""
    page = with_cookies(browser, server, cookies)
    loaded(page, path)
    taken = [loaded(page, path) for _ in range(REPEATS)]
    page.context.close()
    return median(taken)


def filtered(page: Page) -> float:
    """One more step chosen each time, so that no answer is known yet."""
    loaded(page, FILTERED)
    page.get_by_text("Saring", exact=True).click()
    sidebar = page.locator('[data-testid="stSidebar"]')
    taken = []
    for step in STEPS:
        pill = sidebar.locator("button", has_text=re.compile(f"^{step}$"))
        begin = page.evaluate("() => { window.__rest = null; return performance.now(); }")
        pill.click()
        taken.append(at_rest(page, begin))
    page.context.close()
    return median(taken)


def loaded(page: Page, path: str) -> float:
    page.goto(path, wait_until="commit")
    return at_rest(page)


def at_rest(page: Page, begin: float = 0) -> float:
    """Milliseconds from `begin`, else from the start of loading, until the page rested."""
    found = page.wait_for_function(_AT_REST, arg=begin, timeout=FIRST_LOAD)
    return float(found.json_value())


def resident(server: Server) -> float:
    """Megabytes of the server's process."""
    told = Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", told)
    return int(found[1]) / 1024 if found else float("nan")
