from datetime import timedelta

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from lkj.analytics.schema import EVENT_LOG, conform
from lkj.domain.events import Capacity, EventKind, Precision, Source
from lkj.store import event_store
from lkj.store.database import Database
from tests.store.examples import NOON, a_full_event, an_event, append

MISSING_IN_A_PLAIN_EVENT = [
    "step", "next_step", "role", "capacity", "batch_id", "started_at", "effort_minutes",
    "target_no",
]  # fmt: skip


def log_of(database: Database, *, after_no: int = 0) -> pd.DataFrame:
    with database.read() as connection:
        return event_store.event_log(connection, after_no=after_no)


def test_the_log_has_the_columns_and_dtypes_that_analysis_declares(database: Database) -> None:
    append(database, [an_event(), a_full_event(version=2)])

    log = log_of(database)

    declared = [column.name for column in EVENT_LOG]
    assert log[declared].dtypes.to_dict() == conform(log, EVENT_LOG).dtypes.to_dict()
    assert set(log.columns) - set(declared) == {"batch_id"}


def test_an_empty_log_has_the_same_columns_and_dtypes(database: Database) -> None:
    empty = log_of(database)
    append(database, [an_event(), a_full_event(version=2)])
    filled = log_of(database)

    assert len(empty) == 0
    assert list(empty.columns) == list(filled.columns)
    open_categories = ["step", "next_step", "role", "sop_id"]
    closed = filled.columns.drop(open_categories)
    assert empty[closed].dtypes.to_dict() == filled[closed].dtypes.to_dict()
    assert set(empty[open_categories].dtypes.astype("str")) == {"category"}


def test_every_value_is_that_of_the_event(database: Database) -> None:
    append(database, [an_event(), a_full_event(version=2)])

    [row] = log_of(database).iloc[1:].to_dict("records")

    assert row == {
        "no": 2,
        "report_id": "R1",
        "version": 2,
        "kind": "rejected",
        "step": "reviu-kasubbag",
        "next_step": "kompilasi",
        "sop_id": "penyusunan-lkj",
        "sop_version": 1,
        "actor": "person-sekretaris",
        "role": "kasubbag_renja_monev",
        "capacity": "plt",
        "recorded_by": "account-sekretaris",
        "source": "paper",
        "batch_id": "batch-7",
        "occurred_at": pd.Timestamp(NOON + timedelta(hours=2)),
        "started_at": pd.Timestamp(NOON),
        "time_precision": "date",
        "effort_minutes": 25.0,
        "recorded_at": pd.Timestamp(NOON + timedelta(hours=2, seconds=7, microseconds=123456)),
        "target_no": 1,
        "note": "Angka capaian tidak sama dengan lampiran",
        "reasons": "angka,lampiran",
        "payload": '{"missing":["renstra"]}',
    }


def test_what_an_event_does_not_say_is_missing_and_empty_text_is_empty(
    database: Database,
) -> None:
    append(database, [an_event(), a_full_event(version=2)])

    row = log_of(database).iloc[0]

    assert list(row.index[row.isna()]) == [
        name for name in row.index if name in MISSING_IN_A_PLAIN_EVENT
    ]
    assert (row["note"], row["reasons"], row["payload"]) == ("", "", "")


def test_categories_are_complete_whatever_happened(database: Database) -> None:
    append(database, [an_event(step="b", next_step="a"), an_event("R2", next_step="c")])

    log = log_of(database)

    assert list(log["kind"].cat.categories) == [kind.value for kind in EventKind]
    assert list(log["capacity"].cat.categories) == [c.value for c in Capacity]
    assert list(log["source"].cat.categories) == [source.value for source in Source]
    assert list(log["time_precision"].cat.categories) == [p.value for p in Precision]
    assert list(log["step"].cat.categories) == ["a", "b", "c"]
    assert log["step"].dtype == log["next_step"].dtype


def test_a_log_can_be_extended_by_what_came_later(database: Database) -> None:
    append(database, [a_full_event(version=version) for version in (1, 2)])
    early = log_of(database)
    append(database, [a_full_event(version=version) for version in (3, 4)])

    late = log_of(database, after_no=2)

    assert list(late["no"]) == [3, 4]
    assert_frame_equal(pd.concat([early, late], ignore_index=True), log_of(database))


@pytest.mark.parametrize("text", ['"]["', "a\x1fb\n", "\\u0000", "🏳️\u200d🌈", "null", "NaN"])
def test_no_text_is_mistaken_for_another_value(database: Database, text: str) -> None:
    append(database, [an_event(text, actor=text, step=text, note=text, reasons=(text,))])

    row = log_of(database).iloc[0]

    names = ["report_id", "actor", "step", "note", "reasons"]
    assert list(row[names]) == [text] * len(names)


def test_a_log_of_several_batches_is_whole_and_in_order(database: Database) -> None:
    append(database, [an_event(f"R{i}", actor=f"person-{i}") for i in range(5_000)])

    log = log_of(database)

    assert list(log["no"]) == list(range(1, 5_001))
    assert list(log["actor"]) == [f"person-{i}" for i in range(5_000)]
    assert list(log.index) == list(range(5_000))


def test_only_the_columns_that_are_wanted_are_read_up_to_a_number(database: Database) -> None:
    append(database, [a_full_event(version=version) for version in (1, 2, 3)])
    whole = log_of(database)

    with database.read() as connection:
        some = event_store.event_log(
            connection, until_no=2, columns=("actor", "no", "step", "next_step")
        )

    assert_frame_equal(some, whole[["no", "step", "next_step", "actor"]].iloc[:2])


def test_what_changed_and_what_was_written_are_found_without_the_log(
    database: Database,
) -> None:
    append(database, [an_event(), an_event("R2"), a_full_event(version=2)])

    with database.read() as connection:
        assert event_store.changed_reports(connection, after_no=2) == {"R1"}
        assert event_store.notes(connection, [1, 3]) == {
            1: "",
            3: "Angka capaian tidak sama dengan lampiran",
        }


def test_payloads_are_found_by_a_text_that_is_no_pattern(database: Database) -> None:
    said = ['{"inputs":[["DPA","absent",""]]}', "{}", '{"title":"100% \\"absent\\""}']
    append(database, [an_event(f"R{n}", payload=text) for n, text in enumerate(said)])

    with database.read() as connection:
        found = event_store.payloads_naming(connection, '"absent"', until_no=3)
        earlier = event_store.payloads_naming(connection, "{", until_no=2)
        pattern = event_store.payloads_naming(connection, "%absent%", until_no=3)

    assert found == {1: said[0]}
    assert list(earlier) == [1, 2]
    assert pattern == {}


def test_the_latest_acts_of_one_person_are_found(database: Database) -> None:
    append(database, [an_event(), *(a_full_event(version=n) for n in (2, 3, 4))])
    facts = {"kinds": [EventKind.REJECTED], "within": 3}

    with database.read() as connection:
        found = event_store.latest_acts(connection, "person-sekretaris", most=2, **facts)
        nobody = event_store.latest_acts(connection, "person-lain", most=2, **facts)

    assert [event.no for event in found] == [4, 3]
    assert nobody == []
