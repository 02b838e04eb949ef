"""Run the product's commands as a shell would, in this process or in one of their own."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from lkj.cli import main
from lkj.store.database import sqlite_url
from tests.support.settings import ROOT, for_the_product

SECONDS = 60


def run(*arguments: str | Path, typed: str = "") -> Result:
    """Run one command; an error that is no refusal of ours is raised."""
    result = CliRunner().invoke(main, [str(a) for a in arguments], input=typed)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def refused(*arguments: str | Path, typed: str = "") -> list[str]:
    """The lines of a refusal, without the word in front."""
    result = run(*arguments, typed=typed)
    assert result.exit_code == 1, result.output
    return result.stderr.removeprefix("Error: ").splitlines()


def answer(*arguments: str | Path, typed: str = "") -> str:
    """What a command that succeeds says."""
    result = run(*arguments, typed=typed)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.output


def process(*arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m lkj …` as a process of its own, with these settings only."""
    return subprocess.run(
        [sys.executable, "-m", "lkj", *map(str, arguments)],
        cwd=ROOT,
        env=for_the_product(os.environ) | {"PYTHONIOENCODING": "utf-8"} | settings,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )


def at(path: Path) -> tuple[str, str]:
    """The option that names a database file."""
    return "--database", sqlite_url(path)
