"""Visits with the facts of their report, counted by hand."""

import pandas as pd

from lkj.analytics.passes import PASSES, passes
from lkj.analytics.schema import REPORT_STATUS, STEP_VISITS, empty
from lkj.analytics.status import report_status
from lkj.domain.commands import Period
from tests.analytics.log_frame import calendar, log_of
from tests.analytics.small_visits import FRIDAY, SOPS, at, first_two, visits_of
from tests.support.story import Story


def two_reports() -> tuple[pd.DataFrame, pd.DataFrame]:
    events = first_two().events()
    quarterly = Story(report_id="R2", first_no=len(events) + 1)
    quarterly.register(title="LKj Triwulan I", fiscal_year=2026, period=Period.Q1)
    events += quarterly.cancel(note="tidak jadi").events()
    visits = visits_of(events)
    facts = {"sops": SOPS, "calendar": calendar(), "as_of": at(FRIDAY)}
    return visits, report_status(log_of(events), visits, **facts)


def test_every_visit_carries_the_facts_of_its_report() -> None:
    table = passes(*two_reports())

    facts = ["report_id", "visit", "fiscal_year", "period", "title", "state", "current_roles"]
    assert table[facts].astype(object).to_numpy().tolist() == [
        *[["R1", 1, 2025, "tahunan", "LKj Satpol PP Tahun 2025", "running", KASUBBAG]] * 2,
        ["R2", 1, 2026, "triwulan-1", "LKj Triwulan I", "cancelled", ""],
    ]


def test_the_visits_themselves_stay_as_they_are() -> None:
    visits, status = two_reports()
    mixed = visits.sample(frac=1, random_state=3)

    table = passes(mixed, status.iloc[::-1])

    pd.testing.assert_frame_equal(table[list(visits.columns)], mixed)
    assert table["title"].tolist() == [TITLES[one] for one in mixed["report_id"]]


def test_facts_of_a_report_that_is_not_in_the_table_are_missing() -> None:
    visits, status = two_reports()

    table = passes(visits, status[status["report_id"] == "R2"])

    facts = ["fiscal_year", "period", "title", "state", "current_roles"]
    assert table[facts].isna().all(axis=1).tolist() == [True, True, False]


def test_columns_have_one_type_whatever_they_hold() -> None:
    wanted = {column.name: column.dtype for column in PASSES}

    for table in (passes(*two_reports()), passes(empty(STEP_VISITS), empty(REPORT_STATUS))):
        assert table.dtypes.astype(str).to_dict() == wanted


def test_the_steps_keep_the_order_of_the_sop() -> None:
    visits, status = two_reports()

    table = passes(visits, status)

    assert list(table["step"].cat.categories) == list(visits["step"].cat.categories)
    assert list(table["period"].cat.categories) == [period.value for period in Period]


KASUBBAG = "kasubbag_renja_monev"
TITLES = {"R1": "LKj Satpol PP Tahun 2025", "R2": "LKj Triwulan I"}
