"""Takes pictures of the app as somebody sees it, on example data, with its clock stopped."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from tests.support.browser import OFFICE_PC, open_page, settled
from tests.support.server import Server, running_app
from tests.support.settings import ROOT, for_the_product

UNTIL, NOW = "2026-11-20", "2026-11-23T02:15:00+00:00"  # Monday, 09.15 WIB
CONTENT = '[data-testid="stMainBlockContainer"]'
COLOURS, FREQUENT = 256, 160
VISIBLE = 4  # pixels
Colours = NDArray[np.int32]


class Camera:
    """Opens the app as somebody, and keeps what the screen shows."""

    def __init__(self, browser: Browser, url: str, *, folder: Path) -> None:
        self._browser, self._url, self._folder = browser, url, folder

    def sign_in_page(self) -> Page:
        """The first screen, signed out."""
        page = open_page(self._browser, self._url)
        page.goto("/masuk")
        return page

    def enter(self, name: str, path: str, *, size: tuple[int, int] = OFFICE_PC) -> Page:
        """Sign in with one button and open a screen."""
        page = open_page(self._browser, self._url, size=size)
        page.goto("/masuk")
        page.locator("button.person", has_text=name).click()
        page.wait_for_url(lambda url: "/masuk" not in url)
        settled(page).goto(path)
        return settled(page)

    def shoot(self, page: Page, name: str) -> None:
        """The whole screen, as long as its content is."""
        size = page.viewport_size
        assert size is not None
        content = page.locator(CONTENT)
        if content.count():
            long = round(content.bounding_box()["height"])  # type: ignore[index]
            page.set_viewport_size(
                {"width": size["width"], "height": max(long, size["height"])}
            )
            page.wait_for_timeout(300)
        self._keep(page, name)
        page.set_viewport_size(size)

    def shoot_part(self, part: Locator, name: str) -> None:
        """One part of the screen."""
        part.scroll_into_view_if_needed()
        self._keep(part, name)

    def shoot_window(self, page: Page, name: str) -> None:
        """What fits on the screen."""
        self._keep(page, name)

    def _keep(self, shown: Page | Locator, name: str) -> None:
        page = shown if isinstance(shown, Page) else shown.page
        page.mouse.move(OFFICE_PC[0] - 5, 5)  # away from what shows more when pointed at
        page.evaluate("document.activeElement?.blur()")
        page.wait_for_timeout(300)
        path = self._folder / f"{name}.png"
        shown.screenshot(path=path, animations="disabled", caret="hide")
        with Image.open(path) as picture:
            small = few_colours(picture)
        small.save(path, optimize=True)


def few_colours(picture: Image.Image) -> Image.Image:
    """The picture in 256 colours: those that fill most of it, then the most different ones.

    Small marks keep their meaning so; a palette by frequency alone turns violet into grey.
    """
    pixels = np.asarray(picture.convert("RGB"), dtype=np.int32)
    codes = pixels[..., 0] << 16 | pixels[..., 1] << 8 | pixels[..., 2]
    known, place, count = np.unique(codes, return_inverse=True, return_counts=True)
    colours = np.stack([known >> 16, known >> 8 & 255, known & 255], axis=1)
    chosen = list(np.argsort(-count, kind="stable")[:FREQUENT])
    distance = np.min([_distance(colours, colours[n]) for n in chosen], axis=0)
    while len(chosen) < min(COLOURS, len(known)):
        chosen.append(int(np.argmax(distance * (count >= VISIBLE))))
        distance = np.minimum(distance, _distance(colours, colours[chosen[-1]]))
    nearest = np.argmin([_distance(colours, colours[n]) for n in chosen], axis=0)
    small = Image.fromarray(nearest[place].reshape(codes.shape).astype(np.uint8), "P")
    small.putpalette(colours[chosen].astype(np.uint8).tobytes())
    return small


def _distance(colours: Colours, one: Colours) -> Colours:
    return ((colours - one) ** 2).sum(axis=1)


def fill_example(url: str) -> None:
    """A fresh example history, the same each time."""
    command = [sys.executable, "-m", "lkj", "demo", "--database", url, "--until", UNTIL]
    environment = for_the_product(os.environ) | _setting(url, NOW)
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


@contextmanager
def stopped_app(directory: Path, url: str, *, now: str = NOW) -> Iterator[Server]:
    """The app on this database, its clock stopped."""
    with running_app(directory, env=_setting(url, now)) as server:
        yield server


def _setting(url: str, now: str) -> dict[str, str]:
    return {"LKJ_DATABASE_URL": url, "LKJ_TEST_NOW": now}
