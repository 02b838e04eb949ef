"""Offices that many tests begin with: made once by a process, and copied from then on."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, wraps
from pathlib import Path
from tempfile import mkdtemp

from tests.support.staffed import Running, office_at

Maker = Callable[..., Running]


def made_once(make: Maker) -> Maker:
    """Let what `make` makes in a directory be a copy, for each set of its further arguments.

    Keywords are settings of the copy's office: `make` must not depend on them.
    """

    @cache
    def original(*facts: object) -> tuple[Path, Running]:
        directory = Path(mkdtemp())
        report = make(directory, *facts)
        report.office.database.dispose()
        return directory / "kantor.db", report

    @wraps(make)
    def copy(directory: Path, *facts: object, **settings: object) -> Running:
        file, report = original(*facts)
        return replace(report, office=office_at(file, directory, report.sop, **settings))

    return copy
