"""The daily backup: made once when it is due, told when it fails, old ones dropped."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lkj.errors import NotPermitted, StorageFailed
from lkj.store import audit_store, backup_folder
from lkj.store.attached_files import beside
from lkj.store.audit_store import AuditRow
from lkj.store.backup import backup, restore
from lkj.store.database import Database, sqlite_url
from lkj.usecases.callers import HOST
from lkj.usecases.daily_backup import FAILED, MADE, Attempt, back_up_if_due
from lkj.usecases.documents import attach
from lkj.usecases.office import Office
from tests.support.documents import attachment
from tests.support.engines import ENGINES, office_on
from tests.support.offices import NOW, mark_as_example
from tests.support.staffed import Running, door_of, staffed_office

NOON = NOW + timedelta(hours=4, minutes=30)  # 12.30 WIB
DAY = timedelta(days=1)


class Log:
    """Where errors go: each gets the next code."""

    def __init__(self) -> None:
        self.errors: list[BaseException] = []

    def __call__(self, error: BaseException) -> str:
        self.errors.append(error)
        return f"KODE-{len(self.errors)}"


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture(params=ENGINES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """A report has begun; backups go to a folder of the test on either engine."""
    folder = tmp_path / "lain"
    folder.mkdir()
    with office_on(request.param, tmp_path) as opened:
        settings = replace(
            opened.settings, backup_directory=str(folder), files_directory=str(tmp_path / "f")
        )
        office = replace(opened, settings=settings)
        Running(office).register()
        yield office


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Office]:
    opened = staffed_office(tmp_path, backup_keep=3)
    Running(opened).register()
    yield opened
    opened.database.dispose()


def look(office: Office, now: datetime, log: Log | None = None) -> Attempt:
    return back_up_if_due(log or Log(), door=HOST, office=office, now=now)


def names(office: Office) -> list[str]:
    folder = office.backups
    assert folder is not None
    return sorted(path.name for path in folder.iterdir())


def noted(office: Office, action: str) -> list[AuditRow]:
    with office.database.read() as conn:
        return audit_store.of_actions(conn, [action])


def test_the_first_look_makes_one_and_the_next_nothing_until_the_hour(office: Office) -> None:
    made = look(office, NOW).copy

    assert made is not None
    assert made.name == "lkj-harian-2026-03-02T010000Z.db"
    assert names(office) == [made.name, made.name.replace(".db", ".json")]
    assert look(office, NOW + timedelta(hours=2)) == Attempt()
    assert look(office, NOON - timedelta(minutes=1)) == Attempt()
    assert look(office, NOON).copy is not None
    assert look(office, NOON + timedelta(hours=23)) == Attempt()
    assert len(noted(office, MADE)) == 2


def test_it_can_be_restored_and_its_line_says_what_is_inside(
    office: Office, tmp_path: Path
) -> None:
    made = look(office, NOW).copy
    assert made is not None
    assert office.backups is not None

    head = restore(office.backups / made.name, sqlite_url(tmp_path / "pulih.db"))

    (line,) = noted(office, MADE)
    assert (line.subject, line.account_id, line.detail["events"]) == (made.name, None, head.no)
    assert line.detail["bytes"] == (office.backups / made.name).stat().st_size


@pytest.mark.parametrize("apart", [timedelta(0), timedelta(milliseconds=300)])
def test_many_processes_make_one_also_when_their_clocks_differ(
    office: Office, apart: timedelta
) -> None:
    ready = threading.Barrier(4)

    def process(number: int) -> Attempt:
        own = Database.open(office.database.url)
        ready.wait()
        try:
            return look(replace(office, database=own), NOW + number * apart)
        finally:
            own.dispose()

    with ThreadPoolExecutor(4) as pool:
        attempts = list(pool.map(process, range(4)))

    assert [one.code for one in attempts] == [""] * 4
    assert len([one for one in attempts if one.copy]) == 1
    assert len(noted(office, MADE)) == 1


def test_who_may_not_keep_accounts_makes_none(small: Office) -> None:
    with pytest.raises(NotPermitted):
        back_up_if_due(Log(), door=door_of("monev"), office=small, now=NOW)

    assert small.backups is not None
    assert not small.backups.exists()


def test_an_example_is_not_backed_up(small: Office) -> None:
    mark_as_example(small)

    assert look(small, NOW) == Attempt()
    assert small.backups is not None
    assert not small.backups.exists()


def test_an_office_without_any_row_is_not_backed_up(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)

    assert look(office, NOW) == Attempt()


def test_it_can_be_switched_off(tmp_path: Path) -> None:
    office = staffed_office(tmp_path, backup_directory="tidak")
    Running(office).register()

    assert office.backups is None
    assert look(office, NOW) == Attempt()


def test_only_the_newest_daily_ones_stay_and_foreign_files_too(small: Office) -> None:
    look(small, NOW)
    folder = small.backups
    assert folder is not None
    by_hand = backup(small.database, small.files, folder, NOW - DAY)
    foreign = folder / "lkj-harian-2020-01-01T000000Z.db"
    foreign.write_bytes(b"milik orang lain")

    for n in range(1, 6):
        assert look(small, NOON + n * DAY).copy

    days = [name for name in names(small) if name.startswith("lkj-harian-2026")]
    assert [name for name in days if name.endswith(".db")] == [
        f"lkj-harian-2026-03-0{day}T053000Z.db" for day in (5, 6, 7)
    ]
    assert len(days) == 6
    assert by_hand.exists()
    assert foreign.exists()


def test_a_copy_of_another_history_is_neither_counted_nor_removed(
    small: Office, tmp_path: Path
) -> None:
    other_home = tmp_path / "lain"
    other_home.mkdir()
    other = staffed_office(other_home, backup_keep=1, backup_directory=str(tmp_path / "satu"))
    (tmp_path / "satu").mkdir()
    Running(other).register()
    theirs = backup(small.database, small.files, tmp_path / "satu", NOW, daily=True)

    assert look(other, NOW + timedelta(seconds=1)).copy
    assert look(other, NOON).copy

    assert theirs.exists()
    assert len(names(other)) == 4


def test_one_from_a_wrong_clock_neither_counts_nor_makes_more(small: Office) -> None:
    made = [look(small, NOW + 400 * DAY), look(small, NOW)]
    made += [look(small, NOW + timedelta(hours=n)) for n in range(1, 4)]

    assert [bool(one.copy) for one in made] == [True, True, False, False, False]


def test_one_that_was_deleted_is_made_again(small: Office) -> None:
    made = look(small, NOW).copy
    assert made is not None
    assert small.backups is not None
    (small.backups / made.name).unlink()

    assert look(small, NOW + timedelta(minutes=59)) == Attempt()
    assert look(small, NOW + timedelta(minutes=61)).copy


def test_a_folder_that_is_not_there_is_told_and_never_made(tmp_path: Path, log: Log) -> None:
    usb = tmp_path / "usb"
    office = staffed_office(tmp_path, backup_directory=str(usb))
    Running(office).register()

    assert look(office, NOW, log) == Attempt(code="KODE-1")

    assert not usb.exists()
    (line,) = noted(office, FAILED)
    assert line.detail == {"code": "KODE-1", "kind": "FolderRefused", "problem": "tidak ada"}
    usb.mkdir()
    assert look(office, NOW + timedelta(minutes=30), log) == Attempt()
    assert look(office, NOW + timedelta(hours=1), log).copy
    assert len(log.errors) == 1


def test_a_history_that_does_not_verify_is_told_and_drops_nothing(
    small: Office, log: Log
) -> None:
    for n in range(3):
        look(small, NOON + n * DAY)
    before = names(small)
    with small.database.write() as conn:
        conn.exec_driver_sql("DROP TRIGGER events_refuse_update")
        conn.exec_driver_sql("UPDATE events SET note = 'lain'")

    assert look(small, NOON + 3 * DAY, log).code == "KODE-1"

    assert names(small) == before
    (line,) = noted(small, FAILED)
    assert (line.detail["kind"], line.detail["problem"]) == ("ChainBroken", "content")


def test_what_cannot_be_removed_is_told_though_the_copy_was_made(
    small: Office, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        look(small, NOON + n * DAY)

    def refuse(*_: object) -> None:
        raise StorageFailed(problem="read_only")

    monkeypatch.setattr(backup_folder, "remove", refuse)
    attempt = look(small, NOON + 3 * DAY, log)

    assert attempt.copy is not None
    assert attempt.code == "KODE-1"
    assert len(noted(small, MADE)) == 4
    assert noted(small, FAILED)[0].detail["problem"] == "read_only"


def test_attached_files_take_the_room_of_one_in_all_copies(small: Office) -> None:
    report = Running(small).register()
    attach(attachment(report, "dpa"), door=door_of("monev"), office=small, now=NOW)

    first, second = look(small, NOW).copy, look(small, NOON).copy

    assert first is not None
    assert second is not None
    assert small.backups is not None
    stores = [beside(small.backups / copy.name) for copy in (first, second)]
    (one,), (other,) = (list(store.root.glob("*/*")) for store in stores)
    assert one.samefile(other)
    assert one.stat().st_nlink == 2


def test_a_file_that_an_earlier_copy_holds_damaged_is_copied_anew(small: Office) -> None:
    report = Running(small).register()
    attach(attachment(report, "dpa"), door=door_of("monev"), office=small, now=NOW)
    first = look(small, NOW).copy
    assert first is not None
    assert small.backups is not None
    (kept,) = beside(small.backups / first.name).root.glob("*/*")
    kept.write_bytes(b"rusak")

    second = look(small, NOON).copy

    assert second is not None
    assert not list(beside(small.backups / second.name).problems([kept.name]))
