"""What starts the product and its checks outside Python."""

import os

import pytest

from tests.support.settings import ROOT

BATCH = (ROOT / "mulai.bat").read_bytes()


def test_the_windows_starter_has_the_line_ends_that_windows_needs() -> None:
    assert BATCH.count(b"\r\n") == BATCH.count(b"\n")
    assert BATCH.isascii()


@pytest.mark.parametrize(
    "command",
    [b"-m venv .venv", b"-m pip install", b"-r requirements.txt", b"-m lkj start %*"],
)
def test_the_windows_starter_sets_up_and_starts(command: bytes) -> None:
    assert command in BATCH


@pytest.mark.parametrize("label", [b"install", b"start", b"failed", b"try"])
def test_every_jump_of_the_windows_starter_has_its_label(label: bytes) -> None:
    assert b"\r\n:" + label + b"\r\n" in BATCH


def test_ci_calls_the_makefile_and_stops_at_the_first_failure() -> None:
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines()[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in script.read_text()
    assert script.read_text().splitlines()[-1] == "make check"
