"""Figures of a million visits: cloned from random reports."""

from collections.abc import Callable
from time import process_time

import numpy as np
import pandas as pd
import pytest

from lkj.analytics.behaviour_chart import behaviour_points
from lkj.analytics.durations import against_standard
from lkj.analytics.flow import cumulative_flow, daily_flow
from lkj.analytics.report_durations import report_durations
from lkj.analytics.survival import live_compliance
from tests.analytics.small_visits import at
from tests.analytics.test_durations_reference import thousand
from tests.analytics.visit_frame import status_of
from tests.support.sops import office_sop
from tests.support.times import ZONE

VISITS = 1_000_000
SECONDS_EACH = 3  # on a busy machine
DAYS = {"as_of": at("2027-01-04 08:00"), "zone": ZONE}


def cloned() -> tuple[pd.DataFrame, pd.DataFrame]:
    visits, reports = thousand()
    clones = -(-VISITS // len(visits))
    clone = np.repeat(np.arange(clones), len(visits))[:VISITS]
    whole = pd.concat([visits] * clones, ignore_index=True).head(VISITS)
    entered = pd.Series(at("2026-01-05 08:00") + pd.to_timedelta(clone % 300, unit="D"))
    names = [report[0]["report_id"] for report in reports]
    status = status_of(*({"report_id": name, "lead_minutes": 99.0} for name in names))
    return (
        whole.assign(
            report_id=whole["report_id"] + "-" + pd.Series(clone).astype("str"),
            entered_at=entered,
            left_at=(entered + pd.Timedelta(days=3)).where(whole["outcome"].notna()),
        ),
        pd.concat(
            [status.assign(report_id=status["report_id"] + f"-{n}") for n in range(clones - 1)]
        ),
    )


@pytest.mark.slow
@pytest.mark.no_cover
def test_figures_of_a_million_visits_take_about_a_second_each(
    figure: Callable[[str, str], None],
) -> None:
    visits, status = cloned()
    touch = pd.Series(30.0, index=visits.index)
    works: dict[str, Callable[[], pd.DataFrame]] = {
        "against_standard": lambda: against_standard(visits),
        "live_compliance": lambda: live_compliance(visits, touch_age=touch),
        "behaviour_points": lambda: behaviour_points(visits),
        "report_durations": lambda: report_durations(visits, status, sops=[office_sop()]),
        "daily_flow": lambda: daily_flow(visits, **DAYS),
        "cumulative_flow": lambda: cumulative_flow(visits, **DAYS),
    }

    seconds = {name: _seconds(work) for name, work in works.items()}

    told = ", ".join(f"{name} {spent:.2f} s" for name, spent in seconds.items())
    figure(f"figures of {len(visits):,} visits", f"{told} (CPU)")
    assert max(seconds.values()) < SECONDS_EACH


def _seconds(work: Callable[[], pd.DataFrame]) -> float:
    start = process_time()
    assert len(work())
    return process_time() - start
