"""The watched disk of `disk.c`: built where there is a C compiler, preloaded into a process."""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.support.settings import ROOT
from tests.torture.tally import NotPossible

SOURCE = Path(__file__).with_name("disk.c")
HOW = "a C compiler (cc) on Linux"


@cache
def is_possible() -> bool:
    """Whether the watched disk can be built here."""
    return sys.platform == "linux" and shutil.which("cc") is not None


@cache
def _library() -> Path:
    if not is_possible():
        raise NotPossible(HOW)
    source = SOURCE.read_bytes()
    path = (
        Path(tempfile.gettempdir()) / f"lkj-disk-{hashlib.sha256(source).hexdigest()[:16]}.so"
    )
    if not path.exists():
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            ready = Path(folder) / path.name
            command = ["cc", "-shared", "-fPIC", "-O2", "-o", str(ready), str(SOURCE), "-ldl"]
            subprocess.run(command, check=True)
            ready.replace(path)
    return path


def environment(root: Path, log: Path | None = None) -> Mapping[str, str]:
    """Variables of a process whose changes below `root` go through the watched disk."""
    told = {"LD_PRELOAD": str(_library()), "LKJ_DISK_ROOT": str(root)}
    return {**os.environ, **told} | ({"LKJ_DISK_LOG": str(log)} if log else {})


def start(
    module: str, *arguments: object, root: Path, log: Path | None = None
) -> subprocess.Popen:
    """Run a module of ours on the watched disk."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env=environment(root, log),
        stdout=subprocess.PIPE,
        text=True,
    )


# What a process says that runs on the disk.


@cache
def _here() -> ctypes.CDLL:
    return ctypes.CDLL(None)


def acknowledge(text: str) -> None:
    """Note in the log that this was told to somebody."""
    _here().disk_say(text.encode())


@contextmanager
def failing(at: int, error: int, *, once: bool, reads: bool = False) -> Iterator[list[int]]:
    """Let the `at`-th operation fail, or every growth from there on.

    Yields a list that holds, afterwards, how often something failed.
    """
    fired: list[int] = []
    _here().disk_arm(ctypes.c_long(at), error, int(once), int(reads))
    try:
        yield fired
    finally:
        fired.append(_here().disk_disarm())
