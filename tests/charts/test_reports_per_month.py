"""Months side by side: arrivals, finished and running reports on one axis of counts."""

import pandas as pd

from lkj.charts.reports_per_month import COLUMNS, reports_per_month
from lkj.charts.theme import DATA, WAITING

MONTHS = pd.DataFrame(
    [(pd.Timestamp(2026, 1, 1), 2, 1, 1), (pd.Timestamp(2026, 2, 1), 0, 1, 0)],
    columns=list(COLUMNS),
)


def test_a_month_without_reports_keeps_its_place() -> None:
    figure = reports_per_month(MONTHS, ink="#123456", mark="CONTOH")
    arrived, finished, running = figure.data

    assert (arrived.marker.color, list(arrived.y)) == (WAITING, [2, 0])
    assert (finished.marker.color, list(finished.y)) == (DATA, [1, 1])
    assert (running.marker.line.color, list(running.y)) == ("#123456", [1, 0])
    assert running.mode == "markers"  # between two months nothing was counted
    assert figure.layout.yaxis.dtick == 1  # no half reports
    # Dashes would otherwise make room for months that have not come.
    assert [f"{edge:%d/%m/%Y}" for edge in figure.layout.xaxis.range] == [
        "16/12/2025",
        "17/02/2026",
    ]
    assert figure.layout.annotations[-1].text == "CONTOH"


def test_each_of_few_months_is_named_once() -> None:
    many = pd.concat([MONTHS] * 4, ignore_index=True)

    few, rest = (
        reports_per_month(months, ink="#000").layout.xaxis for months in (MONTHS, many)
    )

    assert (few.dtick, few.tick0) == ("M1", MONTHS["month"].iloc[0])
    assert rest.dtick is None


def test_many_reports_have_ticks_of_their_own() -> None:
    figure = reports_per_month(MONTHS.assign(n_arrived=400), ink="#000")

    assert figure.layout.yaxis.dtick is None
