"""An imported open report is read-only until the holder of its step takes it over."""

from dataclasses import replace
from typing import Any

import pytest

from lkj.domain import commands as c
from lkj.domain.accounts import Permission
from lkj.domain.adoption import adopters, may_adopt
from lkj.domain.events import Capacity, EventKind, Source
from lkj.domain.sop import Decision
from lkj.domain.state import ReportState, ReportStatus, evolve
from lkj.domain.workflow import decide, may_start, offered
from lkj.errors import NotAdopted, NothingToAdopt, WrongRole
from tests.domain.test_imported import ACT, SOP, state_of, whole
from tests.support.story import Story

LIVE = replace(ACT, batch_id=None, source=Source.APP)
TIM = replace(LIVE, actor="tim", holdings=(("tim_lkj", Capacity.DEFINITIVE),))
MONEV = replace(LIVE, permissions=frozenset({Permission.RECORD_ON_BEHALF}))
OPEN = state_of(whole(2))


def adopted(state: ReportState, act: c.Act = TIM) -> ReportState:
    return evolve(state, replace(decide(state, c.Adopt(), sop=SOP, act=act), no=99))


@pytest.mark.parametrize(
    "command",
    [
        c.Start(),
        c.Move(decision=Decision.SUBMIT),
        c.TakeBack(),
        c.Cancel(note="tidak dilanjutkan"),
        c.Note(text="catatan"),
        c.ConfirmReceipt(),
    ],
    ids=lambda command: type(command).__name__,
)
def test_until_then_it_takes_no_acts(command: Any) -> None:
    with pytest.raises(NotAdopted):
        decide(OPEN, command, sop=SOP, act=TIM)


def test_until_then_nothing_is_offered() -> None:
    assert offered(OPEN, SOP, ["tim_lkj", "kasubbag_renja_monev"]) == ()
    assert not may_start(OPEN, SOP, ["kasubbag_renja_monev"])


@pytest.mark.parametrize("act", [TIM, MONEV], ids=["holder", "monev"])
def test_taking_it_over_makes_it_live_on(act: c.Act) -> None:
    state = adopted(OPEN, act)

    assert not state.is_read_only
    assert state.open_visit == OPEN.open_visit
    assert may_start(state, SOP, ["kasubbag_renja_monev"])


def test_the_event_is_a_note_that_says_so() -> None:
    event = decide(OPEN, c.Adopt(), sop=SOP, act=TIM)

    assert (event.kind, event.step, event.role) == (
        EventKind.NOTED,
        "kumpulkan-data",
        "tim_lkj",
    )
    assert event.payload == '{"adopted":true}'


def test_others_may_not_take_it_over() -> None:
    sekretaris = replace(LIVE, holdings=(("sekretaris", Capacity.DEFINITIVE),))

    with pytest.raises(WrongRole):
        decide(OPEN, c.Adopt(), sop=SOP, act=sekretaris)
    assert not may_adopt(OPEN, SOP, sekretaris)


def test_starters_and_finishers_of_the_open_step_hold_it() -> None:
    assert adopters(OPEN, SOP) == ("tim_lkj", "kasubbag_renja_monev")
    assert adopters(state_of(whole()), SOP) == ()


@pytest.mark.parametrize("state", [state_of(whole()), adopted(OPEN), Story().register().state])
def test_what_is_finished_taken_over_or_our_own_needs_no_taking_over(
    state: ReportState,
) -> None:
    with pytest.raises(NothingToAdopt):
        decide(state, c.Adopt(), sop=SOP, act=MONEV)


def test_a_finished_import_can_still_be_noted_upon() -> None:
    state = state_of(whole())

    assert state.status is ReportStatus.RECEIVED
    assert decide(state, c.Note(text="x"), sop=SOP, act=LIVE_NOTE).note == "x"


LIVE_NOTE = replace(LIVE, permissions=frozenset({Permission.NOTE}))
