"""The data dictionary is complete and says each thing once."""

import pytest

from lkj.labels.data_dictionary import FILTER, TABLES
from lkj.labels.table_fields import PERSON, WORKING_MINUTES, Table
from lkj.usecases.export_tables import ROWS
from lkj.usecases.selection import FIELDS

every_table = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())


@every_table
def test_no_two_columns_share_a_name_or_a_heading(table: Table) -> None:
    names = [field.name for field in table.fields]
    headings = [field.heading for field in table.fields]

    assert len(set(names)) == len(names)
    assert len(set(headings)) == len(headings)


@every_table
def test_every_column_is_explained_and_minutes_say_so_in_their_heading(table: Table) -> None:
    for field in table.fields:
        assert field.meaning
        is_minutes = field.name.endswith("_minutes")
        assert (
            is_minutes == (field.unit == WORKING_MINUTES) == ("(menit kerja)" in field.heading)
        )


@every_table
def test_what_a_row_stands_for_and_its_state_come_with_every_table(table: Table) -> None:
    assert [field.name for field in table.fields[-2:]] == ["as_of", "remark"]
    assert table.row


def test_every_table_can_be_made() -> None:
    assert set(ROWS) == set(TABLES)


def test_titles_and_files_have_names_of_their_own() -> None:
    assert len({table.title for table in TABLES.values()}) == len(TABLES)
    assert len({table.file_name for table in TABLES.values()}) == len(TABLES)


def test_every_filter_has_its_words() -> None:
    assert set(FILTER) == set(FIELDS)


def test_persons_stand_in_the_columns_that_are_left_out_without_the_right() -> None:
    named = {f.name for table in TABLES.values() for f in table.fields if f.unit == PERSON}

    assert named == {"actor", "recorded_by", "accepted_by", "assessor", "determined_by"}
