from datetime import datetime
from typing import Any

import pandas as pd
import pytest

from lkj.analytics.case_log import CaseLog
from lkj.analytics.case_visits import CASE_VISITS, case_visits, is_closed
from lkj.analytics.schema import conform
from lkj.errors import OutsideCalendar
from tests.analytics.small_cases import STARTED, ZONE, cells, hours, read
from tests.support.small_log import small_calendar, small_sop

NOON = datetime(2026, 1, 5, 12, tzinfo=ZONE)
HEADINGS = "no apa kapan sejak"
MINUTES = ["waiting_minutes", "processing_minutes", "lead_minutes", "age_minutes"]


def visits_of(log: CaseLog, **changes: Any) -> pd.DataFrame:
    rules: dict[str, Any] = {"sop": small_sop(), "calendar": small_calendar(), "as_of": NOON}
    return case_visits(log.events, **rules | changes)


def plain(*records: str) -> pd.DataFrame:
    return visits_of(read(*records))


def started(*records: str) -> pd.DataFrame:
    return visits_of(read(*records, columns=STARTED, headings=HEADINGS))


def test_with_finishes_only_a_step_is_entered_at_the_event_before() -> None:
    visits = plain("A | Kirim | 8", "A | Telepon | 9", "A | Setuju | 10", "A | Arsip | 10:30")

    assert cells(visits, ["step", "visit", "outcome", "next_step"]) == [
        ["kirim", 1, "submitted", "reviu"],
        ["reviu", 1, "approved", "arsip"],
        ["arsip", 1, "submitted", "-"],
    ]
    assert hours(visits["entered_at"]) == ["-", "09:00", "10:00"]
    assert cells(visits, MINUTES) == [
        ["-", "-", "-", "-"],
        ["-", "-", 60, "-"],
        ["-", "-", 30, "-"],
    ]
    assert set(visits["clock_quality"]) == {"bounded"}


def test_steps_that_overlap_are_entered_at_their_own_start() -> None:
    visits = started("A | Kirim | 10 | 8", "A | Setuju | 9:30 | 9", "A | Arsip | 12 | 11")

    assert cells(visits, ["step", "overlap"]) == [
        ["reviu", True],
        ["kirim", False],
        ["arsip", False],
    ]
    assert hours(visits["entered_at"]) == ["09:00", "-", "10:00"]
    assert cells(visits, MINUTES[:3]) == [[0, 30, 30], ["-", 120, "-"], [60, 60, 120]]


def test_a_step_without_a_start_follows_what_was_finished_before() -> None:
    visits = started("A | Kirim | 9 | ", "A | Setuju | 10 | ", "A | Arsip | 11 | 9:30")

    assert hours(visits["entered_at"]) == ["-", "09:00", "09:00"]
    assert cells(visits, ["lead_minutes", "overlap"]) == [
        ["-", False],
        [60, False],
        [120, False],
    ]


def test_a_start_after_its_own_end_gives_no_minutes() -> None:
    visits = started("A | Kirim | 8 | 7", "A | Setuju | 9 | 10", "A | Arsip | 9:30 | ")

    assert visits["clock_quality"].tolist() == ["measured", "invalid", "bounded"]
    assert cells(visits, ["processing_minutes", "lead_minutes"])[1] == ["-", "-"]


@pytest.mark.parametrize(
    ("last", "step"),
    [
        ("Kirim", "reviu"),
        ("Setuju", "arsip"),
        ("Tolak", "kirim"),
    ],
)
def test_a_case_that_is_not_finished_waits_where_its_last_move_leads(
    last: str, step: str
) -> None:
    visits = plain(f"A | {last} | 9", "A | Telepon | 10", "B | Arsip | 9")

    assert cells(visits, ["report_id", "step", "age_minutes"])[1:] == [
        ["A", step, 120],
        ["B", "arsip", "-"],
    ]
    assert hours(visits["entered_at"])[1] == "10:00"
    assert visits["outcome"].isna().tolist() == [False, True, False]
    assert is_closed(visits).index.tolist() == ["B"]


def test_a_case_whose_last_move_the_sop_does_not_offer_waits_at_its_step() -> None:
    log = read("A | Kirim | 8", "A | Arsip | 9")
    refused = log.events.assign(kind=log.events["kind"].where(log.events["step"] != "arsip"))
    refused["kind"] = refused["kind"].fillna("kembalikan")

    visits = case_visits(refused, sop=small_sop(), calendar=small_calendar(), as_of=NOON)

    assert cells(visits, ["step", "visit", "outcome", "next_step"])[1:] == [
        ["arsip", 1, "rejected", "arsip"],
        ["arsip", 2, "-", "-"],
    ]
    assert is_closed(visits).empty


def test_passes_are_numbered_by_case_and_step() -> None:
    visits = plain(
        "A | Kirim | 8", "A | Tolak | 9", "A | Kirim | 10", "A | Tolak | 11", "B | Kirim | 8"
    )

    assert cells(visits, ["report_id", "step", "visit"]) == [
        ["A", "kirim", 1],
        ["A", "reviu", 1],
        ["A", "kirim", 2],
        ["A", "reviu", 2],
        ["A", "kirim", 3],
        ["B", "kirim", 1],
        ["B", "reviu", 1],
    ]


@pytest.mark.parametrize("records", [(), ("A | Telepon | 9",), ("A | Buka | 9",)])
def test_a_log_without_moves_has_no_visits(records: tuple[str, ...]) -> None:
    visits = plain(*records)

    assert visits.empty
    assert is_closed(visits).empty
    pd.testing.assert_frame_equal(visits, conform(visits, CASE_VISITS))


def test_times_outside_the_calendar_are_refused() -> None:
    with pytest.raises(OutsideCalendar):
        plain("A | Kirim | 8", "A | Setuju | 2027-01-04 09:00")
