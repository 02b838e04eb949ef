from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pandas.testing import assert_frame_equal

from lkj.domain import commands as c
from lkj.domain.accounts import AppRole
from lkj.domain.sop import Decision
from lkj.usecases.frames import (
    Frames,
    everyone,
    notes_of,
    read_frames,
    revision,
    shared_frames,
)
from lkj.usecases.office import Office, Sops
from tests.support.offices import NOW
from tests.support.sops import office_sop
from tests.support.staffed import NOBODY, Running, staffed_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(tmp_path)


def test_an_empty_office_has_empty_tables(office: Office) -> None:
    tables = read_frames(office, as_of=NOW)

    assert (tables.revision, revision(office), tables.as_of) == (0, 0, NOW)
    sizes = [len(t) for t in (tables.log, tables.visits, tables.status, tables.strip)]
    assert sizes == [0, 0, 0, 0]
    assert {"report_id", "state", "title"} <= set(tables.status)


def test_the_tables_say_where_a_report_stands(office: Office) -> None:
    report = Running(office).register()
    report.until("periksa-kasubbag")

    tables = read_frames(office, as_of=report.now)

    assert tables.revision == revision(office) == len(report.events) == 5
    (row,) = tables.status.to_dict("records")
    assert (row["report_id"], row["state"], row["current_step"], row["current_roles"]) == (
        report.report_id,
        "running",
        "periksa-kasubbag",
        "kasubbag_renja_monev",
    )
    assert list(tables.visits["step"]) == [
        "terima-disposisi",
        "bentuk-tim",
        "kumpulkan-data",
        "periksa-kasubbag",
    ]
    assert list(tables.strip["state"]) == ["done"] * 3 + ["current"] + ["waiting"] * 4


def test_the_revision_counts_every_event(office: Office) -> None:
    report = Running(office).register()
    before = revision(office)
    report.act("monev", c.Note(text="catatan"))

    assert revision(office) == before + 1


def test_reports_of_two_versions_stand_side_by_side(office: Office) -> None:
    old = Running(office).register()
    old.until("tanda-tangan")
    newer = replace(office_sop(), version=2, steps=office_sop().steps[:3])
    later = replace(office, sops=Sops.of([office_sop(), newer]))
    new = Running(later, now=old.now).register()

    status = read_frames(later, as_of=old.now).status.set_index("report_id")

    assert status.loc[old.report_id, "current_step"] == "tanda-tangan"
    assert dict(status["sop_version"]) == {old.report_id: 1, new.report_id: 2}


def test_everyone_is_listed_with_the_roles_they_hold(office: Office) -> None:
    persons, assignments = everyone(office)

    roles = {role.id for role in office_sop().roles}
    assert {person.id for person in persons} == roles | {*AppRole, NOBODY}
    assert {(held.person_id, held.role) for held in assignments} == {(r, r) for r in roles}


def shared(office: Office, now: datetime, **view: Any) -> Frames:
    return shared_frames(office, **{"as_of": now, "now": now, **view})


def assert_as_read_anew(tables: Frames, office: Office) -> None:
    fresh = read_frames(office, as_of=tables.as_of)
    for name in ("visits", "status", "strip", "passes"):
        assert_frame_equal(getattr(tables, name), getattr(fresh, name))
    assert tables.revision == fresh.revision


def test_all_sessions_look_at_the_same_tables_until_something_happens(office: Office) -> None:
    report = Running(office).register()
    tables = shared(office, report.now)

    assert shared(office, report.now) is tables
    report.until("periksa-kasubbag")
    later = shared(office, report.now)
    assert later is not tables
    assert_as_read_anew(later, office)


def test_with_time_only_ages_change(office: Office) -> None:
    report = Running(office).register()
    report.until("periksa-kasubbag")
    before = shared(office, report.now)

    after = shared(office, report.now + timedelta(days=3))

    assert after.revision == before.revision
    assert_as_read_anew(after, office)


def test_a_clock_set_back_and_another_calendar_read_everything_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = Running(office).register()
    tables = shared(office, report.now)

    earlier = shared(office, report.now - timedelta(hours=2))
    assert earlier.as_of < tables.as_of
    assert_as_read_anew(earlier, office)
    other = replace(tables.calendar, version=tables.calendar.version + 1)
    monkeypatch.setattr("lkj.usecases.frames.calendar_of", lambda *_: other)
    assert shared(office, earlier.as_of).calendar is other


def test_a_moment_in_the_past_is_kept_beside_the_present(office: Office) -> None:
    report = Running(office).register()
    begun = report.now
    report.until("periksa-kasubbag")
    present = shared(office, report.now)
    past = shared(office, report.now, as_of=begun)
    report.act("monev", c.Note(text="catatan"))

    assert past.as_of == begun
    assert shared(office, report.now).revision == present.revision + 1
    again = shared(office, report.now, as_of=begun)
    assert_frame_equal(again.visits, past.visits)


def test_very_many_changed_reports_are_read_with_all_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lkj.usecases.frames.MOST_CHANGED", 0)
    report = Running(office).register()
    shared(office, report.now)
    report.until("periksa-kasubbag")

    assert_as_read_anew(shared(office, report.now), office)


def test_an_answer_is_counted_once_for_the_same_tables(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lkj.usecases.frames.MOST_ANSWERS", 1)
    tables = read_frames(office, as_of=NOW)
    first = tables.once("a", object)

    assert tables.once("a", object) is first
    tables.once("b", object)
    assert tables.once("a", object) is not first


def test_notes_are_read_by_the_number_of_their_event(office: Office) -> None:
    report = Running(office).register()
    report.act("monev", c.Note(text="catatan"))
    last = report.events[-1]

    assert notes_of(office, [last.no]) == {last.no: "catatan"}
    assert list(read_frames(office, as_of=report.now).log["note"])[-1] == "catatan"


def test_what_a_slower_look_took_for_the_future_counts_within_the_same_minute(
    office: Office,
) -> None:
    report = Running(office).register()
    shared_frames(office, as_of=report.now, now=report.now)
    begun = report.now = report.now + timedelta(seconds=10)  # a page that is drawn slowly
    report.now += timedelta(seconds=1)
    report.send("sekretaris", report.form(c.Move(decision=Decision.SUBMIT)))
    shared_frames(office, as_of=begun, now=begun)

    later = report.now + timedelta(seconds=1)
    status = shared_frames(office, as_of=later, now=later).status

    assert list(status["current_step"]) == ["bentuk-tim"]
