"""The harness that starts the real app."""

import os
import signal
from pathlib import Path

import pytest

from tests.support.server import Server, ServerFailed, running_app
from tests.support.settings import OFFERS, ROOT, for_the_product, without_outside_settings

SAMPLE = ROOT / "tests" / "support" / "sample" / "app.py"


def is_running(server: Server) -> bool:
    return bool(server.process.is_alive())


def test_a_server_is_ready_inside_the_block_and_gone_after_it(tmp_path: Path) -> None:
    with running_app(tmp_path, env={"LKJ_SAMPLE": "given"}, app=SAMPLE) as server:
        assert is_running(server)
        assert server.url in server.log()

    assert server.process.exitcode in {0, -signal.SIGTERM}


def test_a_server_that_ends_at_start_is_reported_with_its_log(tmp_path: Path) -> None:
    with (
        pytest.raises(ServerFailed, match="the sample refuses to start"),
        running_app(tmp_path, env={"LKJ_SAMPLE": "refuse"}, app=SAMPLE),
    ):
        pytest.fail("it started")


def test_a_server_that_does_not_answer_in_time_is_reported_and_stopped(tmp_path: Path) -> None:
    with (
        pytest.raises(ServerFailed, match="did not answer in time"),
        running_app(tmp_path, env={"LKJ_SAMPLE": "busy"}, app=SAMPLE, timeout=0.5),
    ):
        pytest.fail("it answered")


def test_no_setting_from_outside_is_left_in_this_process() -> None:
    outside = {name for name in os.environ if name.startswith(("LKJ_", "STREAMLIT_"))}

    assert outside <= OFFERS


@pytest.mark.parametrize("name", ["LKJ_DATABASE_URL", "LKJ_TEST_NOW", "STREAMLIT_SERVER_PORT"])
def test_a_setting_from_outside_is_dropped(name: str) -> None:
    environment = {name: "x", "LKJ_TEST_POSTGRES_URL": "y", "PATH": "z"}

    assert name not in without_outside_settings(environment)
    assert without_outside_settings(environment)["LKJ_TEST_POSTGRES_URL"] == "y"
    assert for_the_product(environment) == {"PATH": "z"}
