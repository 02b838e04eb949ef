"""What everybody may do to a report, by where it stands."""

import pytest

from tests.pages.stage import (
    EVERYBODY,
    KASAT,
    KASUBBAG,
    OFFICIALS,
    SEKRETARIS,
    SEVERAL,
    TIM,
    Stage,
    offers,
    refusals,
    shown,
    titles,
)
from tests.support.staffed import NOBODY

S, K, T, P = SEKRETARIS, KASUBBAG, TIM, KASAT
MONEV, AUDITOR, ADMINISTRATOR = "monev", "auditor", "administrator"
# Only the office with several reports has something to act on.
pytestmark = pytest.mark.parametrize("stage", [SEVERAL], indirect=True)

BEGIN = "Mulai mengerjakan sekarang"
TO_KASAT = "Setujui, paraf, dan serahkan ke Kepala Satuan"
TO_SEKRETARIS = "Setujui, paraf, dan serahkan ke Sekretaris"
AGAIN = "Perbaikan selesai, paraf ulang dan serahkan ke"
BACK_TO_TIM, BACK_TO_KASUBBAG = "Kembalikan ke Tim LKj", "Kembalikan ke Kasubbag"
# Typed from the SOP's sheet: where the report stands -> whose form it is, with which buttons.
FORMS: dict[str, tuple[str, set[str]]] = {
    "terima-disposisi": (S, {BEGIN, "Teruskan ke Kasubbag"}),
    "bentuk-tim": (K, {BEGIN, "Catat Tim LKj terbentuk"}),
    "kumpulkan-data": (K, {"Perintahkan pengumpulan data"}),
    "ordered": (T, {"Serahkan bahan ke Kasubbag"}),
    "periksa-kasubbag": (K, {BEGIN, TO_SEKRETARIS, BACK_TO_TIM}),
    "returned to Tim": (T, {BEGIN, "Perbaikan selesai, serahkan ulang ke Kasubbag"}),
    "periksa-sekretaris": (S, {BEGIN, TO_KASAT, BACK_TO_KASUBBAG}),
    "returned to Kasubbag": (K, {BEGIN, f"{AGAIN} Sekretaris", BACK_TO_TIM}),
    "tanda-tangan": (
        P,
        {BEGIN, "Catat tanda tangan Kepala Satuan", "Kembalikan ke Sekretaris"},
    ),
    "returned to Sekretaris": (S, {BEGIN, f"{AGAIN} Kepala Satuan", BACK_TO_KASUBBAG}),
    "terima-lkj": (S, {BEGIN, "Terima dan perintahkan tindak lanjut"}),
    "kirim-lkj": (S, {BEGIN, "Kirim ke Kasubbag"}),
    "sent": (K, {"Konfirmasi penerimaan"}),
    "received": ("", set()),
    "cancelled": ("", set()),
}
# Where the report stands -> who may take the last act back, who has decided a step of it.
TAKEN_BACK_BY = {
    "bentuk-tim": S,
    "kumpulkan-data": K,
    "periksa-kasubbag": T,
    "returned to Tim": K,
    "periksa-sekretaris": K,
    "returned to Kasubbag": S,
    "tanda-tangan": S,
    "returned to Sekretaris": P,
    "terima-lkj": P,
    "kirim-lkj": S,
    "sent": S,
}
DECIDED = {
    "terima-disposisi": set(),
    "bentuk-tim": {S},
    "cancelled": {S},
    "kumpulkan-data": {S, K},
    "ordered": {S, K},
    "periksa-kasubbag": {S, K, T},
    "returned to Tim": {S, K, T},
    "periksa-sekretaris": {S, K, T},
    "returned to Kasubbag": {S, K, T},
    "tanda-tangan": {S, K, T},
    "returned to Sekretaris": {S, K, T, P},
    "terima-lkj": {S, K, T, P},
    "kirim-lkj": {S, K, T, P},
    "sent": {S, K, T, P},
    "received": {S, K, T, P},
}
HANDED_OVER = set(DECIDED) - {"terima-disposisi", "cancelled"}
OVER = {"sent", "received", "cancelled"}
ATTACH = {"Lampirkan dokumen", "Lampirkan"}
NOTE = {"Tulis catatan", "Simpan catatan"}
CAUSE = {"Catat penyebab melewati mutu baku waktu", "Simpan penyebab"}
CORRECT = {"Koreksi waktu", "Simpan koreksi"}


