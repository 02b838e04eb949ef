from pathlib import Path

import pandas as pd
from pandas.testing import assert_frame_equal

from lkj.analytics.event_log import log_of
from lkj.analytics.schema import EVENT_LOG, conform, sop_categories
from lkj.store import event_store, schema
from lkj.store.database import Database, sqlite_url
from tests.support.sops import office_sop
from tests.support.story import Story


def a_story() -> Story:
    story = Story().register(at="2026-03-02 08:00").go(after="1h").go(after="1h", note="Siap.")
    return story.start(after="1h").submit(after="2h").reject("Angka tabel 3 salah", after="1h")


def test_events_in_hand_make_the_log_that_the_store_reads(tmp_path: Path) -> None:
    database = Database.open(sqlite_url(tmp_path / "satu.db"))
    schema.upgrade(database)
    with database.write() as conn:
        stored = event_store.append(conn, a_story().events(), salts=lambda: "0" * 32)
    with database.read() as conn:
        read = event_store.event_log(conn)
    database.dispose()
    order = sop_categories([office_sop()])

    assert_frame_equal(
        conform(log_of(stored), EVENT_LOG, categories=order),
        conform(read, EVENT_LOG, categories=order),
    )


def test_no_events_make_an_empty_log_with_all_columns() -> None:
    log = log_of([])

    assert isinstance(log, pd.DataFrame)
    assert (len(log), list(log.columns)) == (0, [column.name for column in EVENT_LOG])
