"""Loops and what returns cost: hand-counted, and against a second walk in plain code."""

from typing import Any

import pandas as pd
import pytest

from lkj.analytics.rework import (
    loop_distribution,
    loops,
    rework_by_step,
    rework_episodes,
    rework_share,
)
from tests.analytics.random_visits import Pass, reports_of_passes
from tests.analytics.traces import trace, traces

ORACLE = "1(10) 2(20) 3(60) 4A(20) 5R(15) 4R(12) 3(40) 4A(18) 5A(20)"
COSTS = ("n_passes", "n_unknown", "minutes", "most", "standard")
KASUBBAG, SEKRETARIS = "periksa-kasubbag", "periksa-sekretaris"


def minutes_of(episodes: pd.DataFrame, name: str = "processing_minutes") -> dict[str, float]:
    return dict(zip(episodes["step"], episodes[name], strict=True))


def test_the_oracle_charges_32_minutes_to_step_5_and_58_to_step_4() -> None:
    episodes = rework_episodes(trace(ORACLE))

    assert minutes_of(episodes) == {KASUBBAG: 58, SEKRETARIS: 32}
    assert minutes_of(episodes, "n_passes") == {KASUBBAG: 2, SEKRETARIS: 2}
    assert minutes_of(episodes, "standard_minutes") == {KASUBBAG: 80, SEKRETARIS: 40}
    assert rework_by_step(episodes, by=())["processing_minutes"].tolist() == [90]


def test_direct_and_cascade_minutes_are_told_apart() -> None:
    episodes = rework_episodes(trace(ORACLE))

    assert minutes_of(episodes, "direct_processing_minutes") == {KASUBBAG: 40, SEKRETARIS: 12}
    assert minutes_of(episodes, "cascade_processing_minutes") == {KASUBBAG: 18, SEKRETARIS: 20}
    (whole,) = rework_by_step(episodes, by=()).to_dict("records")
    assert whole["direct_processing_minutes"] + whole["cascade_processing_minutes"] == 90


def test_a_return_given_while_repairing_another_is_nested() -> None:
    episodes = rework_episodes(trace(ORACLE))

    assert minutes_of(episodes, "is_nested") == {KASUBBAG: True, SEKRETARIS: False}
    assert episodes["is_open"].tolist() == [False, False]


def test_a_return_is_charged_from_the_next_pass_on() -> None:
    (row,) = rework_episodes(trace("1 2 3 4R(99)")).to_dict("records")

    assert (row["n_passes"], row["processing_minutes"]) == (0, 0)
    assert row["is_open"]


def test_an_open_visit_is_not_charged_yet() -> None:
    (row,) = rework_episodes(trace("1 2 3 4R 3(30)")).to_dict("records")

    assert (row["n_passes"], row["processing_minutes"]) == (1, 30)
    assert row["is_open"]


def test_who_returns_again_closes_the_first_return_and_opens_another() -> None:
    episodes = rework_episodes(trace("1 2 3 4R 3(5) 4R(6) 3(7) 4A(8)"))

    assert episodes["visit"].tolist() == [1, 2]
    assert episodes["processing_minutes"].tolist() == [11, 15]
    assert episodes["is_nested"].tolist() == [False, False]


def test_unknown_minutes_are_counted_and_left_out() -> None:
    (some,) = rework_episodes(trace("1 2 3 4R 3 4A(8)")).to_dict("records")
    (none,) = rework_episodes(trace("1 2 3 4R 3 4A")).to_dict("records")

    assert (some["n_unknown"], some["processing_minutes"]) == (1, 8)
    assert none["n_unknown"] == 2
    assert pd.isna(none["processing_minutes"])


def test_a_pass_without_a_start_gives_the_cost_a_range() -> None:
    (some,) = rework_episodes(trace("1 2 3 4R 3 4A(8)", lead_minutes=50.0)).to_dict("records")
    (none,) = rework_episodes(trace("1 2 3 4R 3 4A(8)")).to_dict("records")

    assert (some["processing_minutes"], some["most_processing_minutes"]) == (8, 58)
    assert pd.isna(none["most_processing_minutes"])


def test_a_forgotten_record_is_unknown() -> None:
    visits = trace("1 2 3 4R 3(30) 4A(8)", cause="forgot_to_record")

    assert rework_episodes(visits)["n_unknown"].tolist() == [2]


def test_a_jump_past_the_open_return_is_charged_to_it_and_flagged() -> None:
    visits = traces("1 2 3 4R 3(30) 5A(9)", ORACLE)

    episodes = rework_episodes(visits).set_index("report_id")

    assert episodes.loc["R1", ["processing_minutes", "has_jump", "is_open"]].tolist() == [
        39,
        True,
        True,
    ]
    assert not episodes.loc["R2", "has_jump"].any()


def test_a_repeat_without_a_return_is_a_jump() -> None:
    (row,) = rework_episodes(trace("1 2 3 3(5) 4R 3(30) 4A(9)")).to_dict("records")

    assert row["has_jump"]
    assert row["processing_minutes"] == 39


