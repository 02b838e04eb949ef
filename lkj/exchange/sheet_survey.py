"""What stands on a sheet that reading its values alone would not show, or could not survive."""

from dataclasses import dataclass, field
from typing import IO

from defusedxml.ElementTree import DefusedXMLParser
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from lkj.exchange.read_limits import Problem, ReadLimits

_CHUNK = 256 * 1024
_MOST_MERGED = 100  # named of one sheet


@dataclass
class SheetSurvey:
    """Problems of a sheet, the last column in use, and the columns of formulas by row."""

    problems: list[Problem] = field(default_factory=list)
    last_column: int = 0
    formulas: dict[int, list[int]] = field(default_factory=dict)


def survey(part: IO[bytes], limits: ReadLimits) -> SheetSurvey:
    """Walk through a sheet's XML once; ends at the first sign that it is too large."""
    target = _Target(limits)
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    while not target.is_over and (chunk := part.read(_CHUNK)):
        parser.feed(chunk)
    return target.found


class _Target:
    """Follows rows and cells as openpyxl counts them, so that places agree."""

    def __init__(self, limits: ReadLimits) -> None:
        self.found = SheetSurvey()
        self.is_over = False
        self._limits = limits
        self._row = self._column = self._n_cells = 0
        self._starts = {
            "row": self._starts_row,
            "c": self._starts_cell,
            "v": self._holds,
            "is": self._holds,
            "f": self._computes,
            "mergeCell": self._merges,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Called by the parser for every element."""
        act = self._starts.get(tag.rpartition("}")[2])
        if act is not None and not self.is_over:
            act(attributes)

    def close(self) -> None:
        """End of the document."""

    def _starts_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r", self._row + 1))
        if number <= self._row:
            self._end((str(number), "row_order", ""))
        # Blank rows in front count too: openpyxl makes every one of them.
        if number > self._limits.rows + 1:
            self._end(("", "too_many_rows", str(self._limits.rows)))
        self._row, self._column = number, 0

    def _starts_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        self._column += 1
        if place:
            letters, row = coordinate_from_string(place)
            self._column = column_index_from_string(letters)
            if row != self._row:
                self._end((place, "row_order", ""))
        self._n_cells += 1
        if self._n_cells > self._limits.cells:
            self._end(("", "too_many_cells", str(self._limits.cells)))

    def _holds(self, _attributes: dict[str, str]) -> None:
        if self._column > self._limits.columns:
            self._end((str(self._row), "too_many_columns", str(self._limits.columns)))
        self.found.last_column = max(self.found.last_column, self._column)

    def _computes(self, _attributes: dict[str, str]) -> None:
        self._holds(_attributes)
        self.found.formulas.setdefault(self._row, []).append(self._column)

    def _merges(self, attributes: dict[str, str]) -> None:
        if len(self.found.problems) < _MOST_MERGED:
            self.found.problems.append((attributes.get("ref", ""), "merged", ""))

    def _end(self, problem: Problem) -> None:
        self.found.problems.append(problem)
        self.is_over = True
