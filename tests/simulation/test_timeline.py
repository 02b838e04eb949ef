from dataclasses import replace
from datetime import timedelta

from lkj.domain.events import Event, EventKind
from lkj.simulation.timeline import History, in_order
from tests.support.times import moment

START = moment("2026-03-02 08:00").at


def an_event(report: str, version: int, minute: int, *, target: int | None = None) -> Event:
    at = START + timedelta(minutes=minute)
    return Event(
        no=version,
        report_id=report,
        version=version,
        request_id=f"{report}{version}",
        command_sha256="",
        kind=EventKind.NOTED,
        sop_id="s",
        sop_version=1,
        actor="a",
        recorded_by="r",
        occurred_at=at,
        recorded_at=at,
        target_no=target,
    )


def history(*events: Event, earliest: int) -> History:
    return History(START + timedelta(minutes=earliest), list(events))


def test_histories_are_merged_by_the_time_of_recording() -> None:
    first = history(an_event("A", 1, 0), an_event("A", 2, 9), earliest=0)
    second = history(an_event("B", 1, 5), an_event("B", 2, 20), earliest=5)

    merged = list(in_order([first, second]))

    assert [(e.no, e.report_id, e.version) for e in merged] == [
        (1, "A", 1),
        (2, "B", 1),
        (3, "A", 2),
        (4, "B", 2),
    ]


def test_targets_follow_their_events() -> None:
    first = history(
        an_event("A", 1, 0), an_event("A", 2, 9), an_event("A", 3, 30, target=2), earliest=0
    )
    second = history(an_event("B", 1, 5), earliest=5)

    merged = list(in_order([first, second]))

    assert [event.target_no for event in merged] == [None, None, None, 3]


def test_one_instant_keeps_the_order_of_writing() -> None:
    typed_at_once = history(*(an_event("A", v, 7) for v in (1, 2, 3)), earliest=7)

    assert [event.version for event in in_order([typed_at_once])] == [1, 2, 3]


def test_an_event_is_let_go_as_soon_as_nothing_earlier_can_come() -> None:
    asked: list[str] = []

    def lazily():
        for name, minute in (("A", 0), ("B", 60), ("C", 120)):
            asked.append(name)
            yield history(an_event(name, 1, minute), earliest=minute)

    next(in_order(lazily()))

    assert asked == ["A", "B"]


def test_the_events_given_stay_as_they_were() -> None:
    event = an_event("A", 1, 0)
    before = replace(event)

    list(in_order([history(an_event("B", 1, 0), earliest=0), history(event, earliest=0)]))

    assert event == before
