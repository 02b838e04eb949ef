"""The rows that the paper form offers: hand-typed sequences for two unlike SOPs."""

import pytest

from lkj.domain.sop import Decision
from lkj.usecases.paper import forward, planned_steps
from tests.support.paper import A, R, S
from tests.support.sops import office_sop, other_sop

LKJ = {
    "1": "terima-disposisi",
    "2": "bentuk-tim",
    "3": "kumpulkan-data",
    "4": "periksa-kasubbag",
    "5": "periksa-sekretaris",
    "6": "tanda-tangan",
    "7": "terima-lkj",
    "8": "kirim-lkj",
}
LETTER = {
    "1": "daftar",
    "2": "verifikasi",
    "3": "konsep",
    "4": "tanda-tangan-lurah",
    "5": "serah",
}
DECISIONS = {"s": S, "a": A, "r": R}


def ids(names: dict[str, str], numbers: str) -> list[str]:
    return [names[number] for number in numbers]


@pytest.mark.parametrize(
    ("start", "decided", "steps"),
    [
        ("1", "", "12345678"),
        ("1", "sss", "12345678"),
        ("1", "sssa", "12345678"),
        ("1", "sssr", "1234" + "345678"),
        ("1", "sssrsr", "1234" + "34" + "345678"),
        ("1", "sssar", "12345" + "45678"),
        ("1", "sssaar", "123456" + "5678"),
        ("1", "sssaarrr", "123456" + "5" + "4" + "345678"),
        ("1", "sssrsarsaaass", "1234" + "345" + "45678"),
        ("4", "r", "4" + "345678"),
        ("8", "", "8"),
        ("8", "s", "8"),
    ],
)
def test_a_return_inserts_the_repeated_rows(start: str, decided: str, steps: str) -> None:
    decisions = [DECISIONS[letter] for letter in decided]

    assert planned_steps(LKJ[start], decisions, office_sop()) == ids(LKJ, steps)


@pytest.mark.parametrize(
    ("start", "decided", "steps"),
    [
        ("1", "", "12345"),
        ("1", "sssr", "1234" + "2345"),
        ("2", "ssrssr", "234" + "234" + "2345"),
        ("5", "s", "5"),
    ],
)
def test_a_return_may_skip_back_over_steps(start: str, decided: str, steps: str) -> None:
    decisions = [DECISIONS[letter] for letter in decided]

    assert planned_steps(LETTER[start], decisions, other_sop()) == ids(LETTER, steps)


def test_decisions_after_the_end_add_no_rows() -> None:
    assert planned_steps("serah", [S, S, R], other_sop()) == ["serah"]


def test_a_finished_report_has_no_rows() -> None:
    assert planned_steps(None, [], office_sop()) == []


def test_a_decision_that_the_step_does_not_offer_goes_straight_on() -> None:
    assert planned_steps("bentuk-tim", [R], office_sop()) == ids(LKJ, "2345678")


@pytest.mark.parametrize(
    ("step", "decision"), [("bentuk-tim", S), ("periksa-kasubbag", A), ("kirim-lkj", S)]
)
def test_the_way_onward_is_never_a_return(step: str, decision: Decision) -> None:
    assert forward(office_sop(), step) is decision
