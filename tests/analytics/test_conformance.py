"""Fitness and deviations of reports, hand-counted."""

import pandas as pd
import pytest

from lkj.analytics.conformance import deviation_counts, deviations, report_fitness
from lkj.analytics.findings import wrong_returns, wrong_roles
from tests.analytics.random_visits import reports_of_passes
from tests.analytics.small_visits import SOPS
from tests.analytics.traces import trace, traces
from tests.support.sops import office_sop, other_sop


def fitness(text: str) -> float:
    return report_fitness(trace(text), sops=SOPS)["fitness_rate"].item()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1 2 3 4A 5A 6A 7 8", 1, id="straight"),
        pytest.param("1 2 3 4R 3 4A 5R 4A 5A 6A 7 8", 1, id="with returns"),
        pytest.param("1 2 3 4A 6A 7 8", 0.9333, id="step 5 skipped"),
        pytest.param("1 3 2 4A 5A 6A 7 8", 0.875, id="wrong order"),
    ],
)
def test_the_oracles_of_fitness(text: str, expected: float) -> None:
    assert fitness(text) == pytest.approx(expected, abs=5e-5)


def test_a_pass_after_the_end_costs_one_of_seventeen() -> None:
    visits = trace("1 2 3 4A 5A 6A 7 8 5R").query("outcome.notna()")

    assert report_fitness(visits, sops=SOPS)["fitness_rate"].item() == pytest.approx(
        0.9412, abs=5e-5
    )
    assert deviations(visits, sops=SOPS)["kind"].tolist() == ["after_end"]


def test_a_running_report_is_measured_as_far_as_it_is() -> None:
    (row,) = report_fitness(trace("1 2 3 4A"), sops=SOPS).to_dict("records")

    assert row["is_prefix"]
    assert row["fitness_rate"] == 1
    assert fitness("1 3 4A 5A") == 0.75


def test_a_report_without_a_pass_has_no_fitness() -> None:
    (row,) = report_fitness(trace(""), sops=SOPS).to_dict("records")

    assert (row["n_passes"], row["n_deviations"]) == (0, 0)
    assert pd.isna(row["fitness_rate"])


def test_deviations_name_the_pass_that_stands_wrong() -> None:
    visits = traces("1 2 3 4A 5A 6A 7 8", "1 2 2 3 4A 6A 7 8")

    table = deviations(visits, sops=SOPS)

    assert table.drop(columns="visit").to_numpy().tolist() == [
        ["R2", 1, 2, "extra", "bentuk-tim", "submit"],
        ["R2", 2, 5, "skipped", "periksa-sekretaris", "approve"],
    ]
    assert table["visit"].fillna(0).tolist() == [2, 0]


def test_deviations_are_counted_once_a_report() -> None:
    found = deviations(traces("1 2 3 4A 6A 7 8", "1 1 1 2 3"), sops=SOPS)

    assert deviation_counts(found, by=()).to_dict("records") == [{"n": 3, "n_reports": 2}]
    assert deviation_counts(found)[["kind", "n", "n_reports"]].to_numpy().tolist() == [
        ["skipped", 1, 1],
        ["extra", 2, 1],
    ]


def test_each_report_is_held_against_its_own_sop() -> None:
    other = trace("1 2 3 4A 5", "R2", sop=other_sop())
    visits = pd.concat([trace("1 2 3 4A 5A 6A 7 8"), other])

    assert report_fitness(visits, sops=SOPS)["fitness_rate"].tolist() == [1, 1]


def test_a_thousand_random_walks_through_the_sop_keep_to_it() -> None:
    visits, reports = reports_of_passes(1000)

    table = report_fitness(visits.sample(frac=1, random_state=4), sops=SOPS)

    assert len(table) == len(reports)
    assert set(table["fitness_rate"].dropna()) == {1}
    assert (table["fitness_rate"].isna() == (table["n_passes"] == 0)).all()
    assert deviations(visits, sops=SOPS).empty
    assert wrong_returns(visits, sops=SOPS).empty
    assert wrong_roles(visits, sops=SOPS).empty


def test_an_unknown_sop_version_is_an_error() -> None:
    with pytest.raises(KeyError):
        report_fitness(trace("1 2").assign(sop_version=9), sops=[office_sop()])
