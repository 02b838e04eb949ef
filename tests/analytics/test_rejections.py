"""Returns counted by hand, and against a second count in plain loops."""

import pandas as pd
import pytest

from lkj.analytics.passes import passes
from lkj.analytics.rejections import (
    given_received,
    reason_counts,
    rejection_counts,
    reviews,
    yields,
)
from lkj.analytics.status import report_status
from lkj.analytics.visits import step_visits
from tests.analytics.log_frame import calendar, log_of
from tests.analytics.random_visits import reports_of_passes
from tests.analytics.small_visits import SOPS, at
from tests.analytics.traces import trace, traces
from tests.support.story import Story

STRAIGHT = "1 2 3 4A 5A 6A 7 8"
ONE_RETURN = "1 2 3 4R 3 4A 5A 6A 7 8"
CASCADE = "1 2 3 4A 5R 4R 3 4A 5A 6A 7 8"
AS_OF = at("2027-01-04 08:00")


def of(table: pd.DataFrame, **key: str) -> pd.Series:
    """The one row with this key."""
    for name, value in key.items():
        table = table[table[name] == value]
    (row,) = (row for _, row in table.iterrows())
    return row


def test_only_decided_reviews_are_reviews() -> None:
    assert reviews(trace("1 2 3 4R 3 4A"))["outcome"].tolist() == ["rejected", "approved"]


def test_first_pass_yield_is_the_share_approved_at_the_first_review() -> None:
    counts = rejection_counts(traces(STRAIGHT, ONE_RETURN, CASCADE, "1 2 3 4R 3"))

    step = of(counts, step="periksa-kasubbag")
    assert step["n"] == 7
    assert step["n_first"] == 4
    assert step["n_first_rejections"] == 2
    assert step["first_pass_yield"] == 0.5
    assert step["first_rejection_rate"] == 0.5


def test_a_review_again_is_counted_apart() -> None:
    step = of(rejection_counts(trace("1 2 3 4R 3 4R 3 4A")), step="periksa-kasubbag")

    assert (step["n_again"], step["n_again_rejections"]) == (2, 1)
    assert step["again_rejection_rate"] == 0.5
    assert step["rejection_rate"] == pytest.approx(2 / 3)


def test_a_rate_carries_its_wilson_interval() -> None:
    ten = ["1 2 3 4R 3"] * 3 + ["1 2 3 4A"] * 7
    step = of(rejection_counts(traces(*ten)), step="periksa-kasubbag")

    assert step["rate_low"] == pytest.approx(0.108, abs=5e-4)
    assert step["rate_high"] == pytest.approx(0.603, abs=5e-4)


def test_without_a_review_again_its_rate_is_missing() -> None:
    step = of(rejection_counts(trace(STRAIGHT)), step="tanda-tangan")

    assert step["n_again"] == 0
    assert pd.isna(step["again_rejection_rate"])
    assert pd.isna(step["again_rejection_rate_low"])


def test_a_decision_in_a_cancelled_report_still_counts() -> None:
    cancelled = Story().register().until("periksa-kasubbag").reject().cancel()
    visits = step_visits(
        log_of(cancelled.events()), sops=SOPS, calendar=calendar(), as_of=AS_OF
    )

    (row,) = rejection_counts(visits).to_dict("records")
    assert (row["n"], row["n_rejections"]) == (1, 1)


def test_steps_come_in_the_order_of_the_sop_and_all_together_give_one_row() -> None:
    visits = traces(CASCADE, ONE_RETURN)

    assert rejection_counts(visits)["step"].tolist() == [
        "periksa-kasubbag",
        "periksa-sekretaris",
        "tanda-tangan",
    ]
    assert rejection_counts(visits, by=()).loc[0, ["n", "n_rejections"]].tolist() == [10, 3]


def test_nothing_reviewed_gives_one_row_of_zeros_for_all_together() -> None:
    (row,) = rejection_counts(trace("1 2 3"), by=()).to_dict("records")

    assert row["n"] == 0
    assert pd.isna(row["rejection_rate"])
    assert pd.isna(row["rate_low"])


def test_a_return_with_two_reasons_counts_for_both() -> None:
    visits = trace("1 2 3 4R 3 4A", reasons="salah_hitung,bahasa_redaksi")

    counts = reason_counts(visits)

    assert counts["reason"].tolist() == ["bahasa_redaksi", "salah_hitung"]
    assert counts["n_rejections"].tolist() == [1, 1]
    assert counts["share"].tolist() == [1.0, 1.0]


def test_the_same_reason_twice_in_one_report_is_a_repeat() -> None:
    twice = trace("1 2 3 4R 3 4R 3 4A", "R1", reasons="salah_hitung")
    once = trace("1 2 3 4R 3 4A", "R2", reasons="salah_hitung")
    other = trace("1 2 3 4R 3 4A", "R3", reasons="bahasa_redaksi")

    counts = reason_counts(pd.concat([twice, once, other]))

    assert counts.to_dict("records") == [
        {
            "reason": "salah_hitung",
            "n_rejections": 3,
            "n_reports": 2,
            "n_repeats": 1,
            "share": 0.75,
        },
        {
            "reason": "bahasa_redaksi",
            "n_rejections": 1,
            "n_reports": 1,
            "n_repeats": 0,
            "share": 0.25,
        },
    ]


