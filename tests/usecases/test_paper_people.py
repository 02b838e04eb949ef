"""Catat dari berkas: who held the role that day, who may record, what paper may contradict."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.accounts import Permission, Person
from lkj.domain.events import Capacity
from lkj.domain.state import payload_of
from lkj.errors import (
    AlreadyRegistered,
    BeforePrevious,
    EffortTooLong,
    FormInvalid,
    LkjError,
    NoteTooShort,
    NotPermitted,
    PaperRefused,
    StaleReport,
    StartAfterFinish,
)
from lkj.store import account_store
from lkj.usecases.frames import read_frames
from lkj.usecases.office import Office
from lkj.usecases.paper import PaperForm, PaperResult, record
from tests.support.paper import (
    LATER,
    WITH_TWO_RETURNS,
    S,
    a_paper,
    changed,
    paper_row,
    paper_rows,
)
from tests.support.sops import office_sop
from tests.support.staffed import (
    NOBODY,
    Running,
    a_registration,
    add_staff,
    all_events,
    assign,
    door_of,
    name_of,
    new_request,
    staffed_office,
)
from tests.support.times import moment

FIRST = WITH_TWO_RETURNS[:1]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(tmp_path)


def save(office: Office, form: PaperForm, who: str = "monev") -> PaperResult:
    return record(form, door=door_of(who), office=office, now=LATER)


def refusal(office: Office, form: PaperForm, kind: type[LkjError], who: str = "monev"):
    """The refusal of a form, which stores nothing."""
    before = all_events(office.database)
    with pytest.raises(kind) as caught:
        save(office, form, who)
    assert all_events(office.database) == before
    return caught.value


def change_sekretaris(office: Office, *, on: date) -> None:
    """The Sekretaris leaves; another person follows from a day on."""
    with office.database.write() as conn:
        (held,) = account_store.assignments(conn, "sekretaris")
        account_store.end_assignment(conn, held.id, on - timedelta(days=1))
        account_store.add_person(conn, Person("baru", "Nama baru", "", ""))
        assign(conn, "baru", "sekretaris", since=on)


@pytest.mark.parametrize(
    ("actor", "day", "is_accepted"),
    [
        ("sekretaris", "2026-03-09", True),
        ("sekretaris", "2026-03-10", False),
        ("baru", "2026-03-09", False),
        ("baru", "2026-03-10", True),
    ],
)
def test_the_holder_on_the_day_of_the_act_counts(
    office: Office, actor: str, day: str, is_accepted: bool
) -> None:
    change_sekretaris(office, on=date(2026, 3, 10))
    form = a_paper(paper_row(actor, S, day))

    outcome = nullcontext() if is_accepted else pytest.raises(PaperRefused)
    with outcome:
        save(office, form)

    assert len(all_events(office.database)) == 2 * is_accepted


@pytest.mark.parametrize(("hour", "is_accepted"), [("00:30", True), ("23:30", False)])
def test_the_day_is_the_offices_and_not_utc(
    office: Office, hour: str, is_accepted: bool
) -> None:
    """At 00.30 in Pontianak it is still yesterday in UTC."""
    change_sekretaris(office, on=date(2026, 3, 10))
    day = {"00:30": "2026-03-10 00:30", "23:30": "2026-03-09 23:30"}[hour]
    form = a_paper(paper_row("baru", S, day))

    outcome = nullcontext() if is_accepted else pytest.raises(PaperRefused)
    with outcome:
        save(office, form)


def test_a_plh_acts_in_the_period_of_the_order(office: Office) -> None:
    with office.database.write() as conn:
        add_staff(conn, "plh")
        days = {"since": date(2026, 3, 2), "until": date(2026, 3, 6)}
        assign(conn, "plh", "sekretaris", capacity=Capacity.ACTING_DAILY, **days)

    (_, event) = save(office, a_paper(paper_row("plh", S, "2026-03-06"))).events
    error = refusal(office, a_paper(paper_row("plh", S, "2026-03-07")), PaperRefused)

    assert (event.actor, event.capacity) == ("plh", Capacity.ACTING_DAILY)
    ((index, problem),) = error.facts["problems"]
    assert (index, problem.facts) == (0, {"needed": ("sekretaris",), "given": ()})


def test_somebody_without_an_account_or_no_longer_active_may_have_acted(
    office: Office,
) -> None:
    with office.database.write() as conn:
        account_store.add_person(conn, Person("pensiun", "Nama lama", "", "", is_active=False))
        assign(conn, "pensiun", "sekretaris", until=date(2026, 3, 2))

    (_, event) = save(office, a_paper(paper_row("pensiun", S, "2026-03-02"))).events

    assert (event.actor, event.recorded_by) == ("pensiun", "akun-monev")


def test_rangkap_peran_is_recorded_and_not_refused(office: Office) -> None:
    with office.database.write() as conn:
        assign(conn, "kasubbag_renja_monev", "tim_lkj")
    rows = list(paper_rows(*WITH_TWO_RETURNS))
    rows[2] = replace(rows[2], actor="kasubbag_renja_monev")

    result = save(office, a_paper(*rows))

    reviews = [event for event in result.events if event.step == "periksa-kasubbag"]
    assert payload_of(reviews[0])["separation"] == ["kumpulkan-data"]
    assert result.numbers == (1, 13)


def test_contradicting_times_are_kept_with_a_reason(office: Office) -> None:
    rows = list(paper_rows(*WITH_TWO_RETURNS[:3]))
    why = "buku agenda mencatat tanggal terbalik"
    rows[1] = changed(rows[1], finished=moment("2026-03-01"), time_conflict=why)
    form = a_paper(*rows)

    result = save(office, form)

    assert payload_of(result.events[2])["time_conflict"] == why
    assert result.events[2].occurred_at == moment("2026-03-01").at
    visits = read_frames(office, as_of=LATER).visits.set_index("step")
    assert visits.loc["bentuk-tim", "clock_quality"] == "invalid"


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"finished": moment("2026-03-01")}, BeforePrevious),
        ({"finished": moment("2026-03-01"), "time_conflict": "pendek"}, NoteTooShort),
        ({"started": moment("2026-03-04")}, StartAfterFinish),
        ({"effort_minutes": 5 * 24 * 60}, EffortTooLong),
        ({"effort_minutes": 2**63, "time_conflict": "tertulis pada berkas"}, FormInvalid),
    ],
)
def test_contradicting_times_without_a_reason_are_refused(
    office: Office, facts: dict[str, object], kind: type[LkjError]
) -> None:
    rows = list(paper_rows(*WITH_TWO_RETURNS[:2]))
    rows[1] = changed(rows[1], **facts)
    with pytest.raises(LkjError) as caught:
        save(office, a_paper(*rows))

    error = caught.value
    found = dict(error.facts["problems"])[1] if isinstance(error, PaperRefused) else error
    assert type(found) is kind
    assert all_events(office.database) == []


def test_the_setting_switches_recording_on_behalf_off(tmp_path: Path) -> None:
    office = staffed_office(tmp_path, records_on_behalf=False)

    error = refusal(office, a_paper(*paper_rows(*FIRST)), NotPermitted)

    assert error.facts == {"permission": Permission.RECORD_ON_BEHALF}


OTHERS = [role.id for role in office_sop().roles] + ["administrator", NOBODY]


@pytest.mark.parametrize("who", OTHERS)
def test_only_petugas_monev_records_on_behalf(office: Office, who: str) -> None:
    error = refusal(office, a_paper(*paper_rows(*FIRST)), NotPermitted, who=who)

    assert error.facts == {"permission": Permission.RECORD_ON_BEHALF}


def go_on(report: Running, **changes: object) -> PaperForm:
    """A form that continues a report, as drawn now."""
    form = PaperForm(
        request_id=new_request(),
        existing_id=report.report_id,
        seen=report.seen,
        rows=paper_rows(*WITH_TWO_RETURNS[1:3]),
    )
    return replace(form, **changes)


def test_a_running_report_goes_on_from_paper(office: Office) -> None:
    report = Running(office).register()
    report.act("sekretaris", c.Move(decision=S))

    result = save(office, go_on(report))

    assert result.numbers == (3, 4)
    assert report.events[2:] == list(result.events)
    assert report.state.open_visit.step == "periksa-kasubbag"


def test_going_on_twice_gives_the_same_events(office: Office) -> None:
    report = Running(office).register()
    report.act("sekretaris", c.Move(decision=S))
    form = go_on(report)

    assert save(office, form) == save(office, form)
    assert len(report.events) == 4


def test_going_on_is_stale_once_somebody_moved_the_report(office: Office) -> None:
    report = Running(office).register()
    report.act("sekretaris", c.Move(decision=S))
    form = go_on(report)
    moved = report.act("kasubbag_renja_monev", c.Move(decision=S))

    error = refusal(office, form, StaleReport)

    assert error.facts["who"] == name_of("kasubbag_renja_monev")
    assert error.facts["when"] == moved.recorded_at


def test_a_report_cannot_be_registered_twice(office: Office) -> None:
    report = Running(office).register()

    refusal(office, go_on(report, register=a_registration()), AlreadyRegistered)
