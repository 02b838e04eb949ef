"""Who gets which part of a download, and what the audit log keeps of it."""

from pathlib import Path
from typing import Any

import pytest

from lkj.domain import commands as c
from lkj.domain.accounts import AppRole, Permission
from lkj.domain.commands import Period
from lkj.domain.sop import Decision
from lkj.errors import NotPermitted
from lkj.store import audit_store
from lkj.usecases.callers import HOST
from lkj.usecases.exports import ExportRequest, export
from lkj.usecases.office import Office
from tests.support.offices import anchor_of, mark_as_example, set_account
from tests.support.sops import office_sop
from tests.support.staffed import (
    NOBODY,
    Running,
    door_of,
    name_of,
    staffed_office,
)
from tests.support.times import moment
from tests.usecases.exported import NOON, PERSONS, expect, local, made, rows


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(tmp_path)


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A report of each of two years was returned; only to be read."""
    office = staffed_office(tmp_path_factory.mktemp("kantor"))
    for year in (2025, 2026):
        report = Running(office).register(fiscal_year=year).until("periksa-kasubbag")
        report.send_back()
    return office


def test_filters_are_those_of_the_pages(two_years: Office) -> None:
    older = made(two_years, "all", tahun="2025", langkah="periksa-kasubbag")
    nobodys = made(two_years, "all", peran="kepala_satuan")

    found = {table.name: table.rows for table in older.tables}
    assert {name: len(rows) for name, rows in found.items()} == {
        "durations": 1,
        "visits": 1,
        "rejections": 1,
        "returns": 1,
        "status": 1,
        "open": 0,
        "findings": 0,
        "fitness": 1,
        "events": 1,
        "unit_data": 0,
        "table7": 0,
    }
    of_steps = set(found) - {
        *("status", "open", "findings", "fitness", "table7", "unit_data"),
    }
    assert {found[name]["step"].item() for name in of_steps} == {"Periksa Kasubbag"}
    assert found["durations"]["n"].item() == found["rejections"]["n"].item() == 1
    assert {len(t.rows) for t in nobodys.tables if t.name != "status"} == {0}


def test_the_board_keeps_the_reports_that_are_chosen(office: Office) -> None:
    Running(office).register()
    expect(office, Period.Q2)

    assert len(rows(office, "status")) == 2
    assert [row["period"] for row in rows(office, "status", status="berjalan")] == ["Tahunan"]


def test_the_past_is_told_as_it_was_and_as_it_was_known(office: Office) -> None:
    report = Running(office).register()
    report.now = moment("2026-03-03 08:00").at
    report.act(
        "sekretaris", c.Move(decision=Decision.SUBMIT, finished=moment("2026-03-02 09:00"))
    )
    now = moment("2026-03-05 08:00").at

    (then,) = rows(office, "visits", now=now, per="2026-03-02", diketahui="2026-03-02")
    known_now, _ = rows(office, "visits", now=now, per="2026-03-02")

    assert (then["left_at"], then["as_of"]) == (None, local("2026-03-02 23:59"))
    assert known_now["left_at"] == local("2026-03-02 09:00")
    known = {n: rows(office, "events", now=now, diketahui=f"2026-03-0{n}") for n in (2, 3)}
    assert {n: len(events) for n, events in known.items()} == {2: 1, 3: 2}


def test_values_that_mean_nothing_are_named_and_filter_nothing(office: Office) -> None:
    Running(office).register()

    download = made(office, "visits", tahun="dua ribu")

    assert len(download.tables[0].rows) == 1
    assert [tuple(one) for one in download.ignored] == [("tahun", "dua ribu")]


def test_example_data_carry_their_mark(office: Office) -> None:
    mark_as_example(office)
    Running(office).register()

    assert [row["remark"] for row in rows(office, "visits")] == ["DATA CONTOH"]


STAFF = (*(role.id for role in office_sop().roles), *AppRole, NOBODY)


@pytest.mark.parametrize("who", STAFF)
def test_persons_are_named_to_those_who_may_read_them(two_years: Office, who: str) -> None:
    download = made(two_years, "all", who)

    may_read = who in {"monev", "auditor"}
    named = {table.name for table in download.tables if PERSONS & set(table.rows)}
    naming = {"visits", "returns", "findings", "events", "table7"}
    assert named == (naming if may_read else set())
    assert download.has_persons is may_read
    text = "".join(str(table.rows.to_dict("list")) for table in download.tables)
    assert (name_of("sekretaris") in text) is may_read


@pytest.mark.parametrize("with_persons", [True, False])
def test_the_command_line_names_persons_only_when_asked(
    office: Office, with_persons: bool
) -> None:
    Running(office).register()
    request = ExportRequest(name="events", file_format="csv", with_persons=with_persons)

    download = export(request, door=HOST, office=office, now=NOON)

    assert set(download.tables[0].rows) >= {"actor", "recorded_by"} or not with_persons
    assert bool(PERSONS & set(download.tables[0].rows)) is with_persons
    assert last_audit(office) == (
        None,
        "export.events",
        "events",
        {"format": "csv", "filters": {}, "persons": with_persons, "head": anchor_of(office)},
    )


def test_a_session_cannot_ask_for_persons(office: Office) -> None:
    request = ExportRequest(name="events", file_format="csv", with_persons=True)

    download = export(request, door=door_of("tim_lkj"), office=office, now=NOON)

    assert not PERSONS & set(download.tables[0].rows)


def last_audit(office: Office) -> tuple[Any, ...]:
    with office.database.read() as conn:
        (row, *_) = audit_store.recent(conn, 1)
    return row.account_id, row.action, row.subject, row.detail


def test_each_download_is_written_to_the_audit_log(office: Office) -> None:
    made(office, "visits", "auditor", tahun="2025,x", gaya="internasional")

    assert last_audit(office) == (
        "akun-auditor",
        "export.visits",
        "visits",
        {
            "format": "xlsx",
            "filters": {"tahun": "2025"},
            "persons": True,
            "head": anchor_of(office),
        },
    )


def test_a_temporary_password_must_be_changed_before_a_download(office: Office) -> None:
    set_account(office, f"akun-{NOBODY}", must_change_password=True)

    with pytest.raises(NotPermitted) as caught:
        made(office, "visits")

    assert caught.value.facts == {"permission": Permission.READ_REPORTS}
    with office.database.read() as conn:
        assert audit_store.recent(conn, 10) == []
