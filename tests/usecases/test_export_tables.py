"""The rows of every table, counted by hand."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lkj.domain import commands as c
from lkj.domain.commands import Period
from lkj.domain.sop import Decision
from lkj.labels.data_dictionary import TABLES
from lkj.usecases.office import Office, Sops
from tests.support.sops import office_sop
from tests.support.staffed import (
    WHY,
    Running,
    name_of,
    staffed_office,
)
from tests.support.times import moment
from tests.usecases.exported import PERSONS, expect, local, made, rows


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(tmp_path)


def test_an_empty_office_exports_only_headings(office: Office) -> None:
    tables = made(office, "all").tables

    assert {table.name: list(table.rows) for table in tables} == {
        name: [field.name for field in table.fields if field.name not in PERSONS]
        for name, table in TABLES.items()
    }
    assert [len(table.rows) for table in tables] == [0] * len(TABLES)


def test_the_status_of_a_running_report_reads_as_people_say_it(office: Office) -> None:
    expect(office, deadline=date(2026, 3, 31))
    Running(office).register().until("kumpulkan-data")

    (row,) = rows(office, "status")

    assert row == {
        "title": "LKj Satpol PP Tahun 2025",
        "period": "Tahunan",
        "fiscal_year": 2025,
        "state": "Sedang berjalan",
        "current_step": "3. Kumpulkan data",
        "current_roles": "Kasubbag Renja dan Monev",
        "waiting_since": local("2026-03-02 08:20"),
        "age_minutes": 220.0,
        "n_rejections": 0,
        "received_at": local("2026-03-02 08:00"),
        "finished_at": None,
        "lead_minutes": None,
        "deadline": date(2026, 3, 31),
        "days_left": 29,
        "is_late": False,
        "as_of": local("2026-03-02 12:00"),
        "remark": "",
    }


def test_an_expected_report_that_nobody_registered_is_a_row(office: Office) -> None:
    expect(office, deadline=date(2026, 3, 1))
    expect(office, Period.Q1)

    late, undated = rows(office, "status")

    assert (late["title"], late["state"]) == ("Rencana tahunan", "Belum didaftarkan")
    assert (late["days_left"], late["is_late"]) == (-1, True)
    assert (undated["period"], undated["deadline"]) == ("Triwulan I", None)
    assert (undated["is_late"], undated["current_roles"]) == (False, "")


def test_a_finished_report_waits_in_no_step(office: Office) -> None:
    Running(office).register().until(None)

    (row,) = rows(office, "status")

    assert row["state"] == "Dikirim, menunggu konfirmasi terima"
    assert (row["current_step"], row["waiting_since"]) == (None, None)
    assert row["current_roles"] == "Kasubbag Renja dan Monev"
    assert row["finished_at"] == local("2026-03-02 09:30")
    assert row["lead_minutes"] == 90.0


def test_every_pass_is_a_row_with_its_report_and_its_verdict(office: Office) -> None:
    report = Running(office).register().until("periksa-kasubbag")
    report.act("kasubbag_renja_monev", c.Start())
    report.now = moment("2026-03-02 09:00").at
    report.send_back()

    ordered, _, data, review, again = rows(office, "visits", "monev")

    assert review == {
        "report_id": report.report_id,
        "title": "LKj Satpol PP Tahun 2025",
        "fiscal_year": 2025,
        "period": "Tahunan",
        "state": "Sedang berjalan",
        "step_number": 4,
        "step": "Periksa Kasubbag",
        "visit": 1,
        "role": "Kasubbag Renja dan Monev",
        "capacity": "Definitif",
        "actor": name_of("kasubbag_renja_monev"),
        "entered_at": local("2026-03-02 08:40"),
        "started_at": local("2026-03-02 08:50"),
        "left_at": local("2026-03-02 09:10"),
        "waiting_minutes": 10.0,
        "processing_minutes": 20.0,
        "lead_minutes": 30.0,
        "age_minutes": None,
        "standard_minutes": 20,
        "verdict": "sesuai",
        "verdict_reason": "",
        "clock_quality": "mulai dan selesai dicatat",
        "outcome": "Dikembalikan",
        "reasons": office_sop().reasons[0].name,
        "cause": None,
        "source": "Langsung di aplikasi",
        "recorded_at": local("2026-03-02 09:10"),
        "is_late_entry": False,
        "is_corrected": False,
        "as_of": local("2026-03-02 12:00"),
        "remark": "",
    }
    assert (ordered["verdict"], data["verdict"]) == ("pasti sesuai", "sesuai")
    assert (again["step"], again["visit"], again["outcome"]) == ("Kumpulkan data", 2, None)
    assert (again["verdict"], again["verdict_reason"]) == ("tidak dinilai", "belum selesai")
    assert (again["left_at"], again["age_minutes"]) == (None, 170.0)


@pytest.mark.parametrize(
    ("move", "later", "verdict", "why"),
    [
        ({"effort_minutes": 11}, 60, "melewati", ""),
        ({"effort_minutes": 10}, 60, "sesuai", ""),
        ({}, 60, "tidak dinilai", "mulainya tidak dicatat"),
    ],
)
def test_a_verdict_says_why_there_is_none(
    office: Office, move: dict[str, Any], later: int, verdict: str, why: str
) -> None:
    report = Running(office).register()
    report.now = moment("2026-03-02 08:50").at
    report.decide(Decision.SUBMIT, **move)

    row, _ = rows(office, "visits")

    assert row["lead_minutes"] == later
    assert (row["verdict"], row["verdict_reason"]) == (verdict, why)


def test_a_forgotten_and_a_cancelled_pass_are_not_judged(office: Office) -> None:
    report = Running(office).register()
    report.now = moment("2026-03-02 08:50").at
    moved = report.decide(Decision.SUBMIT, effort_minutes=30)
    forgot = c.GiveCause(target_no=moved.no, cause=c.Cause.FORGOT_TO_RECORD)
    report.act("monev", forgot)
    report.act("kepala_satuan", c.Cancel(note="kegiatan ditiadakan"))

    first, second = rows(office, "visits")

    assert (first["verdict"], first["verdict_reason"]) == ("tidak dinilai", "lupa mencatat")
    assert first["cause"] == "Lupa mencatat"
    assert (second["verdict_reason"], second["outcome"]) == ("dibatalkan", "Dibatalkan")


def test_the_summary_counts_each_step_against_its_standard(office: Office) -> None:
    report = Running(office).register()
    report.now = moment("2026-03-02 08:50").at
    report.decide(Decision.SUBMIT, effort_minutes=11)

    (row,) = rows(office, "durations")

    assert (row["sop"], row["step_number"], row["step"]) == (
        "Penyusunan LKj",
        1,
        "Terima disposisi",
    )
    assert (row["n"], row["n_known"], row["n_over"], row["excess_minutes"]) == (1, 1, 1, 1.0)
    assert (row["within_rate"], row["standard_minutes"], row["p50_minutes"]) == (0.0, 10, None)


def test_returns_are_counted_and_listed_with_their_reasons(office: Office) -> None:
    report = Running(office).register().until("periksa-kasubbag")
    report.send_back()

    counts, listed = made(office, "rejections", "monev").tables

    (count,) = counts.rows.to_dict("records")
    assert (count["step"], count["role"]) == ("Periksa Kasubbag", "Kasubbag Renja dan Monev")
    assert (count["n"], count["n_rejections"], count["first_pass_yield"]) == (1, 1, 0.0)
    (one,) = listed.rows.to_dict("records")
    assert (one["next_step"], one["note"]) == ("Kumpulkan data", WHY)
    assert one["reasons"] == office_sop().reasons[0].name
    assert one["actor"] == name_of("kasubbag_renja_monev")


def test_every_event_is_a_row_as_it_was_recorded(office: Office) -> None:
    report = Running(office).register(title="LKj Triwulan I", period=Period.Q1)
    report.act("monev", c.Note(text="sudah diingatkan"))

    registered, noted = rows(office, "events", "auditor")

    assert (registered["no"], registered["kind"]) == (1, "Didaftarkan")
    assert (registered["title"], registered["period"]) == ("LKj Triwulan I", "Triwulan I")
    assert (registered["step"], registered["next_step"]) == (None, "Terima disposisi")
    assert (noted["kind"], noted["note"]) == ("Catatan", "sudah diingatkan")
    assert noted["actor"] == noted["recorded_by"] == name_of("monev")
    assert noted["occurred_at"] == local("2026-03-02 08:10")


def test_only_a_date_that_is_known_stays_a_date(office: Office) -> None:
    Running(office).register(received=moment("2026-02-27"))

    (row,) = rows(office, "visits")

    assert row["entered_at"] == date(2026, 2, 27)


def test_a_report_is_told_in_the_words_of_its_own_version(office: Office) -> None:
    Running(office).register().until("tanda-tangan")
    shorter = replace(office_sop(), version=2, steps=office_sop().steps[:3])
    later = replace(office, sops=Sops.of([office_sop(), shorter]))

    assert rows(later, "status")[0]["current_step"] == "6. Tanda tangan"
    assert rows(later, "visits")[-1]["step"] == "Tanda tangan"
