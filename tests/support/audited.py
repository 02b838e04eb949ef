"""An audit package of a small office, and its parts for whoever tampers with them."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from lkj.domain import commands as c
from lkj.exchange.csv_file import csv_rows
from lkj.labels import audit_words as words
from lkj.store.chain import row_hash, text_digest
from lkj.store.verification import AUDIT, EVENTS, Format
from lkj.usecases.audit_package import report_package
from lkj.usecases.paper import record
from tests.support.documents import DRAFT, attached, docx, pdf
from tests.support.made_once import made_once
from tests.support.paper import LATER, a_paper
from tests.support.staffed import Running, door_of, staffed_office
from tests.support.unit_data import add_units, asked, delivered

CHAINS: dict[str, tuple[Format, str, str]] = {
    words.EVENT_CHAIN: (EVENTS, words.EVENT_ROWS, "events"),
    words.AUDIT_CHAIN: (AUDIT, words.AUDIT_ROWS, "audit"),
}
TRICKY = '=1+1; "kutip" \\ \n garis baru 😀 é'
Row = list[Any]


@made_once
def audited_report(directory: Path) -> Running:
    """A report with papers, unit's data and a correction; others act in between."""
    report = Running(staffed_office(directory)).register()
    other = Running(report.office, now=report.now).register(title="LKj Triwulan I")
    add_units(report.office)
    attached(report, "sekretaris", "dpa", content=pdf("dpa"), file_name="dpa.pdf")
    attached(report, "sekretaris", "disposisi", place="=Asli di map LKj")
    asked(report)
    delivered(report, content=pdf("data"), file_name="t2.pdf")
    attached(other, "sekretaris", "dpa", content=pdf("lain"), file_name="lain.pdf")
    report.until("kumpulkan-data")
    attached(report, "tim_lkj", DRAFT, content=docx(), file_name="konsep.docx")
    report.act("tim_lkj", c.Note(text=TRICKY))
    other.go()
    target = next(event.no for event in report.events if event.kind == "submitted")
    effort = c.CorrectableField.EFFORT_MINUTES
    for value in (10, 8):
        report.act(
            "monev",
            c.Correct(target_no=target, field=effort, value=value, reason="salah ketik"),
        )
    other.go()
    record(a_paper(), door=door_of("monev"), office=report.office, now=LATER)
    return report


def packed(report: Running, who: str = "auditor") -> bytes:
    """The package of that report as somebody gets it."""
    made = report_package(report.report_id, door=door_of(who), **report.use)
    return b"".join(made.pieces)


@dataclass
class Parts:
    """The files of a package, to be changed and zipped again."""

    files: dict[str, bytes] = field(default_factory=dict)
    twice: tuple[tuple[str, bytes], ...] = ()

    @classmethod
    def of(cls, content: bytes) -> Self:
        """Take a package apart."""
        with ZipFile(io.BytesIO(content)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    @property
    def zipped(self) -> bytes:
        """One file again, deflated as most programs would."""
        return self.packed_as(ZIP_DEFLATED)

    def packed_as(self, method: int = ZIP_STORED) -> bytes:
        """One file again."""
        file = io.BytesIO()
        with ZipFile(file, "w", method) as archive:
            for name, content in self.files.items():
                archive.writestr(name, content)
            for name, content in self.twice:
                with pytest.warns(UserWarning, match="Duplicate name"):
                    archive.writestr(name, content)
        return file.getvalue()

    def resummed(self) -> Self:
        """SHA256SUMS made anew, as any forger would."""
        listed = {name: one for name, one in self.files.items() if name != words.SUMS}
        lines = [f"{sha256(one).hexdigest()}  {name}\n" for name, one in listed.items()]
        self.files[words.SUMS] = "".join(lines).encode()
        return self

    def rows(self, chain: str = words.EVENT_CHAIN) -> list[Row]:
        """The rows of a chain."""
        return [json.loads(line) for line in self.files[chain].decode().split("\n")[1:-1]]

    def put_rows(self, rows: Sequence[Row], chain: str = words.EVENT_CHAIN) -> Self:
        """Other rows in a chain, and the readable table made anew."""
        heading = self.files[chain].split(b"\n", 1)[0] + b"\n"
        encoded = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        self.files[chain] = heading + "".join(encoded).encode()
        form, table, _ = CHAINS[chain]
        columns = io.StringIO()
        csv.writer(columns, delimiter=";").writerow(form.columns)
        whole = [row for row in rows if not any(isinstance(cell, dict) for cell in row)]
        content = csv_rows(whole, style="excel_id")
        self.files[table] = columns.getvalue().encode("utf-8-sig") + content
        return self

    def facts(self, **changes: Any) -> dict[str, Any]:
        """What `paket.json` says, with changes that are stored."""
        facts = json.loads(self.files[words.FACTS]) | changes
        if changes:
            self.files[words.FACTS] = json.dumps(facts).encode()
        return dict(facts)

    def rechained(self, rows: Sequence[Row], chain: str = words.EVENT_CHAIN) -> Self:
        """Rows numbered and hashed anew, as one would who holds the machine."""
        form, _, table = CHAINS[chain]
        previous = ""
        for number, row in enumerate(rows, 1):
            row[0], row[-2] = number, previous
            cells = row[:-2]
            for name in form.salted:
                place = form.columns.index(name)
                cell = cells[place]
                withheld = isinstance(cell, dict)
                cells[place] = cell["sha256"] if withheld else text_digest(row[-3], cell)
            previous = row[-1] = row_hash(form.label, previous, cells)
        heads = self.facts()["kepala"]
        self.facts(kepala={**heads, table: {"no": len(rows), "hash": previous}})
        return self.put_rows(rows, chain)

    def without_witness(self) -> Self:
        """The audit log hashed anew, with every code in it that fits the events now."""
        codes = {row[0]: row[-1] for row in self.rows()}
        rows = self.rows(words.AUDIT_CHAIN)
        for row in rows:
            detail = row[5] if isinstance(row[5], dict) else json.loads(row[5])
            if isinstance(detail.get("head"), str):
                no = min(int(detail["head"].partition(":")[0]), len(codes))
                detail["head"] = f"{no}:{codes[no][:16]}"
                row[5] = json.dumps(detail)
        return self.rechained(rows, words.AUDIT_CHAIN)
