"""Hand-counted: three units, five tables, around Nyepi and Idulfitri of March 2026."""

from datetime import date

import pandas as pd

from lkj.analytics.unit_data import CELLS, data_cells, due_proposal, unit_punctuality
from lkj.domain.unit_data import DataAct, DataEntry
from lkj.reference import read_calendar

CALENDAR = read_calendar()
DUE = date(2026, 3, 17)  # Tuesday
TODAY = date(2026, 3, 31)


def entry(
    unit: str, table: str, act: DataAct, day: date, *, due: date | None = None, name: str = ""
) -> DataEntry:
    return DataEntry(
        report_id="r",
        unit=unit,
        unit_name=name or unit.upper(),
        table=table,
        table_name=table,
        act=act,
        day=day,
        due=due,
    )


ASKED, RECEIVED, NIL, RETURNED = DataAct
BEGIN = date(2026, 3, 9)
ENTRIES = [
    entry("umum", "t1", ASKED, BEGIN, due=DUE),
    entry("umum", "t2", ASKED, BEGIN, due=DUE),
    entry("linmas", "t1", ASKED, BEGIN, due=DUE),
    entry("linmas", "t2", ASKED, BEGIN),
    entry("trantib", "t1", ASKED, BEGIN, due=DUE),
    entry("umum", "t1", RECEIVED, DUE),  # on the day itself: in time
    entry("umum", "t1", RETURNED, date(2026, 3, 18)),
    entry("umum", "t2", NIL, date(2026, 3, 27), name="BAGIAN UMUM"),
    entry("linmas", "t1", RECEIVED, date(2026, 3, 18)),
    entry("linmas", "t2", RECEIVED, date(2026, 3, 30)),
]


def punctuality(today: date = TODAY) -> pd.DataFrame:
    return unit_punctuality(data_cells(ENTRIES), today=today, calendar=CALENDAR)


def test_a_cell_keeps_its_first_arrival_and_whether_the_data_is_there_now() -> None:
    cells = data_cells(ENTRIES).set_index(["unit", "table"])

    returned = cells.loc["umum", "t1"]
    assert returned["arrived"].date() == DUE
    assert (returned["n_returns"], returned["is_there"]) == (1, False)
    assert returned["unit_name"] == "BAGIAN UMUM"  # its newest name
    assert pd.isna(cells.loc["trantib", "t1"]["arrived"])
    assert pd.isna(cells.loc["linmas", "t2"]["due"])
    assert list(data_cells(ENTRIES).columns) == list(CELLS)


def test_each_unit_is_counted_by_its_first_arrivals() -> None:
    rows = punctuality().set_index("unit")

    counts = ["n_asked", "n_arrived", "n_dated", "n_late", "n_awaited", "n_overdue"]
    assert list(rows.loc["umum", [*counts, "n_returned"]]) == [2, 2, 2, 1, 0, 0, 1]
    assert list(rows.loc["linmas", [*counts, "n_returned"]]) == [2, 2, 1, 1, 0, 0, 0]
    assert list(rows.loc["trantib", [*counts, "n_returned"]]) == [1, 0, 0, 0, 1, 1, 0]


def test_lateness_counts_days_with_working_hours() -> None:
    rows = punctuality().set_index("unit")

    # 18 to 24 March 2026 are Nyepi, Idulfitri, their cuti bersama and a weekend.
    assert rows.loc["umum", "late_days"] == 3  # 25, 26, 27 March
    assert rows.loc["linmas", "late_days"] == 0  # late all the same, on a day off
    assert pd.isna(rows.loc["trantib", "late_days"])


def test_the_day_of_the_due_date_is_not_overdue_yet() -> None:
    assert punctuality(DUE).set_index("unit").loc["trantib", "n_overdue"] == 0
    assert punctuality(date(2026, 3, 18)).set_index("unit").loc["trantib", "n_overdue"] == 1


def test_the_latest_units_come_first_then_the_overdue_then_by_name() -> None:
    assert list(punctuality()["unit"]) == ["umum", "linmas", "trantib"]


def test_nothing_asked_gives_no_rows_of_the_same_columns() -> None:
    cells = data_cells([])

    assert list(cells.columns) == list(CELLS)
    empty = unit_punctuality(cells, today=TODAY, calendar=CALENDAR)
    assert empty.empty
    assert list(empty.columns) == list(punctuality().columns)


def test_a_due_date_is_proposed_so_many_working_days_ahead() -> None:
    assert due_proposal(date(2026, 3, 9), 5, CALENDAR) == date(2026, 3, 16)  # over a weekend
    assert due_proposal(date(2026, 3, 9), 0, CALENDAR) == date(2026, 3, 9)
    assert due_proposal(date(CALENDAR.last_year, 12, 30), 5, CALENDAR) is None
