"""OCEL 2.0: four tables are written and read back; types name what their rows have."""

import json

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lkj.exchange.ocel_file import EVER, RELATION_COLUMNS, ObjectLog, to_ocel
from tests.exchange.log_frames import event_logs
from tests.exchange.ocel_reader import read_ocel

RELATIONS = st.lists(
    st.tuples(
        st.sampled_from(["e1", "e2"]),
        st.sampled_from(["o1", "o2"]),
        st.sampled_from(["pelaku", "pencatat"]),
    ),
    max_size=5,
)
OBJECTS = pd.DataFrame(
    {
        "id": ["o1", "o2"],
        "type": ["laporan", "jabatan"],
        "year": pd.array([2025, None], dtype="Int64"),
        "name": pd.Series([None, "Sekretaris"], dtype="str"),
    }
)


def relations(rows: list[tuple[str, str, str]]) -> pd.DataFrame:
    # A file lists the relations of a thing together.
    ordered = sorted(rows, key=lambda row: row[0])
    return pd.DataFrame(ordered, columns=list(RELATION_COLUMNS), dtype="str")


@given(event_logs(), RELATIONS, st.booleans())
def test_export_and_import_give_the_same_tables(
    log: pd.DataFrame,
    related: list[tuple[str, str, str]],
    is_checked: bool,
) -> None:
    ids = [f"e{n}" for n in log["no"]]
    events = log.drop(columns=["occurred_at"]).assign(
        id=ids, type=log["kind"], time=log["occurred_at"], is_checked=is_checked
    )
    known = relations([row for row in related if row[0] in ids])
    between = relations([("o1", "o2", "milik")])

    again = read_ocel(to_ocel(ObjectLog(events, known, OBJECTS, between)))

    pd.testing.assert_frame_equal(
        comparable(again.events), comparable(events), check_dtype=False
    )
    pd.testing.assert_frame_equal(again.event_relations, known)
    pd.testing.assert_frame_equal(again.object_relations, between)
    pd.testing.assert_frame_equal(
        comparable(again.objects), comparable(OBJECTS), check_dtype=False
    )


def comparable(table: pd.DataFrame) -> pd.DataFrame:
    """Columns that hold anything, categories as text, missing values alike."""
    plain = table.astype(dict.fromkeys(table.select_dtypes("category"), "str"))
    known = plain.dropna(axis="columns", how="all").astype(object)
    return known.where(known.notna(), None).sort_index(axis="columns")


def test_types_declare_what_any_of_their_rows_has_with_its_kind() -> None:
    at = pd.to_datetime(["2026-03-02T01:00Z"] * 2)
    events = pd.DataFrame(
        {
            "id": ["e1", "e2"],
            "type": ["Mulai", "Selesai"],
            "time": at,
            "minutes": [float("nan"), 1.5],
            "is_late": [True, False],
            "recorded_at": at,
        }
    )

    log = json.loads(to_ocel(ObjectLog(events, relations([]), OBJECTS, relations([]))))

    both = [{"name": "is_late", "type": "boolean"}, {"name": "recorded_at", "type": "time"}]
    assert log["eventTypes"] == [
        {"name": "Mulai", "attributes": both},
        {"name": "Selesai", "attributes": [{"name": "minutes", "type": "float"}, *both]},
    ]
    assert log["events"][0]["attributes"] == [
        {"name": "is_late", "value": True},
        {"name": "recorded_at", "value": "2026-03-02T01:00:00.000000Z"},
    ]
    assert log["objects"][0] == {
        "id": "o1",
        "type": "laporan",
        "attributes": [{"name": "year", "value": 2025, "time": EVER}],
        "relationships": [],
    }
    assert set(log) == {"objectTypes", "eventTypes", "objects", "events"}
