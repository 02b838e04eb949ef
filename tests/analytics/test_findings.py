"""Wrong roles, wrong returns, rangkap peran and absent kelengkapan, hand-counted."""

import pandas as pd

from lkj.analytics.findings import missing_inputs, role_conflicts, wrong_returns, wrong_roles
from lkj.domain.commands import InputCheck, InputState
from tests.analytics.log_frame import log_of
from tests.analytics.small_visits import SOPS, first_two, visits_of
from tests.analytics.traces import trace

STRAIGHT = "1 2 3 4A 5A 6A 7 8"


def acted(visits: pd.DataFrame, step: str, **facts: str) -> pd.DataFrame:
    """The same passes, one step of them by somebody else or in another role."""
    is_there = visits["step"] == step
    changed = {name: visits[name].mask(is_there, value) for name, value in facts.items()}
    return visits.assign(**changed)


def test_roles_of_the_sop_are_no_finding() -> None:
    assert wrong_roles(trace(STRAIGHT), sops=SOPS).empty


def test_a_step_decided_in_another_role_is_a_finding() -> None:
    visits = acted(trace(STRAIGHT), "tanda-tangan", role="sekretaris", actor="budi")

    (row,) = wrong_roles(visits, sops=SOPS).to_dict("records")
    assert (row["step"], row["visit"], row["role"]) == ("tanda-tangan", 1, "sekretaris")
    assert (row["actor"], row["allowed"]) == ("budi", "kepala_satuan")


def test_an_unknown_role_is_not_a_wrong_one() -> None:
    assert wrong_roles(trace(STRAIGHT, role=None), sops=SOPS).empty


def test_a_return_past_the_step_before_is_a_finding() -> None:
    (row,) = wrong_returns(trace("1 2 3 4A 5A 6R 3 4A"), sops=SOPS).to_dict("records")

    assert (row["step"], row["next_step"]) == ("tanda-tangan", "kumpulkan-data")
    assert row["expected_step"] == "periksa-sekretaris"


def test_a_return_one_step_back_is_no_finding() -> None:
    assert wrong_returns(trace("1 2 3 4A 5R 4R 3 4A"), sops=SOPS).empty


def test_a_return_where_the_sop_offers_none_has_no_target_to_miss() -> None:
    assert wrong_returns(trace("1 2R 1 2 3"), sops=SOPS).empty


def test_one_person_in_two_roles_of_separated_steps_is_a_conflict() -> None:
    visits = acted(trace(STRAIGHT), "kumpulkan-data", actor="ani")
    visits = acted(visits, "periksa-sekretaris", actor="ani")

    (row,) = role_conflicts(visits, sops=SOPS).to_dict("records")

    assert (row["step"], row["other_step"]) == ("periksa-sekretaris", "kumpulkan-data")
    assert (row["role"], row["other_role"], row["actor"]) == ("sekretaris", "tim_lkj", "ani")


def test_the_same_role_again_and_other_steps_are_no_conflict() -> None:
    # Step 1 is not separated from any other; the Sekretaris acts at 5 and 7 in one role.
    visits = acted(trace(STRAIGHT), "terima-disposisi", actor="ani", role="tim_lkj")
    visits = acted(visits, "periksa-sekretaris", actor="ani")

    assert role_conflicts(visits, sops=SOPS).empty
    assert role_conflicts(trace("1 2 3 4R 3 4A 5A"), sops=SOPS).empty


def test_one_person_in_two_reports_is_no_conflict() -> None:
    one = acted(trace(STRAIGHT, "R1"), "kumpulkan-data", actor="ani")
    other = acted(trace(STRAIGHT, "R2"), "periksa-sekretaris", actor="ani")

    assert role_conflicts(pd.concat([one, other]), sops=SOPS).empty


def test_an_absent_kelengkapan_is_a_finding_and_an_unknown_one_is_not() -> None:
    inputs = (
        InputCheck("disposisi", InputState.ABSENT, "belum turun"),
        InputCheck("DPA", InputState.UNKNOWN),
    )
    events = first_two(after="1h", inputs=inputs).events()

    (row,) = missing_inputs(visits_of(events), log_of(events)).to_dict("records")

    assert (row["report_id"], row["step"], row["visit"]) == ("R1", "bentuk-tim", 1)
    assert (row["input"], row["reason"]) == ("disposisi", "belum turun")
    assert row["role"] == "kasubbag_renja_monev"


def test_what_was_taken_back_is_no_finding() -> None:
    inputs = (InputCheck("disposisi", InputState.ABSENT, "belum turun"),)
    events = first_two(after="1h", inputs=inputs).take_back(after="1m").events()

    assert missing_inputs(visits_of(events), log_of(events)).empty
