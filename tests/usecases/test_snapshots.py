"""A snapshot is made anew only where something changed, and survives what goes wrong."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from lkj.errors import LkjError, OfficeUnprepared
from lkj.snapshots.facts import PASSES_FILE, Facts, read_facts
from lkj.store import event_store, plan_store
from lkj.store.snapshot_folder import newest_snapshot
from lkj.usecases import snapshots
from lkj.usecases.callers import HOST
from lkj.usecases.frames import is_looked_at, shared_frames
from lkj.usecases.office import Office, Settings, Sops
from lkj.usecases.offices import Offices
from lkj.usecases.snapshots import Refreshed, refresh_all, refresh_snapshot
from tests.support.calendars import a_draft, activated
from tests.support.offices import NOW
from tests.support.sops import office_sop, other_sop
from tests.support.staffed import Running, staffed_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(
        tmp_path, office_code="dinkes", snapshots_directory=str(tmp_path / "potret")
    )


def newest(office: Office) -> Path:
    found = newest_snapshot(Path(office.settings.snapshots_directory) / "dinkes")
    assert found is not None
    return found


def facts_of(office: Office) -> Facts:
    return read_facts(newest(office))


def _never(*_: object, **__: object) -> None:
    raise AssertionError("the whole log is not read again")


def refresh(office: Office, now: object = NOW) -> bool:
    return refresh_snapshot(door=HOST, office=office, now=now)


def test_the_first_look_writes_and_the_next_has_nothing_to_do(office: Office) -> None:
    Running(office).register()

    assert refresh(office) is True
    assert refresh(office) is False
    assert refresh(office, NOW + timedelta(minutes=30)) is False


def test_it_says_what_it_was_made_from(office: Office) -> None:
    report = Running(office).register()
    refresh(office, report.now)

    facts = facts_of(office)

    with office.database.read() as conn:
        head = event_store.head(conn)
    assert facts.head == head.anchor
    assert facts.as_of == report.now
    assert facts.source.revision == head.no
    assert facts.source.office == "dinkes"
    assert facts.source.sops == ("penyusunan-lkj/1",)
    assert facts.source.day == date(2026, 3, 2)
    assert not facts.is_example


def test_an_event_makes_it_old(office: Office) -> None:
    report = Running(office).register()
    refresh(office, report.now)
    report.go()

    assert refresh(office, report.now) is True
    assert facts_of(office).source.revision == len(report.events)


def test_a_change_of_the_plan_makes_it_old(office: Office) -> None:
    refresh(office)
    planned = plan_store.PlannedReport("p", "penyusunan-lkj", 2026, "tahunan", "x", None)
    with office.database.write() as conn:
        plan_store.put(conn, planned)
    assert refresh(office) is True

    with office.database.write() as conn:
        plan_store.put(conn, replace(planned, title="judul lain"))
    assert refresh(office) is False  # titles are not told
    with office.database.write() as conn:
        plan_store.put(conn, replace(planned, deadline=date(2026, 4, 1)))
    assert refresh(office) is True


def test_another_day_makes_it_old(office: Office) -> None:
    refresh(office)

    assert refresh(office, NOW + timedelta(hours=20)) is True
    assert facts_of(office).source.day == date(2026, 3, 3)


def test_another_sop_makes_it_old(office: Office) -> None:
    refresh(office)

    both = replace(office, sops=Sops.of([office_sop(), other_sop()]))

    assert refresh(both) is True
    assert len(facts_of(office).source.sops) == 2


def test_a_damaged_snapshot_is_made_anew(office: Office) -> None:
    refresh(office)
    (newest(office) / PASSES_FILE).write_bytes(b"rusak")

    assert refresh(office) is True
    assert refresh(office) is False


def test_tables_of_an_office_in_use_are_those_of_its_pages(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = Running(office).register()
    shared = shared_frames(office, as_of=report.now, now=report.now)
    monkeypatch.setattr("lkj.usecases.frames.read_frames", _never)

    assert refresh(office, report.now) is True
    assert shared_frames(office, as_of=report.now, now=report.now) is shared


def test_an_office_that_nobody_looks_at_keeps_nothing_in_memory(office: Office) -> None:
    Running(office).register()

    refresh(office)

    assert not is_looked_at(office)
    assert office.database.engine.pool.checkedin() == 0


def test_one_office_that_fails_keeps_its_last_and_none_waiting(
    office: Office, tmp_path: Path
) -> None:
    refresh(office)
    before = newest(office)
    settings = [
        Settings(database_url="", office_code=code) for code in ("dinkes", "satpol-pp", "baru")
    ]

    def build(one: Settings) -> Office:
        if one.office_code == "satpol-pp":
            folder = tmp_path / "lain"
            folder.mkdir()
            kept = {**vars(office.settings), "office_code": "satpol-pp"}
            del kept["database_url"]
            return staffed_office(folder, **kept)
        raise OfficeUnprepared(code=one.office_code, name="")

    done = list(refresh_all(Offices(settings, build), door=HOST, clock=lambda: NOW))

    assert [(one.code, one.is_written, type(one.error)) for one in done] == [
        ("dinkes", False, OfficeUnprepared),
        ("satpol-pp", True, type(None)),
        ("baru", False, OfficeUnprepared),
    ]
    assert done[1] == Refreshed("satpol-pp", is_written=True)
    assert isinstance(done[0].error, LkjError)
    assert newest(office) == before


def test_an_installation_without_codes_has_a_folder_too(tmp_path: Path) -> None:
    office = staffed_office(tmp_path, snapshots_directory=str(tmp_path / "potret"))

    assert refresh(office) is True
    assert newest_snapshot(tmp_path / "potret" / snapshots.folder_name(office.settings))


def test_a_calendar_that_was_activated_makes_it_old(office: Office) -> None:
    refresh(office)
    a_draft(office)
    assert refresh(office) is False  # a draft counts nothing yet

    activated(office)

    assert refresh(office, NOW + timedelta(minutes=1)) is True
