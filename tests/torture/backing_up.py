"""P12: a backup that was made while others write can be restored, and a spoilt one is told."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from lkj.domain import commands as c
from lkj.errors import LkjError
from lkj.store import event_store
from lkj.store.attached_files import beside
from lkj.store.backup import backup
from lkj.store.drill import Drill, drill
from lkj.usecases.acts import ActForm
from tests.support.documents import pdf
from tests.support.engines import office_on
from tests.support.offices import NOW
from tests.support.staffed import Running, new_request
from tests.torture.fault_acts import attach
from tests.torture.tally import Tally

BACKUPS = 5  # of one office
LONGEST = 15 * 60  # seconds of a drill


def batch(seed: int) -> Tally:
    """Backups of one office under load, each brought back; then each with a file removed."""
    engine = ("sqlite", "postgres")[seed % 2]
    with TemporaryDirectory() as name, office_on(engine, Path(name)) as office:
        settings = replace(office.settings, files_directory=str(Path(name) / "berkas"))
        report = Running(replace(office, settings=settings)).register().until("kumpulkan-data")
        report.act("kasubbag_renja_monev", c.Start())
        with _Load(report) as load:
            told = [_round(report, Path(name), number) for number in range(BACKUPS)]
        broken = [f"seed {seed}, {engine}: {one}" for some in told for one in some]
        broken += [f"seed {seed}, {engine}: a writer failed: {one}" for one in load.failures]
    return Tally(BACKUPS, {"catatan selama itu": load.n_written}, tuple(broken))


def _round(report: Running, folder: Path, number: int) -> list[str]:
    office = report.office
    place = folder / "cadangan"
    place.mkdir(exist_ok=True)
    with office.database.read() as conn:
        before = event_store.head(conn)
    copy = backup(office.database, office.files, place, NOW + timedelta(minutes=number))
    begun = perf_counter()
    good = drill(copy)
    problems = [] if good.is_good else [f"not good: {good}"]
    problems += _incomplete(good, before.no, perf_counter() - begun)
    removed = next(path for path in beside(copy).root.glob("*/*") if path.is_file())
    removed.unlink()
    spoilt = drill(copy)
    if spoilt.is_good or (removed.name, "missing") not in spoilt.files:
        problems.append(f"a removed file is not told: {spoilt}")
    return problems


def _incomplete(found: Drill, least: int, seconds: float) -> list[str]:
    told = [f"{found.events} of at least {least} events"] if found.events < least else []
    return told + ([f"the drill took {seconds:.0f} s"] if seconds > LONGEST else [])


class _Load:
    """Two who write without end: one attaches files, the other notes."""

    def __init__(self, report: Running) -> None:
        self._report, self._is_over = report, threading.Event()
        self.n_written, self.failures = 0, list[str]()
        self._threads = [threading.Thread(target=self._write, args=(n,)) for n in range(2)]

    def __enter__(self) -> "_Load":
        attach(self._report, new_request(), content=pdf("pertama"))
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def _write(self, writer: int) -> None:
        number = 0
        while not self._is_over.wait(0.01):
            number += 1
            try:
                if writer:
                    attach(self._report, new_request(), content=pdf(f"berkas {number} " * 500))
                else:
                    self._report.send("monev", self._note(number))
                self.n_written += 1
            except LkjError as error:
                self.failures.append(repr(error))

    def _note(self, number: int) -> ActForm:
        return self._report.form(c.Note(text=f"catatan {number}"))
