"""The text of a reminder, word by word."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lkj.domain.reminders import (
    DoneStep,
    Limit,
    OpenReport,
    Pressing,
    Recipient,
    Reminder,
)
from lkj.domain.sop import Decision
from lkj.labels.digest_words import (
    MOST_LINES,
    Setting,
    counts,
    digest_subject,
    digest_text,
    one_line,
    outcome_text,
)
from tests.support.times import ZONE, moment

SETTING = Setting(
    as_of=moment("2026-03-03 08:00").at,
    zone=ZONE,
    day_minutes=450,
    chain="Riwayat sampai catatan no. 214 · kode periksa 214:7F3A-91C2-0B4D-55E1",
    public_url="https://lkj.example.go.id/",
    is_example=False,
)
OPEN = OpenReport(
    report_id="R1",
    sop_id="lkj",
    title="LKj 2025",
    step=(4, "Periksa Kasubbag"),
    since=moment("2026-03-02 14:30").at,
    wait_minutes=120.0,
    standard_minutes=20,
    standard_left_minutes=5.0,
    standard_due_at=moment("2026-03-03 08:05").at,
    deadline=date(2026, 3, 12),
    days_left=9,
    deadline_left_minutes=3600.0,
)
SENT = replace(OPEN, report_id="R2", title="LKj TW IV 2025", step=None)
PLANNED = OpenReport(
    report_id="",
    sop_id="lkj",
    title="LKj TW I 2026",
    deadline=date(2026, 3, 1),
    days_left=-2,
)
DONE = DoneStep(
    report_id="R3",
    sop_id="lkj",
    title="LKj 2024",
    step=(3, "Kumpulkan data"),
    decision=Decision.SUBMIT,
    roles=frozenset({"tim"}),
    actor="tono",
    at=moment("2026-03-02 10:00"),
    recorded_at=moment("2026-03-02 10:00").at,
    is_last=False,
)


def reminder(**told: Any) -> Reminder:
    usual: dict[str, Any] = {"waiting": (), "pressing": (), "done": ()}
    somebody = Recipient(person_id="budi", name="Drs. Budi Contoh, M.Si.")
    return Reminder(recipient=somebody, since=moment("2026-03-02 08:00").at, **usual | told)


def pressing(report: OpenReport, *limits: Limit) -> Pressing:
    return Pressing(report=report, limits=limits)


EVERYTHING = reminder(
    waiting=(OPEN, SENT),
    pressing=(
        pressing(PLANNED, Limit.DEADLINE_PAST),
        pressing(OPEN, Limit.STANDARD_NEAR, Limit.DEADLINE_NEAR),
    ),
    done=(
        replace(DONE, decision=Decision.REJECT, at=moment("2026-03-02")),
        replace(DONE, is_last=True, step=(8, "Kirim LKj")),
    ),
)


def test_the_whole_message() -> None:
    assert digest_text(EVERYTHING, SETTING) == (
        "Yth. Drs. Budi Contoh, M.Si.,\n"
        "\n"
        "MENUNGGU ANDA (2)\n"
        "- LKj 2025\n"
        "  langkah 4, Periksa Kasubbag; menunggu 2 jam kerja, sejak Sen, 2 Mar 2026 14.30 WIB\n"
        "  https://lkj.example.go.id/tugas?id=R1\n"
        "- LKj TW IV 2025\n"
        "  menunggu konfirmasi penerimaan; menunggu 2 jam kerja, sejak Sen, 2 Mar 2026 14.30 "
        "WIB\n"
        "  https://lkj.example.go.id/tugas?id=R2\n"
        "\n"
        "LEWAT ATAU MENDEKATI BATAS (2)\n"
        "- LKj TW I 2026\n"
        "  belum didaftarkan; LEWAT 2 hari dari tenggat Minggu, 1 Maret 2026\n"
        "- LKj 2025\n"
        "  langkah 4, Periksa Kasubbag; sisa 5 menit kerja dari mutu baku waktu 20 menit, "
        "habis Sel, 3 Mar 2026 08.05 WIB; tenggat Kamis, 12 Maret 2026, 9 hari lagi "
        "(8 hari kerja)\n"
        "  https://lkj.example.go.id/laporan?id=R1\n"
        "\n"
        "SUDAH DIKERJAKAN SEJAK Sen, 2 Mar 2026 08.00 WIB (2)\n"
        "- LKj 2024\n"
        "  langkah 3, Kumpulkan data, dikembalikan Sen, 2 Mar 2026\n"
        "- LKj 2024\n"
        "  laporan selesai: langkah 8, Kirim LKj, diserahkan Sen, 2 Mar 2026 10.00 WIB\n"
        "\n"
        "Keadaan per Selasa, 3 Maret 2026 pukul 08.00 WIB, dalam waktu kerja.\n"
        "Riwayat sampai catatan no. 214 · kode periksa 214:7F3A-91C2-0B4D-55E1\n"
        "Cocokkan kodenya di https://lkj.example.go.id/periksa\n"
        "Dikirim otomatis oleh Monev LKj; tidak perlu dibalas.\n"
    )


def test_without_an_address_there_are_no_links() -> None:
    assert "http" not in digest_text(EVERYTHING, replace(SETTING, public_url=""))


def test_what_there_is_nothing_of_is_left_out() -> None:
    text = digest_text(reminder(waiting=(OPEN,)), SETTING)

    assert "LEWAT" not in text
    assert "SUDAH DIKERJAKAN" not in text


@pytest.mark.parametrize(
    ("limit", "changes", "words"),
    [
        (
            Limit.STANDARD_PAST,
            {"standard_left_minutes": -90.0},
            "LEWAT 2 jam kerja dari mutu baku waktu 20 menit",
        ),
        (
            Limit.DEADLINE_NEAR,
            {"deadline_left_minutes": None},  # the calendar ends before
            "tenggat Kamis, 12 Maret 2026, 9 hari lagi",
        ),
        (
            Limit.DEADLINE_NEAR,
            {"days_left": 0, "deadline_left_minutes": 360.0},
            "tenggat Kamis, 12 Maret 2026, 0 hari lagi (6 jam kerja)",
        ),
        (
            Limit.STANDARD_NEAR,
            {"standard_left_minutes": 0.0, "standard_due_at": None},
            "sisa 0 menit kerja dari mutu baku waktu 20 menit, habis –",
        ),
    ],
)
def test_a_limit_in_words(limit: Limit, changes: dict[str, Any], words: str) -> None:
    text = digest_text(reminder(pressing=(pressing(replace(OPEN, **changes), limit),)), SETTING)

    assert f"  langkah 4, Periksa Kasubbag; {words}\n" in text


def test_the_subject_counts_and_names_no_report() -> None:
    over = replace(OPEN, standard_left_minutes=-1.0)
    told = reminder(
        waiting=(OPEN, SENT),
        pressing=(
            pressing(PLANNED, Limit.DEADLINE_PAST, Limit.STANDARD_PAST),
            pressing(over, Limit.STANDARD_PAST),
            pressing(OPEN, Limit.STANDARD_NEAR, Limit.DEADLINE_NEAR),
        ),
        done=(DONE,),
    )

    assert digest_subject(told, SETTING) == (
        "Monev LKj: 2 menunggu Anda, 1 lewat tenggat, 2 lewat mutu baku, "
        "1 hampir lewat mutu baku, 1 mendekati tenggat, 1 sudah dikerjakan"
    )
    assert counts(reminder(waiting=(OPEN,))) == ["1 menunggu Anda"]


def test_invented_data_is_called_so() -> None:
    example = replace(SETTING, is_example=True)

    assert digest_subject(EVERYTHING, example).startswith("Monev LKj (DATA CONTOH): 2 ")
    assert "DATA CONTOH: orang dan laporan di sini rekaan." in digest_text(EVERYTHING, example)


def test_of_many_only_the_first_are_listed() -> None:
    text = digest_text(reminder(waiting=(OPEN,) * (MOST_LINES + 3)), SETTING)

    assert text.count("- LKj 2025") == MOST_LINES
    assert "MENUNGGU ANDA (23)" in text
    assert "\n- dan 3 lainnya; selengkapnya di aplikasi\n" in text


def test_as_many_as_fit_are_all_listed() -> None:
    text = digest_text(reminder(waiting=(OPEN,) * MOST_LINES), SETTING)

    assert text.count("- LKj 2025") == MOST_LINES
    assert "lainnya" not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("LKj 2025", "LKj 2025"),
        ("LKj\r\nBcc: lain@kantor.example", "LKj Bcc: lain@kantor.example"),
        ("LKj\n\nMENUNGGU ANDA (0)", "LKj MENUNGGU ANDA (0)"),
        ("LKj\u2028baru\u0085lagi\u202e\u200b\x1b[31m", "LKj baru lagi [31m"),
        ("  <b>*LKj*</b>  ", "<b>*LKj*</b>"),
        ("a" * 200, "a" * 200),
        ("a" * 201, "a" * 200 + "…"),
    ],
)
def test_a_text_of_somebody_stays_one_line(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_nothing_that_somebody_typed_begins_a_line() -> None:
    break_out = "x\n- LKj palsu\n  https://jahat.example"
    hostile = reminder(
        waiting=(replace(OPEN, title=break_out, step=(4, break_out)),),
        pressing=(pressing(replace(PLANNED, title=break_out), Limit.DEADLINE_PAST),),
        done=(replace(DONE, title=break_out, step=(4, break_out)),),
    )
    named = replace(hostile, recipient=Recipient(person_id="b", name=break_out))

    lines = digest_text(named, SETTING).splitlines()

    begun = [
        line for line in lines if line.strip().startswith(("- LKj palsu", "https://jahat"))
    ]
    assert begun == []
    assert lines[0] == "Yth. x - LKj palsu https://jahat.example,"


@pytest.mark.parametrize(
    ("fate", "told", "kinds", "failed", "text"),
    [
        ("nothing", (), (), (), "tidak ada yang perlu disampaikan"),
        ("already", (), (), (), "sudah diingatkan hari ini"),
        ("closed", (), (), (), "ada kanalnya, tetapi akunnya tidak dapat masuk"),
        ("no_channel", ("1 menunggu Anda",), (), (), "tanpa kanal (1 menunggu Anda)"),
        (
            "sent",
            ("1 menunggu Anda", "1 lewat tenggat"),
            ("mailtos", "tgram"),
            (),
            "terkirim lewat mailtos, tgram (1 menunggu Anda, 1 lewat tenggat)",
        ),
        (
            "failed",
            ("1 menunggu Anda",),
            ("mailtos",),
            ("kanal.budi[1]",),
            "terkirim lewat mailtos; GAGAL: kanal.budi[1] (1 menunggu Anda)",
        ),
        (
            "failed",
            ("1 menunggu Anda",),
            (),
            ("templat_pos_el",),
            "GAGAL: templat_pos_el (1 menunggu Anda)",
        ),
    ],
)
def test_what_became_of_a_reminder(
    fate: str,
    told: tuple[str, ...],
    kinds: tuple[str, ...],
    failed: tuple[str, ...],
    text: str,
) -> None:
    assert outcome_text(fate, told, kinds, failed) == text
