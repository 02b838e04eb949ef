"""One tahun kinerja beside another, by published and hand-counted values."""

from typing import Any

import pandas as pd
import pytest

from lkj.analytics.passes import passes
from lkj.analytics.years import rate_difference, years
from tests.analytics.small_visits import column
from tests.analytics.visit_frame import STEPS, frame_of, spent, status_of


def of_years(**minutes_of_year: list[float]) -> pd.DataFrame:
    """Passes of one step by year, `y2025=[10, 30]`."""
    rows: list[dict[str, Any]] = []
    reports: list[dict[str, Any]] = []
    for name, minutes in minutes_of_year.items():
        for n, one in enumerate(spent(*minutes)):
            report = f"{name}-{n:02}"
            rows.append({**one, "report_id": report})
            reports.append({"report_id": report, "fiscal_year": int(name[1:])})
    return passes(frame_of(*rows), status_of(*reports))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # Newcombe 1998, method 10, his table II, with signs turned.
        ((48, 80), (56, 70), (0.2, 0.0524, 0.3339)),
        ((0, 10), (10, 10), (1.0, 0.6075, 1.0)),
        ((3, 10), (9, 10), (0.6, 0.1705, 0.8090)),
    ],
)
def test_the_difference_of_shares_has_the_published_interval(
    before: tuple[int, int], after: tuple[int, int], expected: tuple[float, ...]
) -> None:
    found = tuple(round(float(value), 4) for value in rate_difference(before, after))

    assert found == pytest.approx(expected, abs=1e-4)


def test_no_cases_have_no_difference() -> None:
    assert all(pd.isna(value) for value in rate_difference((0, 0), (1, 2)))


def test_a_year_has_its_counts_and_a_median_from_three_on() -> None:
    table = years(of_years(y2024=[10, 30], y2025=[10, 12, 30]))

    assert column(table, "fiscal_year") == [2024, 2025]
    assert column(table, "n_known") == [2, 3]
    assert column(table, "n_within") == [1, 2]
    assert column(table, "p50_minutes") == [None, 12]
    assert column(table, "difference_rate") == [None, None]


def test_two_years_are_compared_from_ten_known_passes_each() -> None:
    # 2 of 10 within 20 minutes, then 9 of 10.
    before, after = [10.0] * 2 + [30.0] * 8, [10.0] * 9 + [30.0]

    told = years(of_years(y2024=before, y2025=after))
    too_few = years(of_years(y2024=before[1:], y2025=after))

    assert column(told, "difference_rate") == [None, pytest.approx(0.7)]
    low, high = told[["difference_rate_low", "difference_rate_high"]].iloc[1]
    assert 0 < low < 0.7 < high < 1
    assert column(too_few, "difference_rate") == [None, None]


def test_another_standard_is_not_compared() -> None:
    table = of_years(y2024=[10.0] * 10, y2025=[30.0] * 10)
    is_new = table["fiscal_year"] == 2025
    changed = table.assign(standard_minutes=table["standard_minutes"].mask(is_new, 30))

    assert column(years(changed), "standard_minutes") == [20, 30]
    assert column(years(changed), "difference_rate") == [None, None]


def test_steps_are_not_compared_with_each_other() -> None:
    one = of_years(y2024=[10.0] * 10)
    other = of_years(y2025=[30.0] * 10).assign(step=lambda table: table["step"].copy())
    other["step"] = pd.Categorical([STEPS[4]] * 10, categories=one["step"].cat.categories)

    assert column(years(pd.concat([one, other])), "difference_rate") == [None, None]
