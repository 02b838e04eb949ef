"""What a load test calls lost, or stored twice, on a real database."""

from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.sop import Decision
from tests.load.report import percentile
from tests.load.tally import Acknowledged, Stored, Tally, compare
from tests.support.staffed import Running, staffed_office

NOTE, WHO = "uji beban satu", "sekretaris"
HAND_ON = c.Move(decision=Decision.SUBMIT, note=NOTE)


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """A report whose first step is handed on with the note: event no. 2."""
    running = Running(staffed_office(tmp_path)).register()
    running.act(WHO, HAND_ON)
    return running


def compared(report: Running, *told: Acknowledged) -> Stored:
    """What is found when clients sent the note, and were told of these events."""
    tally = Tally(most=10, acknowledged=list(told), attempted={NOTE})
    return compare(report.office.database, tally)


def test_an_event_that_is_there_as_it_was_told_is_not_lost(report: Running) -> None:
    stored = compared(report, Acknowledged(2, NOTE, WHO))

    assert stored.is_whole
    assert (stored.acknowledged, stored.stored, stored.unheard) == (1, 1, 0)
    assert stored.chain == 2


@pytest.mark.parametrize(
    "told",
    [
        Acknowledged(3, NOTE, WHO),
        Acknowledged(2, "uji beban dua", WHO),
        Acknowledged(2, NOTE, "tim_lkj"),
    ],
)
def test_an_event_under_another_number_note_or_person_is_lost(
    report: Running, told: Acknowledged
) -> None:
    stored = compared(report, told)

    assert stored.lost == (told,)
    assert not stored.is_whole


def test_one_event_told_to_two_is_lost_for_one_of_them(report: Running) -> None:
    told = Acknowledged(2, NOTE, WHO)

    assert compared(report, told, told).lost == (told,)


def test_a_note_in_two_events_was_stored_twice(report: Running) -> None:
    report.act("kasubbag_renja_monev", HAND_ON)

    assert compared(report, Acknowledged(2, NOTE, WHO)).repeated == (NOTE,)


def test_an_answer_that_was_not_heard_is_no_loss(report: Running) -> None:
    stored = compared(report)

    assert stored.is_whole
    assert stored.unheard == 1


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.95, 4), (0.25, 1), (1.0, 4)])
def test_a_percentile_is_a_value_that_occurred(share: float, value: int) -> None:
    assert percentile([4, 1, 3, 2], share) == value
