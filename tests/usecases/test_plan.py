from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lkj.domain.accounts import Permission
from lkj.domain.commands import Period
from lkj.errors import FormInvalid, NotPermitted, RequestReused
from lkj.store import audit_store
from lkj.usecases.audited import Recorded
from lkj.usecases.frames import planned
from lkj.usecases.office import Office, Sops
from lkj.usecases.plan import PlanForm, PlanRemoval, put, remove
from tests.support.offices import NOW
from tests.support.sops import other_sop
from tests.support.staffed import NOBODY, door_of, staffed_office

ANNUAL = PlanForm(
    request_id="rencana-1",
    sop_id="penyusunan-lkj",
    fiscal_year=2025,
    period=Period.ANNUAL,
    title="  LKj  Tahun 2025 ",
    deadline=date(2026, 3, 31),
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(tmp_path)


def save(office: Office, form: PlanForm, who: str = "monev") -> Recorded:
    return put(form, door=door_of(who), office=office, now=NOW)


def test_an_expected_report_is_stored_clean(office: Office) -> None:
    done = save(office, ANNUAL)

    (row,) = planned(office)
    assert done.subject == row.id == "penyusunan-lkj/2025/tahunan"
    assert (row.title, row.deadline) == ("LKj Tahun 2025", date(2026, 3, 31))


def test_the_same_report_is_expected_once(office: Office) -> None:
    save(office, ANNUAL)
    save(office, replace(ANNUAL, request_id="rencana-2", title="Judul baru", deadline=None))

    (row,) = planned(office)
    assert (row.title, row.deadline) == ("Judul baru", None)


def test_a_year_has_five_reports_in_order(office: Office) -> None:
    forms = [replace(ANNUAL, request_id=p.value, period=p) for p in reversed(Period)]
    done = [save(office, form) for form in forms]

    assert [row.period for row in planned(office)] == [period.value for period in Period]
    assert [one.no for one in done] == [1, 2, 3, 4, 5]


def test_a_report_is_taken_off_the_plan(office: Office) -> None:
    planned_id = save(office, ANNUAL).subject
    removal = PlanRemoval(request_id="hapus", planned_id=planned_id)
    first = remove(removal, door=door_of("monev"), office=office, now=NOW)

    assert planned(office) == []
    assert remove(removal, door=door_of("monev"), office=office, now=NOW) == first


def test_the_same_form_again_gives_the_same_answer(office: Office) -> None:
    assert save(office, ANNUAL) == save(office, ANNUAL)


def test_a_request_with_another_form_is_refused(office: Office) -> None:
    save(office, ANNUAL)

    with pytest.raises(RequestReused):
        save(office, replace(ANNUAL, title="Judul lain"))
    assert planned(office)[0].title == "LKj Tahun 2025"


def test_every_wrong_field_is_told_at_once(office: Office) -> None:
    wrong = replace(
        ANNUAL, sop_id="lain", fiscal_year=2014, title="a\0b", deadline=date(9999, 1, 1)
    )

    with pytest.raises(FormInvalid) as caught:
        save(office, wrong)

    problems = [(field, str(code)) for field, code, _ in caught.value.facts["problems"]]
    assert problems == [
        ("fiscal_year", "year_range"),
        ("sop_id", "unknown"),
        ("deadline", "date_range"),
        ("title", "control"),
    ]
    assert planned(office) == []


@pytest.mark.parametrize("who", ["sekretaris", "administrator", "auditor", NOBODY])
def test_only_petugas_monev_plans(office: Office, who: str) -> None:
    with pytest.raises(NotPermitted) as caught:
        save(office, ANNUAL, who)

    assert caught.value.facts == {"permission": Permission.EDIT_PLAN}
    assert planned(office) == []


def test_the_audit_log_says_who_planned_what(office: Office) -> None:
    save(office, ANNUAL)

    with office.database.read() as conn:
        (row,) = audit_store.recent(conn, 10)
    assert (row.account_id, row.action, row.subject) == (
        "akun-monev",
        "plan.put",
        "penyusunan-lkj/2025/tahunan",
    )
    assert row.detail == {"title": "LKj Tahun 2025", "deadline": "2026-03-31"}


def test_a_plan_for_an_sop_that_is_gone_is_not_shown(office: Office) -> None:
    save(office, ANNUAL)

    assert planned(replace(office, sops=Sops.of([other_sop()]))) == []
