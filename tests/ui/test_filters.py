"""Spans of time in the filters, as dates and in words."""

from datetime import date

import pytest

from lkj.labels.findings import period_words
from lkj.ui.filters import EVER, LAST_HALF, LAST_YEAR, THIS_HALF, span_dates

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("span", "today", "dates"),
    [
        (THIS_HALF, TODAY, (date(2026, 7, 1), TODAY)),
        (THIS_HALF, date(2026, 6, 30), (date(2026, 1, 1), date(2026, 6, 30))),
        (LAST_HALF, TODAY, (date(2026, 1, 1), date(2026, 6, 30))),
        (LAST_HALF, date(2026, 2, 1), (date(2025, 7, 1), date(2025, 12, 31))),
        (LAST_YEAR, TODAY, (date(2025, 11, 23), TODAY)),
        (EVER, TODAY, (None, None)),
    ],
)
def test_a_span_has_its_first_and_last_day(
    span: str, today: date, dates: tuple[date | None, date | None]
) -> None:
    assert span_dates(span, today) == dates


def test_a_span_reads_as_people_say_it() -> None:
    said = period_words(date(2026, 1, 1), date(2026, 6, 30))

    assert said == "Kam, 1 Jan 2026 sampai Sel, 30 Jun 2026"
    assert period_words(None, None) == "sejak awal pencatatan"
