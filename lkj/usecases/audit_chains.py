"""The chains in an audit package: own rows whole, others as the hash takes them."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from lkj.exchange.csv_file import csv_rows
from lkj.store.chain import text_digest
from lkj.store.chain_rows import stored_rows
from lkj.store.database import Database
from lkj.store.verification import AUDIT, EVENTS, Format

_PIECE = 1 << 18  # bytes
_HELD = 8 << 20  # bytes of a table of own rows that stay in memory
_WORD = re.compile(r"[\w-]+")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr).encode


@dataclass
class Told:
    """What the own rows name: whom, which account, which anchors."""

    persons: set[str] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)
    anchors: list[tuple[str, str, str]] = field(default_factory=list)  # code, where, when


@dataclass(frozen=True, kw_only=True)
class Chain:
    """One chain up to a number, with the rows about `reports` whole.

    Lines of the audit log that carry an anchor are whole, too. Without `is_whole` only such
    rows are in it: each agrees with its own hash, and no more can be said of them.
    """

    form: Format
    until_no: int
    reports: frozenset[str]
    told: Told
    is_whole: bool = True

    def lines(self, database: Database, own: IO[bytes]) -> Iterator[bytes]:
        """The chain as lines of JSON; own rows are written to `own` as CSV, too."""
        yield self._heading(own)
        held: list[str] = []
        size = 0
        for row in stored_rows(database, self.form, until_no=self.until_no):
            is_own = self._is_own(row)
            if is_own:
                own.write(csv_rows([row], style="excel_id"))
                self._tell(row)
            elif not self.is_whole:
                continue
            held.append(_encode(list(row) if is_own else self._withheld(row)) + "\n")
            size += len(held[-1])
            if size > _PIECE:
                yield "".join(held).encode(errors="replace")
                held, size = [], 0
        yield "".join(held).encode(errors="replace")

    def _heading(self, own: IO[bytes]) -> bytes:
        form, columns = self.form, io.StringIO(newline="")
        writer = csv.writer(columns, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(form.columns)
        own.write(columns.getvalue().encode("utf-8-sig"))
        about = {"tabel": form.table, "label": form.label, "kolom": form.columns}
        return f"{_encode({**about, 'bersalt': form.salted, 'utuh': self.is_whole})}\n".encode()

    def _withheld(self, row: Sequence[Any]) -> list[Any]:
        cells, salt = list(row), row[-3]
        for name in self.form.salted:
            place = self.form.columns.index(name)
            cells[place] = {"sha256": _digest(salt, cells[place])}
        return cells

    def _is_own(self, row: Sequence[Any]) -> bool:
        if self.form is EVENTS:
            return row[1] in self.reports
        if row[0] == self.until_no:  # of this very package
            return True
        about = f"{row[4]} {row[5]}"
        has_anchor = self.is_whole and '"head":"' in about
        return has_anchor or not self.reports.isdisjoint(_WORD.findall(about))

    def _tell(self, row: Sequence[Any]) -> None:
        if self.form is EVENTS:
            self.told.persons.add(row[10])
            self.told.accounts.add(row[13])
            return
        self.told.accounts.add(row[2])
        code = _anchor_in(row[5])
        if code:
            self.told.anchors.append((code, f"jejak audit no. {row[0]} ({row[3]})", row[1]))


def audit_chain(until_no: int, reports: frozenset[str], told: Told, *, is_whole: bool) -> Chain:
    """The audit log."""
    return Chain(form=AUDIT, until_no=until_no, reports=reports, told=told, is_whole=is_whole)


def event_chain(until_no: int, reports: frozenset[str], told: Told) -> Chain:
    """The history."""
    return Chain(form=EVENTS, until_no=until_no, reports=reports, told=told)


@contextmanager
def own_rows() -> Iterator[IO[bytes]]:
    """Where own rows wait until their chain is written: a ZIP takes one file at a time."""
    with SpooledTemporaryFile(max_size=_HELD) as file:
        yield file


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """What was written, from its beginning."""
    file.seek(0)
    return iter(lambda: file.read(_PIECE), b"")


def _digest(salt: object, text: object) -> str:
    """As the writer makes it; a value that no writer stores is named by its own digest."""
    if isinstance(salt, str) and isinstance(text, str):
        return text_digest(salt, text)
    return sha256(repr(text).encode()).hexdigest()


def _anchor_in(detail: str) -> str:
    try:
        found = json.loads(detail)["head"]
    except (KeyError, TypeError, ValueError):
        return ""
    return found if isinstance(found, str) else ""
