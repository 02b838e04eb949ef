"""P16 and P11: an error at every operation of an act, and a disk that is full from there on."""

import errno
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.torture import disk
from tests.torture.fault_acts import ACTS
from tests.torture.fault_runner import FULL, ONCE, READING
from tests.torture.tally import NOTHING, Tally

FAILING = [
    (act, error, way)
    for act in ACTS
    for error, way in ((errno.EIO, READING), (errno.ENOSPC, ONCE))
]
FILLING = [(act, errno.ENOSPC, FULL) for act in ACTS]


def at_every_operation(cases: Iterable[tuple[str, int, str]], *, stride: int = 1) -> Tally:
    """Each of the acts, from its first operation on until it passes whole."""
    tally = NOTHING
    for act, error, way in cases:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve() / "disk"
            process = disk.start(
                "tests.torture.fault_runner", folder, act, error, way, stride, root=folder
            )
            said, _ = process.communicate()
        if process.returncode:
            tally += Tally(0, broken=(f"{act}, {way}, error {error}: the process failed",))
            continue
        found = json.loads(said)
        tally += Tally(found["rounds"], {"tindakan": 1}, tuple(found["broken"]))
    return tally
