from collections import Counter
from datetime import datetime, timedelta

import pandas as pd
import pytest

from lkj.domain.accounts import holdings_on
from lkj.domain.events import Event, EventKind, Precision, Source
from lkj.domain.sop import Decision
from lkj.domain.state import MOVES, ReportStatus, payload_of
from lkj.errors import OutsideCalendar
from lkj.reference import read_calendar
from lkj.simulation.example import make_example
from tests.simulation.examples import UNTIL, Made, chance, made
from tests.support.sops import office_sop
from tests.support.times import ZONE


def local_day(at: datetime):
    return at.astimezone(ZONE).date()


def test_events_are_numbered_in_the_order_in_which_they_were_recorded(example: Made) -> None:
    events = example.events

    assert [event.no for event in events] == list(range(1, len(events) + 1))
    assert [e.recorded_at for e in events] == sorted(e.recorded_at for e in events)


def test_each_report_has_one_gap_free_history(example: Made) -> None:
    versions = [[event.version for event in events] for events in example.reports.values()]

    assert versions == [list(range(1, len(one) + 1)) for one in versions]
    assert len({event.request_id for event in example.events}) == len(example.events)


def test_every_move_leads_where_the_sop_says(example: Made) -> None:
    moves = example.of_kind(*MOVES)

    assert [e.next_step for e in moves] == [
        example.sop.step(e.step or "").next[MOVES[e.kind]].target for e in moves
    ]


def test_whoever_acts_for_a_role_holds_it_on_that_day(example: Made) -> None:
    acts = [event for event in example.events if event.role is not None]
    held = [
        holdings_on(
            (a for a in example.assignments if a.person_id == act.actor),
            local_day(act.occurred_at),
        )
        for act in acts
    ]

    assert len(acts) > 0
    assert [
        (act.role, act.capacity) in roles for act, roles in zip(acts, held, strict=True)
    ] == [True] * len(acts)


def test_everything_happens_in_working_hours_and_before_the_end(example: Made) -> None:
    exact = [e for e in example.events if e.time_precision is Precision.MINUTE]
    times = [e.occurred_at for e in exact] + [e.recorded_at for e in example.events]
    times += [e.started_at for e in exact if e.started_at is not None]
    begun = pd.Series(pd.DatetimeIndex(times).floor("min"))

    worked = read_calendar().minutes_between(begun, begun + pd.Timedelta(minutes=1))

    assert set(worked) == {1.0}
    assert max(local_day(at) for at in times) < example.until


def test_nothing_is_recorded_before_it_happened(example: Made) -> None:
    assert [e for e in example.events if e.recorded_at < e.occurred_at] == []


def test_a_target_is_an_earlier_act_on_the_same_report(example: Made) -> None:
    by_number = {event.no: event for event in example.events}
    pairs = [(e, by_number[e.target_no]) for e in example.events if e.target_no]

    assert [(e.report_id, target.kind in MOVES) for e, target in pairs] == [
        (target.report_id, True) for _, target in pairs
    ]
    assert all(target.no < event.no for event, target in pairs)


def test_returns_carry_reasons_and_sentences(example: Made) -> None:
    paper_only = {reason.id for reason in example.sop.reasons if reason.paper_only}
    returns = example.of_kind(EventKind.REJECTED)
    silent = [e for e in returns if not set(e.reasons) <= paper_only and len(e.note) < 10]

    assert all(event.reasons for event in returns)
    assert silent == []


@pytest.mark.parametrize("sop", ["office", "other"])
def test_fifteen_reports_end_as_an_office_would_have_them(sop: str) -> None:
    statuses = Counter(state.status for state in made(sop=sop).states.values())

    assert statuses[ReportStatus.RUNNING] == 2
    assert statuses[ReportStatus.CANCELLED] == 1
    assert statuses[ReportStatus.RECEIVED] + statuses[ReportStatus.SENT] == 12


def test_one_finished_report_waits_for_its_receipt() -> None:
    assert len(made().with_status(ReportStatus.SENT)) == 1


def test_one_open_report_waits_and_one_is_under_repair() -> None:
    open_visits = [s.open_visit for s in made().with_status(ReportStatus.RUNNING)]
    found = sorted((v.opened_by, v.started is not None, v.number > 1) for v in open_visits if v)

    assert found == [(EventKind.APPROVED, False, False), (EventKind.REJECTED, True, True)]
    assert len({visit.step for visit in open_visits if visit}) == 2


def test_one_planned_report_whose_time_has_come_is_never_registered() -> None:
    example = made()
    registered = {
        (payload_of(e)["fiscal_year"], payload_of(e)["period"])
        for e in example.of_kind(EventKind.REGISTERED)
    }
    due = [slot for slot in example.expected if slot.opens_on < UNTIL]

    missing = [s.title for s in due if (s.fiscal_year, s.period.value) not in registered]

    assert len(registered) == 15
    assert missing == ["Laporan Kinerja Triwulan I Tahun 2026"]


@pytest.mark.parametrize("seed", [1, 2, 3, 2026])
def test_a_third_comes_from_paper_on_behalf_of_those_who_acted(seed: int) -> None:
    example = made(seed=seed)
    monev = next(a for a in example.accounts if a.username == "monev")
    from_paper = [e for e in example.events if e.source is Source.PAPER]
    whole = [r for r in example.reports.values() if r[0].source is Source.PAPER]

    assert len(whole) == 5
    assert {e.recorded_by for e in from_paper} == {monev.id}
    assert monev.person_id not in {e.actor for e in from_paper}
    assert all(e.basis.startswith("Buku Agenda No. ") and e.batch_id for e in from_paper)


