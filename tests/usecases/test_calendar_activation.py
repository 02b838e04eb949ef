"""Activating a draft: what it notes, what it refuses, and a file that was changed later."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from lkj.errors import NoCalendarDraft, OutsideCalendar, StaleCalendar, YearsUnlisted
from lkj.store import audit_store, calendar_store
from lkj.usecases.calendar_activation import ActivateForm, activate, preview
from lkj.usecases.calendar_drafts import DiscardForm, discard
from lkj.usecases.calendar_edits import RemovalForm, YearForm, add_year, remove_days
from lkj.usecases.calendar_offers import FileForm, set_file_aside, take_file
from lkj.usecases.calendar_view import CalendarView, read_calendar_view
from lkj.usecases.calendars import numbered_text
from lkj.usecases.office import Office
from lkj.worktime import DatedException, ExceptionKind, WorkingCalendar
from lkj.worktime.calendar_text import key_of, text_sha256
from tests.support.calendars import (
    FIRST_DAY,
    SECOND_DAY,
    a_draft,
    activated,
    new_year_key,
    revision_of,
)
from tests.support.offices import NOW
from tests.support.staffed import Running, door_of, name_of, staffed_office

LATER = NOW + timedelta(days=3)


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """A report at step 2, whose pass through step 1 took ten minutes of Monday."""
    return Running(staffed_office(tmp_path)).register().until("bentuk-tim")


def use(office: Office, who: str = "monev") -> dict[str, Any]:
    return {"door": door_of(who), "office": office, "now": LATER}


def view_of(office: Office) -> CalendarView:
    return read_calendar_view(**use(office))


def test_an_activation_is_noted_with_what_it_changed(report: Running) -> None:
    # Step 2 waits and gets another age. Step 1 took the ten minutes of its mutu baku waktu at
    # most, on another day: surely within before and after.
    office = report.office
    a_draft(office, FIRST_DAY)

    done = activated(office, now=LATER)

    with office.database.read() as conn:
        entry = audit_store.entry(conn, done.no)
        first, second = calendar_store.versions(conn)
    assert (entry.action, entry.subject, entry.account_id) == (
        "calendar.activate",
        "2",
        "akun-administrator",
    )
    counted = {"before": 1, "after": 2, "changes": 1, "running": 1, "due": 0}
    unchanged = {"verdicts": 0, "to_within": 0, "to_over": 0, "to_none": 0, "passes": 0}
    expected = {**counted, **unchanged, "judged": 1, "sha256": second.sha256}
    assert entry.detail == expected
    assert second.sha256 == text_sha256(second.text)
    assert (second.made_by, second.made_at) == ("akun-monev", NOW)
    assert (second.activated_by, second.activated_at) == ("akun-administrator", LATER)
    assert first.no == 1


def test_the_history_tells_who_changed_what_newest_first(report: Running) -> None:
    a_draft(report.office)
    activated(report.office)

    newest, oldest = view_of(report.office).history

    assert (newest.no, newest.by) == (2, name_of("administrator"))
    assert [c.exception.first for c in newest.changes if c.exception] == [FIRST_DAY]
    assert (oldest.no, oldest.by, oldest.before, oldest.changes) == (1, "", None, ())


def test_a_preview_changes_nothing(report: Running) -> None:
    a_draft(report.office)
    draft = view_of(report.office).draft
    assert draft is not None

    effect = preview(draft.calendar, office=report.office, now=LATER)

    assert (effect.n_running, effect.n_verdicts) == (1, 0)
    assert view_of(report.office).active.version == 1


def test_without_a_draft_there_is_nothing_to_activate_or_give_up(report: Running) -> None:
    with pytest.raises(NoCalendarDraft):
        activated(report.office)
    with pytest.raises(NoCalendarDraft):
        discard(DiscardForm(request_id="buang", seen=0), **use(report.office))


def test_an_activation_sent_twice_makes_one_version(report: Running) -> None:
    a_draft(report.office)
    form = ActivateForm(request_id="berlaku", seen=1)

    first = activate(form, **use(report.office))
    again = activate(form, **use(report.office))

    assert first == again
    assert len(view_of(report.office).history) == 2
    with pytest.raises(StaleCalendar):
        activate(replace(form, request_id="lagi"), **use(report.office))


def test_a_year_without_its_days_off_is_refused(report: Running) -> None:
    office = report.office
    add_year(YearForm(request_id="2028", seen=0, year=2028), **use(office))
    a_draft(office, date(2028, 1, 1), kind=ExceptionKind.PUBLIC_HOLIDAY)

    with pytest.raises(YearsUnlisted) as refused:
        activated(office)
    a_draft(
        office,
        date(2028, 1, 28),
        last=date(2028, 2, 25),
        kind=ExceptionKind.RAMADAN_HOURS,
        hours="08.00-12.00, 12.30-15.00",
        is_estimate=True,
    )

    assert refused.value.facts == {"years": ("2028",)}
    assert activated(office).version == 2
    assert view_of(office).active.last_year == 2028


def test_a_file_that_leaves_out_a_year_in_use_cannot_be_activated(report: Running) -> None:
    office = report.office
    shorter = replace(office.shipped_calendar, first_year=2027, exceptions=())

    with pytest.raises(OutsideCalendar):
        preview(shorter, office=office, now=LATER)


def holiday(day: date, name: str) -> DatedException:
    return DatedException(
        first=day,
        last=day,
        weekdays=frozenset(range(7)),
        slots=(),
        name=name,
        basis="SKB",
        kind=ExceptionKind.PUBLIC_HOLIDAY,
        is_estimate=False,
    )


def shipping(office: Office, *added: DatedException, version: int) -> Office:
    """The same office after an upgrade that came with another calendar file."""
    rows = (*office.shipped_calendar.exceptions, *added)
    newer = replace(office.shipped_calendar, exceptions=rows, version=version)
    return replace(office, shipped_calendar=newer)


def test_a_newer_file_is_offered_and_changes_nothing_by_itself(report: Running) -> None:
    upgraded = shipping(report.office, holiday(FIRST_DAY, "Hari baru"), version=3)

    view = view_of(upgraded)

    assert view.offer is not None
    assert (view.offer.version, view.offer.is_newer, view.offer.n_skipped) == (3, True, 0)
    assert [c.exception.name for c in view.offer.changes if c.exception] == ["Hari baru"]
    assert view.active.slots_on(FIRST_DAY)
    assert view_of(report.office).offer is None


def test_another_content_under_the_same_number_is_offered_as_such(report: Running) -> None:
    changed = shipping(report.office, holiday(FIRST_DAY, "Hari baru"), version=2)

    offer = view_of(changed).offer

    assert offer is not None
    assert not offer.is_newer


def test_a_file_is_taken_into_the_draft_and_offered_no_more(report: Running) -> None:
    a_draft(report.office, SECOND_DAY)
    upgraded = shipping(
        report.office,
        holiday(FIRST_DAY, "Hari baru"),
        holiday(SECOND_DAY, "Sudah diatur"),
        version=3,
    )
    offer = view_of(upgraded).offer
    assert offer is not None
    assert offer.n_skipped == 1

    take_file(FileForm(request_id="berkas", seen=revision_of(upgraded)), **use(upgraded))

    view = view_of(upgraded)
    assert view.draft is not None
    assert len(view.draft.changes) == 2
    assert view.offer is None
    activated(upgraded)
    remove_new(upgraded)
    assert view_of(upgraded).offer is None


def remove_new(office: Office) -> None:
    """The office takes out what the file had brought: it knows better."""
    row = view_of(office).active.exception_on(FIRST_DAY)
    assert row is not None
    form = RemovalForm(request_id="hapus", seen=revision_of(office), key=key_of(row))
    remove_days(form, **use(office))


def test_a_discarded_draft_brings_the_offer_back(report: Running) -> None:
    upgraded = shipping(report.office, holiday(FIRST_DAY, "Hari baru"), version=3)
    take_file(FileForm(request_id="berkas", seen=0), **use(upgraded))

    discard(DiscardForm(request_id="buang", seen=1), **use(upgraded))

    assert view_of(upgraded).offer is not None


def test_a_file_set_aside_is_offered_again_when_it_changes(report: Running) -> None:
    upgraded = shipping(report.office, holiday(FIRST_DAY, "Hari baru"), version=3)

    set_file_aside(FileForm(request_id="abaikan", seen=0), **use(upgraded))

    assert view_of(upgraded).offer is None
    later = shipping(upgraded, holiday(SECOND_DAY, "Hari kedua"), version=4)
    offer = view_of(later).offer
    assert offer is not None
    assert [c.exception.name for c in offer.changes if c.exception] == ["Hari kedua"]


def test_taking_a_file_that_brings_nothing_changes_nothing(report: Running) -> None:
    take_file(FileForm(request_id="berkas", seen=0), **use(report.office))

    assert view_of(report.office).draft is None


def test_what_is_stored_reads_back_as_it_was(report: Running) -> None:
    key = RemovalForm(request_id="hapus", seen=0, key=new_year_key())
    remove_days(key, **use(report.office))
    activated(report.office)

    with report.office.database.read() as conn:
        text = calendar_store.active_text(conn)
    assert text == numbered_text(WorkingCalendar.from_toml(text), 2)
