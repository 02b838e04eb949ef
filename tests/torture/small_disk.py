"""P11 on a real disk: a tmpfs that fills up under writers, is read meanwhile, and emptied."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from lkj.domain import commands as c
from lkj.domain.events import Event
from lkj.errors import StorageFailed
from lkj.store import event_store, file_store
from lkj.usecases.acts import ActForm
from tests.support.documents import pdf
from tests.support.staffed import Running, new_request, staffed_office
from tests.torture.fault_acts import LONG, REVIEWER, attach
from tests.torture.tally import NotPossible, Tally

SIZE = 3 * 1024 * 1024
BALLAST = "ganjal"


def batch(seed: int) -> Tally:
    """Fill a disk while writing, until nothing fits; then give a little room, four times."""
    chance = random.Random(seed)  # noqa: S311 -- a seed, not a secret
    n_kept, n_refused, broken = 0, 0, list[str]()
    with _disk() as folder, patch.object(file_store, "LEAST_FREE", 0):
        report = Running(staffed_office(folder)).register().until("kumpulkan-data")
        report.act(REVIEWER, c.Start())
        kept = [event.no for event in report.events]
        for _ in range(4):
            _fill(folder, leave=chance.randint(0, 60_000))
            told, refused = _until_full(report, chance, kept)
            broken += [f"seed {seed}: {one}" for one in told]
            n_refused += refused
            (folder / BALLAST).unlink()
            kept.append(report.send("monev", _note(report)).no)  # without a restart
        stored = [event.no for event in report.events]
        broken += [f"seed {seed}: lost {no}" for no in set(kept) - set(stored)]
        with report.office.database.read() as conn:
            event_store.verify(conn)
        n_kept = len(kept)
        report.office.database.dispose()
    return Tally(4, {"dikonfirmasi": n_kept, "ditolak": n_refused}, tuple(broken))


@contextmanager
def _disk() -> Iterator[Path]:
    if sys.platform != "linux" or os.geteuid() != 0:
        raise NotPossible("root on Linux, to mount a tmpfs")
    with TemporaryDirectory() as name:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "lkj", name]
        if subprocess.run(mount, check=False, capture_output=True).returncode:
            raise NotPossible("the right to mount a tmpfs")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


def _fill(folder: Path, *, leave: int) -> None:
    """Take all room but a little."""
    facts = os.statvfs(folder)
    room = facts.f_bavail * facts.f_frsize - leave
    (folder / BALLAST).write_bytes(bytes(max(0, room)))


def _note(report: Running) -> ActForm:
    return report.form(c.Note(text=LONG))


def _until_full(
    report: Running, chance: random.Random, kept: list[int | None]
) -> tuple[list[str], int]:
    """Write until five writes were refused; what was told wrongly, and how often refused."""
    broken, refused = list[str](), 0
    while refused < 5:
        try:
            if chance.random() < 0.5:
                event: Event = report.send("monev", _note(report))
                kept.append(event.no)
            else:
                content = pdf("x" * chance.randint(10, 90_000))
                attach(report, new_request(), content=content)
                kept.append(report.events[-1].no)
        except StorageFailed as refusal:
            refused += 1
            if refusal.facts["problem"] != "full":
                broken.append(f"told as {refusal.facts['problem']}")
            if len(report.events) != len(kept):
                broken.append(f"{len(report.events)} events can be read, {len(kept)} were kept")
    return broken, refused
