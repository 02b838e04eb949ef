"""The case by step matrix, hand-counted."""

import pandas as pd

from lkj.analytics.conduct import findings
from lkj.analytics.conduct_marks import step_marks
from lkj.analytics.schema import EVENT_LOG, STEP_VISITS, empty
from lkj.analytics.strip import step_strip
from tests.analytics.log_frame import calendar
from tests.analytics.small_visits import SOPS, at
from tests.analytics.traces import trace


def marks(visits: pd.DataFrame, *accepted: str) -> pd.DataFrame:
    strip = step_strip(visits, sops=SOPS, calendar=calendar(), as_of=at("2026-03-06 16:00"))
    found = findings(visits, empty(EVENT_LOG), sops=SOPS)
    found = found.assign(is_accepted=found["finding"].isin(accepted))
    return step_marks(strip, found)


def test_a_running_report_is_done_open_and_ahead() -> None:
    table = marks(trace("1 2 3 4A"))

    assert table["state"].tolist() == ["done"] * 4 + ["open"] + ["ahead"] * 3
    assert set(table["marks"]) == {""}
    assert table["number"].tolist() == [1, 2, 3, 4, 5, 6, 7, 8]


def test_every_deviation_of_a_step_stands_once_in_its_cell() -> None:
    visits = trace("1 2 3 4A 6A 7 8 8 8").query("outcome.notna()")
    signing = visits["step"] == "tanda-tangan"
    visits = visits.assign(role=visits["role"].mask(signing, "sekretaris"))
    table = marks(visits, "order/skipped/periksa-sekretaris/1").set_index("number")

    assert table.loc[5, "marks"] == "skipped"
    assert (table.loc[5, "n_findings"], table.loc[5, "n_accepted"]) == (1, 1)
    assert table.loc[6, "marks"] == "wrong_actor"
    assert table.loc[8, "marks"] == "after_end"
    assert (table.loc[8, "n_findings"], table.loc[8, "n_accepted"]) == (2, 0)
    assert table.loc[1, "marks"] == ""


def test_findings_of_time_stand_in_no_cell() -> None:
    assert set(marks(trace("1 2(50) 3 4A"))["n_findings"]) == {0}


def test_nothing_gives_no_cells() -> None:
    assert marks(empty(STEP_VISITS)).empty
