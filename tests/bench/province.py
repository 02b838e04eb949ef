"""One installation for many satuan kerja: copies of one office of 10,000 reports, side by side.

Refreshing snapshots, counting over all of them, the page in a browser, and memory. What is
copied is the file, so each office has the same history; how long things take is the same.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any

import numpy as np
from playwright.sync_api import Browser

from tests.bench import pages
from tests.bench.example_databases import example_database
from tests.bench.measure import Line, Row, Skipped
from tests.bench.stages import AS_OF
from tests.support.browser import has_browser, open_browser, open_page
from tests.support.server import Server, running_app
from tests.support.settings import ROOT

REPORTS = 10_000  # of each office; eleven events each
SIZES = (10, 30, 100)  # offices
ALL = SIZES[-1]
MANY, FEW_REPORTS = 1_000, 50  # ten years of an annual and four quarterly reports
NATION = 100_000_000  # events, for which the growth is drawn on
PAGE, ITS_BERANDA = "/antarsatuan", "/beranda"
# Where copies of offices may take 10 GB for a while.
FOLDER = os.environ.get("LKJ_BENCH_PROVINCE")
SETTLED, LOOK = 3.0, 1.0  # seconds


@dataclass(frozen=True)
class Province:
    """The offices' folder."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "satuan.toml"

    @property
    def snapshots(self) -> Path:
        return self.folder / "potret"


def lines() -> list[Line]:
    """Rows of refreshing, counting, looking and remembering."""
    with TemporaryDirectory(dir=FOLDER) as name:
        province = Province(Path(name))
        fill(province)
        rows = [*of_refreshing(province), *of_counting(province), *of_pages(province)]
    return [*rows, *of_many_small()]


def fill(province: Province, *, reports: int = REPORTS, offices: int = ALL) -> None:
    """Copy an office as often as there are satuan kerja."""
    source = example_database(reports)
    entries = []
    for at in range(offices):
        code = f"satuan-{at:03}"
        (province.folder / code).mkdir()
        shutil.copyfile(source, province.folder / code / "lkj.db")
        entries.append(
            f'[[satuan]]\nkode = "{code}"\nnama = "Satuan Kerja {at:03}"\n'
            f"membandingkan = {str(at == 0).lower()}\n"
        )
    province.file.write_text("".join(entries), encoding="utf-8")


def of_refreshing(province: Province) -> Iterator[Row]:
    """A snapshot of one office, and of all by one process, none of them in use."""
    told = answer("tests.bench.province_refresh", province, ALL)
    first, again = told["first"], told["again"]
    size = sum(path.stat().st_size for path in province.snapshots.glob("*/*/*")) / 1e6
    yield Row(
        f"a snapshot of one office of {told['events']:,} events that nobody looks at",
        f"{told['first_cpu']:.2f} s CPU; opening it {median(told['opened']):.2f} s",
        f"{size / ALL:.2f} MB on disk, {megabytes(province) / ALL:.0f} MB its database",
        median(first),
        "s",
    )
    yield Row(
        f"snapshots of all {ALL} offices, one after the other",
        f"{size:.0f} MB on disk, {told['peak_mb']:.0f} MB of memory at most",
        f"{told['opened_mb']:.0f} MB once all are opened, {told['idle_mb']:.0f} MB before",
        sum(first) + sum(told["opened"]),
        "s",
    )
    yield Row(
        "the same again, nothing changed",
        f"{1000 * median(again):.1f} ms an office",
        "looked at every five minutes",
        sum(again),
        "s",
    )
    yield Row(
        "one office in use, after one more event",
        f"{told['in_use']:.2f} s",
        f"{median(first):.2f} s where nobody looks at it",
        told["in_use"],
        "s",
    )


def of_counting(province: Province) -> Iterator[Row]:
    """What the page asks, at several sizes; and drawn on to a nation."""
    warm, cpu = [], []
    for offices in SIZES:
        told = answer("tests.bench.province_counts", province, offices)
        warm.append(median(told["anew"]))
        cpu.append(told["anew_cpu"])
        parts = ", ".join(f"{name} {1000 * s:.0f} ms" for name, s in told["parts"].items())
        yield Row(
            f"all counts of Antarsatuan over {told['events']:,} events of {offices} offices",
            f"{told_words(told)} ({parts})",
            f"{1000 * told['known']:.0f} ms where nothing changed, "
            f"{1000 * told['one']:.0f} ms after one office changed",
            1000 * warm[-1],
            "ms",
            1000,
        )
        events = told["events"]
    scale = [events * offices / ALL for offices in SIZES]
    slope, start = np.polyfit(scale, cpu, 1)
    yield Row(
        f"– drawn on along a line to {NATION:,} events of {NATION * ALL // events:,} offices",
        f"{start + slope * NATION:.1f} s CPU, not measured",
        f"{1e9 * slope:.0f} ns an event, {1000 * start:.0f} ms to begin with",
        start + slope * NATION,
        "s",
    )


