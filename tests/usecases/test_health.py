"""What is looked at in a real office, on both engines."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lkj.domain.health import Check, Fact, Finding, Health
from lkj.errors import StorageFailed
from lkj.store import audit_store, probe, schema
from lkj.store.attached_files import beside
from lkj.usecases.callers import HOST
from lkj.usecases.daily_backup import back_up_if_due
from lkj.usecases.documents import attach
from lkj.usecases.health import check_health, read_health
from lkj.usecases.office import Office
from lkj.usecases.slow_checks import CHECKED
from tests.support.documents import attachment
from tests.support.engines import ENGINES, office_on
from tests.support.offices import NOW, mark_as_example
from tests.support.staffed import Running, door_of

FINE, LOOK, WRONG = Health.FINE, Health.LOOK, Health.WRONG
DAY = timedelta(days=1)


@pytest.fixture(params=ENGINES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    with office_on(request.param, tmp_path) as opened:
        yield prepared(opened, tmp_path)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Office]:
    with office_on("sqlite", tmp_path) as opened:
        yield prepared(opened, tmp_path)


def prepared(opened: Office, directory: Path) -> Office:
    """A report with a document; everything lies in the folder of the test."""
    (directory / "lain").mkdir()
    settings = replace(
        opened.settings,
        backup_directory=str(directory / "lain"),
        files_directory=str(directory / "berkas"),
    )
    office = replace(opened, settings=settings)
    report = Running(office).register()
    attach(attachment(report, "dpa"), door=door_of("monev"), office=office, now=NOW)
    return office


def checked(
    office: Office, now: datetime = NOW, *, on_lan: bool = False
) -> dict[Check, Finding]:
    found = check_health(is_on_lan=on_lan, door=HOST, office=office, now=now)
    return {one.check: one for one in found}


def read(office: Office, now: datetime = NOW) -> dict[Check, Finding]:
    found = read_health(is_on_lan=False, door=door_of("auditor"), office=office, now=now)
    return {one.check: one for one in found}


def back_up(office: Office, now: datetime = NOW) -> str:
    return back_up_if_due(lambda _: "KODE", door=HOST, office=office, now=now).code


def facts(found: Mapping[Check, Finding], check: Check) -> Mapping[str, Fact]:
    return found[check].facts


def test_a_new_office_is_well_but_for_its_backup(office: Office) -> None:
    found = checked(office)

    assert list(found) == list(Check)
    told = {check for check, one in found.items() if one.health is not FINE}
    assert told - {Check.ZONE, Check.DISK} == {Check.BACKUP, Check.BACKUP_PLACE}
    assert found[Check.BACKUP] == Finding(Check.BACKUP, WRONG, {"days_ago": None})
    assert facts(found, Check.BACKUP_PLACE) == {"is_same_disk": True}
    assert facts(found, Check.ENGINE)["name"] == office.database.dialect


def test_the_age_of_a_backup_counts_local_days(office: Office) -> None:
    assert back_up(office) == ""

    ages = [(1, FINE), (2, FINE), (3, LOOK), (8, WRONG)]
    for days, health in ages:
        found = read(office, NOW + days * DAY)
        assert found[Check.BACKUP] == Finding(Check.BACKUP, health, {"days_ago": days})
    evening = NOW + timedelta(hours=15, minutes=59)
    assert facts(read(office, evening), Check.BACKUP)["days_ago"] == 0
    assert facts(read(office, evening + timedelta(minutes=1)), Check.BACKUP)["days_ago"] == 1


def test_a_backup_that_failed_since_is_told_with_its_code(small: Office) -> None:
    back_up(small)
    folder = small.backups
    assert folder is not None
    folder.rename(folder.with_name("dicabut"))
    back_up(small, NOW + DAY)
    folder.with_name("dicabut").rename(folder)

    found = read(small, NOW + DAY)[Check.BACKUP]

    failure = {"code": "KODE", "kind": "FolderRefused", "problem": "tidak ada"}
    assert found == Finding(Check.BACKUP, LOOK, {"days_ago": 1, **failure})


def test_a_folder_on_a_disk_that_is_away_is_asked_nothing(small: Office) -> None:
    settings = replace(small.settings, backup_directory="/tidak/ada/di/sini")

    found = read(replace(small, settings=settings))

    assert found[Check.BACKUP].health is WRONG
    assert Check.BACKUP_PLACE not in found
    assert set(facts(found, Check.DISK)) == {"database", "files"}


def test_backups_that_are_off_and_those_of_an_example(small: Office) -> None:
    settings = replace(small.settings, backup_directory="tidak")
    off = {"is_off": True, "is_example": False}

    assert read(replace(small, settings=settings))[Check.BACKUP] == Finding(
        Check.BACKUP, LOOK, off
    )
    mark_as_example(small)
    found = read(small)
    example = {"is_off": False, "is_example": True}
    assert found[Check.BACKUP] == Finding(Check.BACKUP, FINE, example)
    assert found[Check.EXAMPLE] == Finding(Check.EXAMPLE, LOOK, {"is": True})


def test_slow_checks_tell_their_last_result_on_the_page(office: Office) -> None:
    never = {"at": None}
    before = read(office)
    assert before[Check.CHAIN] == Finding(Check.CHAIN, LOOK, never)
    assert before[Check.DOCUMENTS] == Finding(Check.DOCUMENTS, LOOK, never)

    run = checked(office)

    later = read(office, NOW + DAY)
    for check in (Check.CHAIN, Check.DOCUMENTS):
        assert later[check] == run[check]
    assert facts(later, Check.DOCUMENTS)["files"] == 1
    with office.database.read() as conn:
        (line,) = audit_store.of_actions(conn, [CHECKED])
    assert line.account_id is None


def test_a_backup_is_a_check_of_chain_and_documents_too(small: Office) -> None:
    checked(small)
    assert back_up(small, NOW + DAY) == ""

    found = read(small, NOW + 2 * DAY)

    assert str(facts(found, Check.CHAIN)["at"]).startswith("2026-03-03T01:00")
    assert facts(found, Check.DOCUMENTS)["lost"] == 0


def break_event(office: Office) -> None:
    with office.database.write() as conn:
        conn.exec_driver_sql("DROP TRIGGER events_refuse_update")
        conn.exec_driver_sql("UPDATE events SET note = 'lain' WHERE no = 1")


def test_a_broken_chain_is_told_at_once_and_on_the_page(small: Office) -> None:
    break_event(small)

    run, page = checked(small), read(small)

    place = {"table": "events", "no": "1", "problem": "content"}
    assert facts(run, Check.CHAIN).items() >= place.items()
    assert run[Check.CHAIN].health is page[Check.CHAIN].health is WRONG
    assert facts(page, Check.CHAIN).items() >= place.items()
    assert run[Check.GUARDS] == Finding(
        Check.GUARDS, WRONG, {"missing": "events_refuse_update"}
    )


def test_a_chain_that_broke_a_backup_is_told_with_the_code(small: Office) -> None:
    break_event(small)
    back_up(small)

    found = read(small)

    assert found[Check.CHAIN].health is WRONG
    assert facts(found, Check.CHAIN)["code"] == "KODE"


def test_lost_documents_are_counted_and_stop_the_backup(small: Office) -> None:
    (kept,) = small.files.root.glob("*/*")
    kept.unlink()

    run = checked(small)
    assert run[Check.DOCUMENTS].health is WRONG
    assert facts(run, Check.DOCUMENTS).items() >= {"files": 1, "lost": 1}.items()
    assert read(small)[Check.DOCUMENTS] == run[Check.DOCUMENTS]

    back_up(small, NOW + DAY)
    assert read(small, NOW + DAY)[Check.DOCUMENTS].health is WRONG


def test_a_clock_behind_the_newest_row_is_found(small: Office) -> None:
    found = read(small, NOW - timedelta(minutes=10))

    assert found[Check.CLOCK] == Finding(Check.CLOCK, WRONG, {"minutes_behind": 10})


def test_a_database_that_cannot_be_written_is_told_and_nothing_is_noted(
    small: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise StorageFailed(problem="read_only")

    monkeypatch.setattr(probe, "try_writing", refuse)
    found = checked(small)

    assert found[Check.DATABASE] == Finding(Check.DATABASE, WRONG, {"problem": "read_only"})
    with small.database.read() as conn:
        assert audit_store.of_actions(conn, [CHECKED]) == []


def test_trying_to_write_leaves_nothing_behind(office: Office) -> None:
    with office.database.read() as conn:
        before = audit_store.head(conn)

    probe.try_writing(office.database)

    with office.database.read() as conn:
        assert audit_store.head(conn) == before
        assert (
            conn.exec_driver_sql("SELECT count(*) FROM facts WHERE key = 'probe'").scalar() == 0
        )


def test_another_schema_is_told(small: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "is_current", lambda _: False)

    assert read(small)[Check.SCHEMA] == Finding(Check.SCHEMA, WRONG, {"is_current": False})


@pytest.mark.parametrize(
    ("url", "on_lan", "kind"),
    [
        ("", False, "here"),
        ("", True, "lan"),
        ("http://lkj.example.go.id:8501", False, "public"),
        ("https://lkj.example.go.id", False, "tls"),
    ],
)
def test_exposure_reads_the_public_address(
    small: Office, url: str, kind: str, *, on_lan: bool
) -> None:
    office = replace(small, settings=replace(small.settings, public_url=url))

    assert facts(checked(office, on_lan=on_lan), Check.EXPOSURE)["kind"] == kind


def test_a_backup_on_another_disk_is_well(
    small: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "is_same_disk", lambda *_: False)

    assert read(small)[Check.BACKUP_PLACE].health is FINE


def test_no_fact_tells_a_path_or_a_person(small: Office, tmp_path: Path) -> None:
    back_up(small)
    told = str([dict(one.facts) for one in checked(small).values()])

    assert str(tmp_path) not in told
    assert "Nama" not in told
    assert beside(tmp_path / "kantor.db").root.name not in told
