"""One browser for everything in this folder."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.browser import needed_browser


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for all files of this folder, which come one after another."""
    with needed_browser() as opened:
        yield opened
