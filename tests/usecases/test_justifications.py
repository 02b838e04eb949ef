"""Accepting findings: for a reason, for a time, never one's own, and taken back again."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from lkj.domain.sop import Decision
from lkj.errors import FindingGone, FormInvalid, NotPermitted, OwnFinding, RequestReused
from lkj.store import audit_store
from lkj.usecases.audited import Recorded
from lkj.usecases.justifications import (
    JustifyForm,
    WithdrawForm,
    justifications,
    justify,
    withdraw,
)
from tests.support.staffed import NOBODY, Running, door_of, name_of, staffed_office

KASUBBAG, MONEV = "kasubbag_renja_monev", "monev"
REASON = "Menunggu data provinsi selama dua hari"


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """Step 1 in 90 of 10 minutes by Sekretaris (no. 2), step 2 in 90 of 20 by Kasubbag (3)."""
    running = Running(staffed_office(tmp_path)).register()
    for _ in range(2):
        running.now += timedelta(hours=2)
        running.decide(Decision.SUBMIT, effort_minutes=90)
    return running


def form(report: Running, **changes: object) -> JustifyForm:
    usual = JustifyForm(
        request_id="benar-1",
        report_id=report.report_id,
        finding="time/2",
        reason=f"  {REASON} ",
        valid_until=None,
    )
    return replace(usual, **changes)


def save(report: Running, who: str = MONEV, **changes: object) -> Recorded:
    return justify(form(report, **changes), door=door_of(who), **report.use)


def take_back(report: Running, request_id: str = "cabut-1") -> Recorded:
    asked = WithdrawForm(request_id=request_id, report_id=report.report_id, finding="time/2")
    return withdraw(asked, door=door_of(MONEV), **report.use)


def test_a_finding_is_accepted_with_a_clean_reason_by_somebody(report: Running) -> None:
    done = save(report, valid_until=date(2026, 3, 31))

    (said,), names = justifications(report.office)
    assert done.subject == said.report_id == report.report_id
    assert (said.finding, said.is_given, said.reason) == ("time/2", True, REASON)
    assert (said.valid_until, said.at) == (date(2026, 3, 31), report.now)
    assert names[said.account_id or ""] == name_of(MONEV)


def test_the_audit_log_keeps_what_was_said_and_that_it_was_withdrawn(report: Running) -> None:
    save(report, valid_until=date(2026, 3, 31))
    take_back(report)

    with report.office.database.read() as conn:
        withdrawn, given = audit_store.recent(conn, 2)
    assert (given.action, given.account_id) == ("finding.justify", "akun-monev")
    assert given.detail == {"finding": "time/2", "reason": REASON, "until": "2026-03-31"}
    assert (withdrawn.action, withdrawn.detail) == ("finding.withdraw", {"finding": "time/2"})
    assert [word.is_given for word in justifications(report.office)[0]] == [True, False]


def test_the_same_form_again_changes_nothing_and_another_is_refused(report: Running) -> None:
    assert save(report) == save(report)
    assert len(justifications(report.office)[0]) == 1

    with pytest.raises(RequestReused):
        save(report, reason="alasan yang lain sama sekali")


def test_nobody_accepts_a_finding_about_an_act_of_their_own(report: Running) -> None:
    with pytest.raises(OwnFinding):
        save(report, KASUBBAG, finding="time/3")

    assert save(report, KASUBBAG, finding="time/2").subject == report.report_id


@pytest.mark.parametrize("finding", ["time/4", "order/skipped/bentuk-tim/1", "time/1"])
def test_what_was_not_found_cannot_be_accepted(report: Running, finding: str) -> None:
    with pytest.raises(FindingGone):
        save(report, finding=finding)
    with pytest.raises(FindingGone):
        save(report, report_id="tidak-ada")

    assert justifications(report.office)[0] == []


def test_only_what_is_accepted_can_be_withdrawn_and_only_once(report: Running) -> None:
    with pytest.raises(FindingGone):
        take_back(report)

    save(report)
    assert take_back(report) == take_back(report)
    with pytest.raises(FindingGone):
        take_back(report, "cabut-2")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"reason": "   "}, ("reason", "required")),
        ({"reason": "singkat"}, ("reason", "too_short")),
        ({"reason": "x" * 501}, ("reason", "too_long")),
        ({"reason": "alasan\0panjang sekali"}, ("reason", "control")),
        ({"valid_until": date(2026, 3, 1)}, ("valid_to", "past")),
        ({"valid_until": date(9999, 1, 1)}, ("valid_to", "date_range")),
        ({"finding": ""}, ("finding", "required")),
    ],
)
def test_a_bad_form_says_what_is_wrong_and_stores_nothing(
    report: Running, changes: dict[str, object], problem: tuple[str, str]
) -> None:
    with pytest.raises(FormInvalid) as caught:
        save(report, **changes)

    found = [(field, str(code)) for field, code, _ in caught.value.facts["problems"]]
    assert found == [problem]
    assert justifications(report.office)[0] == []


def test_today_is_a_last_day(report: Running) -> None:
    assert save(report, valid_until=report.now.date()).no


@pytest.mark.parametrize("who", ["sekretaris", "tim_lkj", "auditor", "administrator", NOBODY])
def test_others_neither_accept_nor_withdraw(report: Running, who: str) -> None:
    with pytest.raises(NotPermitted):
        save(report, who)
    save(report)
    asked = WithdrawForm(request_id="c", report_id=report.report_id, finding="time/2")
    with pytest.raises(NotPermitted):
        withdraw(asked, door=door_of(who), **report.use)
