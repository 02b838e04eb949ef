"""The form of one step: what is sent, what is refused, and that nothing typed is lost."""

from datetime import date, time, timedelta

import pytest
import streamlit as st

from lkj.domain.events import EventKind, Precision
from lkj.domain.state import payload_of
from tests.pages.stage import KASUBBAG, LOOKED_AT, TIM, Stage, markup, offers, refusals, titles
from tests.pages.widgets import confirmations, field, fill, press

WHERE = "periksa-kasubbag"
APPROVE = "Setujui, paraf, dan serahkan ke Sekretaris"
RETURN = "Kembalikan ke Tim LKj"
REASONS = "Alasan pengembalian (wajib, boleh lebih dari satu)"
TO_MEND = "Yang perlu diperbaiki (wajib, minimal 10 karakter)"
EFFORT = "Lama pengerjaan (menit), bila diketahui"
WHEN = "Kapan Anda mulai mengerjakan?"
TEXT = "Jumlah capaian pada tabel 3 belum cocok"


def test_approving_stores_one_event_and_leads_back_to_the_tasks(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)
    fill(at, "Konsep LKj", "present")
    fill(at, EFFORT, 15)
    fill(at, "Catatan (tidak wajib)", "Sudah sesuai")

    press(at, APPROVE)

    event = fresh.events(WHERE)[-1]
    assert confirmations(at) == [f"Tersimpan, no. {event.no}. {APPROVE}"]
    assert titles(at) == ["Tugas saya"]
    assert offers(at) == {"Tarik kembali", "Catat di Buku Agenda dan lampirkan", "Tutup"}
    assert (event.kind, event.actor) == (EventKind.APPROVED, KASUBBAG)
    assert (event.effort_minutes, event.note) == (15, "Sudah sesuai")
    assert payload_of(event)["inputs"] == [["Konsep LKj", "present", ""]]


def test_a_return_needs_a_reason_and_a_text_and_keeps_what_was_typed(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)

    press(at, RETURN)
    assert refusals(at) == ["Pilih sedikitnya satu alasan pengembalian."]
    fill(at, REASONS, ["salah_hitung", "bahasa_redaksi"])
    fill(at, TO_MEND, "kurang")
    press(at, RETURN)
    assert refusals(at) == ["Penjelasan wajib diisi (minimal 10 karakter)."]
    assert field(at, TO_MEND).value == "kurang"
    fill(at, TO_MEND, TEXT)
    press(at, RETURN)

    event = fresh.events(WHERE)[-1]
    assert (event.kind, event.note) == (EventKind.REJECTED, TEXT)
    assert event.reasons == ("salah_hitung", "bahasa_redaksi")


def test_what_is_missing_needs_a_reason(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)
    fill(at, "Konsep LKj", "absent")

    press(at, APPROVE)
    assert refusals(at) == ["Tulis alasan untuk kelengkapan yang tidak ada: Konsep LKj."]
    fill(at, "Mengapa Konsep LKj tidak ada? (wajib)", "dibaca dari surel")
    press(at, APPROVE)

    found = payload_of(fresh.events(WHERE)[-1])["inputs"]
    assert found == [["Konsep LKj", "absent", "dibaca dari surel"]]


@pytest.mark.parametrize(
    ("choice", "minutes_before"), [("opening", 0), ("none", None)], ids=["now", "not recorded"]
)
def test_the_start_is_asked_for_and_not_guessed(
    fresh: Stage, choice: str, minutes_before: int | None
) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)
    fill(at, WHEN, choice)

    press(at, APPROVE)

    started = fresh.events(WHERE)[-1].started_at
    assert started == (None if minutes_before is None else LOOKED_AT)


def test_without_an_answer_no_start_is_stored(fresh: Stage) -> None:
    press(fresh.open(KASUBBAG, "tasks", report=WHERE), APPROVE)

    assert fresh.events(WHERE)[-1].started_at is None


def test_another_start_and_another_finish_may_be_typed(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)
    fill(at, WHEN, "other")
    fill(at, "Mulai: tanggal", date(2026, 3, 2))
    fill(at, "Mulai: jam", time(13, 30))
    fill(at, "Selesai: jam", time(14, 0))  # without a date: today

    press(at, APPROVE)

    event = fresh.events(WHERE)[-1]
    assert event.occurred_at == LOOKED_AT - timedelta(hours=2)
    assert event.started_at == LOOKED_AT - timedelta(hours=2, minutes=30)


def test_a_finish_may_be_known_by_its_date_alone(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)
    fill(at, "Selesai: tanggal", date(2026, 3, 2))

    press(at, APPROVE)

    assert fresh.events(WHERE)[-1].time_precision is Precision.DATE


