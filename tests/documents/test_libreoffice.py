"""Every DOCX opened in LibreOffice; `make test-libreoffice` runs it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from lkj.usecases.naskah_files import DOCUMENTS
from tests.bench.naskah import query_of
from tests.documents.folders import pdf_text
from tests.support.missing import needs
from tests.usecases.naskah_office import file_of, returned_report

pytestmark = pytest.mark.libreoffice


def test_libreoffice_opens_every_document(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    needs("LibreOffice", found=office, how="apt-get install libreoffice-writer-nogui")
    report = returned_report(tmp_path)
    for name in DOCUMENTS:
        content, _ = file_of(report, name, "docx", **query_of(name, report))
        (tmp_path / f"{name}.docx").write_bytes(content)
    command = [str(office), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    files = [str(tmp_path / f"{name}.docx") for name in DOCUMENTS]

    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
        check=True,
        capture_output=True,
        timeout=180,
    )

    texts = {name: pdf_text((tmp_path / f"{name}.pdf").read_bytes()) for name in DOCUMENTS}
    assert all("Halaman 1 dari" in text for text in texts.values())
    assert all("SATUAN POLISI PAMONG PRAJA" in text for text in texts.values())
    assert "Anggota Contoh 40" in texts["sk-tim"]
