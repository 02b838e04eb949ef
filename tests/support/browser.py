"""A real browser for tests: the system's Chromium, or Playwright's own.

`python -m tests.support.machine` gets one on a fresh machine.
"""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.support.missing import needs

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
HOW = "install chromium, or run `python -m playwright install chromium`"
# A browser under test talks to the app and to nobody else; root has no sandbox.
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
# A busy machine is slow, not wrong.
expect.set_options(timeout=20_000)
OFFICE_PC = (1366, 768)
PHONE = (390, 844)

# The app is idle when its script rests, its connection stands and nothing is a placeholder,
# for `quiet` milliseconds on end: right after a click the script has not begun to run.
_SETTLED = """
([quiet]) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const idle = app !== null
    && app.dataset.testScriptState === 'notRunning'
    && app.dataset.testConnectionState === 'CONNECTED'
    && document.querySelector('[data-testid="stSkeleton"]') === null;
  const now = performance.now();
  window.__idleSince = idle ? (window.__idleSince ?? now) : null;
  return idle && now - window.__idleSince >= quiet;
}
"""


def system_chromium() -> Path | None:
    """The system's Chromium or Chrome; LKJ_TEST_CHROMIUM names another."""
    named = os.environ.get("LKJ_TEST_CHROMIUM")
    on_path = (shutil.which(name) for name in NAMES)
    candidates = [Path(p) for p in (named, *on_path) if p]
    return next((place for place in (*candidates, *PLACES) if place.exists()), None)


def own_chromium() -> Path | None:
    """Playwright's own download, if it was made."""
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def has_browser() -> bool:
    """Whether either is there."""
    return system_chromium() is not None or own_chromium() is not None


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Launch a headless Chromium: the system's, else Playwright's own."""
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def needed_browser() -> Iterator[Browser]:
    """A browser for tests, which are skipped where there is none."""
    needs("A browser", found=has_browser(), how=HOW)
    with open_browser() as browser:
        yield browser


@dataclass(frozen=True)
class KeptBrowser:
    """One browser for many files of tests, which keeps what it has loaded, and sleeps between.

    Playwright runs an event loop in this thread as long as a browser is open. Others in the
    thread, AppTest among them, refuse to start a loop of their own beside it: so it is hidden
    while nobody uses the browser.
    """

    browser: Browser
    _loop: asyncio.AbstractEventLoop

    @classmethod
    @contextmanager
    def opened(cls) -> Iterator["KeptBrowser"]:
        """Launch it, asleep; skip where there is no browser."""
        with needed_browser() as browser:
            kept = cls(browser, asyncio.get_running_loop())
            asyncio._set_running_loop(None)
            try:
                yield kept
            finally:
                asyncio._set_running_loop(kept._loop)

    @contextmanager
    def awake(self) -> Iterator[Browser]:
        """Use it; pages that are left open afterwards are closed."""
        asyncio._set_running_loop(self._loop)
        try:
            yield self.browser
            for page in [page for context in self.browser.contexts for page in context.pages]:
                page.close()
        finally:
            asyncio._set_running_loop(None)


def _launch(playwright: Playwright) -> Browser:
    # A system browser may be too old or broken for this Playwright: then its own is tried.
    problems = []
    for executable in (system_chromium(), None):
        try:
            return playwright.chromium.launch(executable_path=executable, args=list(ARGS))
        except PlaywrightError as error:
            problems.append(f"{executable or 'own download'}: {error.message}")
    raise PlaywrightError("\n".join(problems))


def open_page(
    browser: Browser,
    url: str,
    *,
    size: tuple[int, int] = OFFICE_PC,
    dark: bool = False,
    bypass_csp: bool = False,
) -> Page:
    """A page in a context of its own (no shared cookie), as an office PC has it.

    Args:
        browser: from `open_browser`.
        url: the server's; `page.goto("/masuk")` is relative to it.
        size: OFFICE_PC or PHONE; the phone has touch.
        dark: what the person's system prefers.
        bypass_csp: for axe, which the product's own policy would not let in.
    """
    context: dict[str, Any] = {
        "base_url": url,
        "viewport": {"width": size[0], "height": size[1]},
        "has_touch": size == PHONE,
        "color_scheme": "dark" if dark else "light",
        "locale": "id-ID",
        "timezone_id": "Asia/Pontianak",
        "bypass_csp": bypass_csp,
    }
    return browser.new_context(**context).new_page()


def settled(page: Page, *, quiet: int = 100, timeout: float = 30_000) -> Page:
    """Wait until Streamlit has been idle for `quiet` milliseconds; the page, for chaining."""
    page.evaluate("() => { window.__idleSince = null; }")
    page.wait_for_function(_SETTLED, arg=[quiet], timeout=timeout, polling=25)
    return page


def sign_in(page: Page, username: str, password: str, *, path: str = "/masuk") -> Page:
    """Sign in by the form and wait for the first screen."""
    page.goto(path)
    page.locator("input[autocomplete~='username']").fill(username)
    page.locator("input[autocomplete~='current-password']").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: path not in url)
    return settled(page)


def install_commands(*, is_root: bool, has_apt: bool) -> Sequence[Sequence[str]]:
    """What to try, in order, where there is no browser: Debian's package, then the download."""
    # Without recommended packages Chromium has no font for pages that bring none.
    packages = ["chromium", "fonts-liberation"]
    apt = [
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-qy", "--no-install-recommends", *packages],
    ]
    download = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    return (apt if is_root and has_apt else []) + download


def install() -> bool:
    """Get a browser unless there is one; whether there is one now."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    commands = install_commands(is_root=is_root, has_apt=shutil.which("apt-get") is not None)
    silent = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        if has_browser():
            break
        subprocess.run(command, env=silent, check=False)
    return has_browser()
