"""P10: no cell of an export is a formula, and none leads outside."""

import io
import random
import shutil
import warnings
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pandas as pd

from lkj.exchange.csv_file import to_csv
from lkj.exchange.xlsx_file import Sheet, to_xlsx
from tests.exchange.test_csv_file import FORMULAS, STYLES
from tests.exchange.test_libreoffice import CSV_FILTER, in_libreoffice, kinds
from tests.exchange.test_xlsx_file import MADE
from tests.torture.corpus import inputs
from tests.torture.tally import NotPossible, Tally

ROWS = 2_000
_ENDINGS = ("", "1", '"', "|' /C calc'!A0", ";", ",", "\t", ")", "A1:A9", "\nx")


def cells(chance: random.Random, number: int) -> list[str]:
    """Mostly what a spreadsheet would run, with something before and after it."""
    other = inputs(chance)
    spaces = ("", "", " ", "\t", "\u00a0", "\u200b", "\n", "'", '"', "0")
    return [
        chance.choice(spaces) + chance.choice(FORMULAS) + chance.choice(_ENDINGS)
        if chance.random() < 0.7
        else next(other)[:300]
        for _ in range(number)
    ]


def in_openpyxl(seed: int) -> Tally:
    """A workbook read again as a file and as a table, and the text of two CSV files."""
    chance = random.Random(seed)  # noqa: S311 -- a seed, not a secret
    table = pd.DataFrame({"Judul": cells(chance, ROWS)}, dtype=object)
    content = to_xlsx([Sheet("Data", table)], created=MADE)
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = [
        f"seed {seed}: {cell.coordinate} {cell.value!r:.80}"
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if cell.data_type == "f" or cell.hyperlink
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found += [f"seed {seed}: {n}" for n in package.namelist() if "external" in n.lower()]
    for style in STYLES:
        text = to_csv(table, style=style).decode("utf-8-sig")
        again = pd.read_csv(
            io.StringIO(text),
            sep=";" if style == "excel_id" else ",",
            dtype=str,
            keep_default_na=False,
            lineterminator=None,
        )
        found += [
            f"seed {seed}, {style}: {cell!r:.80}"
            for cell in again["Judul"]
            if cell.strip()[:1] in set("=+-@＝＋－＠")  # noqa: RUF001
        ]
    return Tally(ROWS, {"rumus": len(found)}, tuple(found))


def in_libre_office(seed: int) -> Tally:
    """A workbook and a CSV file, opened by LibreOffice where it may evaluate formulas."""
    if not shutil.which("soffice"):
        raise NotPossible("LibreOffice (libreoffice-calc-nogui)")
    chance = random.Random(seed)  # noqa: S311 -- a seed, not a secret
    # Line ends would break the import by lines, whatever the cell holds.
    typed = [text for text in cells(chance, ROWS) if not set(text) & set("\r\n\t\0\x0b\x0c")]
    table = pd.DataFrame({"Judul": typed}, dtype=object)
    broken = []
    with TemporaryDirectory() as name:
        book, lines = Path(name) / "buku.xlsx", Path(name) / "tabel.csv"
        book.write_bytes(to_xlsx([Sheet("Data", table)], created=MADE))
        lines.write_bytes(to_csv(table, style="excel_id"))
        for path, options in ((book, ()), (lines, (f"--infilter={CSV_FILTER}",))):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # on dates that no calendar has
                sheet = in_libreoffice(path, *options)
            if "f" in kinds(sheet):
                broken.append(f"seed {seed}: a formula in {path.name}")
    return Tally(2 * len(typed), {"rumus": len(broken)}, tuple(broken))
