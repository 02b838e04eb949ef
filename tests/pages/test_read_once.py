"""What stages share is what each of them would have read, and what one does stays its own."""

from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pandas as pd
import pytest

from lkj.usecases import frames
from lkj.usecases.frames import Frames, read_frames, shared_frames
from tests.pages import read_once
from tests.support.calendars import a_draft, activated
from tests.support.offices import NOW
from tests.support.staffed import Running, office_in, staffed_office

AT = NOW + timedelta(hours=8)
TABLES = ("visits", "status", "strip", "passes")


@pytest.fixture
def twins(tmp_path: Path) -> tuple[Running, Running]:
    """Two copies of an office with one report."""
    first = Running(staffed_office(tmp_path)).register().until("periksa-kasubbag")
    (tmp_path / "lain").mkdir()
    copyfile(tmp_path / "kantor.db", tmp_path / "lain" / "kantor.db")
    return first, Running(office_in(tmp_path / "lain"), first.report_id, first.now)


def assert_same(found: Frames, expected: Frames) -> None:
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(found, name), getattr(expected, name))
    pd.testing.assert_frame_equal(found.log, expected.log)


def test_copies_of_an_office_are_counted_once(twins: tuple[Running, Running]) -> None:
    first, second = (read_once.tables(one.office, as_of=AT) for one in twins)

    assert first.visits is second.visits
    assert_same(second, read_frames(twins[1].office, as_of=AT))


def test_what_one_of_them_does_is_read_there_alone(
    twins: tuple[Running, Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames, "read_frames", read_once.tables)
    acting, waiting = twins
    for one in (waiting, acting):
        shared_frames(one.office, as_of=AT, now=AT)
    acting.send_back()

    assert_same(
        shared_frames(acting.office, as_of=AT, now=AT), read_frames(acting.office, as_of=AT)
    )
    still = shared_frames(waiting.office, as_of=AT, now=AT)
    assert_same(still, read_frames(waiting.office, as_of=AT))
    assert still.status["n_rejections"].tolist() == [0]


def test_an_office_with_another_calendar_is_counted_by_it(
    twins: tuple[Running, Running],
) -> None:
    first, second = (one.office for one in twins)
    a_draft(second)
    activated(second)

    usual, other = (read_once.tables(office, as_of=AT) for office in (first, second))

    assert usual.calendar != other.calendar
    assert_same(other, read_frames(second, as_of=AT))