@pytest.mark.parametrize("seed", [1, 2, 3, 2026])
def test_half_of_the_starts_are_unknown(seed: int) -> None:
    visits = made(seed=seed).closed_visits()
    unknown = sum(visit.started is None for visit in visits) / len(visits)

    assert 0.35 <= unknown <= 0.65


@pytest.mark.parametrize("seed", [1, 2, 3, 2026])
def test_every_reviewer_returns_a_draft(seed: int) -> None:
    example = made(seed=seed)
    reviews = {step.id for step in example.sop.steps if Decision.REJECT in step.next}

    assert {e.step for e in example.of_kind(EventKind.REJECTED)} == reviews


@pytest.mark.parametrize("seed", [1, 2, 3, 2026])
def test_collecting_data_nearly_always_takes_longer_than_the_standard(seed: int) -> None:
    example = made(seed=seed)
    ordered = [step.id for step in example.sop.steps if step.is_ordered]
    times = [
        (v.started.at, v.left.at, example.sop.step(v.step).standard.minutes)
        for v in example.closed_visits()
        if v.step in ordered and v.number == 1 and v.started and v.left
    ]
    over = [read_calendar().minutes(a, b) > standard for a, b, standard in times]

    assert len(over) >= 8
    assert sum(over) / len(over) >= 0.9


@pytest.mark.parametrize("seed", [1, 2, 3, 2026])
def test_everything_that_the_screens_must_show_happens(seed: int) -> None:
    example = made(seed=seed)
    kinds = Counter(event.kind for event in example.events)
    late = [e for e in example.events if e.recorded_at - e.occurred_at > timedelta(hours=2)]

    assert kinds[EventKind.CORRECTED] >= 2
    assert kinds[EventKind.NOTED] >= 2
    assert kinds[EventKind.TAKEN_BACK] == 1
    assert kinds[EventKind.CAUSE_GIVEN] >= 1
    assert sum(e.time_precision is Precision.DATE for e in example.events) >= 8
    assert sum(e.effort_minutes is not None for e in example.events) >= 20
    assert any(e.source is Source.APP and e.kind in MOVES for e in late)
    assert sum("time_conflict" in payload_of(e) for e in example.events) == 1


@pytest.mark.parametrize("seed", [1, 2, 3, 2026])
def test_drafts_lie_waiting_for_days(seed: int) -> None:
    waits = [
        visit.started.at - visit.entered.at
        for visit in made(seed=seed).closed_visits()
        if visit.started is not None
    ]

    assert sum(wait > timedelta(days=1) for wait in waits) >= 10


def test_an_official_is_succeeded_and_the_successor_goes_on() -> None:
    example = made()
    acts = [e for e in example.events if e.role == "sekretaris"]
    days: dict[str, list[datetime]] = {}
    for act in acts:
        days.setdefault(example.name(act.actor), []).append(act.occurred_at)

    assert list(days) == ["Sekretaris Contoh (2023–2025)", "Sekretaris Contoh"]
    assert max(days["Sekretaris Contoh (2023–2025)"]) < min(days["Sekretaris Contoh"])


@pytest.mark.parametrize("seed", [1, 2, 3, 2026])
def test_a_deputy_acts_as_plh(seed: int) -> None:
    example = made(seed=seed)
    acting = [e for e in example.events if e.capacity is not None and e.capacity.is_acting]

    assert {example.name(e.actor) for e in acting} == {"Anggota Tim LKj Contoh 1"}
    assert {e.role for e in acting} == {"kasubbag_renja_monev"}


def test_the_same_arguments_give_the_same_events() -> None:
    again = made.__wrapped__(reports=15, seed=2026, until=UNTIL, sop="office")

    assert again.events == made().events
    assert again == made()


def test_another_seed_gives_another_history() -> None:
    assert [e.occurred_at for e in made(seed=1).events] != [
        e.occurred_at for e in made(seed=2).events
    ]


def test_more_reports_are_clones_with_their_own_names_and_chance() -> None:
    example = made(reports=47)
    first = [payload_of(events[0])["title"] for events in example.reports.values()]
    ways = {tuple(e.kind for e in events) for events in example.reports.values()}

    assert len(set(first)) == 47
    assert sum("(Kantor Contoh 4)" in str(title) for title in first) == 2
    assert len(ways) > 20
    assert example.persons == made().persons


def test_no_reports_leave_an_office_with_a_plan() -> None:
    example = made(reports=0)

    assert example.events == ()
    assert example.persons
    assert example.expected


def test_an_end_outside_the_calendar_is_refused() -> None:
    with pytest.raises(OutsideCalendar):
        make_example(
            sop=office_sop(),
            calendar=read_calendar(),
            zone=ZONE,
            reports=15,
            until=UNTIL.replace(year=2090),
            rng=chance(),
        )


def test_live_acts_are_entered_by_their_own_account(example: Made) -> None:
    accounts = {account.id: account.person_id for account in example.accounts}
    live: list[Event] = [e for e in example.events if e.source is Source.APP]

    assert [accounts[e.recorded_by] for e in live] == [e.actor for e in live]
