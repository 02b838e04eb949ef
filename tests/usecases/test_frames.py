from dataclasses import replace
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.accounts import AppRole
from lkj.usecases.frames import everyone, read_frames, revision
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
