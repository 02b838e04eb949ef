from datetime import UTC, datetime, timedelta, timezone

import pytest

from lkj.store.columns import reasons_text, utc_text

WIB = timezone(timedelta(hours=7))


def test_an_instant_is_written_in_utc_with_microseconds() -> None:
    assert utc_text(datetime(2026, 3, 2, 9, 15, tzinfo=WIB)) == "2026-03-02T02:15:00.000000Z"


@pytest.mark.parametrize(
    "at",
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
    ],
)
def test_every_instant_has_the_same_width_and_reads_back(at: datetime) -> None:
    text = utc_text(at)

    assert len(text) == len("2026-03-02T02:15:00.000000Z")
    assert datetime.fromisoformat(text) == at


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        utc_text(datetime(2026, 3, 2, 9, 15))  # noqa: DTZ001  # that is the point


def test_reasons_are_joined_by_commas() -> None:
    assert reasons_text(("angka", "lampiran")) == "angka,lampiran"
    assert reasons_text(()) == ""


@pytest.mark.parametrize("code", ["", "angka,lampiran"])
def test_a_reason_that_would_read_back_differently_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="comma"):
        reasons_text((code,))
