"""Everything that Antarsatuan counts over many snapshots, in a fresh process; as JSON."""

import json
import sys
from pathlib import Path
from time import perf_counter, process_time

BEGUN = perf_counter()

from lkj.reference import read_sops  # noqa: E402 -- what is imported is part of a cold look
from lkj.snapshots.counts import Choice, Counts  # noqa: E402
from lkj.snapshots.facts import read_facts  # noqa: E402
from lkj.store.snapshot_folder import check_snapshot, newest_snapshot  # noqa: E402
from tests.bench.measure import peak_mb  # noqa: E402

ASKED = ("states", "times", "returns")


def main(folder: str, offices: int) -> None:
    """Print seconds: cold with imports and sums, anew, after one change, and known."""
    root = Path(folder) / "potret"
    found = [newest_snapshot(one) for one in sorted(root.iterdir())[:offices]]
    snapshots = [one for one in found if one is not None]
    events = 0
    for one in snapshots:
        check_snapshot(one)
        events += read_facts(one).source.revision
    sop = read_sops(None)[0]
    step = max(sop.steps, key=lambda one: one.standard.minutes)
    review = next(one for one in sop.steps if len(one.next) > 1)
    choices = {
        "states": Choice(),
        "times": Choice(sop_id=sop.id, step=step.id),
        "returns": Choice(sop_id=sop.id, step=review.id),
    }

    def all_of(counts: Counts, looked_at: list[Path]) -> dict[str, float]:
        taken = {}
        for question in ASKED:
            begun = perf_counter()
            counts.ask(question, looked_at, choices[question])
            taken[question] = perf_counter() - begun
        return taken

    all_of(Counts(root), snapshots)
    cold, cold_cpu = perf_counter() - BEGUN, process_time()
    runs = [all_of(Counts(root), snapshots) for _ in range(5)]
    anew_cpu = (process_time() - cold_cpu) / len(runs)
    counts = Counts(root)
    all_of(counts, snapshots[1:])
    one = all_of(counts, snapshots)
    known = all_of(counts, snapshots)
    told = {
        "events": events,
        "cold": cold,
        "cold_cpu": cold_cpu,
        "anew_cpu": anew_cpu,
        "anew": [sum(run.values()) for run in runs],
        "parts": runs[-1],
        "one": sum(one.values()),
        "known": sum(known.values()),
        "peak_mb": peak_mb(),
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
