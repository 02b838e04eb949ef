"""What it takes for a file to survive a power cut, beside its own sync."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lkj.errors import StorageFailed

_PROBLEMS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EIO: "io",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
}


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows offers no way to."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def disk_failures() -> Iterator[None]:
    """Raise StorageFailed in place of an OSError; its `problem` as in `failures`."""
    try:
        yield
    except OSError as error:
        problem = _PROBLEMS.get(error.errno or 0, "unreachable")
        raise StorageFailed(problem=problem) from error
