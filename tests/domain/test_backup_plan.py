"""When a backup is due and which may go: tables typed by hand."""

from datetime import UTC, datetime, time, timedelta

import pytest

from lkj.domain.backup_plan import (
    Copy,
    copy_name,
    copy_of,
    expired,
    is_claimable,
    is_due,
    latest_slot,
    newest,
    parse_clock,
)
from tests.support.times import ZONE, moment

HALF_PAST_TWELVE = time(12, 30)


def at(text: str) -> datetime:
    return moment(text).at


def copy(day: int, *, daily: bool = True) -> Copy:
    taken = datetime(2026, 3, day, 5, 30, tzinfo=UTC)
    return Copy(taken, copy_name(taken, daily=daily))


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("12.30", HALF_PAST_TWELVE),
        ("00.00", time(0)),
        ("23.59", time(23, 59)),
        *(
            (wrong, None)
            for wrong in ("24.00", "12.60", "12:30", "9.30", "", "siang", "12.30 ")
        ),
    ],
)
def test_an_hour_is_read(text: str, clock: time | None) -> None:
    assert parse_clock(text) == clock


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        ("2026-03-02 12:30", "2026-03-02 12:30"),
        ("2026-03-02 12:29", "2026-03-01 12:30"),
        ("2026-03-02 23:59", "2026-03-02 12:30"),
        ("2026-03-01 00:00", "2026-02-28 12:30"),
    ],
)
def test_the_last_hour_of_a_backup(now: str, slot: str) -> None:
    assert latest_slot(at(now), HALF_PAST_TWELVE, ZONE) == at(slot)


@pytest.mark.parametrize(
    ("now", "last", "due"),
    [
        ("2026-03-02 08:00", "2026-03-01 12:30", False),  # yesterday's is there
        ("2026-03-02 12:29", "2026-03-01 12:30", False),
        ("2026-03-02 12:30", "2026-03-01 12:30", True),  # the hour has come
        ("2026-03-02 12:31", "2026-03-02 12:30", False),  # and is done
        ("2026-03-02 14:00", "2026-03-01 12:30", True),  # the PC was off at the hour
        ("2026-03-02 08:00", "2026-03-01 08:00", True),  # older than a day
        ("2026-03-02 08:00", "2026-02-27 12:30", True),  # after a weekend, at once
        ("2026-03-02 12:45", "2026-03-02 12:00", True),  # made by hand, before the hour
        ("2026-03-02 08:00", None, True),
    ],
)
def test_a_backup_is_due(now: str, last: str | None, *, due: bool) -> None:
    last_good = at(last) if last else None

    assert is_due(at(now), last_good, HALF_PAST_TWELVE, ZONE) is due


def test_the_newest_is_never_one_of_the_future() -> None:
    copies = [copy(2), copy(3, daily=False), copy(9), copy(1)]

    assert newest(copies, copy(9).taken_at) == copy(9)
    assert newest(copies, copy(8).taken_at) == copy(3, daily=False)
    assert newest(copies, copy(1).taken_at - timedelta(seconds=1)) is None
    assert newest([], copy(1).taken_at) is None


@pytest.mark.parametrize("hours", range(25, 200, 7))
def test_one_older_than_a_day_is_due_at_any_hour(hours: int) -> None:
    for hour in range(24):
        now = at("2026-03-02 00:00") + timedelta(hours=hour)

        assert is_due(now, now - timedelta(hours=hours), HALF_PAST_TWELVE, ZONE)


@pytest.mark.parametrize(
    ("claimed", "free"),
    [
        (None, True),
        ("2026-03-02 12:30", False),
        ("2026-03-02 12:01", False),
        ("2026-03-02 11:30", True),  # an hour later another attempt may be made
        ("2026-03-02 12:31", False),  # of a server whose clock is ahead
        ("2026-03-02 13:30", True),  # the clock was set back
    ],
)
def test_an_attempt_belongs_to_one(claimed: str | None, *, free: bool) -> None:
    claimed_at = at(claimed) if claimed else None

    assert is_claimable(claimed_at, at("2026-03-02 12:30")) is free


@pytest.mark.parametrize(
    ("name", "daily"),
    [("lkj-harian-2026-03-02T053000Z.db", True), ("lkj-2026-03-02T053000Z.db", False)],
)
def test_a_name_tells_when_it_was_taken(name: str, *, daily: bool) -> None:
    found = copy_of(name)

    assert found == Copy(datetime(2026, 3, 2, 5, 30, tzinfo=UTC), name)
    assert found.is_daily is daily
    assert copy_name(found.taken_at, daily=daily) == name


@pytest.mark.parametrize(
    "name",
    [
        "lkj.db",
        "lkj.schema-0003.db",
        "lkj-harian-2026-03-02T053000Z.json",
        "lkj-harian-2026-02-31T053000Z.db",
        "lkj-harian-2026-03-02T053000Z.db.bak",
        "x-lkj-2026-03-02T053000Z.db",
        "lkj-2026-03-02.db",
    ],
)
def test_other_names_are_not_ours(name: str) -> None:
    assert copy_of(name) is None


def test_the_oldest_daily_ones_beyond_the_number_go() -> None:
    copies = [copy(day) for day in (5, 1, 3, 2, 4)]

    assert expired(copies, keep=3) == (copy(1), copy(2))
    assert expired(copies, keep=5) == ()
    assert expired(copies, keep=9) == ()
    assert expired([], keep=1) == ()


def test_what_somebody_made_by_hand_never_goes_and_takes_no_place() -> None:
    by_hand = [copy(day, daily=False) for day in (1, 2, 8, 9)]

    assert expired([*by_hand, copy(3), copy(4)], keep=1) == (copy(3),)
