"""Determining freezes a sheet; what changes afterwards is told, and a revision is another."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.table7 import Assessment
from lkj.errors import FiguresChanged, FormInvalid, StaleSheet
from lkj.store import audit_store, event_store, table7_store
from lkj.usecases.table7_determine import determine
from lkj.usecases.table7_reading import changed_sentences
from tests.usecases.table7_office import HALF, WHY, Desk, assessed_office, determined_office
from tests.usecases.test_table7 import problems


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Step 1 in 5 of 10 minutes, step 2 in 90 of 20."""
    return Desk(assessed_office(tmp_path, 5, 90))


@pytest.fixture
def determined(tmp_path: Path) -> Desk:
    """The same, with the sheet determined."""
    return Desk(determined_office(tmp_path, 5, 90))


def correct_step_2(desk: Desk, minutes: int) -> None:
    report = desk.report
    target = next(e.no for e in report.events if e.step == "bentuk-tim" and e.effort_minutes)
    command = c.Correct(
        target_no=target or 0,
        field=c.CorrectableField.EFFORT_MINUTES,
        value=minutes,
        reason="salah baca menit",
    )
    report.act("monev", command)


def test_a_determined_sheet_holds_everything_it_was_made_from(determined: Desk) -> None:

    view = determined.view()
    assert view.draft is None
    latest = view.latest
    assert latest is not None
    sheet, stored = latest.sheet, latest.stored
    with determined.office.database.read() as conn:
        head = event_store.head(conn)
    assert (stored.no, stored.version, stored.previous_no) == (1, 1, None)
    assert (stored.determined_by, stored.determined_at) == ("akun-monev", determined.report.now)
    assert (sheet.basis.as_of, sheet.basis.events_no) == (determined.report.now, head.no)
    assert sheet.basis.events_hash == head.hash
    assert sheet.basis.calendar_version == 1
    assert [p.versions for p in sheet.procedures] == [(1,)]
    (row,) = sheet.rows
    assert (row.assessment, row.note, row.action) == (
        Assessment.NOT_WELL,
        "Lama",
        "Rapat bulanan",
    )
    assert row.figures is not None
    assert (row.figures.n_within, row.figures.n_over) == (1, 1)
    assert not latest.is_changed


def test_what_is_frozen_reads_back_as_it_was_seen(desk: Desk) -> None:
    desk.open()
    desk.lay_out(by_step=True)
    desk.write(assessment=Assessment.WELL, note="é <b>")
    desk.by_hand("SOP Surat", assessment=Assessment.WELL)
    seen = desk.view().sheet

    desk.determine()

    latest = desk.view().latest
    assert latest is not None
    assert latest.sheet == seen


def test_the_audit_log_carries_the_hash_of_the_determination(determined: Desk) -> None:

    with determined.office.database.read() as conn:
        (row, *_) = audit_store.recent(conn, 1)
        head = table7_store.verify(conn)
    assert (row.action, row.subject) == ("table7.determine", "2026-1")
    assert (row.detail["no"], row.detail["hash"]) == (1, head.hash)
    assert row.detail["calendar"].endswith("/1")


def test_without_assessor_and_verdict_nothing_is_determined(desk: Desk) -> None:
    desk.open()
    desk.by_hand()

    with pytest.raises(FormInvalid) as refused:
        desk.determine()

    assert refused.value.facts["problems"] == (
        ("assessor_id", "required", ""),
        ("assessment", "undecided", "1, 2"),
    )
    assert desk.view().draft is not None


def test_a_row_that_is_not_assessed_needs_a_note(desk: Desk) -> None:
    desk.open()
    desk.lay_out()
    desk.write(assessment=Assessment.NOT_ASSESSED)
    with pytest.raises(FormInvalid):
        desk.determine()

    desk.write(assessment=Assessment.NOT_ASSESSED, note="SOP sedang direvisi")
    desk.determine()

    assert desk.view().latest is not None


def test_a_sheet_that_was_changed_since_is_not_determined(desk: Desk) -> None:
    desk.open()
    desk.lay_out()
    seen = desk.determine_form()
    desk.write(assessment=Assessment.WELL)

    with pytest.raises(StaleSheet):
        determine(seen, **desk.use)

    assert desk.view().latest is None


