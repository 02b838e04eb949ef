"""Data of the units: asked, received, nil, returned."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lkj.domain import commands as c
from lkj.domain.sop import Decision
from lkj.domain.unit_data import DataAct
from lkj.errors import (
    CellsRefused,
    DocumentRefused,
    FormInvalid,
    NothingCollected,
    RequestReused,
    StoredFileMissing,
    UnknownDocument,
    UnknownReport,
    UnknownUnit,
)
from lkj.store import audit_store
from lkj.store.attached_files import attached_files
from lkj.usecases import unit_data
from lkj.usecases.unit_data_reading import read_board, read_unit_file
from tests.support.documents import pdf
from tests.support.staffed import Running, door_of
from tests.support.unit_data import (
    DUE,
    LINMAS,
    add_units,
    asked,
    delivered,
    delivery,
    entries_of,
    going_back,
    request,
    with_two_units,
)

S, K, T = "sekretaris", "kasubbag_renja_monev", "tim_lkj"
WHY = "Data T2 menyusul minggu depan."


@pytest.fixture
def report(tmp_path) -> Running:
    return with_two_units(tmp_path)


def board(report: Running):
    return read_board(report.report_id, report.sop.id, door=door_of("auditor"), **report.use)


def refusal_of(function, form, report: Running, kind, who: str = T):
    before = entries_of(report)
    with pytest.raises(kind) as refusal:
        function(form, door=door_of(who), **report.use)
    assert entries_of(report) == before
    return refusal.value.facts


def test_what_was_asked_waits_with_its_due_date(report: Running) -> None:
    asked(report, "t2", "t6")

    found = board(report)
    assert [(cell.unit_name, cell.table_name, cell.due) for cell in found.missing] == [
        ("Bidang Linmas", "T2 Pengukuran tahun berjalan", DUE),
        ("Bidang Linmas", "T6 Penyebab dan solusi", DUE),
    ]
    assert (found.n_there, len(found.overdue(DUE))) == (0, 0)
    assert len(found.overdue(DUE + timedelta(days=1))) == 2
    assert found.entries[0].person_id == K
    assert found.names[K].startswith("Nama kasubbag")


def test_one_file_may_stand_for_several_tables(report: Running) -> None:
    asked(report, "t2", "t6")
    content = pdf("data linmas")

    delivered(report, "t2", "t6", content=content, file_name="../data linmas.pdf")

    found = board(report)
    assert found.missing == ()
    first, second = found.entries[2:]
    assert first.file == second.file
    file, given = read_unit_file(first.no, door=door_of("auditor"), **report.use)
    assert (file.name, given) == ("data linmas.pdf", content)
    with report.office.database.read() as conn:
        assert audit_store.recent(conn, 1)[0].action == "data.read"
        assert file.sha256 in attached_files(conn)


def test_a_place_or_nil_with_a_reason_is_there_too(report: Running) -> None:
    asked(report, "t2", "t6")

    delivered(report, "t2")
    delivered(report, "t6", nil_reason="Tidak ada kegiatan tahun ini.")

    assert [(e.act, e.place, e.reason) for e in entries_of(report)[2:]] == [
        (DataAct.RECEIVED, "Map data 2026", ""),
        (DataAct.NIL, "", "Tidak ada kegiatan tahun ini."),
    ]
    with pytest.raises(UnknownDocument):
        read_unit_file(3, door=door_of(T), **report.use)
    with pytest.raises(UnknownDocument):
        read_unit_file(99, door=door_of(T), **report.use)


def test_what_goes_back_is_missing_until_it_comes_again(report: Running) -> None:
    asked(report)
    delivered(report)

    form = going_back(report, due=date(2026, 3, 9))
    unit_data.give_back(form, door=door_of(K), **report.use)

    (cell,) = board(report).missing
    assert (cell.n_returns, cell.due, cell.last.reason) == (
        1,
        date(2026, 3, 9),
        "Realisasi belum diisi.",
    )
    delivered(report)
    assert board(report).missing == ()


def test_the_audit_log_has_every_entry(report: Running) -> None:
    asked(report, "t2", "t6")

    with report.office.database.read() as conn:
        row = audit_store.recent(conn, 1)[0]
    assert (row.action, row.subject, row.account_id) == (
        "data.ask",
        report.report_id,
        f"akun-{K}",
    )
    assert [entry["table_id"] for entry in row.detail["entries"]] == ["t2", "t6"]
    assert row.detail["entries"][0]["due"] == "2026-03-06"


def test_the_same_form_twice_is_one_entry(report: Running) -> None:
    asked(report)
    form = delivery(report, content=pdf())

    first, second = (unit_data.deliver(form, door=door_of(T), **report.use) for _ in range(2))

    assert first == second
    assert len(entries_of(report)) == 2
    other = replace(form, content=pdf("lain"))
    refusal_of(unit_data.deliver, other, report, RequestReused)


def test_a_renamed_unit_keeps_its_name_in_what_was_recorded(report: Running) -> None:
    asked(report)
    add_units(report.office, replace(LINMAS, name="Bidang Pelindungan Masyarakat"))
    delivered(report)

    assert {entry.unit_name for entry in entries_of(report)} == {"Bidang Linmas"}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"day": date(2026, 3, 31), "due": None}, ("day", "future", "")),
        ({"day": date(2019, 3, 1)}, ("day", "outside_years", "2023–2027")),
        ({"due": date(2026, 3, 1)}, ("due", "before_request", "")),
        ({"due": date(2101, 1, 1)}, ("due", "date_range", "2000-2100")),
        ({"asked": ()}, ("unit_tables", "required", "")),
        ({"asked": (("linmas", ()),)}, ("unit_tables", "required", "")),
        ({"asked": (("linmas", ("t99",)),)}, ("unit_tables", "unknown", "")),
    ],
)
def test_an_unfit_request_says_what_is_wrong(report: Running, changes, problem) -> None:
    form = replace(request(report), **changes)

    facts = refusal_of(unit_data.ask, form, report, FormInvalid, K)
    assert facts["problems"] == (problem,)


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"place": ""}, ("file", "file_place_or_nil", "")),
        ({"content": pdf(), "nil_reason": WHY}, ("file", "file_place_or_nil", "")),
        ({"nil_reason": "kosong"}, ("reason", "too_short", "10")),
        ({"place": "a\u202eb"}, ("place", "bidi", "U+202E")),
        ({"day": date(2026, 3, 31)}, ("day", "future", "")),
    ],
)
def test_an_unfit_delivery_says_what_is_wrong(report: Running, facts, problem) -> None:
    asked(report)
    form = delivery(report, **facts)

    found = refusal_of(unit_data.deliver, form, report, FormInvalid)
    assert problem in found["problems"]


def test_a_delivery_or_a_return_names_tables(report: Running) -> None:
    asked(report)
    for function, form in [
        (unit_data.deliver, replace(delivery(report), tables=())),
        (unit_data.give_back, replace(going_back(report), tables=())),
    ]:
        facts = refusal_of(function, form, report, FormInvalid)
        assert facts["problems"] == (("unit_tables", "required", ""),)


def test_nothing_comes_that_was_not_asked_for_and_nothing_twice(report: Running) -> None:
    facts = refusal_of(unit_data.deliver, delivery(report), report, CellsRefused)
    assert facts == {"problem": "not_asked", "cells": ("t2",)}
    asked(report)
    facts = refusal_of(unit_data.ask, request(report), report, CellsRefused, K)
    assert facts["problem"] == "already_asked"
    facts = refusal_of(unit_data.give_back, going_back(report), report, CellsRefused, K)
    assert facts["problem"] == "not_there"
    delivered(report)
    facts = refusal_of(unit_data.deliver, delivery(report), report, CellsRefused)
    assert facts["problem"] == "already_there"


def test_a_unit_that_gives_no_data_any_longer_is_not_asked(report: Running) -> None:
    add_units(report.office, replace(LINMAS, is_active=False))

    refusal_of(unit_data.ask, request(report), report, UnknownUnit, K)
    refusal_of(unit_data.ask, request(report, unit="lain"), report, UnknownUnit, K)


def test_a_hostile_file_is_refused_and_nothing_is_recorded(report: Running) -> None:
    asked(report)

    form = delivery(report, content=b"MZ\x90\x00", file_name="data.pdf")
    refusal_of(unit_data.deliver, form, report, DocumentRefused)
    assert not report.office.files.root.exists()


def test_a_file_that_is_gone_before_it_is_recorded_leaves_no_entry(
    report: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(report)
    monkeypatch.setattr(type(report.office.files), "has", lambda _, digest: False)

    refusal_of(unit_data.deliver, delivery(report, content=pdf()), report, StoredFileMissing)


def test_late_data_is_still_recorded_after_the_report_went_out(report: Running) -> None:
    asked(report)
    report.until("kumpulkan-data")
    report.act(K, c.Start())
    report.act(T, c.Move(decision=Decision.SUBMIT, missing_data=WHY))
    report.until(None)

    delivered(report)
    assert board(report).missing == ()
    refusal_of(unit_data.ask, request(report, "t6"), report, NothingCollected, K)
    refusal_of(unit_data.give_back, going_back(report), report, NothingCollected, K)


def test_a_cancelled_report_takes_no_data(report: Running) -> None:
    asked(report)
    report.act("kepala_satuan", c.Cancel(note="kegiatan ditiadakan"))

    refusal_of(unit_data.deliver, delivery(report), report, NothingCollected)


def test_an_sop_without_tables_collects_nothing(report: Running) -> None:
    report.office = replace(report.office, data_tables={})

    assert board(report) is None
    refusal_of(unit_data.ask, request(report), report, NothingCollected, K)


def test_no_report_no_data(report: Running) -> None:
    form = replace(request(report), report_id="tidak-ada")

    refusal_of(unit_data.ask, form, report, UnknownReport, K)


def test_a_unit_named_twice_in_one_form_is_asked_once(report: Running) -> None:
    form = replace(request(report), asked=(("linmas", ("t2",)), ("linmas", ("t2", "t6"))))

    unit_data.ask(form, door=door_of(K), **report.use)

    assert [entry.table for entry in entries_of(report)] == ["t2", "t6"]
