"""Pages open on the databases of earlier releases, with the reports that were in them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from lkj import bootstrap
from lkj.store import event_store, session_store
from lkj.store.session_store import SessionRow
from lkj.store.tables import accounts, events
from lkj.usecases.sign_in import token_sha256
from tests.pages.stage import stage_of, titles, token
from tests.support.old_releases import noted, unpacked
from tests.support.relatives import first_and_others
from tests.support.staffed import ALWAYS

SEEN_AT = datetime(2026, 4, 1, 3, tzinfo=UTC)
PAGES = ("home", "status", "durations", "rejections", "conformance", "reports", "table7")
MONEV_ONLY = ("paper", "plan", "import_data", "unit_data", "agenda")


@pytest.mark.slow
@pytest.mark.parametrize("revision", first_and_others(["0001", "0004", "0005"]))
def test_every_page_of_petugas_monev_opens(revision: str, tmp_path: Path) -> None:
    with stage_of(unpacked(revision, tmp_path), {}) as stage:
        stage.monkeypatch.setenv("LKJ_TEST_NOW", SEEN_AT.isoformat())
        with stage.database.write() as conn:
            account = conn.execute(select(accounts.c.id).where(accounts.c.username == "monev"))
            row = SessionRow(
                token_sha256(token("monev")),
                account.scalar_one(),
                *(SEEN_AT, SEEN_AT, SEEN_AT + ALWAYS),
                *(None, "", ""),
            )
            session_store.open_session(conn, row)
            # The account had to change its password; it has done so.
            conn.execute(accounts.update().values(must_change_password=0))
        with stage.database.read() as conn:
            reports = conn.execute(select(events.c.report_id).distinct()).scalars().all()
            assert event_store.revision(conn) == noted(revision).heads["events"][0]
        stage.reports = {"first": reports[0]}

        for page in (*PAGES, *MONEV_ONLY):
            at = stage.open("monev", page)
            assert not at.exception, (page, at.exception)
            assert titles(at), page
        at = stage.open("monev", "reports", report="first")

        assert not at.exception
        assert titles(at)[0].startswith(("LKj", "Laporan Kinerja"))
        assert bootstrap.current_office().database.path == tmp_path / "kantor.db"
