"""Documents on the screens: what a step needs, adding a version, what a decision was shown."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lkj import bootstrap
from lkj.domain.events import Capacity
from lkj.domain.state import payload_of
from tests.pages.stage import KASUBBAG, SEKRETARIS, TIM, Stage, markup, offers, refusals, shown
from tests.pages.widgets import confirmations, field, fill, press
from tests.support.documents import DRAFT, attached, pdf
from tests.support.staffed import Running, assign

WHERE = "periksa-kasubbag"
APPROVE = "Setujui, paraf, dan serahkan ke Sekretaris"
PLACE = "Asli di map LKj 2026"


def captions(at: AppTest) -> str:
    return "\n".join(shown(one.value) for one in at.caption)


def running(stage: Stage) -> Running:
    return Running(bootstrap.current_office(), stage.reports[WHERE], bootstrap.clock())


def place_of(at: AppTest, document: str) -> AppTest:
    fill(at, "Dokumen", document)
    fill(at, "Cara", "Catat tempat aslinya")
    fill(at, "Tempat aslinya", PLACE)
    return press(at, "Lampirkan")


def test_a_step_tells_what_it_needs_and_what_is_missing(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)

    assert "<td>Konsep LKj</td>" in markup(at)
    assert "belum dilampirkan (wajib)" in markup(at)
    assert "Belum dilampirkan: Konsep LKj. Langkah tetap dapat diselesaikan" in captions(at)


def test_where_documents_hold_steps_up_the_form_says_so(
    fresh: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = bootstrap.current_office().settings
    monkeypatch.setitem(vars(settings), "requires_documents", True)
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)

    assert "Langkah baru dapat diselesaikan sesudahnya." in captions(at)


def test_the_holder_notes_where_the_draft_lies_and_decides_on_it(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)

    place_of(at, DRAFT)

    assert confirmations(at) == ["Tersimpan, no. 6. Konsep LKj dilampirkan."]
    assert PLACE in markup(at)
    press(at, APPROVE)
    assert payload_of(running(fresh).events[-1])["shown"]["version"] == 1


def test_an_uploaded_file_is_kept_with_its_name(fresh: Stage) -> None:
    at = fresh.open(SEKRETARIS, "reports", report=WHERE)
    fill(at, "Dokumen", "dpa")
    at.file_uploader[0].upload("DPA 2026.pdf", pdf(), "application/pdf").run()
    fill(at, "Keterangan (tidak wajib)", "hasil pindai")

    press(at, "Lampirkan")

    file = running(fresh).state.documents[0].file
    assert (file.name, file.size) == ("DPA 2026.pdf", len(pdf()))
    assert "Unduh DPA versi 1: DPA 2026.pdf" in markup(at)
    assert "hasil pindai" in markup(at)
    assert "DPA versi 1: DPA 2026.pdf – hasil pindai" in markup(at)  # among all events


def test_a_form_without_file_or_place_says_so(fresh: Stage) -> None:
    at = fresh.open(SEKRETARIS, "reports", report=WHERE)

    press(at, "Lampirkan")

    (said,) = refusals(at)
    assert "Dokumen: tidak dikenal" in said
    assert "pilih satu: unggah berkas, atau tulis tempat aslinya" in said


def test_a_version_that_came_meanwhile_stops_the_decision_once(fresh: Stage) -> None:
    report = running(fresh)
    attached(report, KASUBBAG)
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)
    attached(report, KASUBBAG, content=pdf("versi dua"))

    press(at, APPROVE)
    assert "Konsep LKj sudah diganti dengan versi 2" in refusals(at)[0]

    press(at, APPROVE)
    assert payload_of(report.events[-1])["shown"]["version"] == 2
    page = markup(fresh.open(KASUBBAG, "reports", report=WHERE))
    assert "atas versi 2" in page


def test_a_replaced_draft_is_never_said_to_be_covered(fresh: Stage) -> None:
    report = running(fresh)
    attached(report, KASUBBAG)
    press(fresh.open(KASUBBAG, "tasks", report=WHERE), APPROVE)
    attached(report, SEKRETARIS, content=pdf("diubah"))

    page = markup(fresh.open(TIM, "reports", report=WHERE))

    assert "atas versi 1; kini versi 2, diubah Sekretaris" in page


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_who_may_not_attach_is_not_asked_to(fresh: Stage, who: str) -> None:
    attached(running(fresh), KASUBBAG)

    at = fresh.open(who, "reports", report=WHERE)

    assert "Lampirkan" not in offers(at)
    assert ("/unduh/dokumen/" in markup(at)) is (who == "auditor")
    assert "konsep.pdf" in markup(at)


def test_only_the_holder_is_offered_the_draft(fresh: Stage) -> None:
    def options(who: str) -> list[str]:
        return field(fresh.open(who, "reports", report=WHERE), "Dokumen").options

    assert "Konsep LKj" in options(KASUBBAG)
    assert "Konsep LKj" not in options(SEKRETARIS)


def test_a_required_document_that_was_missed_is_a_finding(
    fresh: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = bootstrap.current_office().documents["penyusunan-lkj"]
    monkeypatch.setitem(vars(kinds), "required_since", date(2026, 3, 2))

    at = fresh.open(SEKRETARIS, "reports", report=WHERE)

    said = [shown(warning.value) for warning in at.warning]
    assert "Temuan: DPA belum dilampirkan saat langkah 1 selesai." in said


def test_a_draft_that_somebody_replaced_is_told_while_the_form_stays_open(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "tasks", report=WHERE)
    place_of(at, DRAFT)
    assert not at.warning  # the own version is no news
    report = running(fresh)
    with bootstrap.current_office().database.write() as conn:
        assign(conn, "monev", KASUBBAG, capacity=Capacity.ACTING)
    attached(report, "monev", DRAFT, content=pdf("dari tab lain"))

    fill(at, "Catatan (tidak wajib)", "sudah dibaca")

    said = [shown(one.value) for one in at.warning]
    assert len(said) == 1
    assert said[0].startswith("Konsep LKj diganti dengan versi 2 oleh Nama monev pada ")
    assert said[0].endswith("Periksa versi itu sebelum memutuskan.")
