"""Which tables a report needs from the units, and at which step: read from a file."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from lkj.domain.sop import Sop, StepId
from lkj.domain.toml_fields import Fields, Problem, did_you_mean, quoted
from lkj.errors import InvalidDataTables


@dataclass(frozen=True)
class DataTable:
    """One table that a report must hold, as units know it."""

    id: str
    name: str
    content: str  # its columns in words


@dataclass(frozen=True)
class ExampleUnit:
    """A unit to begin with, and the tables that are usually asked of it."""

    name: str
    tables: tuple[str, ...]


@dataclass(frozen=True)
class DataTables:
    """What one SOP collects at `step`; requests propose a due date `working_days` ahead."""

    sop_id: str
    step: StepId
    working_days: int
    tables: tuple[DataTable, ...]
    examples: tuple[ExampleUnit, ...] = ()

    def table(self, table_id: str) -> DataTable:
        """Find a table by its id; KeyError where there is none."""
        return {table.id: table for table in self.tables}[table_id]


def parse_data_tables(text: str, sop: Sop) -> DataTables:
    """Read a file of tables and hold it against its SOP.

    Raises:
        InvalidDataTables: `problems` holds every `Problem`.
    """
    problems: list[Problem] = []
    try:
        file = Fields(tomllib.loads(text), place="", problems=problems)
    except (ValueError, RecursionError) as error:
        problem = Problem("berkas", f"Tidak dapat dibaca sebagai TOML: {error}")
        raise InvalidDataTables(problems=(problem,)) from error
    found = DataTables(
        sop_id=file.text("sop"),
        step=file.text("langkah"),
        working_days=file.number("tenggat_hari_kerja"),
        tables=tuple(_table(entry) for entry in file.tables("tabel")),
        examples=tuple(_example(entry) for entry in file.optional_tables("unit_contoh")),
    )
    file.close()
    problems.extend(_broken_rules(found, sop))
    if problems:
        raise InvalidDataTables(problems=tuple(problems))
    return found


def _table(entry: Fields) -> DataTable:
    table = DataTable(entry.text("id"), entry.text("nama"), entry.optional_text("isi"))
    if not re.fullmatch(r"[a-z0-9-]*", table.id):
        entry.note("id", "Hanya huruf kecil, angka, dan tanda hubung.")
    entry.close()
    return table


def _example(entry: Fields) -> ExampleUnit:
    unit = ExampleUnit(entry.text("nama"), entry.members("tabel"))
    entry.close()
    return unit


def _broken_rules(found: DataTables, sop: Sop) -> Iterator[Problem]:
    if found.sop_id and found.sop_id != sop.id:
        told = f"Berkas ini milik SOP {quoted(found.sop_id)}, bukan {quoted(sop.id)}."
        yield Problem("sop", told)
    steps = [step.id for step in sop.steps]
    if found.step and found.step not in steps:
        guess = did_you_mean(found.step, steps)
        yield Problem("langkah", f"SOP tidak memuat langkah {quoted(found.step)}.{guess}")
    ids = [table.id for table in found.tables if table.id]
    for repeated in sorted({one for one in ids if ids.count(one) > 1}):
        yield Problem("tabel", f"Id {quoted(repeated)} dipakai lebih dari sekali.")
    for number, unit in enumerate(found.examples, 1):
        for table in unit.tables:
            if table and table not in ids:
                told = f"Tidak ada tabel {quoted(table)}.{did_you_mean(table, ids)}"
                yield Problem(f"unit_contoh[{number}].tabel", told)
