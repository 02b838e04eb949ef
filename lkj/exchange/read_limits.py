"""How large a file from outside may be, and how what is wrong with it is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from lkj.errors import FileRefused

Problem = tuple[str, str, str]  # place, code, detail

MOST_PROBLEMS = 1_000  # listed of one file
_MIB = 1024 * 1024


@dataclass(frozen=True)
class ReadLimits:
    """How large a file may be; sizes in bytes, after unpacking.

    `ratio` is unpacked to packed, for parts of a workbook above `small` bytes; `other` holds
    for each part that is neither a sheet nor the sheets' texts: it is read as a whole.
    """

    rows: int = 1_000_000
    columns: int = 256
    cells: int = 20_000_000
    entries: int = 2_000
    unpacked: int = 200 * _MIB
    ratio: int = 100
    small: int = 10 * _MIB
    other: int = 16 * _MIB
    tags: int = 100_000_000  # begun and ended, of all parts
    references: int = 16 * _MIB  # of all parts that list others
    links: bool = False  # whether external references may be links that a reader follows


LIMITS = ReadLimits()


def refuse(problems: Iterable[Problem]) -> None:
    """Raise FileRefused where there are problems."""
    found = tuple(islice(problems, MOST_PROBLEMS))
    if found:
        raise FileRefused(problems=found)
