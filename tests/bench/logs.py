"""The whole analysis of a foreign log, from its file to the tables, against PM4Py."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from lkj.domain.log_map_text import map_text
from lkj.exchange.log_reader import read_log
from lkj.usecases.mapped_logs import draft_sop, suggest
from tests.bench.measure import Line, Row, Skipped, shown
from tests.bench.worktime import PEERS
from tests.support.settings import ROOT

LOG = ROOT.parent / "shared" / "logs" / "RequestForPayment.xes.gz"
COPIES = 16
REPEATS = 7
CALENDAR = ROOT / "tests" / "data" / "calendar" / "senin-jumat-amsterdam.toml"


def lines() -> list[Line]:
    what = f"a log of {COPIES} × RequestForPayment to its tables"
    if not LOG.exists():
        return [Skipped(what, "the public logs are not here")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        n = prepare(folder)
        found: list[Line] = []
        for kind in ("parquet", "csv"):
            found += compared(f"{n:,} events from {kind.upper()}", folder, f"log.{kind}")
        return found


def prepare(folder: Path) -> int:
    """Write the log as Parquet and CSV, with copies of its cases; map and SOP beside."""
    log_map = suggest(LOG, given={}, zone=ZoneInfo("Europe/Amsterdam"))
    (folder / "map.toml").write_text(map_text(log_map), encoding="utf-8")
    sop = draft_sop(LOG, log_map, sop_id="requests", name="Requests")
    (folder / "sop.toml").write_text(sop, encoding="utf-8")
    rows, _ = read_log(LOG, columns={name for name in vars(log_map.columns).values() if name})
    case = log_map.columns.case
    many = pd.concat(
        [rows.assign(**{case: rows[case] + f"-{copy}"}) for copy in range(COPIES)],
        ignore_index=True,
    )
    many.to_parquet(folder / "log.parquet")
    many.to_csv(folder / "log.csv", index=False)
    return len(many)


def compared(what: str, folder: Path, log: str) -> list[Line]:
    ours, theirs = [], []
    for _ in range(REPEATS):  # by turns: what else the machine does then meets both
        ours.append(process(sys.executable, "tests.bench.log_stages", folder, log))
        if PEERS.exists():
            theirs.append(process(str(PEERS), "tests.bench.pm4py_log", folder, log))
    seconds, memory = (median(one[key] for one in ours) for key in ("seconds", "peak_mb"))
    text = f"{shown(seconds)}, {memory:,.0f} MB"
    steps = ", ".join(
        f"{name} {shown(median(one['stages'][name] for one in ours))}"
        for name in ours[0]["stages"]
    )
    if not theirs:
        return [Skipped(f"{what} to its tables", f"PM4Py is not installed; ours {text}")]
    if ours[0]["follows"] != theirs[0]["follows"]:
        raise AssertionError("the two disagree on which activity follows which")
    other, other_memory = (median(one[key] for one in theirs) for key in ("seconds", "peak_mb"))
    return [
        Row(f"{what} to its tables", text, f"PM4Py {shown(other)}",
            seconds / other, "of its time", 1 / 8),

        Row(f"{what}, memory", f"{memory:,.0f} MB", f"PM4Py {other_memory:,.0f} MB",
            memory / other_memory, "of its memory", 2 / 3),
        Row(f"– of ours: {steps}", text, "the whole", 1, "of it"),
    ]  # fmt: skip


def process(python: str, module: str, folder: Path, log: str) -> dict[str, Any]:
    """One run in a process of its own; what it prints."""
    asked = [python, "-m", module, str(folder), log, str(CALENDAR)]
    done = subprocess.run(asked, check=True, capture_output=True, cwd=ROOT)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
