"""`python -m tests.torture [P2 | listrik-padam …] [--scale 0.1] [--record]`: the long runs.

Each goes on until its target is reached or its time is over, both times the scale; prints one
line, and ends with 1 where a promise was broken. A run that this machine cannot do is skipped,
loudly. Seeds are taken in order, so that what broke can be repeated.
"""

import argparse
import sys
from datetime import UTC, datetime
from time import monotonic

from lkj.labels.formats import long_day
from tests.bench.machine import processor
from tests.torture import figures
from tests.torture.promises import PROMISES
from tests.torture.runs import Run
from tests.torture.tally import NOTHING, NotPossible, Tally

SHOWN = 5  # of what broke


def main() -> None:
    """Run what is named, or everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("names", nargs="*", metavar="name", help="P1 … P17, or a run")
    parser.add_argument("--scale", type=float, default=1.0, help="of targets and times")
    parser.add_argument("--seed", type=int, default=1, help="of the first batch")
    parser.add_argument("--record", action="store_true", help="keep figures in docs/janji.md")
    options = parser.parse_args()
    try:
        runs = chosen(options.names)
    except LookupError as error:
        parser.error(f"unknown: {error.args[0]}")
    outcomes = [
        told(code, run, scale=options.scale, seed=options.seed, record=options.record)
        for code, run in runs
    ]
    sys.exit(0 if all(outcomes) else 1)


def chosen(names: list[str]) -> list[tuple[str, Run]]:
    """The runs of these promises or names; all where nothing is named.

    Raises:
        LookupError: with the names that nothing bears.
    """
    every = [(promise.code, run) for promise in PROMISES for run in promise.runs]
    unknown = set(names) - {name for code, run in every for name in (code, run.name)}
    if unknown:
        raise LookupError(", ".join(sorted(unknown)))
    return [(code, run) for code, run in every if not names or {code, run.name} & set(names)]


def told(code: str, run: Run, *, scale: float, seed: int, record: bool) -> bool:
    """Run it and say what came of it; False where the promise was broken."""
    begun = monotonic()
    try:
        tally = worn(run, scale=scale, seed=seed)
    except NotPossible as reason:
        _say(f"{code} {run.name}: !!! NOT RUN !!! {reason} is missing")
        return True
    seconds = round(monotonic() - begun)
    _say(f"{code} {run.name}: {figures.said(run, tally)} ({seconds} s)")
    for one in tally.broken[:SHOWN]:
        _say(f"    {one:.400}")
    if record:
        day = long_day(datetime.now(UTC).date())
        about = f"{processor()}, Python {sys.version.split()[0]}"
        kept = figures.Figure(
            tally.rounds, dict(tally.facts), len(tally.broken), day, seconds, about
        )
        figures.record(run.name, kept)
    return not tally.broken


def worn(run: Run, *, scale: float = 1.0, seed: int = 1) -> Tally:
    """Batch after batch until the target is reached or the time is over."""
    end = monotonic() + run.minutes * 60 * scale
    tally = run.batch(seed)
    while run.target and tally.rounds < run.target * scale and monotonic() < end:
        seed += 1
        tally += run.batch(seed)
    return tally + NOTHING


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
