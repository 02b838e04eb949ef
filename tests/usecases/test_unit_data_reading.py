"""Data of the units as it is read: who is late, one entry, rows for download."""

from datetime import date, timedelta

import pandas as pd
import pytest

from lkj.store import unit_store
from lkj.usecases import unit_data
from lkj.usecases.exports import ExportRequest, export
from lkj.usecases.unit_data_reading import late_units
from tests.support.staffed import Running, door_of
from tests.support.unit_data import (
    DUE,
    asked,
    delivered,
    entries_of,
    going_back,
    with_two_units,
)

S, K, T = "sekretaris", "kasubbag_renja_monev", "tim_lkj"


@pytest.fixture
def report(tmp_path) -> Running:
    return with_two_units(tmp_path)


def test_late_units_are_counted_over_the_reports_that_are_asked_for(report: Running) -> None:
    asked(report)
    delivered(report)
    report.now += timedelta(days=30)

    everyone = late_units(None, door=door_of("auditor"), **report.use)
    nobody = late_units([], door=door_of("auditor"), **report.use)

    assert list(everyone.units["n_arrived"]) == [1]
    assert (everyone.n_reports, nobody.n_reports, nobody.units.empty) == (1, 0, True)


def test_the_store_gives_one_entry_by_its_number(report: Running) -> None:
    asked(report)

    with report.office.database.read() as conn:
        assert unit_store.entry(conn, 1) == entries_of(report)[0]
        assert unit_store.entry(conn, 2) is None


def test_the_download_has_a_row_for_every_table_that_was_asked(report: Running) -> None:
    asked(report, "t2", "t6")
    delivered(report)
    unit_data.give_back(going_back(report), door=door_of(K), **report.use)
    report.now += timedelta(days=10)

    asking = ExportRequest(name="unit_data", file_format="csv")
    book = export(asking, door=door_of("auditor"), **report.use)

    rows = book.tables[0].rows.set_index("table")
    assert list(rows["unit"]) == ["Bidang Linmas"] * 2
    returned, awaited = (rows.loc[name] for name in rows.index)
    assert (returned["arrived"], returned["is_late"]) == (date(2026, 3, 2), False)
    assert pd.isna(awaited["arrived"])
    assert pd.isna(awaited["is_late"])
    assert list(rows["is_there"]) == [False, False]
    assert list(rows["n_returns"]) == [1, 0]
    assert set(rows["due"]) == {DUE}
