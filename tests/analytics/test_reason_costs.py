"""What reasons cost and which come back, hand-counted."""

import pandas as pd
import pytest

from lkj.analytics.reason_costs import reason_costs, repeated_reasons
from lkj.analytics.rework import rework_episodes
from tests.analytics.traces import trace

ORACLE = "1(10) 2(20) 3(60) 4A(20) 5R(15) 4R(12) 3(40) 4A(18) 5A(20)"
SUMS, WORDS = "salah_hitung", "bahasa_redaksi"


def because(text: str, *reasons: str, report_id: str = "R1") -> pd.DataFrame:
    """A report whose returns give these reasons, in order."""
    visits = trace(text, report_id)
    is_return = visits["outcome"] == "rejected"
    assert is_return.sum() == len(reasons)
    given = visits["reasons"].astype(object)
    given[is_return] = list(reasons)
    return visits.assign(reasons=given.astype("str"))


def costs(*reports: pd.DataFrame) -> dict[str, float]:
    found = reason_costs(rework_episodes(pd.concat(reports, ignore_index=True)))
    return dict(zip(found["reason"], found["processing_minutes"], strict=True))


def test_each_return_costs_its_reason_what_it_costs() -> None:
    # The return at step 5 costs 32 minutes, the one at step 4 costs 58.
    assert costs(because(ORACLE, SUMS, WORDS)) == {WORDS: 58, SUMS: 32}


def test_several_reasons_of_one_return_share_its_minutes() -> None:
    found = reason_costs(rework_episodes(because(ORACLE, f"{SUMS},{WORDS}", WORDS)))

    assert found["reason"].tolist() == [WORDS, SUMS]
    assert found["processing_minutes"].tolist() == [74, 16]
    assert found["n_rejections"].tolist() == [2, 1]
    assert found["share"].tolist() == pytest.approx([74 / 90, 16 / 90])


def test_a_reason_whose_repair_has_no_minutes_has_none_and_comes_last() -> None:
    found = reason_costs(
        rework_episodes(
            pd.concat(
                [
                    because("1 2 3 4R 3 4A", SUMS),
                    because("1 2 3 4R 3(5) 4A", WORDS, report_id="R2"),
                ]
            )
        )
    )

    assert found["reason"].tolist() == [WORDS, SUMS]
    assert found["n_unknown"].tolist() == [1, 2]
    assert pd.isna(found["processing_minutes"].iloc[1])


def test_a_return_without_a_reason_costs_none() -> None:
    assert costs(because("1 2 3 4R 3(5) 4A(5)", "")) == {}


def test_a_reason_comes_back_when_it_is_given_twice_in_one_report() -> None:
    twice = because("1 2 3 4R 3 4A 5R 4A 5A", SUMS, f"{SUMS},{WORDS}")
    once = because("1 2 3 4R 3 4A", SUMS, report_id="R2")

    (row,) = repeated_reasons(pd.concat([twice, once])).to_dict("records")

    assert (row["report_id"], row["reason"], row["n_rejections"]) == ("R1", SUMS, 2)
    assert row["last_at"] == twice.loc[twice["step"] == "periksa-sekretaris", "left_at"].iloc[0]


def test_naming_a_reason_twice_in_one_return_is_no_repeat() -> None:
    assert repeated_reasons(because("1 2 3 4R 3", f"{SUMS},{SUMS}")).empty
