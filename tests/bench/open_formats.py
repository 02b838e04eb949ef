"""Our open formats in other people's programs: PM4Py counts, the schemas of OMG validate."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lkj.charts.sop_bpmn import sop_bpmn
from lkj.store import event_store
from lkj.store.database import Database, sqlite_url
from tests.bench.worktime import PEERS
from tests.support.settings import ROOT
from tests.support.sops import office_sop, other_sop

Counts = Mapping[str, Any]


def main() -> None:
    if not PEERS.exists():
        sys.exit("The peers are not installed: see requirements-bench.txt.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = written(folder)
        script = Path(__file__).with_name("open_formats_peer.py")
        done = subprocess.run(
            [PEERS, script, folder], check=True, stdout=subprocess.PIPE, encoding="utf-8"
        )
    theirs: Counts = json.loads(done.stdout.splitlines()[-1])
    for key in {**ours, **theirs}:
        mine, other = ours.get(key), theirs.get(key)
        sys.stdout.write(f"{'ok ' if mine == other else 'NOT'} {key}: {mine} / {other}\n")
    if ours != theirs:
        sys.exit(1)


def written(folder: Path) -> Counts:
    """Every file of an example office; what must be counted in them."""
    url = sqlite_url(folder / "contoh.db")
    run("demo", "--database", url)
    for end in ("xes", "xes.gz", "jsonocel"):
        run("export", "log", folder / f"log.{end}", "--with-persons", "--database", url)
    for sop in (office_sop(), other_sop()):
        (folder / f"{sop.id}.bpmn").write_bytes(sop_bpmn(sop))
    database = Database.open(url)
    with database.read() as conn:
        log = event_store.event_log(conn)
    database.dispose()
    decided = log["kind"].isin(["started", "submitted", "approved", "rejected"])
    n_steps = int(log.loc[decided, "step"].nunique())
    n_other = int(log.loc[~decided, "kind"].nunique())
    n_events, n_cases = len(log), int(log["report_id"].nunique())
    of_log = {"events": n_events, "cases": n_cases, "activities": n_steps + n_other}
    return {
        "log.xes": of_log,
        "log.xes.gz": of_log,
        "log.jsonocel": {"events": n_events, "laporan": n_cases},
        **{f"{sop.id}.bpmn": "valid" for sop in (office_sop(), other_sop())},
    }


def run(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "lkj", *map(str, arguments)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
