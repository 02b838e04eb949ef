from dataclasses import replace

import pytest

from lkj.domain.sop import Decision
from lkj.domain.sop_draft import DraftStep, draft_text
from lkj.domain.sop_file import parse_draft, parse_sop
from lkj.errors import InvalidSop

STEPS = (
    DraftStep("kirim", "Kirim konsep", ("tim",), False, "", ""),
    DraftStep("reviu", 'Reviu "konsep"', ("kepala", "tim"), True, "kirim", "Hanya 1 dari 3."),
    DraftStep("arsip", "Arsip", ("", "pelaksana"), False, "", ""),
)
EMPTY = "# waktu_menit =    (mutu baku waktu, menit kerja)"


def filled(text: str) -> str:
    return text.replace(EMPTY, "waktu_menit = 30")


def places_of(text: str) -> list[str]:
    with pytest.raises(InvalidSop) as refused:
        parse_draft(text)
    return [one.place for one in refused.value.facts["problems"]]  # type: ignore[attr-defined]


def test_a_draft_is_read_as_an_sop_without_waktu() -> None:
    sop = parse_draft(draft_text("sop-a", 'SOP "A"', STEPS, {"tim": "Tim LKj"}))

    assert (sop.id, sop.version, sop.title) == ("sop-a", 1, 'SOP "A"')
    assert [(role.id, role.name) for role in sop.roles] == [
        ("tim", "Tim LKj"),
        ("kepala", "kepala"),
        ("pelaksana", "pelaksana"),
    ]
    assert [step.id for step in sop.steps] == ["kirim", "reviu", "arsip"]
    assert [step.standard.minutes for step in sop.steps] == [0, 0, 0]
    assert sop.registrars == ("tim",)
    assert [step.finishers for step in sop.steps] == [
        ("tim",),
        ("kepala", "tim"),
        ("pelaksana",),
    ]


def test_steps_lead_to_the_next_and_returns_lead_back() -> None:
    kirim, reviu, arsip = parse_draft(draft_text("a", "A", STEPS, {})).steps

    assert kirim.next[Decision.SUBMIT].target == "reviu"
    assert reviu.next[Decision.APPROVE].target == "arsip"
    assert reviu.next[Decision.REJECT].target == "kirim"
    assert arsip.next[Decision.SUBMIT].target is None


def test_a_draft_without_returns_needs_no_reasons() -> None:
    sop = parse_draft(draft_text("a", "A", [replace(STEPS[0])], {}))

    assert sop.reasons == ()


def test_a_draft_is_an_sop_once_its_waktu_is_filled_in() -> None:
    text = draft_text("a", "A", STEPS, {})

    with pytest.raises(InvalidSop) as refused:
        parse_sop(text)
    problems = refused.value.facts["problems"]

    assert len(problems) == len(STEPS)  # type: ignore[arg-type]
    assert parse_sop(filled(text)) == parse_draft(filled(text))
    assert [step.standard.minutes for step in parse_sop(filled(text)).steps] == [30, 30, 30]


def test_a_waktu_of_a_draft_that_is_there_must_be_right() -> None:
    text = draft_text("a", "A", STEPS, {})

    assert places_of(text.replace(EMPTY, "waktu_menit = 0", 1)) == [
        "langkah[1] (kirim).waktu_menit"
    ]
    assert places_of(text.replace(EMPTY, 'waktu_menit = "30"', 1)) == [
        "langkah[1] (kirim).waktu_menit"
    ]


def test_a_draft_of_no_steps_is_no_sop() -> None:
    assert places_of(draft_text("a", "A", (), {})) != []