def test_episodes_add_up_by_step_and_by_other_columns() -> None:
    episodes = rework_episodes(traces(ORACLE, ORACLE, "1 2 3 4R"))

    by_step = rework_by_step(episodes)
    by_report = rework_by_step(episodes, by=("report_id",))

    assert by_step["n"].tolist() == [3, 2]
    assert by_step["n_open"].tolist() == [1, 0]
    assert by_step["processing_minutes"].tolist() == [116, 64]
    assert by_report["processing_minutes"].tolist() == [90, 90, 0]


def test_the_share_of_rework_is_of_the_known_minutes() -> None:
    (row,) = rework_share(trace(ORACLE)).to_dict("records")
    (none,) = rework_share(trace("1 2 3")).to_dict("records")
    (straight,) = rework_share(trace("1(10) 2(20)")).to_dict("records")

    assert row["rework_share"] == 90 / 215
    assert straight["rework_share"] == 0
    assert none["n_unknown"] == 3
    assert pd.isna(none["rework_share"])


def test_direct_repeats_are_what_returns_led_to_and_cascade_the_way_back() -> None:
    (row,) = loops(trace(ORACLE)).to_dict("records")

    assert row == {
        "report_id": "R1",
        "n": 9,
        "n_loops": 2,
        "n_repeats": 4,
        "n_direct": 2,
        "n_cascade": 2,
    }


def test_loops_of_a_step_are_the_returns_it_gave() -> None:
    table = loops(traces(ORACLE, "1 2 3 4R 3"), by=("step",)).set_index("step")

    assert table["n_loops"].to_dict() == {
        "terima-disposisi": 0,
        "bentuk-tim": 0,
        "kumpulkan-data": 0,
        KASUBBAG: 2,
        SEKRETARIS: 1,
        "tanda-tangan": 0,
    }
    assert table.loc["kumpulkan-data", ["n_direct", "n_cascade"]].tolist() == [2, 0]


def test_three_loops_and_more_are_counted_together() -> None:
    some = traces("1 2", "1 2 3 4R", "1 2 3" + " 4R 3" * 3, "1 2 3" + " 4R 3" * 5)

    table = loop_distribution(loops(some))

    assert table["loops"].tolist() == [0, 1, 2, 3]
    assert table["n_reports"].tolist() == [1, 1, 0, 2]
    assert table["share"].tolist() == [0.25, 0.25, 0, 0.5]


def test_without_reports_there_is_no_distribution() -> None:
    assert loop_distribution(loops(trace("1")).head(0)).empty


def second_walk(report: list[Pass]) -> dict[tuple[str, int], dict[str, Any]]:
    """The rule as its definition says it, one pass after another."""
    costs: dict[tuple[str, int], dict[str, Any]] = {}
    stack: list[tuple[str, int]] = []
    for done in report:
        if done.get("outcome") not in ("submitted", "approved", "rejected"):
            continue
        if stack:
            cost = costs[stack[-1]]
            is_known = done["clock_quality"] in ("measured", "declared") and not done["cause"]
            cost["n_passes"] += 1
            cost["n_unknown"] += not is_known
            cost["minutes"] += done["processing_minutes"] if is_known else 0
            is_bounded = done["clock_quality"] == "bounded" and not done["cause"]
            most = done["lead_minutes"] if is_bounded else None
            most = done["processing_minutes"] if is_known else most
            cost["most"] = None if None in (most, cost["most"]) else cost["most"] + most
            cost["standard"] += done["standard_minutes"]
            if stack[-1][0] == done["step"]:
                cost["is_open"] = False
                stack.pop()
        if done["outcome"] == "rejected":
            key = (done["step"], done["visit"])
            costs[key] = dict.fromkeys(COSTS, 0)
            costs[key] |= {"is_open": True, "is_nested": bool(stack)}
            stack.append(key)
    return costs


def test_a_thousand_random_reports_agree_with_a_second_walk() -> None:
    visits, reports = reports_of_passes(1000)

    episodes = rework_episodes(visits.sample(frac=1, random_state=5))

    found = {
        (row["report_id"], row["step"], row["visit"]): {
            "n_passes": row["n_passes"],
            "n_unknown": row["n_unknown"],
            "minutes": 0 if pd.isna(row["processing_minutes"]) else row["processing_minutes"],
            "standard": row["standard_minutes"],
            "most": None
            if pd.isna(row["most_processing_minutes"])
            else row["most_processing_minutes"],
            "is_open": row["is_open"],
            "is_nested": row["is_nested"],
        }
        for row in episodes.to_dict("records")
    }
    assert found == {
        (report[0]["report_id"], *key): cost
        for report in reports
        for key, cost in second_walk(report).items()
    }


def test_in_reports_that_keep_to_the_sop_episodes_add_up_to_all_repeats() -> None:
    visits, _ = reports_of_passes(1000, is_all_known=True, seed=2)

    episodes = rework_episodes(visits)

    repeats = visits[visits["visit"] > 1].groupby("report_id")["processing_minutes"].sum()
    charged = episodes.groupby("report_id")["processing_minutes"].sum()
    assert not episodes["has_jump"].any()
    assert charged.to_dict() == pytest.approx(repeats.reindex(charged.index).to_dict())
    assert repeats.sum() == charged.sum()