def told_words(told: dict[str, Any]) -> str:
    """What counting took anew, and in a cold process with imports and sums of the files."""
    anew = f"{1000 * told['anew_cpu']:.0f} ms CPU, {1000 * median(told['anew']):.0f} ms wall"
    cold = f"{told['cold_cpu']:.2f} s CPU, {told['cold']:.2f} s wall"
    return f"anew {anew}; cold {cold}, {told['peak_mb']:.0f} MB"


def of_many_small() -> Iterator[Row]:
    """As many satuan kerja as several provinces have, each with a few years of reports."""
    with TemporaryDirectory(dir=FOLDER) as name:
        province = Province(Path(name))
        fill(province, reports=FEW_REPORTS, offices=1)
        answer("tests.bench.province_refresh", province, 1)
        (first,) = province.snapshots.iterdir()
        for at in range(1, MANY):
            shutil.copytree(first, province.snapshots / f"satuan-{at:05}")
        told = answer("tests.bench.province_counts", province, MANY)
        size = sum(path.stat().st_size for path in first.glob("*/*")) / 1e3
    yield Row(
        f"all counts of Antarsatuan over {told['events']:,} events of {MANY:,} offices",
        told_words(told),
        f"{1000 * told['known']:.0f} ms where nothing changed; {size:.0f} kB each",
        1000 * median(told["anew"]),
        "ms",
    )


def of_pages(province: Province) -> Iterator[Line]:
    """The page, and one office's Beranda, in an installation whose offices are all open."""
    if not has_browser():
        yield Skipped("Antarsatuan in a browser", "no Chromium")
        return
    with open_browser() as browser, served(province) as server:
        idle = pages.resident(server)
        begun = perf_counter()
        until_quiet(server)
        began = perf_counter() - begun - SETTLED
        opened = pages.resident(server)
        cookies = signed_in(browser, server)
        empty = pages.of_empty_page(browser)
        first = loaded(browser, server, cookies, PAGE)
        until_quiet(server)
        for title, path in (("Antarsatuan", PAGE), ("Beranda of one office", ITS_BERANDA)):
            if path != PAGE:
                first = loaded(browser, server, cookies, path)
            cold = pages.cold(browser, server, path, cookies)
            warm = pages.warm(browser, server, path, cookies)
            yield Row(
                f"{title} of an installation of {ALL} offices, browser warm",
                f"{warm:.0f} ms warm, {cold:.0f} ms cold",
                f"{first:.0f} ms the first time in this process; an empty page "
                f"{empty.warm['']:.0f} ms warm, {empty.cold['']:.0f} ms cold",
                warm,
                "ms",
                1000,
            )
        yield Row(
            f"server with {ALL} offices opened, one of them looked at",
            f"{opened:.0f} MB once it had opened all, {began:.0f} s after its start",
            f"{idle:.0f} MB as it began to answer",
            pages.resident(server),
            "MB",
        )


@contextmanager
def served(province: Province) -> Iterator[Server]:
    env = {"LKJ_OFFICES": str(province.file), "LKJ_TEST_NOW": AS_OF.isoformat()}
    with running_app(province.folder, env=env) as server:
        yield server


def signed_in(browser: Browser, server: Server) -> list[Any]:
    page = open_page(browser, server.url)
    page.goto("/masuk?satuan=satuan-000")
    page.locator("button.person", has_text=pages.WHO).click()
    page.wait_for_url(lambda url: "/masuk" not in url)
    pages.at_rest(page)
    cookies: list[Any] = page.context.cookies()
    page.context.close()
    return cookies


def loaded(browser: Browser, server: Server, cookies: list[Any], path: str) -> float:
    page = pages.with_cookies(browser, server, cookies)
    taken = pages.loaded(page, path)
    page.context.close()
    return taken


def until_quiet(server: Server) -> None:
    """Wait until what the server does by itself is done: opening, backups, snapshots."""
    quiet = 0.0
    while quiet < SETTLED:
        before = cpu_of(server)
        sleep(LOOK)
        quiet = quiet + LOOK if cpu_of(server) - before < LOOK / 10 else 0.0


def cpu_of(server: Server) -> float:
    told = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="ascii")
    fields = told.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def answer(module: str, province: Province, offices: int) -> dict[str, Any]:
    """What a fresh process measured."""
    command = [sys.executable, "-m", module, str(province.folder), str(offices)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def megabytes(province: Province) -> float:
    return sum(path.stat().st_size for path in province.folder.glob("*/lkj.db")) / 1e6
