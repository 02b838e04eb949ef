"""The rule for what a machine lacks, on a test session of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.missing import loud_lines
from tests.support.settings import ROOT

SKIPPING = """
import pytest
from tests.support.missing import needs

def test_needs():
    needs("A unicorn", found=None, how="ask politely")

@pytest.mark.skip(reason="by mark")
def test_marked():
    pass

def test_found(figure):
    needs("A horse", found="there", how="")
    figure("horses", "1 found")
"""


def run(directory: Path, *, ci: str) -> subprocess.CompletedProcess[str]:
    """Run SKIPPING under our conftest, without the outer run's coverage."""
    (directory / "test_skipping.py").write_text(SKIPPING)
    options = ["-p", "tests.conftest", "-p", "no:cacheprovider", "--import-mode=importlib"]
    outer = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, f"--rootdir={directory}", str(directory)],
        cwd=ROOT,
        env=outer | {"CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """The run of a developer."""
    return run(tmp_path_factory.mktemp("home"), ci="")


def test_outside_ci_a_missing_thing_skips_with_one_loud_line(
    at_home: subprocess.CompletedProcess[str],
) -> None:
    assert at_home.returncode == 0, at_home.stdout
    assert "!!! 1 NOT RUN !!! A unicorn is missing: ask politely" in at_home.stdout
    assert "1 passed, 2 skipped" in at_home.stdout


def test_a_figure_is_printed_below_the_run(at_home: subprocess.CompletedProcess[str]) -> None:
    assert "figure: horses: 1 found" in at_home.stdout


def test_in_ci_every_skip_fails_whoever_skipped(tmp_path: Path) -> None:
    result = run(tmp_path, ci="true")

    assert result.returncode == 1
    assert "A unicorn is missing: ask politely" in result.stdout
    assert "CI runs everything, but this was skipped: by mark" in result.stdout
    assert "1 failed, 1 passed, 1 error" in result.stdout


@pytest.mark.parametrize(
    ("reasons", "lines"),
    [
        ([], []),
        (["a"], ["!!! 1 NOT RUN !!! a"]),
        (["a", "b", "b"], ["!!! 2 NOT RUN !!! b", "!!! 1 NOT RUN !!! a"]),
    ],
)
def test_each_reason_has_one_line(reasons: list[str], lines: list[str]) -> None:
    assert loud_lines(reasons) == lines
