"""One cold reading of an office's database, stage by stage, printed as JSON."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from lkj import bootstrap
from lkj.analytics.board import report_board
from lkj.analytics.durations import against_standard
from lkj.analytics.rejections import rejection_counts
from lkj.analytics.rework import rework_by_step, rework_episodes
from lkj.analytics.tables import tables_of
from lkj.usecases import frames
from lkj.usecases.office import Office
from tests.bench.measure import Seconds, once, peak_mb

AS_OF = datetime(2026, 11, 2, tzinfo=UTC)


def main(url: str) -> None:
    """Print seconds by stage, the number of events and the peak of memory."""
    settings = replace(bootstrap.settings_from_env({}), database_url=url)
    office = bootstrap.build_office(settings, at=AS_OF)
    seconds: dict[str, Seconds] = {}
    made: dict[str, Any] = {}

    def stage(name: str, act: Callable[[], object]) -> None:
        seconds[name] = once(lambda: made.__setitem__(name, act()))

    stage("read", lambda: frames.read_log(office, frames.revision(office)))
    events = len(made["read"])
    # Handed over by name, so that nobody holds the log while its tables are made.
    stage(
        "tables",
        lambda: tables_of(
            made.pop("read"),
            sops=office.sops.versions,
            calendar=frames.calendar_of(office),
            as_of=AS_OF,
        ),
    )
    stage("standard", lambda: against_standard(made["tables"].passes))
    stage("rejections", lambda: rejection_counts(made["tables"].passes))
    stage("rework", lambda: rework_by_step(rework_episodes(made["tables"].passes)))
    stage("board", lambda: board(office, made["tables"].status))
    peak = peak_mb()
    found = {name: asdict(taken) for name, taken in seconds.items()}
    answer = {"seconds": found, "events": events, "peak_mb": peak}
    sys.stdout.write(json.dumps(answer))


def board(office: Office, status: pd.DataFrame) -> pd.DataFrame:
    plan = frames.planned(office)
    return report_board(status, plan, as_of=AS_OF, zone=office.zone)


if __name__ == "__main__":
    main(sys.argv[1])