def test_figures_that_changed_since_are_shown_before_they_are_determined(desk: Desk) -> None:
    desk.open()
    desk.lay_out()
    desk.write(assessment=Assessment.WELL)
    seen = desk.determine_form()
    correct_step_2(desk, 15)

    with pytest.raises(FiguresChanged):
        determine(seen, **desk.use)

    desk.determine()
    assert desk.view().latest is not None


def test_sending_the_confirmation_again_determines_once(desk: Desk) -> None:
    desk.open()
    desk.lay_out()
    desk.write(assessment=Assessment.WELL)
    form = desk.determine_form()

    first = determine(form, **desk.use)

    assert determine(form, **desk.use) == first
    assert len(desk.view().determined) == 1


def test_a_later_correction_is_told_and_the_frozen_sheet_stays(determined: Desk) -> None:
    before = determined.view().latest
    assert before is not None
    correct_step_2(determined, 15)

    latest = determined.view().latest
    assert latest is not None
    assert latest.sheet == before.sheet
    assert changed_sentences(latest) == [
        "Langkah 2: sesuai 0 → 1; melewati 1 → 0; terlama 90 menit → 15 menit; kelebihan 70 "
        "menit → 0 menit; penyebab belum diberi penyebab 1 → –."
    ]


def test_another_report_event_changes_nothing(determined: Desk) -> None:
    determined.report.act("monev", c.Note(text="sudah diingatkan"))

    latest = determined.view().latest
    assert latest is not None
    assert not latest.is_changed


def test_another_calendar_is_a_change(determined: Desk) -> None:
    latest = determined.view().latest
    assert latest is not None

    assert changed_sentences(replace(latest, calendar_now=2)) == [
        "Kalender kerja: versi 1 → 2."
    ]


def test_a_revision_is_a_new_version_that_points_at_the_old_one(determined: Desk) -> None:
    by_hand_before = determined.view().latest
    correct_step_2(determined, 15)
    determined.revise()
    draft = determined.view().draft
    assert draft is not None
    assert (draft.version, draft.reason, draft.assessor_id) == (2, WHY, "monev")
    (row,) = determined.view().sheet.rows
    assert (row.assessment, row.note, row.action) == (
        Assessment.NOT_WELL,
        "Lama",
        "Rapat bulanan",
    )

    determined.write(assessment=Assessment.WELL, note="Sudah dikoreksi")
    determined.determine()

    first, second = determined.view().determined
    assert by_hand_before is not None
    assert first.sheet == by_hand_before.sheet
    assert (second.stored.version, second.stored.previous_no) == (2, first.stored.no)
    assert second.sheet.reason == WHY
    assert (first.is_changed, second.is_changed) == (True, False)


def test_a_revision_keeps_rows_by_hand_and_makes_proposals_anew(desk: Desk) -> None:
    desk.open()
    desk.lay_out()
    desk.by_hand("SOP Surat", assessment=Assessment.WELL, note="rapi")
    desk.write(assessment=Assessment.WELL)
    desk.determine()
    correct_step_2(desk, 15)

    desk.revise()

    sop, by_hand = desk.view().sheet.rows
    assert sop.is_note_proposed
    assert sop.note.startswith("2 dari 2 pelaksanaan")
    assert (by_hand.procedure, by_hand.note) == ("SOP Surat", "rapi")


def test_a_revision_needs_a_reason_and_the_newest_version(desk: Desk) -> None:
    with pytest.raises(FormInvalid) as never:
        desk.revise()
    assert problems(never) == [("semester", "unknown")]
    desk.determined()

    with pytest.raises(FormInvalid) as short:
        desk.revise(reason="salah")
    with pytest.raises(StaleSheet):
        desk.revise(seen=2)
    desk.revise()
    with pytest.raises(FormInvalid) as twice:
        desk.revise()

    assert problems(short) == [("reason", "too_short")]
    assert problems(twice) == [("semester", "taken")]


def test_a_revision_that_is_given_up_leaves_what_was_determined(determined: Desk) -> None:
    determined.revise()

    determined.discard()

    view = determined.view()
    assert view.draft is None
    assert [one.sheet.version for one in view.determined] == [1]


def test_what_was_finished_after_the_semester_does_not_count(desk: Desk) -> None:
    desk.report.now += timedelta(days=150)  # August
    desk.report.go()

    (procedure,) = desk.view().sheet.procedures
    assert procedure.figures.n == 2
    assert HALF.last_day < desk.report.now.date()
