"""Looking at a file from outside in a process of its own: it may be slow, or want all memory.

A module that is run so reads the file from standard input and writes its answer to standard
output; with the exit code REFUSED the answer says why the file is refused.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

REFUSED = 3
_OUT_OF_TIME = -signal.SIGXCPU if os.name == "posix" else None
_PACKAGE_PARENT = Path(__file__).resolve().parents[2]


class TookTooLong(Exception):
    """The process was ended before it answered."""


class TookTooMuch(Exception):
    """The process ended without an answer: its memory did not suffice."""


def ask(
    module: str, arguments: Sequence[str], content: bytes, *, seconds: float
) -> tuple[bytes, bool]:
    """Run a module of ours on a file.

    Returns:
        What it answered, and whether it refused the file.

    Raises:
        TookTooLong, TookTooMuch.
    """
    command = [sys.executable, "-m", module, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module; the file comes by standard input
            command,
            input=content,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=_PACKAGE_PARENT,
        )
    except subprocess.TimeoutExpired as error:
        raise TookTooLong from error
    if done.returncode == _OUT_OF_TIME:
        raise TookTooLong
    if done.returncode not in (0, REFUSED):
        raise TookTooMuch
    return done.stdout, done.returncode == REFUSED


def answer(
    look: Callable[[bytes], tuple[bytes, bool]],
    *,
    most_memory: int,
    most_seconds: int | None = None,
) -> int:
    """The other end of `ask`: the exit code, after the answer was written.

    Args:
        look: from the file to the answer, and whether it is refused.
        most_memory: bytes of address space, where the system can limit it.
        most_seconds: of a processor, however many others want it; the same holds.
    """
    if os.name == "posix":
        resource = import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
        if most_seconds is not None:
            # The first ends the process with a signal of its own.
            resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds + 1))
    said, is_refused = look(sys.stdin.buffer.read())
    sys.stdout.buffer.write(said)
    return REFUSED if is_refused else 0
