"""Attaching: checked, kept, then recorded; read only by right, and noted."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.document_kinds import DocumentKinds
from lkj.domain.documents import DocumentFormat, StoredFile
from lkj.domain.events import EventKind
from lkj.domain.sop import Decision
from lkj.domain.state import payload_of
from lkj.errors import (
    DocumentRefused,
    DocumentsMissing,
    FormInvalid,
    NotPermitted,
    RequestReused,
    StaleDraft,
    StoredFileDamaged,
    StoredFileMissing,
    UnknownDocument,
    UnknownReport,
)
from lkj.store import audit_store, file_store
from lkj.usecases.documents import attach, missing_documents, read_document
from lkj.usecases.office import Office
from lkj.usecases.reports import read_report
from tests.support.documents import DRAFT, attached, attachment, one_of_each, pdf
from tests.support.staffed import Running, door_of, name_of, staffed_office

S, K, T, H = "sekretaris", "kasubbag_renja_monev", "tim_lkj", "kepala_satuan"


@pytest.fixture
def report(tmp_path: Path) -> Running:
    return Running(staffed_office(tmp_path)).register()


def files(office: Office) -> list[str]:
    return sorted(path.name for path in office.files.root.rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", DocumentFormat)
def test_a_file_of_each_format_is_kept_and_given_back(report: Running, kind) -> None:
    content = one_of_each()[kind]

    event = attached(report, S, "dpa", file_name=f"dpa.{kind}", content=content)

    assert event.kind is EventKind.ATTACHED
    file, given = read_document(
        report.report_id, event.no, door=door_of("auditor"), **report.use
    )
    assert (given, file.name, file.size) == (content, f"dpa.{kind}", len(content))
    assert files(report.office) == [file.sha256]


def test_what_is_taken_out_stands_in_the_audit_log(report: Running) -> None:
    event = attached(report, S, "dpa")
    file, _ = read_document(report.report_id, event.no, door=door_of(T), **report.use)

    with report.office.database.read() as conn:
        row = audit_store.recent(conn, 1)[0]
    assert (row.action, row.account_id, row.subject) == (
        "document.read",
        f"akun-{T}",
        report.report_id,
    )
    assert row.detail == {"no": event.no, "name": "konsep.pdf", "sha256": file.sha256}


def test_the_same_form_twice_is_one_version(report: Running) -> None:
    form = attachment(report, "dpa")
    first, second = (attach(form, door=door_of(S), **report.use) for _ in range(2))

    assert (first, len(report.state.documents)) == (second, 1)
    with pytest.raises(RequestReused):
        attach(replace(form, content=pdf("lain")), door=door_of(S), **report.use)


def test_a_place_needs_no_file(report: Running) -> None:
    event = attached(report, "monev", "dpa", place="  Asli di map LKj 2026 ")

    assert report.state.documents[0].place == "Asli di map LKj 2026"
    with pytest.raises(UnknownDocument):
        read_document(report.report_id, event.no, door=door_of(S), **report.use)


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"document": "surat-cinta"}, ("document", "unknown", "")),
        ({"content": None}, ("file", "file_or_place", "")),
        ({"place": "Di map", "content": pdf()}, ("file", "file_or_place", "")),
        ({"place": "a\u202eb"}, ("place", "bidi", "U+202E")),
        ({"place": "x" * 201}, ("place", "too_long", "200")),
        ({"note": "\x07"}, ("note", "control", "U+0007")),
    ],
)
def test_a_wrong_form_says_so_and_records_nothing(report: Running, facts, problem) -> None:
    form = attachment(report, **({"document": "dpa"} | facts))

    with pytest.raises(FormInvalid) as refusal:
        attach(form, door=door_of(S), **report.use)
    assert refusal.value.facts["problems"] == (problem,)
    assert report.state.documents == ()


def test_a_refused_file_is_not_kept(report: Running) -> None:
    with pytest.raises(DocumentRefused):
        attached(report, S, "dpa", content=b"MZ program")
    assert (files(report.office), report.state.documents) == ([], ())


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    report = Running(staffed_office(tmp_path, max_upload_mebibytes=1)).register()

    with pytest.raises(DocumentRefused) as refusal:
        attached(report, S, "dpa", content=pdf("x" * 1024**2))
    assert refusal.value.facts == {"problem": "too_large"}


def test_without_the_right_the_file_is_not_even_looked_at(
    report: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lkj.usecases.documents.check_document_apart", pytest.fail)

    with pytest.raises(NotPermitted):
        attached(report, "administrator", "dpa")
    with pytest.raises(UnknownReport):
        attach(replace(attachment(report), report_id="x"), door=door_of(S), **report.use)


def test_an_event_without_its_file_cannot_be_written(report: Running) -> None:
    kind = report.office.document_kinds(report.sop).kind("dpa")
    file = StoredFile(sha256="ab" * 32, name="a.pdf", size=1, format=DocumentFormat.PDF)

    report.refused(S, report.form(c.Attach(kind=kind, file=file)), StoredFileMissing)


def test_a_missing_or_damaged_file_is_not_given_out(report: Running) -> None:
    event = attached(report, S, "dpa")
    digest = report.state.documents[0].sha256
    path = report.office.files.root / digest[:2] / digest

    path.write_bytes(b"lain")
    with pytest.raises(StoredFileDamaged):
        read_document(report.report_id, event.no, door=door_of(S), **report.use)
    path.unlink()
    with pytest.raises(StoredFileMissing):
        read_document(report.report_id, event.no, door=door_of(S), **report.use)


def test_a_number_of_another_report_gives_nothing(report: Running) -> None:
    event = attached(report, S, "dpa")
    other = Running(report.office, now=report.now).register(title="LKj lain")

    with pytest.raises(UnknownDocument):
        read_document(other.report_id, event.no, door=door_of(S), **report.use)


def with_draft(report: Running) -> str:
    """Step 4 is open and the Tim has given version 1; its digest."""
    report.until("kumpulkan-data").act(K, c.Start())
    attached(report, T)
    shown = report.state.draft.sha256
    report.act(T, c.Move(decision=Decision.SUBMIT, shown=shown))
    return shown


def test_a_draft_replaced_between_look_and_click_stops_the_decision(report: Running) -> None:
    shown = with_draft(report)
    drawn = report.form(c.Move(decision=Decision.APPROVE, shown=shown))
    attached(report, K, DRAFT, content=pdf("versi 2"))

    refusal = report.refused(K, drawn, StaleDraft)
    assert (refusal.facts["number"], refusal.facts["who"]) == (2, name_of(K))


def test_the_paraf_keeps_the_version_that_it_covered(report: Running) -> None:
    shown = with_draft(report)
    approval = report.act(K, c.Move(decision=Decision.APPROVE, shown=shown))
    attached(report, S, DRAFT, content=pdf("diubah Sekretaris"))

    assert payload_of(approval)["shown"]["version"] == 1
    assert [(v.number, v.actor) for v in report.state.documents] == [(1, T), (2, S)]
    assert report.state.open_visit.step == "periksa-sekretaris"


def test_required_documents_hold_a_step_up_only_where_the_office_wants_it(
    tmp_path: Path,
) -> None:
    report = Running(staffed_office(tmp_path, requires_documents=True)).register()

    refusal = report.refused(S, report.form(c.Move(decision=Decision.SUBMIT)), DocumentsMissing)
    assert refusal.facts["missing"] == ("DPA", "Disposisi")
    attached(report, S, "dpa")
    attached(report, S, "disposisi", place="Map 1")
    assert report.go().kind is EventKind.SUBMITTED


def found(report: Running, since: str) -> list[tuple[str, str]]:
    office, kinds = report.office, report.office.document_kinds(report.sop)
    day = datetime.fromisoformat(since).date() if since else None
    dated = DocumentKinds(kinds.sop_id, kinds.kinds, day)
    office = replace(office, documents={report.sop.id: dated})
    view, _ = read_report(report.report_id, door=door_of(S), **report.use)
    return [(one.kind.id, one.step) for one in missing_documents(view, office)]


def test_a_required_document_is_missed_once_at_the_first_step_that_needs_it(
    report: Running,
) -> None:
    attached(report, S, "dpa")
    report.until("kumpulkan-data")
    attached(report, S, "disposisi")

    assert found(report, "2026-01-01") == [
        ("disposisi", "terima-disposisi"),
        ("sk-tim", "bentuk-tim"),
    ]
    assert found(report, "2030-01-01") == []
    assert found(report, "") == []


def test_a_full_disk_keeps_nothing_and_goes_on_later(
    report: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = attachment(report, "dpa")
    with monkeypatch.context() as full:
        full.setattr(file_store, "LEAST_FREE", 2**62)
        with pytest.raises(file_store.StorageFailed):
            attach(form, door=door_of(S), **report.use)
    assert report.state.documents == ()

    assert attach(form, door=door_of(S), **report.use).kind is EventKind.ATTACHED
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    assert report.office.files.unreferenced((), before=long_ago) == []
