"""Minutes of a case add up, whatever its events."""

from datetime import UTC, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.analytics.case_log import CaseLog
from lkj.analytics.case_visits import case_visits
from lkj.analytics.transitions import transitions
from tests.analytics.small_cases import STARTED, read
from tests.support.small_log import small_calendar, small_sop

START = pd.Timestamp("2026-01-05")
SECONDS = st.integers(0, 20 * 24 * 60 * 60)
MOVES = st.sampled_from(["Kirim", "Setuju", "Tolak", "Arsip"])


def after(seconds: int) -> str:
    return str(START + pd.Timedelta(seconds=seconds))


def log_of(case: list[tuple[str, int, int]]) -> CaseLog:
    records = [f"A | {name} | {after(at)} | {after(begun)}" for name, at, begun in case]
    return read(*records, columns=STARTED, headings="no apa kapan sejak")


def visits_of(log: CaseLog) -> pd.DataFrame:
    as_of = datetime(2026, 2, 1, tzinfo=UTC)
    return case_visits(log.events, sop=small_sop(), calendar=small_calendar(), as_of=as_of)


@given(st.lists(st.tuples(MOVES, SECONDS), min_size=1, max_size=12))
def test_moves_from_one_to_the_next_tile_the_case(case: list[tuple[str, int]]) -> None:
    log = read(*(f"A | {name} | {after(at)}" for name, at in case))
    at = log.events["at"]
    calendar = small_calendar()

    whole = calendar.minutes_between(at.iloc[:1], at.iloc[-1:].set_axis(at.index[:1]))

    assert visits_of(log)["lead_minutes"].sum() == pytest.approx(float(whole.iloc[0]))
    apart = log.events.assign(activity=[f"{n:02}" for n in range(len(at))])
    counted = transitions(apart, calendar=calendar)["median_lead_minutes"]
    assert counted.sum() == pytest.approx(float(whole.iloc[0]))


@given(st.lists(st.tuples(MOVES, SECONDS, SECONDS), min_size=1, max_size=12))
def test_steps_are_entered_before_they_are_begun_and_left(
    case: list[tuple[str, int, int]],
) -> None:
    visits = visits_of(log_of([(name, max(a, b), min(a, b)) for name, a, b in case]))
    decided = visits[visits["outcome"].notna()]
    entered = decided["entered_at"].fillna(decided["started_at"])

    assert (entered <= decided["started_at"]).all()
    assert (decided["waiting_minutes"].dropna() >= 0).all()
    assert decided["lead_minutes"].fillna(decided["processing_minutes"]).to_numpy() == (
        pytest.approx(
            (decided["waiting_minutes"].fillna(0) + decided["processing_minutes"]).to_numpy()
        )
    )


@given(st.lists(st.tuples(MOVES, SECONDS, st.booleans()), min_size=1, max_size=12))
def test_no_step_is_left_before_it_is_entered(case: list[tuple[str, int, bool]]) -> None:
    records = [
        f"A | {name} | {after(at)} | " + (after(at // 2) if has_start else "")
        for name, at, has_start in case
    ]
    log = read(*records, columns=STARTED, headings="no apa kapan sejak")

    assert (visits_of(log)["lead_minutes"].dropna() >= 0).all()
