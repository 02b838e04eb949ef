"""A whole report with a real file at every step; its archive holds each of them to the byte."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.domain.documents import DocumentFormat
from lkj.store import agenda_store
from tests.e2e.served import AT, Desk, Served, desk, served
from tests.support.browser import settled
from tests.support.documents import one_of_each, pdf
from tests.support.fields import pick
from tests.support.staffed import Running

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough(
        "tests/pages/test_documents_section.py::test_an_uploaded_file_is_kept_with_its_name"
    ),
]

S, K, T, P = "sekretaris", "kasubbag_renja_monev", "tim_lkj", "kepala_satuan"
FILED = "Catat di Buku Agenda dan lampirkan"


@dataclass(frozen=True)
class Turn:
    """Who finishes a step with which button, and the paper that goes with it."""

    who: str
    button: str
    document: str = ""
    kind: DocumentFormat = DocumentFormat.PDF
    files_memo: bool = False


# Typed from the sheet: kelengkapan and output of each step.
WAY = (
    Turn(S, "Teruskan ke Kasubbag", "DPA", DocumentFormat.XLSX, files_memo=True),
    Turn(K, "Catat Tim LKj terbentuk", "SK Tim Penyusunan LKj", DocumentFormat.JPG),
    Turn(K, "Perintahkan pengumpulan data"),
    Turn(T, "Serahkan bahan ke Kasubbag", "Konsep LKj", DocumentFormat.DOCX),
    Turn(K, "Setujui, paraf, dan serahkan ke Sekretaris", "Konsep LKj", files_memo=True),
    Turn(S, "Setujui, paraf, dan serahkan ke Kepala Satuan", "Konsep LKj"),
    Turn(P, "Catat tanda tangan Kepala Satuan", "LKj yang ditandatangani"),
    Turn(S, "Terima dan perintahkan tindak lanjut", "LKj yang ditandatangani"),
    Turn(S, "Kirim ke Kasubbag", "LKj yang ditandatangani", DocumentFormat.PNG),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(
        tmp_path_factory.mktemp("berkas"),
        lambda office: {"first": Running(office).register().report_id},
    ) as opened:
        yield opened


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def test_every_step_has_its_file_and_the_archive_has_them_all(
    place: Served, people: Desk, tmp_path: Path
) -> None:
    report = Running(place.office, place.reports["first"], AT)
    sent = [
        take(people, report, turn, paper(turn, number, tmp_path))
        for number, turn in enumerate(WAY, 1)
    ]

    page = people.tab(S, f"/laporan?id={report.report_id}")
    page.get_by_text("Naskah", exact=True).first.click()
    with page.expect_download() as started:
        settled(page).get_by_role("link", name="Arsip laporan ini (ZIP)").click()
    content = Path(started.value.path()).read_bytes()

    with ZipFile(io.BytesIO(content)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    attached = [data for name, data in kept.items() if name.startswith("dokumen/")]
    ours = [file.read_bytes() for file in sent if file is not None]
    memos = [data for name, data in kept.items() if name.startswith("dokumen/nota-dinas-")]
    assert sorted(attached) == sorted(ours + memos)
    assert [data[:5] for data in memos] == [b"%PDF-"] * 2
    sums = dict(line.split("  ", 1)[::-1] for line in kept["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: sha256(data).hexdigest() for name, data in kept.items() if name != "SHA256SUMS"
    }
    with place.database.read() as conn:
        assert len(agenda_store.lines_of_report(conn, report.report_id)) == 2


def paper(turn: Turn, number: int, folder: Path) -> Path | None:
    """A file as an official would have it, another one for every step."""
    if not turn.document:
        return None
    file = folder / f"langkah {number}.{turn.kind}"
    content = one_of_each()[turn.kind]
    file.write_bytes(pdf(f"langkah {number}") if turn.kind == "pdf" else content)
    return file


def take(people: Desk, report: Running, turn: Turn, file: Path | None) -> Path | None:
    """Attach the paper, finish the step, and file its Nota Dinas where that is asked."""
    page = people.tab(turn.who, f"/tugas?id={report.report_id}")
    if file is not None:
        attach(page, turn.document, file)
    before = len(report.events)
    page.get_by_role("button", name=turn.button, exact=True).click()
    expect(
        page.get_by_text("Tersimpan, no. ").or_(page.get_by_text("Mulai dikerjakan")).first
    ).to_be_visible()
    settled(page)
    assert len(report.events) == before + 1
    if turn.files_memo:
        page.get_by_role("button", name=FILED).click()
        expect(page.get_by_text("PDF-nya dilampirkan").first).to_be_visible()
    return file


def attach(page: Page, document: str, file: Path) -> None:
    """Choose document and file in the form of the step, and send it."""
    page.get_by_text("Lampirkan dokumen").click()
    pick(settled(page), "Dokumen", document)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(file.name).first).to_be_visible()
    settled(page).get_by_role("button", name="Lampirkan", exact=True).click()
    expect(page.get_by_text(f"{document} dilampirkan.")).to_be_visible()
    settled(page)
