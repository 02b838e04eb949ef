from datetime import date
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.analytics.log_times import read_times

PONTIANAK, AMSTERDAM = ZoneInfo("Asia/Pontianak"), ZoneInfo("Europe/Amsterdam")
NINE = pd.Timestamp("2026-01-05 02:00", tz="UTC")  # 9 o'clock in Pontianak
UNREADABLE = "pukul sembilan"


def read(*written: object, zone: ZoneInfo = PONTIANAK) -> list[pd.Timestamp]:
    times = read_times(pd.Series(list(written)), zone)
    assert str(times.dtype) == "datetime64[us, UTC]"
    return list(times)


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-05T09:00:00+07:00",
        "2026-01-05 09:00:00+07",
        "2026-01-05T09:00:00+0700",
        "2026-01-05T02:00:00Z",
        "2026-01-05T02:00:00.000Z",
        "2026-01-05T02:00:00.000000000Z",
        "20260105T020000Z",
        "2026-01-05T02Z",
        "2026-01-05 02Z",
        "2026-01-05T09:00",
        " 2026-01-05 09:00:00 ",
        "05/01/2026 09:00",
        "5/1/2026 9:00:00",
        "05/01/2026 09.00",
        "05-01-2026 09:00:00",
        "05-01-2026 09:00",
    ],
)
def test_the_same_moment_is_read_however_it_is_written(written: str) -> None:
    assert read(written) == [NINE]
    assert read(written, UNREADABLE)[0] == NINE


def test_what_is_no_time_is_missing() -> None:
    written = [UNREADABLE, "", None, "2026-13-01T00:00:00Z", "31/02/2026", "45678.5", "09:00"]

    assert pd.isna(read(*written)).all()
    assert read() == []


def test_dates_are_read_as_their_first_moment() -> None:
    midnight = pd.Timestamp("2026-01-04 17:00", tz="UTC")

    assert read("2026-01-05") == [midnight]
    assert read("5/1/2026", "05-01-2026") == [midnight, midnight]
    assert read(date(2026, 1, 5)) == [midnight]


def test_one_column_may_hold_times_of_several_kinds() -> None:
    written = ["2026-01-05T09:00:00+07:00", "05/01/2026 09:00", "2026-01-05 09:00"]

    assert read(*written) == [NINE] * 3


def test_digits_beyond_the_microsecond_are_cut() -> None:
    assert (
        read("2026-01-05T02:00:00.123456789Z", "2026-01-05T02:00:00.1234567Z")
        == [NINE + pd.Timedelta(microseconds=123456)] * 2
    )
    assert read("2026-01-05T09:00:00.1234567", UNREADABLE)[0] == NINE + pd.Timedelta(
        microseconds=123456
    )


@pytest.mark.parametrize("also", [[], [UNREADABLE]])
def test_an_hour_that_is_repeated_is_read_at_its_first_occurrence(also: list[str]) -> None:
    first = read("2026-10-25 02:30", *also, zone=AMSTERDAM)[0]

    assert first == pd.Timestamp("2026-10-25 00:30", tz="UTC")


@pytest.mark.parametrize("also", [[], [UNREADABLE]])
def test_an_hour_that_is_left_out_is_read_at_its_end(also: list[str]) -> None:
    read_at = read("2026-03-29 02:30", *also, zone=AMSTERDAM)[0]

    assert read_at == pd.Timestamp("2026-03-29 01:00", tz="UTC")


def test_times_that_are_typed_already_keep_their_moment() -> None:
    aware = pd.Series(pd.to_datetime(["2026-01-05 09:00+07:00"]).as_unit("ns"))
    local = pd.Series(pd.to_datetime(["2026-01-05 09:00"]).as_unit("ns"))

    assert list(read_times(aware, AMSTERDAM)) == [NINE]
    assert list(read_times(local, PONTIANAK)) == [NINE]


def test_the_index_is_kept() -> None:
    texts = pd.Series(["2026-01-05T02:00:00Z", UNREADABLE], index=[7, 3])

    assert read_times(texts, PONTIANAK).index.tolist() == [7, 3]
    assert read_times(texts.iloc[:1], PONTIANAK).index.tolist() == [7]


@given(st.lists(st.text("0123456789-:TZ+. /", max_size=26), max_size=4))
def test_no_text_breaks_the_reading(texts: list[str]) -> None:
    times = read_times(pd.Series(texts, dtype="str"), AMSTERDAM)

    assert str(times.dtype) == "datetime64[us, UTC]"


@given(
    st.datetimes(
        min_value=pd.Timestamp("1990-01-01").to_pydatetime(),
        max_value=pd.Timestamp("2100-01-01").to_pydatetime(),
        timezones=st.sampled_from([PONTIANAK, AMSTERDAM, ZoneInfo("UTC")]),
    )
)
def test_a_time_with_its_offset_is_read_back(at: object) -> None:
    written = at.isoformat()  # type: ignore[attr-defined]

    assert read(written, zone=AMSTERDAM) == [pd.Timestamp(at).tz_convert("UTC")]  # type: ignore[arg-type]
    assert read(written, UNREADABLE)[0] == pd.Timestamp(at).tz_convert("UTC")  # type: ignore[arg-type]
