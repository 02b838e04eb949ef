"""The picture of a Lembar Kendali in the guide: the real document on example data.

`python -m tests.support.document_picture` writes docs/gambar/lembar-kendali.png; it needs
`pdftoppm` of poppler.
"""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from lkj import bootstrap
from lkj.store.database import sqlite_url
from lkj.usecases.callers import HOST
from lkj.usecases.frames import read_frames
from lkj.usecases.naskah_files import DocumentRequest, document_file
from lkj.usecases.office import Office, Settings
from tests.support.settings import ROOT

NOW = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
TARGET = ROOT / "docs" / "gambar" / "lembar-kendali"


def example(folder: Path) -> Office:
    """The example database as a new installation has it."""
    url = sqlite_url(folder / bootstrap.EXAMPLE_DATABASE.name)
    settings = Settings(database_url=url, public_url="https://lkj.contoh.id")
    office = bootstrap.build_office(settings, at=NOW)
    bootstrap.fill_if_new(office, at=NOW)
    return office


def main() -> None:
    """Draw the first page of the report with the most passes."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        office = example(folder)
        passes = read_frames(office, as_of=NOW).visits["report_id"].value_counts()
        query = {"id": str(passes.index[0])}
        asked = DocumentRequest(name="lembar-kendali", file_format="pdf", query=query)
        content, _ = document_file(asked, door=HOST, office=office, now=NOW)
        office.database.dispose()
        file = folder / "lembar.pdf"
        file.write_bytes(content)
        command = ["pdftoppm", "-r", "95", "-png", "-singlefile", "-f", "1", str(file)]
        subprocess.run([*command, str(TARGET)], check=True)


if __name__ == "__main__":
    main()
