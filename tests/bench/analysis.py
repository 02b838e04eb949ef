"""The office's own database read and computed, by size, and after one more event."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from lkj.store.database import sqlite_url
from tests.bench.example_databases import FOLDER, example_database
from tests.bench.measure import Line, Row, shown
from tests.support.settings import ROOT

REPEATS = 3


def lines(sizes: tuple[int, ...]) -> list[Line]:
    """One row for the whole at each size, the stages of the largest, then one more event."""
    runs = {
        reports: [cold(example_database(reports)) for _ in range(REPEATS)] for reports in sizes
    }
    largest = runs[sizes[-1]]
    return [
        *growth(runs),
        *stages(largest),
        Row(
            f"memory at {largest[0]['events']:,} events, the program included",
            f"{median(run['peak_mb'] for run in largest):,.0f} MB at most",
            "",
            median(run["peak_mb"] for run in largest) / 1024,
            "GiB",
            1,
        ),
        *after_one_event(example_database(sizes[-1]), largest[0]["events"]),
    ]


def growth(runs: dict[int, list[dict[str, Any]]]) -> list[Line]:
    """Seconds of the wall, for the log is read by two threads; CPU beside it."""
    return [
        Row(
            f"{found[0]['events']:,} events from SQLite to every table of the dashboard",
            f"{shown(cpu)} CPU",
            f"{shown(cpu / found[0]['events'])} CPU an event",
            wall,
            "s",
            5 * millions if millions >= 1 else None,  # the budget is for a million
        )
        for found in runs.values()
        for wall, cpu in [(whole(found, "wall"), whole(found, "cpu"))]
        for millions in [found[0]["events"] / 1e6]
    ]


def stages(found: list[dict[str, Any]]) -> list[Line]:
    total = total_of(middle(found), "cpu")
    return [
        Row(
            f"– of this, {name}",
            f"{shown(seconds['cpu'])} CPU, {shown(seconds['wall'])} wall",
            "the whole",
            seconds["cpu"] / total,
            "of it",
        )
        for name, seconds in middle(found)["seconds"].items()
    ]


def after_one_event(path: Path, events: int) -> list[Line]:
    """The tables, which are extended, and some figures, which are counted anew."""
    copy = FOLDER / "after-one-event.db"
    shutil.copyfile(path, copy)
    looks = answer("tests.bench.after_one_event", copy)
    copy.unlink()
    return [
        Row(
            f"one more event after {events:,}, then the same {name}",
            f"{shown(median(look[name]['wall'] for look in looks))} wall",
            "",
            median(look[name]["cpu"] for look in looks),
            "s CPU",
            0.3,
        )
        for name in ("tables", "figures")
    ]


def cold(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = answer("tests.bench.stages", path)
    return found


def answer(module: str, path: Path) -> Any:
    """What a fresh process of a module prints; the file system may still hold the file."""
    command = [sys.executable, "-m", module, sqlite_url(path)]
    run = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(run.stdout)


def whole(found: list[dict[str, Any]], clock: str) -> float:
    return median(total_of(run, clock) for run in found)


def middle(found: list[dict[str, Any]]) -> dict[str, Any]:
    """The run whose total is the median."""
    return sorted(found, key=lambda run: total_of(run, "cpu"))[len(found) // 2]


def total_of(run: dict[str, Any], clock: str) -> float:
    return float(sum(seconds[clock] for seconds in run["seconds"].values()))
