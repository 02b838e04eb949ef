from collections.abc import Iterator

import pytest

from tests.pages.stage import STATES, Stage, on_stage


@pytest.fixture(scope="module", params=STATES)
def stage(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    with on_stage(request.param, tmp_path_factory.mktemp("kantor")) as opened:
        yield opened
