"""Histories come in as one batch, and leave as one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lkj.domain.events import EventKind, Source
from lkj.domain.imported import ImportedReport, is_unrecorded
from lkj.errors import (
    AlreadyImported,
    FormInvalid,
    ImportRefused,
    InTheFuture,
    NothingToImport,
    NotPermitted,
    OutsideCalendar,
    ReportExists,
)
from lkj.store import account_store, audit_store
from lkj.usecases.frames import read_frames
from lkj.usecases.import_batches import batches
from lkj.usecases.imports import BatchContent, store_batch
from lkj.usecases.office import Office
from tests.support.engines import ENGINES, office_on
from tests.support.history_files import (
    BOOK,
    TITLE,
    a_form,
    asked,
    csv_of,
    events,
    filled_template,
    imported,
    looked,
    status,
    told,
)
from tests.support.offices import NOW
from tests.support.sops import office_sop
from tests.support.staffed import door_of, staffed_office
from tests.support.times import moment

SOP = office_sop()
MONEV: dict[str, Any] = {"door": door_of("monev"), "now": NOW}


@pytest.fixture(params=ENGINES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    with office_on(request.param, tmp_path) as opened:
        yield opened


def content_of(*reports: ImportedReport) -> BatchContent:
    return BatchContent(reports)


def problems(office: Office, *reports: ImportedReport) -> list[tuple[str, int, type]]:
    with pytest.raises(ImportRefused) as refusal:
        store_batch(a_form(), content_of(*reports), office=office, **MONEV)
    assert events(office).empty
    return [(key, place, type(e)) for key, place, e in refusal.value.facts["problems"]]


def test_a_filled_template_becomes_a_finished_report_without_editing(office: Office) -> None:
    batch = imported(office, filled_template(office))

    assert (batch.n_reports, batch.n_passes, batch.who) == (1, 10, "Nama monev")
    assert status(office) == [(TITLE, "finished")]


def test_only_what_the_file_tells_is_recorded(office: Office) -> None:
    imported(office, filled_template(office))

    log = events(office)
    assert set(log["source"]) == {Source.IMPORT}
    assert len(set(log["batch_id"])) == 1
    moves = log[log["kind"] != EventKind.REGISTERED]
    named = [a for a in moves["actor"] if not is_unrecorded(a)]
    assert named[0] == "tim_lkj"
    assert len(named) == 2
    assert moves["effort_minutes"].notna().sum() == 1
    assert (moves["time_precision"] == "minute").sum() == 1
    assert set(moves["reasons"]) == {"", "tidak_tercatat"}


def test_who_is_not_named_stands_for_an_unknown_holder_of_the_role(office: Office) -> None:
    imported(office, filled_template(office))

    with office.database.read() as conn:
        people = [p for p in account_store.persons(conn) if is_unrecorded(p.id)]
    assert {p.name for p in people} == {
        "Tidak tercatat di berkas (Sekretaris)",
        "Tidak tercatat di berkas (Kasubbag Renja dan Monev)",
        "Tidak tercatat di berkas (Tim LKj)",
        "Tidak tercatat di berkas (Kepala Satuan (Kasat))",
    }
    assert not any(p.is_active for p in people)


def test_a_new_name_becomes_a_person_without_an_account(office: Office) -> None:
    imported(office, filled_template(office))

    with office.database.read() as conn:
        (sri,) = (p for p in account_store.persons(conn) if p.name == "Sri Wahyuni")
        assert sri.id not in {a.person_id for a in account_store.accounts(conn)}
    assert (events(office)["actor"] == sri.id).sum() == 1


def test_a_name_may_be_somebody_who_is_known(office: Office) -> None:
    chosen = {"Sri Wahyuni": "sekretaris"}
    imported(office, filled_template(office), people=chosen)

    assert (events(office)["actor"] == "sekretaris").sum() == 1
    with office.database.read() as conn:
        assert "Sri Wahyuni" not in {p.name for p in account_store.persons(conn)}


def test_the_audit_log_keeps_the_file(office: Office) -> None:
    content = filled_template(office)
    batch = imported(office, content)

    with office.database.read() as conn:
        (row,) = audit_store.of_actions(conn, ["import.store"])
    assert row.subject == batch.id
    assert row.detail["file"] == "Buku Agenda.xlsx"
    assert row.detail["sha256"] == asked(content).batch.sha256


def test_the_same_file_creates_nothing_twice(office: Office) -> None:
    content = filled_template(office)
    imported(office, content)
    before = len(events(office))

    with pytest.raises(AlreadyImported) as refusal:
        imported(office, content, request_id="impor-2")
    assert refusal.value.facts == {"when": NOW, "who": "Nama monev", "n_reports": 1}
    assert len(events(office)) == before


def test_a_resent_confirmation_gives_the_same_answer(office: Office) -> None:
    first = store_batch(a_form(), content_of(told()), office=office, **MONEV)

    assert store_batch(a_form(), content_of(told()), office=office, **MONEV) == first
    assert len(events(office)) == 2


def test_a_report_that_is_there_is_refused_and_the_new_one_comes(office: Office) -> None:
    imported(office, filled_template(office))
    newer = [dict(row) for row in BOOK]
    newer[0] |= {"title": "LKj lain"}
    content = filled_template(office, [*BOOK, *newer])

    seen = looked(office, asked(content, request_id="impor-2"))

    assert [(p.row, p.column) for p in seen.problems] == [(5, "Laporan")]
    assert seen.problems[0].text == "Laporan dengan tahun, jenis, dan judul ini sudah ada."
    assert [report.title for report in seen.reports] == ["LKj lain"]
    imported(office, content, request_id="impor-2")
    assert status(office) == [(TITLE, "finished"), ("LKj lain", "finished")]


def test_bad_reports_are_all_named_and_nothing_is_stored(office: Office) -> None:
    bad = told("B", "b", finished=moment("2031-01-01"))
    dirty = told("D", "d", note="a\0b")
    old = told("O", "o", finished=moment("2026-02-01"))
    old = replace(old, register=replace(old.register, received=moment("2001-01-01")))

    assert problems(office, told(), told("A"), bad, dirty, old) == [
        ("D", 0, FormInvalid),
        ("A", -1, ReportExists),
        ("B", 0, InTheFuture),
        ("B", 0, OutsideCalendar),
        ("O", -1, OutsideCalendar),
    ]


def test_a_title_that_cannot_be_stored_is_refused(office: Office) -> None:
    assert problems(office, told(title="a\u202eb")) == [("K", -1, FormInvalid)]


def test_a_batch_without_reports_is_refused(office: Office) -> None:
    with pytest.raises(NothingToImport):
        store_batch(a_form(), content_of(), office=office, **MONEV)


def test_deviations_from_the_sop_are_kept_and_read_everywhere(office: Office) -> None:
    rows = [
        {**BOOK[0], "step": 5},
        {"step": 2, "finished": date(2025, 11, 8), "result": "Dikembalikan"},
        {"step": 8, "finished": date(2025, 11, 9), "actor": "Nama kepala satuan"},
    ]
    imported(office, csv_of([{k: str(v) for k, v in row.items()} for row in rows]))

    frames = read_frames(office, as_of=NOW)
    assert list(frames.visits["step"].astype(str)) == [
        "periksa-sekretaris", "bentuk-tim", "kirim-lkj",
    ]  # fmt: skip
    assert status(office) == [(TITLE, "finished")]


@pytest.mark.parametrize("who", ["auditor", "sekretaris"])
def test_others_neither_see_nor_do_it(tmp_path: Path, who: str) -> None:
    office = staffed_office(tmp_path)
    content = csv_of([{k: str(v) for k, v in BOOK[0].items()}])

    with pytest.raises(NotPermitted):
        looked(office, asked(content), who)
    with pytest.raises(NotPermitted):
        batches(door=door_of(who), office=office, now=NOW)


def test_progress_is_told(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)
    seen: list[int] = []

    store_batch(a_form(), content_of(told()), office=office, progress=seen.append, **MONEV)

    assert seen == [2]
