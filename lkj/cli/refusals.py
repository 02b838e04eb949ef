"""Several files of one command: every problem of all of them at once."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from lkj.bootstrap import refusal_text
from lkj.domain.log_map import LogMap, parse_map
from lkj.errors import InvalidLogMap, LkjError

T = TypeVar("T")


class Reading:
    """Reads one file after the other, and refuses at the end with all that was found."""

    def __init__(self) -> None:
        self._refused: list[str] = []

    def read(self, reader: Callable[[Path], T], path: Path) -> T | None:
        """What a reader makes of a file; None where it refuses, which is told by `check`."""
        try:
            return reader(path)
        except LkjError as error:
            self._refused.append(f"{path.name}: {refusal_text(error)}")
            return None

    def check(self) -> None:
        """Raise ClickException with the problems of every file that was refused."""
        if self._refused:
            raise click.ClickException("\n".join(self._refused))


def read_map(path: Path) -> LogMap:
    """Read a map.

    Raises:
        InvalidLogMap: also where the file is not UTF-8 text.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidLogMap(problems=((path.name, str(error)),)) from error
    return parse_map(text)
