"""Which tests `make test` leaves out, and which shorter ones it runs in their place."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import pytest

LEFT_OUT = ("thorough", "exhaustive", "libreoffice")  # as the Makefile says
COLLECTED = pytest.StashKey[Sequence[pytest.Item]]()


class Marked(Protocol):
    """What is asked of a collected test."""

    @property
    def nodeid(self) -> str:
        """`tests/folder/test_file.py::test_name[parameters]`."""

    def get_closest_marker(self, name: str) -> pytest.Mark | None:
        """A mark of the test, of its class or of its file."""


def first_and_others(cells: Sequence[object], *, number: int = 1) -> list[object]:
    """Values for `parametrize`, a tuple for several names; the first ones for `make test`."""
    rows = (cell if isinstance(cell, tuple) else (cell,) for cell in cells[number:])
    others = [pytest.param(*row, marks=pytest.mark.thorough) for row in rows]
    return [*cells[:number], *others]


def without_parameters(nodeid: str) -> str:
    """`file.py::test_name[parameters]` -> `file.py::test_name`."""
    return nodeid.partition("[")[0]


def in_make_test(tests: Iterable[Marked]) -> set[str]:
    """The tests that `make test` runs, with at least some of their parameters."""
    return {
        without_parameters(test.nodeid)
        for test in tests
        if not any(map(test.get_closest_marker, LEFT_OUT))
    }


def relative_of(test: Marked) -> str:
    """The shorter test that a thorough one names; where it names none, itself; "" if neither.

    A name alone is of the same file. A test is its own relative where `make test` runs it with
    other parameters.
    """
    mark = test.get_closest_marker("thorough")
    if mark is None:
        return ""
    own = without_parameters(test.nodeid)
    named = str(mark.args[0]) if mark.args else own
    return named if "::" in named else f"{own.partition('::')[0]}::{named}"


def without_relative(tests: Sequence[Marked]) -> list[str]:
    """Thorough tests whose shorter relative `make test` does not run, `test -> relative`.

    Relatives in files that were not collected are nobody's fault.
    """
    files = {test.nodeid.partition("::")[0] for test in tests}
    there = in_make_test(tests)
    missing = {
        f"{without_parameters(test.nodeid)} -> {relative}"
        for test in tests
        if (relative := relative_of(test))
        and relative not in there
        and relative.partition("::")[0] in files
    }
    return sorted(missing)
