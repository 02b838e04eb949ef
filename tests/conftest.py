"""What every test gets: no settings from outside, no silent skip, figures at the end."""

import gc
import os
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from tests.support import browser as browsers
from tests.support.missing import is_ci, loud_lines
from tests.support.relatives import COLLECTED
from tests.support.settings import without_outside_settings

BROWSERS_END = 0.8  # at this share of the files
IN_CI = is_ci(os.environ)
_MAIN = sys.modules["__main__"]

# A shared, busy machine makes every deadline a lie; CI repeats the same examples each time.
SLOW_IS_FINE = [HealthCheck.too_slow]
settings.register_profile("developer", deadline=None, suppress_health_check=SLOW_IS_FINE)
settings.register_profile(
    "ci", deadline=None, suppress_health_check=SLOW_IS_FINE, derandomize=True, print_blob=True
)
# `make test`; `make check` looks at as many as Hypothesis would.
settings.register_profile("quick", settings.get_profile("developer"), max_examples=20)
settings.load_profile("ci" if IN_CI else "developer")

for _name in set(os.environ) - set(without_outside_settings(os.environ)):
    del os.environ[_name]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.longrepr = f"CI runs everything, but this was skipped: {_reason(report)}"
        report.outcome = "failed"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if IN_CI and report.skipped:
        report.longrepr = f"CI runs everything, but this was skipped: {_reason(report)}"
        report.outcome = "failed"
    return report


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    config.stash[COLLECTED] = tuple(items)
    # A browser waits more than it works: its files are spread among the others, so that the
    # processors are never idle, and are over first, so that nobody waits for a long one.
    is_browser = {item.path: item.get_closest_marker("browser") is not None for item in items}
    place: dict[Path, float] = {}
    for wanted, end in ((True, BROWSERS_END), (False, 1.0)):
        paths = [path for path, one in is_browser.items() if one is wanted]
        place |= {path: number / len(paths) * end for number, path in enumerate(paths, 1)}
    items.sort(key=lambda item: place[item.path])


def pytest_collection_finish() -> None:
    # What was collected stays until the end: looking at all of it again and again, and after
    # every few hundred new objects, took a fifth of the tests' time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [r for category in terminalreporter.stats.values() for r in category]
    figures = [
        text
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, text in report.user_properties
        if name == "figure"
    ]
    for line in figures:
        terminalreporter.write_line(f"figure: {line}")
    for line in loud_lines(map(_reason, terminalreporter.stats.get("skipped", []))):
        terminalreporter.write_line(line, red=True, bold=True)


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    # A skip carries (path, line, reason).
    longrepr = report.longrepr
    text = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
    return text.removeprefix("Skipped: ")


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str, str], None]:
    """Print a measured figure below the test run: `figure("chain", "1,000,000 in 41 s")`."""
    return lambda name, value: record_property("figure", f"{name}: {value}")


@pytest.fixture(autouse=True)
def own_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo what AppTest leaves: its app as `__main__`, run again by every new process."""
    monkeypatch.setitem(sys.modules, "__main__", _MAIN)


@pytest.fixture(scope="session")
def kept_browser() -> Iterator[browsers.KeptBrowser]:
    """A headless Chromium, asleep."""
    with browsers.KeptBrowser.opened() as kept:
        yield kept


@pytest.fixture(scope="module")
def browser(kept_browser: browsers.KeptBrowser) -> Iterator[Browser]:
    """The worker's Chromium, awake for one file: what the app's pages load, it has by then."""
    with kept_browser.awake() as awake:
        yield awake
