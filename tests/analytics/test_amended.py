"""What is said about acts later: corrected, taken back, withdrawn, and what nobody can read."""

import json
from typing import Any

import pytest

from lkj.analytics.payloads import facts_of
from lkj.domain.commands import CorrectableField
from lkj.domain.events import Event, EventKind
from lkj.errors import OutsideCalendar
from tests.analytics.small_visits import at, column, first_two, visits_of
from tests.support.story import Story, an_event

START, EFFORT = CorrectableField.STARTED_AT, CorrectableField.EFFORT_MINUTES


def test_a_move_that_is_taken_back_was_no_decision() -> None:
    story = first_two(at="2026-03-02 10:00").take_back(after="5m")
    visits = visits_of(story.events())
    again = visits_of(story.submit(at="2026-03-02 11:00").events())

    assert column(visits, "step") == ["terima-disposisi", "bentuk-tim"]
    assert column(visits, "outcome") == ["submitted", None]
    assert column(visits, "entered_at")[1] == at("2026-03-02 09:00")
    assert column(again, "lead_minutes")[1] == 120
    assert column(again, "closing_no")[1] == 5


def test_a_start_outlives_the_move_that_is_taken_back() -> None:
    story = first_two().start(at="2026-03-02 09:30").submit(at="2026-03-02 10:00")
    visits = visits_of(story.take_back(after="5m").events())

    assert column(visits, "started_at")[1] == at("2026-03-02 09:30")
    assert column(visits, "waiting_minutes")[1] == 30


def test_a_correction_reads_the_act_with_its_new_time() -> None:
    story = first_two(at="2026-03-02 10:00")
    story.correct("2026-03-02 09:30", target=2).correct("2026-03-02 09:20", target=2)
    visits = visits_of(story.events())

    assert column(visits, "left_at")[0] == at("2026-03-02 09:20")
    assert column(visits, "lead_minutes")[:2] == [80, 40]
    assert column(visits, "is_corrected") == [True, True, False]


def test_start_and_effort_are_corrected_and_taken_out() -> None:
    story = first_two(at="2026-03-02 10:00", started="2026-03-02 09:40")
    later = story.copy().correct("2026-03-02 09:50", target=3, field=START)
    without = story.copy().correct(None, target=3, field=START)
    effort = story.copy().correct(7, target=3, field=EFFORT)

    assert column(visits_of(later.events()), "processing_minutes")[1] == 10
    assert column(visits_of(without.events()), "clock_quality")[1] == "bounded"
    assert column(visits_of(effort.events()), "processing_minutes")[1] == 7
    back = effort.correct(None, target=3, field=EFFORT)
    assert column(visits_of(back.events()), "processing_minutes")[1] == 20


def test_the_registration_and_a_recorded_start_are_corrected() -> None:
    story = Story().register(at="2026-03-02 08:00").start(at="2026-03-02 08:30")
    story.submit(at="2026-03-02 09:00").correct("2026-03-02 07:45", target=1)
    visits = visits_of(story.correct("2026-03-02 08:40", target=2, field=START).events())

    assert column(visits, "waiting_minutes")[0] == 55
    assert column(visits, "processing_minutes")[0] == 20


def test_a_correction_is_unknown_before_it_is_recorded() -> None:
    story = first_two().correct("2026-03-02 08:30", target=2, recorded="2026-03-05 08:00")
    known = visits_of(story.events(), "2026-03-03 08:00", known_at="2026-03-04 08:00")
    today = visits_of(story.events(), "2026-03-03 08:00")

    assert column(known, "lead_minutes")[0] == 60
    assert column(today, "lead_minutes")[0] == 30


def hand(version: int, kind: EventKind, **facts: Any) -> Event:
    time = at(f"2026-03-02 {8 + version:02}:00")
    return an_event(
        **{"no": version, "version": version, "kind": kind, "occurred_at": time} | facts
    )


def test_reversed_times_of_an_import_are_invalid() -> None:
    first, second = "terima-disposisi", "bentuk-tim"
    early = at("2026-03-02 07:40")
    events = [
        hand(1, EventKind.REGISTERED, next_step=first),
        hand(2, EventKind.SUBMITTED, step=first, next_step=second, occurred_at=early),
        hand(3, EventKind.SUBMITTED, step=second, next_step="kumpulkan-data", started_at=early),
    ]
    visits = visits_of(events)

    assert column(visits, "clock_quality")[:2] == ["invalid", "measured"]
    assert column(visits, "lead_minutes")[0] is None


