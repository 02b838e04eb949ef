"""Example databases of several sizes, made by the product's own command and kept for reuse."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from lkj.store.database import sqlite_url
from tests.bench.measure import Line, Row
from tests.support.settings import ROOT

UNTIL = "2026-11-01"
FOLDER = Path(tempfile.gettempdir()) / "lkj-bench"
BUDGET_SECONDS = 180


@dataclass(frozen=True)
class Filling:
    """What making a database took; `cpu` counts both processes, `load` stood at its end."""

    wall: float
    cpu: float
    peak_mb: float
    load: float


def example_database(reports: int) -> Path:
    """The file with so many reports; makes it where it is not there yet."""
    path = FOLDER / f"office-{reports}.db"
    if not _note(path).exists():
        FOLDER.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        _note(path).write_text(json.dumps(asdict(_fill(path, reports))), encoding="utf-8")
    return path


def lines(reports: int) -> list[Line]:
    """What making the largest one took, when it was made."""
    path = example_database(reports)
    took = Filling(**json.loads(_note(path).read_text(encoding="utf-8")))
    return [
        Row(
            f"`python -m lkj demo --reports {reports}`",
            f"{took.cpu:.0f} s CPU in two processes, {took.peak_mb:.0f} MB of memory",
            f"{path.stat().st_size / 1e6:,.0f} MB on disk, load {took.load:.1f} then",
            took.wall,
            "s",
            BUDGET_SECONDS,
        )
    ]


def _note(path: Path) -> Path:
    return path.with_suffix(".json")


def _fill(path: Path, reports: int) -> Filling:
    begun = perf_counter()
    command = [sys.executable, "-m", "lkj", "demo", "--reports", str(reports)]
    command += ["--until", UNTIL, "--database", sqlite_url(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Filling(
        wall=perf_counter() - begun,
        cpu=used.ru_utime + used.ru_stime,
        peak_mb=used.ru_maxrss / 1024,
        load=os.getloadavg()[0],
    )
