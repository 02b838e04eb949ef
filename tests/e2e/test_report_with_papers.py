"""A whole report with a real file at every step; its archive holds each of them to the byte."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from zipfile import ZipFile

import pytest

from lkj.domain.documents import DocumentFormat
from lkj.store import agenda_store
from tests.e2e.seat import File, Seat, seated, sections
from tests.e2e.served import AT, Served, served
from tests.support.documents import one_of_each, pdf
from tests.support.staffed import Running
from tests.support.visitor import run

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


def test_every_step_has_its_file_and_the_archive_has_them_all(place: Served) -> None:
    report = Running(place.office, place.reports["first"], AT)
    sent = [
        paper(turn, number) if turn.document else None for number, turn in enumerate(WAY, 1)
    ]
    for turn, file in zip(WAY, sent, strict=True):
        run(take(place, report, turn, file))

    with ZipFile(io.BytesIO(run(archive(place, report)))) as opened:
        kept = {name: opened.read(name) for name in opened.namelist()}
    attached = [data for name, data in kept.items() if name.startswith("dokumen/")]
    ours = [file.content for file in sent if file is not None]
    memos = [data for name, data in kept.items() if name.startswith("dokumen/nota-dinas-")]
    assert sorted(attached) == sorted(ours + memos)
    assert [data[:5] for data in memos] == [b"%PDF-"] * 2
    sums = dict(line.split("  ", 1)[::-1] for line in kept["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: sha256(data).hexdigest() for name, data in kept.items() if name != "SHA256SUMS"
    }
    with place.database.read() as conn:
        assert len(agenda_store.lines_of_report(conn, report.report_id)) == 2


def paper(turn: Turn, number: int) -> File:
    """A file as an official would have it, another one for every step."""
    content = pdf(f"langkah {number}") if turn.kind == "pdf" else one_of_each()[turn.kind]
    return File(f"langkah {number}.{turn.kind}", content)


async def take(place: Served, report: Running, turn: Turn, file: File | None) -> None:
    """Attach the paper, finish the step, and file its Nota Dinas where that is asked."""
    async with seated(place, turn.who, f"/tugas?id={report.report_id}") as seat:
        if file is not None:
            await attach(seat, turn.document, file)
        before = len(report.events)
        screen = await seat.press(turn.button)
        assert len(report.events) == before + 1
        assert screen.saved == report.events[-1].no
        if turn.files_memo:
            screen = await seat.press(FILED)
            assert "PDF-nya dilampirkan" in screen.text


async def attach(seat: Seat, document: str, file: File) -> None:
    """Choose document and file in the form of the step, and send it."""
    assert "Lampirkan dokumen" in sections(seat.screen)
    await seat.pick("Dokumen", document)
    await seat.upload("Berkas", file)
    screen = await seat.press("Lampirkan")
    assert f"{document} dilampirkan." in screen.text
    assert file.name in screen.text


async def archive(place: Served, report: Running) -> bytes:
    """What the link on the report's page leads to."""
    async with seated(place, S, f"/laporan?id={report.report_id}") as seat:
        assert "Naskah" in sections(seat.screen)
        return (await seat.download("Arsip laporan ini (ZIP)")).content
