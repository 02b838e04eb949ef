"""One cold reading of an office's database, stage by stage, printed as JSON."""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from lkj import bootstrap
from lkj.analytics.amended import amended_log
from lkj.analytics.board import report_board
from lkj.analytics.durations import against_standard
from lkj.analytics.passes import passes
from lkj.analytics.rejections import rejection_counts
from lkj.analytics.rework import rework_by_step, rework_episodes
from lkj.analytics.schema import EVENT_LOG, conform, sop_categories
from lkj.analytics.status import status_of, step_strip
from lkj.analytics.visits import visits_of
from lkj.store import event_store
from lkj.usecases import frames
from lkj.usecases.office import Office
from tests.bench.measure import Seconds, once

AS_OF = datetime(2026, 11, 2, tzinfo=UTC)


def main(url: str) -> None:
    """Print seconds by stage, the number of events and the peak of memory."""
    settings = replace(bootstrap.settings_from_env({}), database_url=url)
    office = bootstrap.build_office(settings, at=AS_OF)
    seconds: dict[str, Seconds] = {}
    made: dict[str, Any] = {}

    def stage(name: str, act: Callable[[], object]) -> None:
        seconds[name] = once(lambda: made.__setitem__(name, act()))

    facts: dict[str, Any] = {
        "sops": office.sops.versions,
        "calendar": office.shipped_calendar,
        "as_of": AS_OF,
    }
    stage("read", lambda: event_log(office))
    stage("corrections", lambda: amended(office, made["read"]))
    stage("visits", lambda: visits_of(made["corrections"], **facts))
    stage(
        "status", lambda: status_of(made["corrections"], made["read"], made["visits"], **facts)
    )
    stage("strip", lambda: step_strip(made["visits"], **facts))
    stage("passes", lambda: passes(made["visits"], made["status"]))
    stage("standard", lambda: against_standard(made["passes"]))
    stage("rejections", lambda: rejection_counts(made["passes"]))
    stage("rework", lambda: rework_by_step(rework_episodes(made["passes"])))
    stage("board", lambda: board(office, made["status"]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {name: asdict(taken) for name, taken in seconds.items()}
    answer = {"seconds": found, "events": len(made["read"]), "peak_mb": peak}
    sys.stdout.write(json.dumps(answer))


def event_log(office: Office) -> pd.DataFrame:
    with office.database.read() as conn:
        return event_store.event_log(conn)


def amended(office: Office, log: pd.DataFrame) -> pd.DataFrame:
    categories = sop_categories(office.sops.versions)
    return amended_log(conform(log, EVENT_LOG, categories=categories))


def board(office: Office, status: pd.DataFrame) -> pd.DataFrame:
    plan = frames.planned(office)
    return report_board(status, plan, as_of=AS_OF, zone=office.zone)


if __name__ == "__main__":
    main(sys.argv[1])