def test_reasons_may_be_counted_for_each_step() -> None:
    visits = trace("1 2 3 4A 5R 4R 3 4R 3", reasons="salah_hitung")

    counts = reason_counts(visits, by=["step"])

    assert counts["step"].tolist() == ["periksa-kasubbag", "periksa-sekretaris"]
    assert counts["n_rejections"].tolist() == [2, 1]


def test_a_return_without_a_reason_counts_in_the_whole_only() -> None:
    unnamed = trace("1 2 3 4R 3", "R1")
    named = trace("1 2 3 4R 3", "R2", reasons="salah_hitung")

    assert reason_counts(pd.concat([unnamed, named]))["share"].tolist() == [0.5]


def test_the_preparer_is_whoever_handed_the_draft_in() -> None:
    pairs = given_received(trace(CASCADE))

    assert of(pairs, reviewer="kasubbag_renja_monev", preparer="tim_lkj")["n_rejections"] == 1
    sent_back = of(pairs, reviewer="sekretaris", preparer="kasubbag_renja_monev")
    assert (sent_back["n"], sent_back["n_rejections"]) == (2, 1)
    assert sent_back["rejection_rate"] == 0.5


def test_who_sends_a_return_on_did_not_prepare_the_draft() -> None:
    pairs = given_received(trace("1 2 3 4A 5R 4R 3"), by="actor")

    kasubbag = pairs[pairs["reviewer"] == "kasubbag_renja_monev"]
    assert kasubbag["preparer"].tolist() == ["tim_lkj"]
    assert kasubbag["n_rejections"].tolist() == [1]


def test_a_review_that_nobody_handed_in_has_no_preparer() -> None:
    assert given_received(trace("4A 5A"))["preparer"].isna().tolist() == [False, True]


def status_of(visits: pd.DataFrame, *states: str) -> pd.DataFrame:
    rejected = (visits["outcome"] == "rejected").groupby(visits["report_id"]).sum()
    return pd.DataFrame(
        {"sop_id": "penyusunan-lkj", "state": states, "n_rejections": rejected.to_numpy()}
    )


def test_first_time_right_counts_finished_reports_only() -> None:
    visits = traces(STRAIGHT, ONE_RETURN, "1 2 3 4A", "1 2 3 4R 3")
    status = status_of(visits, "finished", "sent_awaiting_receipt", "running", "cancelled")

    (row,) = yields(visits, status).to_dict("records")

    assert (row["n_finished"], row["n_first_time_right"]) == (2, 1)
    assert row["first_time_right_rate"] == 0.5
    assert row["first_time_right_rate_low"] == pytest.approx(0.095, abs=5e-4)


def test_the_rolled_yield_multiplies_the_first_pass_yields() -> None:
    visits = traces(STRAIGHT, CASCADE, ONE_RETURN, STRAIGHT)

    (row,) = yields(visits, status_of(visits, *["finished"] * 4)).to_dict("records")

    assert row["rolled_yield_rate"] == pytest.approx(0.75 * 0.75 * 1)


def test_without_a_finished_report_first_time_right_is_missing() -> None:
    visits = trace("1 2 3")

    (row,) = yields(visits, status_of(visits, "running")).to_dict("records")

    assert pd.isna(row["first_time_right_rate"])
    assert pd.isna(row["rolled_yield_rate"])


def test_figures_of_years_group_by_columns_of_the_report() -> None:
    events = Story().register(fiscal_year=2024).until("periksa-kasubbag").reject().events()
    facts = {"sops": SOPS, "calendar": calendar(), "as_of": AS_OF}
    visits = step_visits(log_of(events), **facts)
    joined = passes(visits, report_status(log_of(events), visits, **facts))

    counts = rejection_counts(joined, by=("fiscal_year", "step"))

    assert counts[["fiscal_year", "n_rejections"]].to_numpy().tolist() == [[2024, 1]]


def test_a_thousand_random_reports_agree_with_plain_loops() -> None:
    visits, reports = reports_of_passes(1000)

    counts = rejection_counts(visits.sample(frac=1, random_state=3))

    decided = [
        done
        for report in reports
        for done in report
        if done.get("outcome") in ("approved", "rejected")
    ]
    for row in counts.to_dict("records"):
        here = [done for done in decided if done["step"] == row["step"]]
        returned = [done for done in here if done["outcome"] == "rejected"]
        assert row["n"] == len(here)
        assert row["n_rejections"] == len(returned)
        assert row["n_first"] == sum(done["visit"] == 1 for done in here)
        assert row["n_again_rejections"] == sum(done["visit"] > 1 for done in returned)
        assert row["rejection_rate"] == len(returned) / len(here)
    assert counts["n"].sum() == len(decided)
