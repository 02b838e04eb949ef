"""What waits for whom, what is left until a limit, what was finished meanwhile."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from lkj.analytics.schema import REPORT_STATUS, State, empty
from lkj.analytics.waiting import done_since, waiting_for, with_limits
from lkj.domain.events import Event, Source
from tests.analytics.log_frame import calendar
from tests.analytics.small_visits import at, column, visits_of
from tests.analytics.test_open_reports import NOW, look, planned
from tests.analytics.visit_frame import status_of
from tests.support.story import Story

BOTH = "sekretaris,kasubbag_renja_monev"


def waits(**report: Any) -> dict[str, Any]:
    return {"fiscal_year": 2025, "period": "tahunan"} | report


STATUS = status_of(
    waits(report_id="R1", current_roles="tim_lkj", waiting_since=at("2026-03-02 10:00")),
    waits(report_id="R2", current_roles=BOTH, waiting_since=at("2026-03-02 09:00")),
    waits(report_id="R3", current_roles="", state=State.FINISHED),
    waits(
        report_id="R4",
        current_roles="kasubbag_renja_monev",
        state=State.SENT,
        finished_at=at("2026-03-02 08:00"),
    ),
    # A role whose name begins like another is another role.
    waits(report_id="R5", current_roles="tim_lkj_dua", waiting_since=at("2026-03-02 07:30")),
)


@pytest.mark.parametrize(
    ("roles", "reports"),
    [
        ([], []),
        (["kepala_satuan"], []),
        (["tim_lkj"], ["R1"]),
        (["sekretaris"], ["R2"]),
        (["kasubbag_renja_monev"], ["R4", "R2"]),  # since its last step was done
        (["tim_lkj", "sekretaris", "kasubbag_renja_monev"], ["R4", "R2", "R1"]),
    ],
)
def test_what_waits_for_a_role_is_told_longest_wait_first(
    roles: list[str], reports: list[str]
) -> None:
    assert column(waiting_for(STATUS, roles), "report_id") == reports


def test_nothing_waits_where_there_is_nothing() -> None:
    found = waiting_for(empty(REPORT_STATUS), ["sekretaris"])

    assert found.empty
    assert list(found.columns) == list(STATUS.columns)


def limits(*reports: dict[str, Any], **known: Any) -> pd.DataFrame:
    now = known.get("now", NOW)
    return with_limits(look(*reports, **known), as_of=now, calendar=calendar())


def test_the_wait_is_counted_in_working_minutes_since_receipt_or_since_it_was_sent() -> None:
    sent = {"state": State.SENT, "current_step": None, "finished_at": at("2026-02-27 15:00")}
    table = limits(
        {"report_id": "R1", "fiscal_year": 2021},
        {"report_id": "R2", "fiscal_year": 2022, "waiting_since": None, **sent},
        plan=[planned(2023, None)],
    )

    told = dict(zip(column(table, "report_id"), column(table, "wait_minutes"), strict=True))
    # Friday from 15.00 to 16.30, then Monday from 07.30 to 09.00.
    assert told == {"R1": 45.0, "R2": 180.0, None: None}


@pytest.mark.parametrize(
    ("touched", "left", "due"),
    [
        (None, None, None),  # nobody has begun
        (5.0, 15.0, "2026-03-02 09:15"),
        (20.0, 0.0, "2026-03-02 09:00"),
        (21.0, -1.0, None),
    ],
)
def test_mutu_baku_runs_out_for_who_has_begun(
    touched: float | None, left: float | None, due: str | None
) -> None:
    table = limits({"touch_age_minutes": touched})

    assert column(table, "standard_left_minutes") == [left]
    assert column(table, "standard_due_at") == [due and pd.Timestamp(at(due))]


def test_mutu_baku_runs_out_over_the_midday_break() -> None:
    noon = at("2026-03-02 11:55")
    table = limits({"touch_age_minutes": 5.0}, now=noon)

    assert column(table, "standard_due_at") == [pd.Timestamp(at("2026-03-02 13:10"))]


@pytest.mark.parametrize(
    ("deadline", "left"),
    [
        (date(2026, 3, 2), 180 + 180),  # 09.00 to 12.00, 13.00 to 16.00
        (date(2026, 3, 3), 360 + 450),
        (date(2026, 3, 8), 360 + 4 * 450),  # a Sunday
        (date(2026, 3, 17), None),  # not near yet
        (date(2026, 3, 1), None),  # past
        (None, None),
    ],
)
def test_the_working_time_until_a_near_deadline_is_counted(
    deadline: date | None, left: float | None
) -> None:
    table = limits({"report_id": "R1"}, plan=[planned(2025, deadline)])

    assert column(table, "deadline_left_minutes") == [left]


def test_the_last_day_of_the_calendar_is_still_counted_and_the_day_after_is_missing() -> None:
    short = replace(calendar(), last_year=2026)
    eve = at("2026-12-31 08:00")
    rows = look(
        {"report_id": "R1", "fiscal_year": 2021},
        plan=[planned(2021, date(2026, 12, 31))],
        now=eve,
    )
    later = look(
        {"report_id": "R1", "fiscal_year": 2021, "touch_age_minutes": -5000.0},
        plan=[planned(2021, date(2027, 1, 1))],
        now=eve,
    )

    known, unknown = (with_limits(r, as_of=eve, calendar=short) for r in (rows, later))

    day = short.minutes(eve, at("2026-12-31 23:59"))
    assert column(known, "deadline_left_minutes") == [day]
    assert column(unknown, "deadline_left_minutes") == [None]
    assert column(unknown, "standard_due_at") == [None]


def done_after(events: list[Event], since: str) -> list[tuple[str, int]]:
    found = done_since(visits_of(events), at(since))
    return list(zip(column(found, "step"), column(found, "visit"), strict=True))


def test_what_was_recorded_since_is_told_in_that_order() -> None:
    story = Story().register(at="2026-03-02 08:00").submit(at="2026-03-02 09:00")
    events = story.submit(at="2026-03-02 10:00").events()

    everything = [("terima-disposisi", 1), ("bentuk-tim", 1)]
    assert done_after(events, "2026-03-02 08:59") == everything
    assert done_after(events, "2026-03-02 09:00") == everything[1:]
    assert done_after(events, "2026-03-02 10:00") == []


def test_what_a_file_told_is_no_news() -> None:
    story = Story().register(at="2026-03-02 08:00").submit(at="2026-03-02 09:00")
    events = [replace(event, source=Source.IMPORT) for event in story.events()]

    assert done_after(events, "2026-03-01 08:00") == []
