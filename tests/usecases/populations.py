"""Populations of hand-typed passes: what the readings of monitoring screens speak about."""

from datetime import datetime
from typing import Any

import pandas as pd

from lkj.analytics.passes import passes
from lkj.analytics.schema import EVENT_LOG, REPORT_STATUS, STEP_STRIP, empty
from lkj.usecases.frames import Frames
from lkj.usecases.office import Office
from lkj.usecases.population import Population, population
from lkj.usecases.selection import Selection
from tests.analytics.log_frame import calendar
from tests.analytics.small_visits import at
from tests.analytics.visit_frame import status_of

AS_OF = at("2026-11-23 09:00")


def population_of(
    office: Office,
    visits: pd.DataFrame,
    *,
    years: dict[str, int] | None = None,
    as_of: datetime = AS_OF,
    **selection: Any,
) -> Population:
    """The passes of these visits; every report of 2025 unless `years` says otherwise.

    Working time is that of the plain week of `log_frame`: minutes are counted by hand.
    """
    known = years or {}
    sop = office.sops.current[0]
    reports = [
        {
            "report_id": report,
            "fiscal_year": known.get(report, 2025),
            "title": f"LKj {report}",
            "sop_id": sop.id,
        }
        for report in visits["report_id"].unique()
    ]
    status = status_of(*reports) if reports else empty(REPORT_STATUS)
    tables = Frames(
        revision=1,
        calendar=calendar(),
        as_of=as_of,
        read_log=lambda _: empty(EVENT_LOG),
        visits=visits,
        status=status,
        strip=empty(STEP_STRIP),
        passes=passes(visits, status),
        unsettled=frozenset(),
    )
    return population(tables, Selection(**selection), office=office, is_example=False)