def test_a_time_that_has_not_come_is_refused_in_words(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)
    fill(at, "Selesai: jam", time(23, 59))

    press(at, APPROVE)

    assert "belum terjadi" in refusals(at)[0]
    assert len(fresh.events(WHERE)) == 5


def test_beginning_is_recorded_and_the_form_stays(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)
    fill(at, TO_MEND, TEXT)

    press(at, "Mulai mengerjakan sekarang")

    assert fresh.events(WHERE)[-1].kind is EventKind.STARTED
    assert confirmations(at) == ["Tersimpan, no. 6. Mulai dikerjakan."]
    assert titles(at) == ["Langkah 4: Periksa Kasubbag"]
    assert field(at, TO_MEND).value == TEXT
    assert "Mulai dikerjakan: Sen, 2 Mar 2026 16.00 WIB" in [text.value for text in at.text]


def test_a_draft_is_offered_again_in_another_tab_and_forgotten_when_sent(
    fresh: Stage,
) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)
    assert [info.value for info in at.info] == []
    fill(at, TO_MEND, TEXT)
    fill(at, REASONS, ["salah_hitung"])
    fill(at, "Selesai: tanggal", date(2026, 3, 2))

    again = fresh.open(KASUBBAG, "tasks", report=WHERE)

    assert [info.value for info in again.info] == ["Isian yang belum terkirim dipulihkan."]
    assert field(again, TO_MEND).value == TEXT
    assert field(again, REASONS).value == ["salah_hitung"]
    assert field(again, "Selesai: tanggal").value == date(2026, 3, 2)
    press(again, RETURN)
    assert fresh.events(WHERE)[-1].note == TEXT
    with fresh.database.read() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM drafts").scalar() == 0


def test_nobody_else_gets_the_draft(fresh: Stage) -> None:
    fill(fresh.open(KASUBBAG, "reports", report=WHERE), "Catatan", TEXT)

    at = fresh.open(TIM, "reports", report=WHERE)

    assert field(at, "Catatan").value == ""


def test_whoever_is_overtaken_is_told_by_whom_and_keeps_the_text(fresh: Stage) -> None:
    slow = fresh.open(KASUBBAG, "tasks", report=WHERE)
    fill(slow, TO_MEND, TEXT)
    press(fresh.open(KASUBBAG, "tasks", report=WHERE), APPROVE)

    press(slow, RETURN)

    assert len(fresh.events(WHERE)) == 6
    said = refusals(slow)[0]
    assert "sudah diproses oleh Nama kasubbag renja monev" in said
    assert "Sen, 2 Mar 2026 16.00 WIB" in said
    assert [code.value for code in slow.code] == [TEXT]
    assert titles(slow) == ["Langkah 5: Periksa Sekretaris"]
    slow.run()
    assert [code.value for code in slow.code] == [TEXT]
    press(slow, "Tutup pesan ini")
    assert refusals(slow) == list(slow.code) == []


def test_a_second_click_that_cuts_off_the_answer_still_gets_it(
    fresh: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)
    monkeypatch.setattr("lkj.ui.step_form.flash", lambda _: st.rerun())

    press(at, APPROVE)

    events = fresh.events(WHERE)
    assert len(events) == 6
    assert confirmations(at) == [f"Tersimpan, no. {events[-1].no}."]
    assert (titles(at), refusals(at)) == (["Tugas saya"], [])


def test_taking_back_reopens_the_step(fresh: Stage) -> None:
    press(fresh.open(KASUBBAG, "tasks", report=WHERE), APPROVE)
    at = fresh.open(KASUBBAG, "tasks")

    press(at, "Tarik kembali")

    assert fresh.events(WHERE)[-1].kind is EventKind.TAKEN_BACK
    assert confirmations(at) == ["Tersimpan, no. 7. Ditarik kembali; langkah terbuka lagi."]
    assert "Langkah 4" in "".join(text.value for text in at.text)


def test_a_reminder_can_be_copied_with_a_link_to_the_form(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "tasks")
    at.session_state[f"remind/{fresh.reports[WHERE]}"] = True  # as a click on it would
    at.run()

    message = at.code[0].value
    assert "LKj Satpol PP Tahun 2025 menunggu" in message
    assert message.endswith(f"/tugas?id={fresh.reports[WHERE]}")


def test_the_form_says_what_came_in(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)

    assert "<dt>Dari</dt><dd>Nama tim lkj</dd>" in markup(at)
    assert "<dt>Mutu baku waktu</dt><dd>20 menit</dd>" in markup(at)
