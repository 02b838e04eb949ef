"""Histories from a file become events; nonsense is refused, deviations are kept."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lkj.domain import commands as c
from lkj.domain.events import Capacity, Event, EventKind, Moment, Source
from lkj.domain.imported import (
    REPORT_ITSELF,
    ImportedPass,
    ImportedReport,
    Importing,
    events_of,
    is_unrecorded,
    problems_of,
    unrecorded,
)
from lkj.domain.sop import Decision
from lkj.domain.state import ReportState, ReportStatus, replay
from lkj.errors import (
    BeforePrevious,
    DecisionNotOffered,
    EffortInvalid,
    EffortTooLong,
    InTheFuture,
    ReasonUnknown,
    StartAfterFinish,
    StepUnknown,
)
from tests.support.sops import office_sop
from tests.support.times import ZONE, moment

SOP = office_sop()
SUBMIT, APPROVE, REJECT = Decision.SUBMIT, Decision.APPROVE, Decision.REJECT
WAY = (
    ("terima-disposisi", SUBMIT),
    ("bentuk-tim", SUBMIT),
    ("kumpulkan-data", SUBMIT),
    ("periksa-kasubbag", REJECT),
    ("kumpulkan-data", SUBMIT),
    ("periksa-kasubbag", APPROVE),
    ("periksa-sekretaris", APPROVE),
    ("tanda-tangan", APPROVE),
    ("terima-lkj", SUBMIT),
    ("kirim-lkj", SUBMIT),
)
ACT = c.Act(
    request_id="r",
    command_sha256="0" * 64,
    actor="monev",
    holdings=(),
    recorder="akun-monev",
    permissions=frozenset(),
    now=moment("2026-06-01 09:00").at,
    zone=ZONE,
    source=Source.IMPORT,
    batch_id="B1",
)
REGISTER = c.Register(
    title="LKj 2025",
    fiscal_year=2025,
    period=c.Period.ANNUAL,
    disposition_number="800/1",
    disposition_date=date(2026, 1, 5),
    received=moment("2026-01-05"),
)


def one(step: str, decision: Decision = SUBMIT, day: str = "2026-01-06", **facts: Any) -> Any:
    return ImportedPass(step, decision, facts.pop("actor", "orang"), moment(day), **facts)


def report(*passes: ImportedPass) -> ImportedReport:
    return ImportedReport("K1", SOP, REGISTER, passes)


def whole(n: int = len(WAY)) -> ImportedReport:
    days = [f"2026-01-{6 + at:02}" for at in range(n)]
    return report(*(one(s, d, day) for (s, d), day in zip(WAY[:n], days, strict=True)))


def events(told: ImportedReport, **known: Any) -> list[Event]:
    made = events_of(told, Importing(ACT, lambda place: f"id/{place}", **known))
    return [replace(event, no=no) for no, event in enumerate(made, start=1)]


def state_of(told: ImportedReport) -> ReportState:
    return replay("id/K1", events(told))


def test_a_history_to_the_end_is_a_finished_report() -> None:
    state = state_of(whole())

    assert state.status is ReportStatus.RECEIVED
    assert [visit.step for visit in state.visits] == [step for step, _ in WAY]
    assert [visit.number for visit in state.visits] == [1, 1, 1, 1, 2, 2, 1, 1, 1, 1]


def test_every_event_names_its_batch_its_row_and_where_it_comes_from() -> None:
    made = events(whole(3))

    assert {event.source for event in made} == {Source.IMPORT}
    assert {event.batch_id for event in made} == {"B1"}
    assert [event.request_id for event in made] == [f"id/K1/{n}" for n in range(4)]
    assert [event.version for event in made] == [1, 2, 3, 4]
    assert {event.report_id for event in made} == {"id/K1"}


def test_a_history_that_breaks_off_waits_at_the_step_where_the_sop_leads() -> None:
    state = state_of(whole(4))

    assert state.status is ReportStatus.RUNNING
    assert state.open_visit is not None
    assert (state.open_visit.step, state.open_visit.number) == ("kumpulkan-data", 2)
    assert state.is_read_only


def test_a_report_without_passes_waits_at_the_first_step() -> None:
    state = state_of(report())

    assert state.open_visit is not None
    assert state.open_visit.step == "terima-disposisi"


def test_skipped_steps_and_decisions_that_the_sop_does_not_offer_are_kept() -> None:
    told = report(one("periksa-kasubbag", SUBMIT), one("bentuk-tim", REJECT), one("kirim-lkj"))

    assert problems_of(told, ACT) == []
    made = events(told)
    assert [event.kind for event in made[1:]] == [
        EventKind.SUBMITTED, EventKind.REJECTED, EventKind.SUBMITTED,
    ]  # fmt: skip
    assert [event.next_step for event in made] == [
        "periksa-kasubbag", "bentuk-tim", "kirim-lkj", None,
    ]  # fmt: skip


def test_any_onward_decision_leads_where_the_steps_own_does() -> None:
    assert events(report(one("periksa-kasubbag", SUBMIT)))[-1].next_step == "periksa-sekretaris"


def test_a_last_return_from_a_step_that_sends_nothing_back_leads_nowhere() -> None:
    ((place, refusal),) = problems_of(report(one("bentuk-tim", REJECT)), ACT)

    assert place == 0
    assert isinstance(refusal, DecisionNotOffered)


def test_facts_of_a_pass_are_kept() -> None:
    (_, move) = events(
        report(
            one(
                "periksa-kasubbag",
                REJECT,
                "2026-01-06",
                started=moment("2026-01-06 08:00"),
                effort_minutes=15,
                reasons=("salah_hitung", "salah_hitung"),
                basis="BA 12",
                note="tabel 3",
            )
        )
    )

    assert (move.effort_minutes, move.basis, move.note) == (15, "BA 12", "tabel 3")
    assert move.reasons == ("salah_hitung",)
    assert move.started_at == moment("2026-01-06 08:00").at
    assert move.payload == '{"started_precision":"minute"}'


def test_reasons_of_an_onward_pass_are_dropped() -> None:
    assert events(report(one("bentuk-tim", reasons=("salah_hitung",))))[1].reasons == ()


def test_nobody_named_is_the_unknown_holder_of_the_steps_role() -> None:
    move = events(report(one("kumpulkan-data", actor="")))[1]

    assert move.actor == unrecorded("tim_lkj")
    assert is_unrecorded(move.actor)
    assert not is_unrecorded("orang")
    assert (move.role, move.capacity) == ("tim_lkj", None)


@pytest.mark.parametrize(
    ("held", "role", "capacity"),
    [
        ((), "tim_lkj", None),
        ((("sekretaris", Capacity.DEFINITIVE),), "sekretaris", Capacity.DEFINITIVE),
        (
            (("sekretaris", Capacity.DEFINITIVE), ("tim_lkj", Capacity.ACTING)),
            "tim_lkj",
            Capacity.ACTING,
        ),
    ],
    ids=["unknown", "another", "its own"],
)
def test_the_role_is_the_one_held_on_the_day(held: Any, role: str, capacity: Any) -> None:
    asked: list[tuple[str, date]] = []

    def holdings(person: str, day: date) -> Any:
        asked.append((person, day))
        return held

    move = events(report(one("kumpulkan-data")), holdings=holdings)[1]

    assert (move.role, move.capacity) == (role, capacity)
    assert asked == [("orang", date(2026, 1, 6))]


def problem(*passes: ImportedPass) -> tuple[int, type]:
    ((place, refusal),) = problems_of(report(*passes), ACT)
    return place, type(refusal)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (one("lain"), StepUnknown),
        (one("bentuk-tim", day="2026-06-02"), InTheFuture),
        (one("bentuk-tim", day="2026-01-05"), BeforePrevious),
        (one("bentuk-tim", started=moment("2026-01-07")), StartAfterFinish),
        (one("bentuk-tim", started=moment("2026-01-05")), BeforePrevious),
        (one("bentuk-tim", effort_minutes=-1), EffortInvalid),
        (one("bentuk-tim", effort_minutes=1441), EffortTooLong),
        (one("bentuk-tim", reasons=("lain",)), ReasonUnknown),
    ],
    ids=["step", "future", "order", "start", "early", "negative", "long", "reason"],
)
def test_what_cannot_be_is_refused_with_its_place(wrong: Any, refusal: type) -> None:
    assert problem(one("terima-disposisi"), wrong, one("kirim-lkj", day="2026-01-09")) == (
        1,
        refusal,
    )


def test_every_problem_is_told_and_a_refused_pass_hides_no_other() -> None:
    told = report(one("lain"), one("bentuk-tim", effort_minutes=-1), one("kirim-lkj"))

    assert [place for place, _ in problems_of(told, ACT)] == [0, 1]


def test_a_disposition_that_has_not_come_yet_is_refused() -> None:
    told = replace(
        report(), register=replace(REGISTER, received=Moment(moment("2026-06-02").at))
    )

    assert [place for place, _ in problems_of(told, ACT)] == [REPORT_ITSELF]


def test_a_believable_history_has_no_problems() -> None:
    assert problems_of(whole(), ACT) == []
