"""P13: nothing of a disabled user is accepted after the disabling, whatever is under way."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from lkj.domain import commands as c
from lkj.domain.events import Event
from lkj.errors import SessionEnded
from lkj.usecases.accounts import AccountRef, disable_account
from lkj.usecases.audited import Recorded
from tests.support.at_once import at_once
from tests.support.staffed import Running, door_of, staffed_office
from tests.torture.tally import Tally

ROUNDS = 10
SENDERS = 8


def batch(seed: int) -> Tally:
    """Eight forms are under way while the account is disabled, and eight come afterwards."""
    broken: list[str] = []
    n_before = 0
    for number in range(ROUNDS):
        with TemporaryDirectory() as name:
            report = Running(staffed_office(Path(name))).register()
            told, n_stored = _round(report)
            report.office.database.dispose()
        n_before += n_stored
        broken += [f"seed {seed}, round {number}: {one}" for one in told]
    return Tally(
        ROUNDS,
        {"masih diterima sebelumnya": n_before, "sesudahnya": len(broken)},
        tuple(broken),
    )


def _round(report: Running) -> tuple[list[str], int]:
    forms = [report.form(c.Note(text=f"catatan {n}")) for n in range(2 * SENDERS)]
    sends = [partial(report.send, "monev", form) for form in forms]
    ref = AccountRef(request_id="keluar", account_id="akun-monev")
    disable = partial(disable_account, ref, door=door_of("administrator"), **report.use)
    answers = at_once([*sends[:SENDERS], disable])
    stored = report.events
    late = at_once(sends[SENDERS:])
    told = [
        repr(one) for one in answers if not isinstance(one, Event | SessionEnded | Recorded)
    ]
    told += [repr(one) for one in late if not isinstance(one, SessionEnded)]
    if report.events != stored:
        told.append("stored after the disabling")
    return told, len(stored) - 1
