"""Which calendar counts: figures stay until a draft is activated, and the past stays known."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from lkj import bootstrap
from lkj.domain import commands as c
from lkj.domain.sop import Decision
from lkj.reference import read_calendar
from lkj.store import calendar_store
from lkj.store.database import Database
from lkj.usecases.calendars import active_calendar, begin_with, calendar_at
from lkj.usecases.callers import HOST
from lkj.usecases.exports import ExportRequest, export
from lkj.usecases.frames import Frames, read_frames
from lkj.usecases.office import Office
from lkj.usecases.reports import pass_times, read_report
from lkj.usecases.selection import Selection, apply
from lkj.worktime import ExceptionKind
from tests.support.calendars import a_draft, activated
from tests.support.offices import NOW, empty_office
from tests.support.staffed import Running, door_of, staffed_office
from tests.support.times import moment

AFTER = moment("2026-03-04 10:00").at
ACTIVATED_AT = moment("2026-03-04 11:00").at


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """In Ramadan, step 1 begun on Monday at 14.55 and done on Tuesday at 08.05."""
    running = Running(staffed_office(tmp_path)).register()
    running.now = moment("2026-03-02 14:55").at
    running.send("sekretaris", running.form(c.Start()))
    running.now = moment("2026-03-03 08:05").at
    running.send("sekretaris", running.form(c.Move(decision=Decision.SUBMIT)))
    return running


def minutes_of(office: Office, **moments: datetime) -> float:
    visits = read_frames(office, **{"as_of": AFTER, **moments}).visits
    return float(visits.loc[visits["step"] == "terima-disposisi", "processing_minutes"].iloc[0])


def longer_ramadan(office: Office) -> None:
    """On Tuesday work begins at 07.30."""
    a_draft(office, kind=ExceptionKind.HALF_DAY, hours="07.30-12.00")


def test_hours_of_ramadan_that_are_edited_change_nothing_until_they_are_activated(
    report: Running,
) -> None:
    # Metrics, idea 1. Mutu baku 10 minutes. Monday from 14.55 to 15.00 and Tuesday from 08.00
    # to 08.05 make 10; where Tuesday begins at 07.30, 40.
    before = minutes_of(report.office)

    longer_ramadan(report.office)

    assert before == minutes_of(report.office) == 10
    done = activated(report.office, now=ACTIVATED_AT)
    assert minutes_of(report.office) == 40
    assert (done.version, done.n_verdicts) == (2, 1)


def tables(frames: Frames) -> list[pd.DataFrame]:
    return [frames.visits, frames.status, frames.strip, frames.passes]


def test_what_was_known_before_an_activation_is_rebuilt_to_the_digit(report: Running) -> None:
    office = report.office
    known_at = ACTIVATED_AT - timedelta(minutes=1)
    before = read_frames(office, as_of=AFTER, known_at=known_at)
    longer_ramadan(office)
    activated(office, now=ACTIVATED_AT)

    after = read_frames(office, as_of=AFTER, known_at=known_at)

    for one, other in zip(tables(before), tables(after), strict=True):
        pd.testing.assert_frame_equal(one, other)
    assert (before.calendar.version, after.calendar.version) == (1, 1)
    assert read_frames(office, as_of=AFTER).calendar.version == 2
    assert minutes_of(office, known_at=ACTIVATED_AT) == 40


def test_one_report_and_downloads_count_with_the_active_version(report: Running) -> None:
    office = report.office
    longer_ramadan(office)
    activated(office, now=ACTIVATED_AT)

    view, _ = read_report(
        report.report_id, door=door_of("monev"), office=office, now=ACTIVATED_AT
    )
    request = ExportRequest(name="visits", file_format="csv")
    now = ACTIVATED_AT + timedelta(days=1)
    made = export(request, door=HOST, office=office, now=now)
    known = replace(request, query={"diketahui": "2026-03-03"})
    earlier = export(known, door=HOST, office=office, now=now)

    assert pass_times(view, now=ACTIVATED_AT)["terima-disposisi", 1].minutes == 40
    assert made.tables[0].rows["processing_minutes"].iloc[0] == 40
    assert earlier.tables[0].rows["processing_minutes"].iloc[0] == 10
    assert (made.calendar_no, earlier.calendar_no) == (2, 1)


def test_late_entries_are_those_of_the_tables_own_calendar(report: Running) -> None:
    frames = read_frames(report.office, as_of=AFTER)
    kept = apply(
        frames.passes,
        Selection(without_late=True),
        office=report.office,
        calendar=frames.calendar,
    )

    assert len(kept) == len(frames.passes)


def test_an_activation_by_one_process_counts_for_another_at_its_next_reading(
    report: Running,
) -> None:
    database = Database.open(report.office.database.url)
    other = replace(report.office, database=database)
    assert active_calendar(other).version == 1
    longer_ramadan(report.office)
    activated(report.office, now=ACTIVATED_AT)

    assert active_calendar(other).version == 2
    assert minutes_of(other) == 40
    other.database.dispose()


def test_the_file_becomes_the_first_version_once(tmp_path: Path) -> None:
    office = empty_office(tmp_path)
    another = office.shipped_calendar.numbered(99)
    with office.database.write() as conn:
        begin_with(conn, another, at=NOW)

        (first,) = calendar_store.versions(conn)
        assert (first.no, first.activated_by, first.made_by) == (1, None, None)
        assert calendar_at(conn) == office.shipped_calendar.numbered(1)
        assert calendar_at(conn, known_at=NOW - timedelta(days=9_999)).version == 1


def test_a_database_that_was_never_started_has_no_calendar(tmp_path: Path) -> None:
    office = empty_office(tmp_path)
    settings = replace(office.settings, database_url=f"sqlite:///{tmp_path / 'baru.db'}")
    fresh = bootstrap.build_office(settings, at=NOW)
    assert active_calendar(fresh) == read_calendar().numbered(1)
    fresh.database.dispose()
