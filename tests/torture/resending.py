"""P4: a form that is sent again, at once or after its process was killed, counts once."""

import random
import time
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from lkj.domain import commands as c
from lkj.domain.events import Event
from lkj.usecases.acts import ActForm, submit
from tests.support.at_once import at_once
from tests.support.offices import NOW
from tests.support.processes import imported
from tests.support.staffed import Running, door_of, office_in, staffed_office
from tests.torture.tally import Tally

ROUNDS = 40  # of one office
LONGEST = 0.04  # seconds that a process has for its form
WHO = "monev"


def batch(seed: int) -> Tally:
    """Each form is sent by a process that is killed, then 2 to 100 times at the same moment."""
    chance = random.Random(seed)  # noqa: S311 -- a seed, not a secret
    n_stored, broken = 0, []
    with TemporaryDirectory() as name:
        report = Running(staffed_office(Path(name))).register()
        for number in range(ROUNDS):
            form = report.form(c.Note(text=f"catatan {number}"))
            _send_and_die(Path(name), form, seconds=chance.uniform(0, LONGEST))
            before = _stored(report, form)
            times = chance.choice((2, 2, 5, 20, 100))
            answers = at_once([partial(report.send, WHO, form)] * times)
            after = _stored(report, form)
            n_stored += len(before)
            if len(after) != 1 or answers != after * times or before not in ([], after):
                broken.append(f"seed {seed}, form {number}: {len(after)} events")
        report.office.database.dispose()
    return Tally(ROUNDS, {"sudah tersimpan saat dimatikan": n_stored}, tuple(broken))


def _stored(report: Running, form: ActForm) -> list[Event]:
    return [event for event in report.events if event.request_id == form.request_id]


def _send_and_die(folder: Path, form: ActForm, *, seconds: float) -> None:
    here, there = imported().Pipe(duplex=False)
    process = imported().Process(target=_send, args=(folder, form, there))
    process.start()
    here.recv_bytes()  # it is about to send
    time.sleep(seconds)
    process.kill()
    process.join()


def _send(folder: Path, form: ActForm, told: Connection) -> None:
    office = office_in(folder)
    # The first form of a process takes a while; it is not the one that counts.
    first = replace(form, request_id=f"{form.request_id}/pertama")
    submit(first, door=door_of(WHO), office=office, now=NOW)
    told.send_bytes(b"ready")
    submit(form, door=door_of(WHO), office=office, now=NOW)
    time.sleep(60)  # killed before anybody is told