def test_acts_outside_the_flow_make_no_visit() -> None:
    first, second = "terima-disposisi", "bentuk-tim"
    submitted = {"kind": EventKind.SUBMITTED, "step": first, "next_step": second}
    events = [
        hand(1, **submitted),
        hand(2, EventKind.REGISTERED, next_step=first),
        hand(3, EventKind.REGISTERED, next_step=first),
        hand(4, EventKind.CANCELLED, step=first),
        hand(5, EventKind.STARTED, step=first),
        hand(6, **submitted),
    ]

    visits = visits_of(events)

    assert column(visits, "step") == [first]
    assert column(visits, "outcome") == ["cancelled"]
    assert column(visits, "started_at") == [None]


def test_a_start_before_its_registration_belongs_to_no_other_report() -> None:
    other = Story(report_id="R0", first_no=11).register(at="2026-03-02 08:00").events()
    early = hand(1, EventKind.STARTED, step="terima-disposisi")

    assert column(visits_of([*other, early]), "started_at") == [None]


def test_a_start_after_an_undone_move_vanishes_with_its_visit() -> None:
    first, second = "terima-disposisi", "bentuk-tim"
    events = [
        hand(1, EventKind.REGISTERED, next_step=first),
        hand(2, EventKind.SUBMITTED, step=first, next_step=second),
        hand(3, EventKind.STARTED, step=second),
        hand(4, EventKind.TAKEN_BACK, step=first, next_step=first, target_no=2),
    ]

    assert column(visits_of(events), "step") == [first]
    assert column(visits_of(events), "started_at") == [None]


def test_an_act_cannot_lose_its_time() -> None:
    nothing = json.dumps({"field": "occurred_at", "value": ""})
    broken = hand(9, EventKind.CORRECTED, target_no=2, payload=nothing)

    assert column(visits_of([*first_two().events(), broken]), "lead_minutes")[0] == 60


def test_a_withdrawn_report_leaves() -> None:
    gone = Story(report_id="R0", first_no=1).register().submit().events()
    stays = Story(report_id="R1", first_no=11).register().events()
    withdrawn = hand(3, EventKind.WITHDRAWN, report_id="R0", no=20)

    visits = visits_of([*gone, withdrawn, *stays])

    assert column(visits, "report_id") == ["R1"]


def test_a_statement_about_another_report_is_not_heard() -> None:
    story = first_two()
    fact = json.dumps({"field": "occurred_at", "value": "2026-03-02T00:40:00Z"})
    stranger = hand(9, EventKind.CORRECTED, report_id="R9", target_no=2, payload=fact)

    assert column(visits_of([*story.events(), stranger]), "lead_minutes")[0] == 60


def test_a_payload_that_cannot_be_read_says_nothing() -> None:
    story = first_two()
    broken = hand(9, EventKind.CORRECTED, target_no=2, payload='{"field": "occ')

    assert column(visits_of([*story.events(), broken]), "is_corrected") == [False, False]


def test_an_unknown_sop_version_is_named() -> None:
    event = hand(1, EventKind.REGISTERED, next_step="terima-disposisi", sop_version=7)

    with pytest.raises(KeyError, match="7"):
        visits_of([event])


def test_a_time_outside_the_calendar_is_refused() -> None:
    events = Story().register(at="2019-03-04 08:00").events()

    with pytest.raises(OutsideCalendar):
        visits_of(events)


@pytest.mark.parametrize(
    ("payloads", "facts"),
    [
        (["", '{"a": 1}', "[]", "3"], [{}, {"a": 1}, {}, {}]),
        (['{"a": 1', '"b": 2}', '{"c": 3}'], [{}, {}, {"c": 3}]),
        (["{},0,{}", '{"c": 3}'], [{}, {"c": 3}]),
        ([], []),
    ],
    ids=["no object", "halves", "two in one", "none"],
)
def test_a_payload_that_cannot_be_read_says_nothing_and_spoils_no_other(
    payloads: list[str], facts: list[dict[str, object]]
) -> None:
    assert facts_of(payloads) == facts
