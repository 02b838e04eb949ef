"""The examples of docs/deploy are what systemd accepts, hardened, and fit the product."""

import re
import subprocess
from pathlib import Path

import pytest

from lkj.bootstrap import settings_from_env
from lkj.cli import main
from tests.support.machine import HOW, program
from tests.support.missing import needs
from tests.support.settings import ROOT

DEPLOY = ROOT / "docs" / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
TIMERS = sorted(DEPLOY.glob("*.timer"))
PYTHON = "/opt/lkj/.venv/bin/python"
# systemd's own score: 0 is closed, 10 is open; below 2 it says OK.
MOST_EXPOSED = 1.5


def analyze(*arguments: object) -> str:
    needs("systemd-analyze", found=program("systemd-analyze"), how=HOW)
    ended = subprocess.run(
        [str(program("systemd-analyze")), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout
    return ended.stdout


@pytest.fixture
def units(tmp_path: Path) -> list[Path]:
    """The units as they are, but for a Python that is there on this machine."""
    for path in (*SERVICES, *TIMERS):
        text = path.read_text(encoding="utf-8").replace(PYTHON, "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    return sorted(tmp_path.iterdir())


def test_systemd_finds_nothing_wrong(units: list[Path]) -> None:
    assert len(units) == 5
    assert analyze("verify", *units) == ""


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_is_closed_against_the_machine(path: Path, figure: object) -> None:
    said = analyze("security", "--offline=true", "--no-pager", path)

    (score,) = re.findall(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert float(score) <= MOST_EXPOSED
    figure(path.name, f"exposure {score} of 10")  # type: ignore[operator]


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_runs_a_command_of_the_product(path: Path) -> None:
    (command,) = re.findall(r"ExecStart=(.*)", path.read_text(encoding="utf-8"))
    python, dash_m, package, name = command.split()

    assert (python, dash_m, package) == (PYTHON, "-m", "lkj")
    assert name in main.commands


def test_every_service_is_closed_in_the_same_way() -> None:
    def hardening(path: Path) -> list[str]:
        block = path.read_text(encoding="utf-8").partition("NoNewPrivileges")[2]
        lines = block.partition("[Install]")[0].splitlines()
        return [line for line in lines if "=" in line and not line.startswith("IPAddress")]

    first, *others = map(hardening, SERVICES)
    assert len(first) > 15
    assert [one == first for one in others] == [True] * len(others)


def test_the_settings_are_settings_of_the_product() -> None:
    text = (DEPLOY / "lkj.env").read_text(encoding="utf-8")
    named = dict(re.findall(r"^#?(LKJ_\w+)=(.*)$", text, re.MULTILINE))
    named.pop("LKJ_NOTIFY_FILE")  # a file that must be there

    settings = settings_from_env(named)

    assert settings.cookie_secure
    assert settings.database_url == "sqlite:////var/lib/lkj/lkj.db"


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_every_example_is_named_where_it_is_explained(path: Path) -> None:
    assert path.name in (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
