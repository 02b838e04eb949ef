from dataclasses import replace
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.accounts import Permission
from lkj.domain.sop import Decision
from lkj.errors import NotPermitted, UnknownReport
from lkj.usecases.office import Sops
from lkj.usecases.paper import record
from lkj.usecases.reports import ReportView, read_report
from tests.support.offices import NOW, set_account
from tests.support.paper import LATER, WITH_TWO_RETURNS, a_paper, paper_rows
from tests.support.sops import office_sop
from tests.support.staffed import NOBODY, Running, door_of, name_of, staffed_office
from tests.support.times import moment


@pytest.fixture
def report(tmp_path: Path) -> Running:
    return Running(staffed_office(tmp_path)).register()


def read(report: Running, who: str = NOBODY, report_id: str | None = None) -> ReportView:
    wanted = report.report_id if report_id is None else report_id
    view, caller = read_report(wanted, door=door_of(who), **report.use)
    assert caller.person.id == who
    return view


def test_anyone_signed_in_reads_a_report_with_names(report: Running) -> None:
    report.act("sekretaris", c.Move(decision=Decision.SUBMIT))

    view = read(report)

    assert (view.title, view.facts["fiscal_year"]) == ("LKj Satpol PP Tahun 2025", 2025)
    assert view.events == tuple(report.events)
    assert view.state == report.state
    assert view.sop == office_sop()
    assert view.names["sekretaris"] == name_of("sekretaris")
    assert view.recorders["akun-sekretaris"] == name_of("sekretaris")


def test_who_recorded_is_told_apart_from_who_acted(report: Running) -> None:
    form = a_paper(*paper_rows(*WITH_TWO_RETURNS[:1]))
    record(form, door=door_of("monev"), office=report.office, now=LATER)

    view = read(report, report_id=form.report_id)

    act = view.events[-1]
    names = view.names[act.actor], view.recorders[act.recorded_by]
    assert names == (name_of("sekretaris"), name_of("monev"))


def test_corrections_are_found_by_the_event_they_speak_about(report: Running) -> None:
    report.until("kumpulkan-data")
    for value, target in [("2026-03-02 08:05", 2), ("2026-03-02 08:06", 2)]:
        report.act(
            "monev",
            c.Correct(
                target_no=target,
                field=c.CorrectableField.OCCURRED_AT,
                value=moment(value),
                reason="salah ketik pada jam",
            ),
        )

    view = read(report)

    assert view.corrections_of(2) == tuple(report.events[-2:])
    assert view.corrections_of(3) == view.corrections_of(None) == ()
    assert (view.event(2), view.event(99), view.event(None)) == (report.events[1], None, None)


@pytest.mark.parametrize("unknown", ["", "tidak-ada", "a\0b", "\ud800"])
def test_an_unknown_report_is_refused(report: Running, unknown: str) -> None:
    with pytest.raises(UnknownReport) as caught:
        read(report, report_id=unknown)

    assert caught.value.facts == {"report_id": unknown}


def test_a_temporary_password_must_be_changed_before_reading(report: Running) -> None:
    set_account(report.office, f"akun-{NOBODY}", must_change_password=True)

    with pytest.raises(NotPermitted) as caught:
        read(report)

    assert caught.value.facts == {"permission": Permission.READ_REPORTS}


def test_a_report_is_read_under_the_version_it_was_registered_under(report: Running) -> None:
    newer = replace(office_sop(), version=2, steps=office_sop().steps[:2])
    later = replace(report.office, sops=Sops.of([newer, office_sop()]))

    view, _ = read_report(report.report_id, door=door_of("monev"), office=later, now=NOW)

    assert view.sop == office_sop()
    assert later.sops.current == (newer,)
