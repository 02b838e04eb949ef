"""Data from every Bagian: what was asked of a unit for a report, what came, what came back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from lkj.domain.documents import StoredFile
from lkj.errors import CellsRefused

CellKey = tuple[str, str]  # id of the unit, id of the table


class DataAct(StrEnum):
    """What happened to one table of one unit."""

    ASKED = "asked"
    RECEIVED = "received"
    NIL = "nil"  # nihil: the unit has nothing to report, for a reason
    RETURNED = "returned"


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit of the office that gives data, and the tables that are usually asked of it."""

    id: str
    name: str
    tables: tuple[str, ...]
    is_active: bool = True


@dataclass(frozen=True, kw_only=True)
class DataEntry:
    """One act on one table of one unit; entries are only added.

    `unit_name` and `table_name` are as they were then. `due` belongs to requests and to
    returns, `file` or `place` to what was received, `reason` to nihil and to returns.
    """

    no: int = 0
    report_id: str
    unit: str
    unit_name: str
    table: str
    table_name: str
    act: DataAct
    day: date  # local date on which it happened
    due: date | None = None
    file: StoredFile | None = None
    place: str = ""
    reason: str = ""
    person_id: str = ""  # who recorded it

    @property
    def key(self) -> CellKey:
        """The cell of the board that it belongs to."""
        return self.unit, self.table

    @property
    def name(self) -> str:
        """The cell in words."""
        return f"{self.unit_name}: {self.table_name}"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One unit × table of a report's board, as far as its entries tell."""

    unit: str
    unit_name: str
    table: str
    table_name: str
    asked: date
    due: date | None
    last: DataEntry
    n_returns: int = 0

    @property
    def is_there(self) -> bool:
        """Whether the data has come, or is nihil."""
        return self.last.act in (DataAct.RECEIVED, DataAct.NIL)

    @property
    def name(self) -> str:
        """The cell in words."""
        return f"{self.unit_name}: {self.table_name}"

    def is_overdue(self, today: date) -> bool:
        """Whether it is awaited and its due date has passed."""
        return not self.is_there and self.due is not None and self.due < today


def board(entries: Iterable[DataEntry]) -> dict[CellKey, Cell]:
    """Fold a report's entries, oldest first, into its board; in the order they were asked."""
    cells: dict[CellKey, Cell] = {}
    for entry in entries:
        known = cells.get(entry.key)
        if known is None:
            cells[entry.key] = Cell(
                unit=entry.unit,
                unit_name=entry.unit_name,
                table=entry.table,
                table_name=entry.table_name,
                asked=entry.day,
                due=entry.due,
                last=entry,
            )
            continue
        is_return = entry.act is DataAct.RETURNED
        cells[entry.key] = replace(
            known,
            last=entry,
            due=entry.due if is_return and entry.due else known.due,
            n_returns=known.n_returns + is_return,
        )
    return cells


def missing(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """What was asked for and is not there."""
    return tuple(cell for cell in cells if not cell.is_there)


def check_entries(known: Iterable[DataEntry], added: Sequence[DataEntry]) -> None:
    """Every new entry fits what is known of its cell.

    Nothing is asked for twice, received without having been asked for, received again before
    it was returned, or returned before it came; and nothing happens before what came before.

    Raises:
        CellsRefused: with every cell that does not fit, for the first of these reasons.
    """
    cells = board(known)
    problems = [(entry, _problem(cells.get(entry.key), entry)) for entry in added]
    first = next((problem for _, problem in problems if problem), "")
    if first:
        names = tuple(entry.name for entry, problem in problems if problem == first)
        raise CellsRefused(problem=first, cells=names)


def _problem(cell: Cell | None, entry: DataEntry) -> str:
    if cell is None:
        return "" if entry.act is DataAct.ASKED else "not_asked"
    if entry.act is DataAct.ASKED:
        return "already_asked"
    is_return = entry.act is DataAct.RETURNED
    if is_return and not cell.is_there:
        return "not_there"
    if not is_return and cell.is_there:
        return "already_there"
    return "before_last" if entry.day < cell.last.day else ""
