"""Catat dari berkas: a whole report in one transaction, on behalf of those who acted."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.accounts import AppRole
from lkj.domain.events import EventKind, Precision, Source
from lkj.domain.state import ReportStatus
from lkj.errors import (
    BeforePrevious,
    DecisionNotOffered,
    EffortInvalid,
    FormInvalid,
    InTheFuture,
    LkjError,
    NoteTooShort,
    OutsideCalendar,
    PaperRefused,
    ReasonMissing,
    ReceiptNotDue,
    ReportFinished,
    RequestReused,
    UnknownPerson,
    UnknownReport,
    WrongRole,
)
from lkj.store import event_store
from lkj.usecases.office import Office
from lkj.usecases.paper import PaperForm, PaperResult, PaperRow, record
from tests.support.paper import (
    LATER,
    STEPS_OF_IT,
    WITH_TWO_RETURNS,
    A,
    S,
    a_paper,
    changed,
    paper_row,
    paper_rows,
)
from tests.support.staffed import (
    Running,
    a_registration,
    add_staff,
    all_events,
    door_of,
    staffed_office,
)
from tests.support.times import moment


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


def wrong_rows(office: Office, form: PaperForm) -> dict[int, type]:
    error = refusal(office, form, PaperRefused)
    return {index: type(problem) for index, problem in error.facts["problems"]}


def test_a_whole_report_with_two_returns_is_stored_at_once(office: Office) -> None:
    form = a_paper()

    result = save(office, form)

    report = Running(office, form.report_id)
    assert report.events == list(result.events)
    assert result.numbers == (1, 13)
    assert tuple(visit.step for visit in report.state.visits) == STEPS_OF_IT
    assert report.state.status is ReportStatus.SENT
    with office.database.read() as conn:
        assert event_store.verify(conn).no == 13


def test_each_row_names_who_acted_who_recorded_and_the_paper(office: Office) -> None:
    form = a_paper()

    registered, *moves = save(office, form).events

    assert registered.basis == "Disposisi 900/12/SET"
    assert [(move.actor, move.role) for move in moves] == [
        (actor, actor) for actor, _, _ in WITH_TWO_RETURNS
    ]
    assert {(e.recorded_by, e.source, e.batch_id) for e in (registered, *moves)} == {
        ("akun-monev", Source.PAPER, form.request_id)
    }
    assert moves[0].basis == "Buku Agenda 12, 2026-03-02"
    assert {event.recorded_at for event in moves} == {LATER}


def test_a_date_without_an_hour_stays_a_date(office: Office) -> None:
    first, *rest = paper_rows(*WITH_TWO_RETURNS)
    to_the_minute = changed(first, finished=moment("2026-03-02 10:15"))
    with_effort = changed(rest[0], effort_minutes=20)

    result = save(office, a_paper(to_the_minute, with_effort, *rest[1:]))

    assert [event.time_precision for event in result.events[:3]] == [
        Precision.DATE,
        Precision.MINUTE,
        Precision.DATE,
    ]
    assert result.events[2].occurred_at == moment("2026-03-03").at
    # 12 rows, of which one has an hour and another declared minutes.
    assert result.n_without_hours == 10


def test_a_return_without_a_recorded_reason_is_kept(office: Office) -> None:
    rows = list(paper_rows(*WITH_TWO_RETURNS))
    rows[3] = changed(rows[3], reasons=("tidak_tercatat",), note="")

    result = save(office, a_paper(*rows))

    assert (result.events[4].kind, result.events[4].reasons) == (
        EventKind.REJECTED,
        ("tidak_tercatat",),
    )


def test_a_receipt_is_one_more_row(office: Office) -> None:
    received = c.ConfirmReceipt(received=moment("2026-03-20"))
    receipt = PaperRow(actor="kasubbag_renja_monev", command=received, basis="Nota Dinas 7")
    form = a_paper(*paper_rows(*WITH_TWO_RETURNS), receipt)

    result = save(office, form)

    assert result.events[-1].kind is EventKind.RECEIPT_CONFIRMED
    assert Running(office, form.report_id).state.status is ReportStatus.RECEIVED


def test_a_receipt_before_the_report_was_sent_is_refused_and_the_rest_is_checked(
    office: Office,
) -> None:
    receipt = PaperRow(actor="tim_lkj", command=c.ConfirmReceipt(), basis="")
    rows = paper_rows(*WITH_TWO_RETURNS)
    wrong = changed(rows[2], finished=moment("2026-02-01"))

    assert wrong_rows(office, a_paper(rows[0], receipt, rows[1], wrong)) == {
        1: ReceiptNotDue,
        3: BeforePrevious,
    }


def test_every_wrong_row_is_told_and_nothing_is_stored(office: Office) -> None:
    rows = list(paper_rows(*WITH_TWO_RETURNS))
    rows[1] = replace(rows[1], actor="tim_lkj")
    rows[3] = changed(rows[3], reasons=())
    rows[4] = changed(rows[4], finished=moment("2026-03-01"))
    rows[5] = changed(rows[5], decision=S)
    rows[6] = changed(rows[6], note="pendek")
    rows[7] = changed(rows[7], finished=moment("2026-06-02"))
    rows[8] = replace(rows[8], actor="tidak-ada")
    rows[9] = changed(rows[9], finished=moment("2019-06-02"))
    rows[11] = changed(rows[11], effort_minutes=-1)

    assert wrong_rows(office, a_paper(*rows)) == {
        1: WrongRole,
        3: ReasonMissing,
        4: BeforePrevious,
        5: DecisionNotOffered,
        6: NoteTooShort,
        7: InTheFuture,
        8: UnknownPerson,
        9: OutsideCalendar,
        11: EffortInvalid,
    }


def test_rows_after_the_end_are_all_refused(office: Office) -> None:
    rows = paper_rows(*WITH_TWO_RETURNS, *WITH_TWO_RETURNS[-2:])

    assert wrong_rows(office, a_paper(*rows)) == {12: ReportFinished, 13: ReportFinished}


def test_a_refused_form_may_be_sent_again_mended(office: Office) -> None:
    form = a_paper(paper_row("tim_lkj", S, "2026-03-02"))
    refusal(office, form, PaperRefused)

    mended = replace(form, rows=(paper_row("sekretaris", S, "2026-03-02"),))

    assert save(office, mended).numbers == (1, 2)


def test_typed_text_of_all_rows_is_told_at_once(office: Office) -> None:
    rows = paper_rows(*WITH_TWO_RETURNS[:2])
    wrong = replace(changed(rows[1], note="a\0"), basis="a\u202e")
    form = a_paper(rows[0], wrong, register=a_registration(title=""), register_basis="\ud800")

    problems = refusal(office, form, FormInvalid).facts["problems"]

    assert [(field, str(code)) for field, code, _ in problems] == [
        ("register_basis", "unreadable"),
        ("title", "required"),
        ("rows.1.basis", "bidi"),
        ("rows.1.note", "control"),
    ]


def test_a_form_without_anything_is_refused(office: Office) -> None:
    form = replace(a_paper(), rows=(), register=None)

    assert refusal(office, form, FormInvalid).facts["problems"] == (("rows", "required", ""),)


def test_a_registration_alone_is_a_form(office: Office) -> None:
    result = save(office, replace(a_paper(), rows=()))

    assert (result.numbers, result.n_without_hours) == ((1, 1), 0)


def test_a_refused_registration_is_told_by_itself(office: Office) -> None:
    too_late = a_registration(received=moment("2026-06-02"))

    refusal(office, a_paper(register=too_late), InTheFuture)


def test_rows_without_a_registration_need_a_report(office: Office) -> None:
    refusal(office, replace(a_paper(), register=None, existing_id="tidak-ada"), UnknownReport)
    refusal(office, a_paper(sop_id="lain"), FormInvalid)


def test_the_same_form_again_gives_the_same_events(office: Office) -> None:
    form = a_paper()

    first, again = save(office, form), save(office, form)

    assert again == first
    assert len(all_events(office.database)) == 13


def test_the_same_form_at_once_is_stored_once(office: Office) -> None:
    form = a_paper(*paper_rows(*WITH_TWO_RETURNS[:3]))

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: save(office, form), range(8)))

    assert results == [results[0]] * 8
    assert len(all_events(office.database)) == 4


def test_a_request_with_another_form_is_refused(office: Office) -> None:
    form = a_paper()
    save(office, form)

    refusal(office, replace(form, rows=form.rows[:2]), RequestReused)


def test_a_request_of_another_account_is_refused(office: Office) -> None:
    with office.database.write() as conn:
        add_staff(conn, "monev_lain", app_roles=frozenset({AppRole.MONEV}))
    form = a_paper()
    save(office, form)

    refusal(office, form, RequestReused, who="monev_lain")


def test_a_request_used_for_a_new_report_is_refused_for_another_one(office: Office) -> None:
    form = a_paper(*paper_rows(*WITH_TWO_RETURNS[:1]))
    save(office, form)
    other = Running(office, now=LATER).register(received=moment("2026-03-02"))
    other.until("periksa-kasubbag")

    go_on = PaperForm(
        request_id=form.request_id,
        existing_id=other.report_id,
        seen=other.seen,
        rows=(paper_row("kasubbag_renja_monev", A, "2026-06-01"),),
    )
    refusal(office, go_on, RequestReused)
