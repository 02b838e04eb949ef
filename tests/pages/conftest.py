from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.stage import ONE, STATES, Stage, on_stage


@pytest.fixture(scope="module", params=STATES)
def stage(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    with on_stage(request.param, tmp_path_factory.mktemp("kantor")) as opened:
        yield opened


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Stage]:
    """An office with one report, at periksa-kasubbag, for tests that change something."""
    with on_stage(ONE, tmp_path) as opened:
        yield opened
