"""Several files of one command: every problem of all of them at once."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from lkj.errors import LkjError
from lkj.usecases.refusal_text import refusal_text

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
