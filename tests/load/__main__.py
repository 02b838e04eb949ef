"""Put the app under load and say what came of it; ends with code 1 where anything was lost.

python -m tests.load [--clients N] [--seconds S] [--engine sqlite|postgres] [--replicas 1|3]
"""

import argparse
import sys
from datetime import UTC, datetime
from itertools import product

from tests.bench import machine
from tests.load import report
from tests.load.office import Unavailable, officials
from tests.load.run import MOST_CLIENTS, MOST_SECONDS, Outcome, Plan, measured
from tests.support.settings import ROOT

PAGE = ROOT / "docs" / "beban.md"


def main() -> int:
    """Measure every combination that is asked for, one after another."""
    asked = arguments()
    outcomes: list[Outcome] = []
    for engine, replicas in product(asked.engine, asked.replicas):
        plan = Plan(engine, replicas, asked.clients, asked.seconds, asked.pause)
        try:
            outcomes.append(measured(plan, now=datetime.now(UTC)))
        except Unavailable as error:
            sys.stderr.write(f"!!! NOT MEASURED !!! {engine} × {replicas}: {error}\n")
            continue
        sys.stdout.write(report.tables(outcomes[-1:]) + "\n")
        sys.stdout.flush()
    if asked.write:
        text = report.page(outcomes, machine.facts())
        PAGE.write_text(text, encoding="utf-8")
    is_well = all(one.stored.is_whole and not one.tally.errors for one in outcomes)
    return 0 if outcomes and is_well else 1


def arguments() -> argparse.Namespace:
    """What is asked for, within bounds."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--clients", type=int, default=20, help="2, 3, or a multiple of 4")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two acts")
    parser.add_argument("--engine", choices=list(report.ENGINES), action="append")
    parser.add_argument("--replicas", type=int, choices=[1, 3], action="append")
    parser.add_argument("--write", action="store_true", help="write docs/beban.md")
    asked = parser.parse_args()
    asked.engine = asked.engine or list(report.ENGINES)
    asked.replicas = asked.replicas or [1, 3]
    try:
        officials(asked.clients)
    except ValueError as error:
        parser.error(f"--clients: {error}")
    if asked.clients > MOST_CLIENTS or not 0 < asked.seconds <= MOST_SECONDS:
        parser.error(f"at most {MOST_CLIENTS} clients and {MOST_SECONDS} seconds")
    return asked


if __name__ == "__main__":
    sys.exit(main())
