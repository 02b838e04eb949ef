"""A million events in seconds: the example office, cloned."""

from collections.abc import Callable
from time import process_time

import numpy as np
import pandas as pd
import pytest

from lkj.analytics.status import report_status, step_strip
from lkj.analytics.visits import step_visits
from tests.analytics.histories import history
from tests.analytics.log_frame import calendar, log_of
from tests.analytics.small_visits import SOPS, at

REPORTS = 100
EVENTS = 1_000_000


def cloned_log() -> pd.DataFrame:
    reports = [
        history(n, SOPS[0], report_id=f"R{n}", first_no=100 * n + 1) for n in range(REPORTS)
    ]
    log = log_of(event for report in reports for event in report)
    clones = -(-EVENTS // len(log))
    clone = np.repeat(np.arange(clones), len(log))
    whole = pd.concat([log] * clones, ignore_index=True).head(EVENTS)
    shift = pd.Series(clone[:EVENTS] * REPORTS * 100)
    number = whole["report_id"].str[1:].astype("int64") + clone[:EVENTS] * REPORTS
    return whole.assign(
        report_id="0192d1f0-0000-7000-8000-" + number.astype("str").str.zfill(12),
        no=whole["no"] + shift,
        target_no=whole["target_no"] + shift,
    )


@pytest.mark.slow
@pytest.mark.no_cover
def test_a_million_events_become_visits_within_four_seconds(
    figure: Callable[[str, str], None],
) -> None:
    log = cloned_log()
    facts = {"sops": SOPS, "calendar": calendar(), "as_of": at("2027-01-04 08:00")}

    times = [process_time()]
    visits = step_visits(log, **facts)
    times.append(process_time())
    status = report_status(log, visits, **facts)
    times.append(process_time())
    strip = step_strip(visits, **facts)
    times.append(process_time())

    seconds = np.diff(times)
    figure(
        f"{len(log):,} events",
        f"{len(visits):,} visits in {seconds[0]:.2f} s, {len(status):,} reports in "
        f"{seconds[1]:.2f} s, {len(strip):,} cells of the strip in {seconds[2]:.2f} s (CPU)",
    )
    assert seconds[0] < 4
    assert seconds.sum() < 8
