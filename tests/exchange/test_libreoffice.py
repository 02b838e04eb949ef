"""Files opened in LibreOffice: no cell of what people typed becomes a formula.

`make test-libreoffice` runs it where LibreOffice is installed; `make test` leaves it out, for
openpyxl reads the same cells there in a hundredth of the time.
"""

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from lkj.exchange.csv_file import to_csv
from lkj.exchange.xlsx_file import Sheet, to_xlsx
from tests.exchange.test_csv_file import FORMULAS, HARMLESS
from tests.exchange.test_xlsx_file import MADE
from tests.support.missing import needs

pytestmark = pytest.mark.libreoffice
TYPED = [text for text in (*FORMULAS, *HARMLESS) if not set(text) & set("\r\n\t\0\x0b")]
# Text is quoted by `"`, separated by `;`, in UTF-8, and LibreOffice may evaluate formulas:
# tokens 1 to 3, and the 15th of its CSV import filter.
CSV_FILTER = "CSV:59,34,76,1,,1057,false,false,false,false,false,0,true"


def in_libreoffice(path: Path, *options: str) -> openpyxl.worksheet.worksheet.Worksheet:
    """The first sheet of a file after LibreOffice opened it and saved it again."""
    office = shutil.which("soffice")
    needs("LibreOffice", found=office, how="apt-get install libreoffice-calc-nogui")
    saved = path.parent / "saved"
    command = [str(office), f"-env:UserInstallation=file://{path.parent}/profile", "--headless"]
    command += [*options, "--convert-to", "xlsx", "--outdir", str(saved), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    content = (saved / f"{path.stem}.xlsx").read_bytes()
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def kinds(sheet: openpyxl.worksheet.worksheet.Worksheet) -> set[str]:
    return {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_a_formula_of_ours_would_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "kendali.csv"
    path.write_text("judul\n=1+1\n", encoding="utf-8")

    assert "f" in kinds(in_libreoffice(path, f"--infilter={CSV_FILTER}"))


def test_a_workbook_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "buku.xlsx"
    path.write_bytes(to_xlsx([Sheet("Data", pd.DataFrame({"Judul": TYPED}))], created=MADE))

    sheet = in_libreoffice(path)

    assert "f" not in kinds(sheet)
    assert sheet.max_row == 1 + len(TYPED)


def test_a_csv_file_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_bytes(to_csv(pd.DataFrame({"Judul": TYPED}), style="excel_id"))

    sheet = in_libreoffice(path, f"--infilter={CSV_FILTER}")

    assert "f" not in kinds(sheet)
    assert sheet.max_row == 1 + len(TYPED)
