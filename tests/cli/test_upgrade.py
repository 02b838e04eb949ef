"""The commands bring a database of an earlier release up to date, and say what they did."""

import signal
from pathlib import Path

import pytest

from lkj.store import schema
from lkj.store.backup import restore
from lkj.store.database import opened, sqlite_url
from tests.cli.commands import answer, at, refused
from tests.cli.test_start import SECONDS, started, wait_until_up
from tests.support import postgres
from tests.support.missing import needs
from tests.support.old_releases import noted, on_server, unpacked
from tests.support.server import free_port

OLDEST = "0001"


def code_of(revision: str) -> str:
    digest = noted(revision).heads["events"][1][:16].upper()
    return "-".join(digest[place : place + 4] for place in range(0, 16, 4))


@pytest.mark.thorough("test_what_was_kept_before_an_upgrade_can_be_restored")
@pytest.mark.slow
def test_the_start_upgrades_the_oldest_database_and_serves_it(tmp_path: Path) -> None:
    path, port = unpacked(OLDEST, tmp_path), free_port()

    with started(tmp_path, "--port", str(port), name=path.name) as process:
        wait_until_up(port)
        process.send_signal(signal.SIGTERM)
        process.wait(SECONDS)

    assert f"catatan terakhir no. 34, kode {code_of(OLDEST)}" in answer("verify", *at(path))
    kept = tmp_path / f"kantor.schema-{OLDEST}.db"
    with opened(sqlite_url(kept)) as database, database.read() as conn:
        assert schema.revision_found(conn) == OLDEST


def test_what_was_kept_before_an_upgrade_can_be_restored(tmp_path: Path) -> None:
    path = unpacked(OLDEST, tmp_path)
    answer("migrate", *at(path))

    said = answer("restore", tmp_path / "kantor.schema-0001.db", "--to", tmp_path / "lagi.db")

    assert "catatan terakhir no. 34." in said


def test_a_newer_database_is_refused_in_words(tmp_path: Path) -> None:
    path = unpacked("0005", tmp_path)
    with opened(sqlite_url(path)) as database, database.write() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '0099'")

    (said,) = refused("migrate", *at(path))

    assert said.startswith("Basis data ini ditulis oleh versi aplikasi yang lebih baru")
    assert "skemanya 0099" in said


@pytest.mark.postgres
@pytest.mark.thorough("test_what_was_kept_before_an_upgrade_can_be_restored")
class TestServer:
    """A database on PostgreSQL is copied into the folder of the backups first."""

    def test_it_is_copied_and_migrated(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        needs("PostgreSQL", found=postgres.server_url(), how=postgres.HOW)
        folder = tmp_path / "cadangan"
        folder.mkdir()
        monkeypatch.setenv("LKJ_BACKUP_DIR", str(folder))
        with postgres.new_database() as url, on_server("0005", url, tmp_path) as database:
            said = answer("migrate", "--database", url)
            again = answer("migrate", "--database", url)
            assert schema.is_current(database)

        (copy,) = folder.iterdir()
        assert copy.name.startswith("lkj-skema-0005-")
        assert f"diperiksa dan tersimpan: {copy}" in said
        assert again == "Skema basis data terkini.\n"
        head = restore(copy, sqlite_url(tmp_path / "lagi.db"))
        assert (head.no, head.hash) == noted("0005").heads["events"]

    def test_without_its_folder_nothing_is_changed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        needs("PostgreSQL", found=postgres.server_url(), how=postgres.HOW)
        monkeypatch.setenv("LKJ_BACKUP_DIR", str(tmp_path / "tidak-ada"))
        with postgres.new_database() as url, on_server("0004", url, tmp_path) as database:
            (said,) = refused("migrate", "--database", url)
            assert not schema.is_current(database)

        assert said == f"Folder cadangan tidak ada: {tmp_path / 'tidak-ada'}"

    def test_where_backups_are_off_that_is_said(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        needs("PostgreSQL", found=postgres.server_url(), how=postgres.HOW)
        monkeypatch.setenv("LKJ_BACKUP_DIR", "tidak")
        with postgres.new_database() as url, on_server("0004", url, tmp_path):
            said = answer("migrate", "--database", url)

        assert said.startswith("Cadangan harian dimatikan: tidak ada salinan")