def acts(where: str, who: str) -> set[str]:
    """What somebody is offered on the page of a report."""
    decided = DECIDED[where]
    is_auditor = who == AUDITOR
    may = {
        frozenset({"Semua laporan", "Naskah"}): True,
        frozenset({"Catat Nota Dinas di Buku Agenda"}): where in HANDED_OVER
        and who in {S, K, MONEV},
        frozenset({"Paket audit laporan ini"}): who in {AUDITOR, MONEV},
        frozenset({"Buka Data Bagian laporan ini"}): where != "cancelled",
        frozenset({"Kerjakan sekarang"}): FORMS[where][0] == who,
        frozenset({"Konfirmasi penerimaan"}): where == "sent" and who == K,
        frozenset({"Tarik kembali"}): TAKEN_BACK_BY.get(where) == who,
        frozenset(ATTACH): where != "cancelled" and who in {S, K, T, P, MONEV},
        frozenset(NOTE): not is_auditor,
        frozenset(CAUSE): bool(decided) and who in decided | {MONEV},
        frozenset(CORRECT): bool(decided) and who in decided | {MONEV, K},
        frozenset({"Batalkan laporan"}): where not in OVER and who in {P, ADMINISTRATOR},
    }
    return {label for labels, is_offered in may.items() if is_offered for label in labels}


def test_the_tables_name_every_situation(stage: Stage) -> None:
    assert set(stage.reports) == set(FORMS) == set(DECIDED)
    assert set(stage.reports) >= set(TAKEN_BACK_BY)


# `make test` tries whoever has the form, and everybody where most is offered. Whoever decides
# nothing is tried where the table tells their reports apart, and by `make torture` everywhere.
WITHOUT_A_STEP = set(EVERYBODY) - set(OFFICIALS)
TELLING = {"terima-disposisi", "periksa-kasubbag", "received", "cancelled"}
MOST_OFFERED = "periksa-kasubbag"


def marks(where: str, who: str) -> tuple[pytest.MarkDecorator, ...]:
    if who in WITHOUT_A_STEP and where not in TELLING:
        return (pytest.mark.exhaustive,)
    is_tried = where == MOST_OFFERED or who == (FORMS[where][0] or S)
    return () if is_tried else (pytest.mark.thorough,)


@pytest.mark.parametrize(
    ("where", "who"),
    [pytest.param(where, who, marks=marks(where, who)) for where in FORMS for who in EVERYBODY],
)
def test_a_report_offers_what_the_table_says(stage: Stage, where: str, who: str) -> None:
    at = stage.look(who, "reports", report=where)

    assert not at.exception
    assert titles(at) == ["LKj Satpol PP Tahun 2025"]
    assert refusals(at) == []
    offered = {label for label in offers(at) if not label.startswith("Semua catatan (")}
    assert offered == acts(where, who)


@pytest.mark.parametrize("who", OFFICIALS)
@pytest.mark.parametrize("where", FORMS)
def test_a_form_offers_what_the_sheet_says(stage: Stage, where: str, who: str) -> None:
    at = stage.look(who, "tasks", report=where)

    whose, buttons = FORMS[where]
    assert not at.exception
    assert len(titles(at)) == 1
    assert refusals(at) == []
    takes_documents = where not in ("kumpulkan-data", *OVER)  # there an order comes first
    mine = buttons | ({"Lampirkan"} if takes_documents else set())
    assert {button.label for button in at.main.button} == (mine if who == whose else set())


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("kumpulkan-data", "Langkah ini menunggu Kasubbag Renja dan Monev."),
        ("tanda-tangan", "Langkah ini menunggu Kepala Satuan (Kasat)."),
    ],
)
def test_a_form_that_waits_for_somebody_else_says_for_whom(
    stage: Stage, where: str, said: str
) -> None:
    at = stage.look(TIM, "tasks", report=where)

    assert [shown(info.value) for info in at.info] == [said]


@pytest.mark.parametrize("who", [MONEV, AUDITOR, ADMINISTRATOR, NOBODY])
def test_a_form_is_closed_to_those_without_a_role(stage: Stage, who: str) -> None:
    at = stage.look(who, "tasks", report="periksa-kasubbag")

    assert refusals(at) == ["Halaman ini tidak tersedia untuk peran Anda."]
    assert list(at.main.button) == []


def test_a_repaired_draft_shows_why_it_came_back(stage: Stage) -> None:
    at = stage.look(TIM, "tasks", report="returned to Tim")

    shown = [text.value for text in at.text]
    assert any("angka pada tabel 3 salah" in text for text in shown)
    assert "**Dikembalikan untuk diperbaiki**" in [text.value for text in at.markdown]


@pytest.mark.parametrize("page", ["reports", "tasks"])
@pytest.mark.parametrize("address", ["tidak-ada", "../../etc", "' or 1=1", "\0", "x" * 5000])
def test_a_report_that_is_not_there_is_not_found(stage: Stage, page: str, address: str) -> None:
    stage.reports["asked for"] = address
    at = stage.look(SEKRETARIS, page, report="asked for")
    del stage.reports["asked for"]

    assert not at.exception
    assert len(titles(at)) == 1
    assert refusals(at) == ["Laporan tidak ditemukan."]
