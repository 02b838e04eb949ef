"""All findings in one table: separate lists, lasting names, raw and net figures."""

from typing import Any

import pandas as pd
import pytest

from lkj.analytics.conduct import FINDINGS, finding_counts, findings, net_fitness
from lkj.analytics.conformance import report_fitness
from lkj.analytics.schema import EVENT_LOG, STEP_VISITS, empty
from lkj.domain.commands import InputCheck, InputState
from tests.analytics.log_frame import log_of
from tests.analytics.small_visits import SOPS, first_two, visits_of
from tests.analytics.traces import trace

NO_LOG = empty(EVENT_LOG)
STRAIGHT = "1 2 3 4A 5A 6A 7 8"


def found(visits: pd.DataFrame, log: pd.DataFrame = NO_LOG) -> pd.DataFrame:
    return findings(visits, log, sops=SOPS)


def acted(visits: pd.DataFrame, step: str, **facts: str) -> pd.DataFrame:
    is_there = visits["step"] == step
    return visits.assign(**{n: visits[n].mask(is_there, value) for n, value in facts.items()})


def only(table: pd.DataFrame) -> dict[str, Any]:
    (row,) = table.to_dict("records")
    return {str(name): value for name, value in row.items()}


def test_a_report_that_kept_to_the_sop_has_no_finding() -> None:
    table = found(trace(STRAIGHT))

    assert table.empty
    assert list(table.columns) == [column.name for column in FINDINGS]


def test_a_skipped_step_is_named_by_step_and_how_often() -> None:
    row = only(found(trace("1 2 3 4A 6A 7 8")))

    assert (row["list"], row["kind"], row["step"]) == ("order", "skipped", "periksa-sekretaris")
    assert row["finding"] == "order/skipped/periksa-sekretaris/1"
    assert pd.isna(row["visit"])
    assert pd.isna(row["actor"])
    assert pd.isna(row["left_at"])


def test_an_extra_pass_is_named_by_its_event_and_costs_its_minutes() -> None:
    # The closing events of a trace count from 2, so the pass after step 8 has number 10.
    visits = trace("1 2 3 4A 5A 6A 7 8 5R(12)").query("outcome.notna()")
    row = only(found(visits))

    assert (row["kind"], row["finding"]) == ("after_end", "order/after_end/10")
    assert (row["visit"], row["lost_minutes"]) == (2, 12)
    assert row["actor"] == "sekretaris"


def test_a_wrong_order_is_one_finding() -> None:
    row = only(found(trace("1 3 2 4A 5A 6A 7 8")))

    assert row["kind"] == "wrong_order"
    assert row["finding"].startswith("order/wrong_order/")


def test_the_lists_are_kept_apart() -> None:
    visits = acted(trace("1 2(50) 3 4A 5A 6A 7 8"), "tanda-tangan", role="sekretaris")
    table = found(visits).set_index("list")

    assert sorted(table.index) == ["actor", "time"]
    assert table.loc["actor", "finding"] == "actor/7"
    assert table.loc["actor", "found"] == ""
    assert table.loc["actor", "expected"] == "kepala_satuan"
    assert table.loc["time", "lost_minutes"] == 30
    assert (table["sop_id"] == "penyusunan-lkj").all()


def test_a_return_to_another_step_names_both() -> None:
    row = only(found(trace("1 2 3 4A 5A 6R 3 4A")).query("list == 'target'"))

    assert (row["found"], row["expected"]) == ("kumpulkan-data", "periksa-sekretaris")
    assert row["finding"] == "target/7"


def test_two_roles_of_one_person_are_named_by_steps_and_person() -> None:
    visits = acted(trace(STRAIGHT), "kumpulkan-data", actor="ani")
    row = only(found(acted(visits, "periksa-sekretaris", actor="ani")))

    assert row["finding"] == "roles/periksa-sekretaris/kumpulkan-data/ani"
    assert (row["found"], row["expected"]) == ("sekretaris", "tim_lkj")
    assert row["other_step"] == "kumpulkan-data"


def test_an_absent_input_keeps_the_reason_and_goes_when_it_is_taken_back() -> None:
    inputs = (InputCheck("disposisi", InputState.ABSENT, "belum turun"),)
    story = first_two(after="1h", inputs=inputs)
    events = story.events()
    row = only(found(visits_of(events), log_of(events)).query("list == 'input'"))

    assert (row["found"], row["note"]) == ("disposisi", "belum turun")
    assert row["finding"] == f"input/{events[-1].no}/disposisi"
    events = story.take_back(after="1m").events()
    assert found(visits_of(events), log_of(events)).query("list == 'input'").empty


def accepted(table: pd.DataFrame, *names: str) -> pd.DataFrame:
    return table.assign(is_accepted=table["finding"].isin(names))


def two_reports() -> pd.DataFrame:
    """R1 skips step 5 and takes 50 of 20 minutes at step 2; R2 takes 90."""
    return pd.concat(
        [trace("1 2(50) 3 4A 6A 7 8", "R1"), trace("1 2(90) 3 4A 5A 6A 7 8", "R2")]
    )


def test_findings_are_counted_raw_and_net_with_their_minutes() -> None:
    table = accepted(found(two_reports()), "time/3")
    # Both reports took too long at the event number 3; only one of them is left out here.
    table = table.assign(is_accepted=table["is_accepted"] & (table["report_id"] == "R1"))

    counts = finding_counts(table).set_index("list")

    time, order = counts.loc["time"], counts.loc["order"]
    assert (time["n"], time["n_accepted"]) == (2, 1)
    assert (time["n_reports"], time["n_net_reports"]) == (2, 1)
    assert time["lost_minutes"] == 30 + 70
    assert (order["n"], order["n_accepted"], order["n_net_reports"]) == (1, 0, 1)
    assert pd.isna(order["lost_minutes"])


@pytest.mark.parametrize(
    ("names", "net"),
    [((), 1 - 1 / 15), (("order/skipped/periksa-sekretaris/1",), 1.0), (("time/3",), 14 / 15)],
)
def test_an_accepted_deviation_leaves_the_net_fitness(
    names: tuple[str, ...], net: float
) -> None:
    visits = trace("1 2(50) 3 4A 6A 7 8")
    fitness = report_fitness(visits, sops=SOPS)
    row = only(net_fitness(fitness, accepted(found(visits), *names)))

    assert row["fitness_rate"] == pytest.approx(14 / 15)
    assert row["net_rate"] == pytest.approx(net)
    assert (row["n_findings"], row["n_accepted"]) == (2, len(names))


def test_half_of_a_wrong_order_and_a_skip_is_taken_out_by_its_cost() -> None:
    # Wrong order costs 2 and the skipped step 5 costs 1, of 7 passes and 8 shortest.
    visits = trace("1 3 2 4A 6A 7 8")
    table = found(visits)
    (wrong,) = table.loc[table["kind"] == "wrong_order", "finding"]
    row = only(net_fitness(report_fitness(visits, sops=SOPS), accepted(table, wrong)))

    assert row["fitness_rate"] == pytest.approx(1 - 3 / 15)
    assert row["net_rate"] == pytest.approx(1 - 1 / 15)


def test_without_a_pass_there_is_no_net_fitness() -> None:
    visits = trace("")
    row = only(net_fitness(report_fitness(visits, sops=SOPS), accepted(found(visits))))

    assert pd.isna(row["net_rate"])
    assert row["n_findings"] == 0
    assert found(empty(STEP_VISITS)).empty
