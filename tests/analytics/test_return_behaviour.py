"""Returns in time: shares per month, and approvals between two returns, counted by hand."""

from datetime import timedelta
from math import sqrt
from typing import Any

import pytest

from lkj.analytics.return_behaviour import return_rates, reviews_between_returns
from lkj.analytics.schema import STEP_VISITS, Outcome, empty
from tests.analytics.small_visits import at, column
from tests.analytics.visit_frame import STEPS, frame_of
from tests.support.times import ZONE

BY_OUTCOME = {"A": Outcome.APPROVED, "R": Outcome.REJECTED}


def months(*texts: str) -> list[dict[str, Any]]:
    """`months("AAR", "A")`: two approvals and a return in January, one in February."""
    return [
        {
            "report_id": f"R{month:02}-{n:02}",
            "outcome": BY_OUTCOME[letter],
            "left_at": at(f"20{25 + month // 12}-{month % 12 + 1:02}-10 09:00")
            + timedelta(hours=n),
        }
        for month, text in enumerate(texts)
        for n, letter in enumerate(text)
    ]


def days(text: str) -> list[dict[str, Any]]:
    """One review after another, a day apart."""
    start = at("2026-03-02 08:00")
    return [
        {
            "report_id": f"R{n:03}",
            "outcome": BY_OUTCOME[letter],
            "left_at": start + timedelta(days=n),
        }
        for n, letter in enumerate(text)
    ]


def test_a_share_per_month_stands_between_limits_of_its_own_n() -> None:
    # 9 months of 1 in 4, then 4 in 4: 13 of 40 returned in all.
    table = return_rates(frame_of(*months(*["AAAR"] * 9, "RRRR")), zone=ZONE)

    assert column(table, "n") == [4] * 10
    assert column(table, "n_rejections") == [1] * 9 + [4]
    reach = 3 * sqrt(0.325 * 0.675 / 4)
    assert column(table, "pooled_rate") == [pytest.approx(0.325)] * 10
    assert column(table, "upper_rate")[0] == 1  # 0.325 + 0.7026 is more than all
    assert reach == pytest.approx(0.7026, abs=1e-4)
    assert column(table, "lower_rate")[0] == 0
    assert column(table, "is_outside") == [False] * 10


def test_more_reviews_have_narrower_limits_and_show_what_is_unlike() -> None:
    # 9 months of 2 in 10, then 9 in 10: pooled 27 of 100, reach 3·√(.27·.73/10) = 0.4212.
    table = return_rates(frame_of(*months(*["AAAAAAAARR"] * 9, "ARRRRRRRRR")), zone=ZONE)

    assert column(table, "upper_rate")[-1] == pytest.approx(0.6912, abs=1e-4)
    assert column(table, "is_outside") == [False] * 9 + [True]
    assert set(column(table, "limit_status")) == {"provisional"}


def test_months_without_reviews_have_no_row_and_few_months_no_limits() -> None:
    table = return_rates(frame_of(*months("AR", "", "A")), zone=ZONE)

    assert [month.month for month in table["month"]] == [1, 3]
    assert column(table, "rejection_rate") == [0.5, 0]
    assert column(table, "upper_rate") == [None, None]
    assert column(table, "limit_status") == ["none", "none"]


def test_a_month_is_the_offices_own() -> None:
    # 23.30 of 31 January in UTC is the morning of 1 February here.
    late = frame_of(*days("A")).assign(left_at=lambda table: table["left_at"])
    late["left_at"] = late["left_at"].map(lambda _: at("2026-02-01 06:30"))

    assert return_rates(late, zone=ZONE)["month"].iloc[0].month == 2


def test_limits_of_months_stand_on_the_first_twenty() -> None:
    before = return_rates(frame_of(*months(*["AR"] * 20)), zone=ZONE)
    after = return_rates(frame_of(*months(*["AR"] * 20, *["RRRR"] * 4)), zone=ZONE)

    assert column(before, "pooled_rate")[0] == 0.5
    assert set(column(after, "pooled_rate")) == {0.5}
    assert set(column(after, "limit_status")) == {"firm"}


def test_approvals_are_counted_between_two_returns() -> None:
    # What came before the first return has no beginning.
    table = reviews_between_returns(frame_of(*days("AARAARRAAAR")))

    assert column(table, "n_between") == [2, 0, 3]
    assert column(table, "number") == [1, 2, 3]
    assert column(table, "report_id") == ["R005", "R006", "R010"]
    assert column(table, "centre_ratio") == [None] * 3


def test_rare_returns_have_the_limits_of_xmr() -> None:
    # Ten distances of 2 and 4 by turns: centre 3, range 2, 3 ± 2.66·2; the lower is none.
    text = "R" + "".join("A" * n + "R" for n in [2, 4] * 5)

    table = reviews_between_returns(frame_of(*days(text)))

    assert column(table, "n_between") == [2, 4] * 5
    assert column(table, "centre_ratio") == [3] * 10
    assert column(table, "upper_ratio") == [pytest.approx(8.32)] * 10
    assert column(table, "lower_ratio") == [None] * 10
    assert not table["is_outside"].any()


def test_a_long_time_without_a_return_is_a_signal() -> None:
    text = "R" + "".join("A" * n + "R" for n in [*[2, 4] * 10, 30])

    table = reviews_between_returns(frame_of(*days(text)))

    assert column(table, "is_outside") == [False] * 20 + [True]


def test_steps_are_counted_apart() -> None:
    steps = [STEPS[3], STEPS[4]]
    both = [one | {"step": steps[n % 2]} for n, one in enumerate(days("RARAARRA"))]

    table = reviews_between_returns(frame_of(*both))

    # Step 4: R R A R, step 5: A A R A.
    assert column(table, "step") == [STEPS[3], STEPS[3]]
    assert column(table, "n_between") == [0, 1]


def test_nothing_was_reviewed() -> None:
    assert return_rates(empty(STEP_VISITS), zone=ZONE).empty
    assert reviews_between_returns(empty(STEP_VISITS)).empty
