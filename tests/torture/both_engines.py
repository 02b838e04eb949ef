"""P15: the same acts give the same history on SQLite and PostgreSQL, byte for byte."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from unittest.mock import patch

from lkj.domain import commands as c
from lkj.domain.sop import Decision
from lkj.errors import LkjError
from lkj.store import audit_store, event_store
from lkj.store.database import Database
from lkj.usecases import accounts, acts, audited
from lkj.usecases.accounts import AccountRef
from lkj.usecases.acts import RegisterForm
from lkj.usecases.office import Office
from tests.support.engines import office_on
from tests.support.staffed import Running, a_registration, door_of
from tests.torture.corpus import inputs
from tests.torture.tally import Tally

SEQUENCES = 40  # on one pair of offices
ACTS = 10
PEOPLE = ("sekretaris", "kasubbag_renja_monev", "tim_lkj", "kepala_satuan", "monev")


def batch(seed: int, *, sequences: int = SEQUENCES) -> Tally:
    """Random acts by anybody, allowed or not, on two offices."""
    told = {engine: _lived(engine, seed, sequences) for engine in ("sqlite", "postgres")}
    one, other = told.values()
    broken = [
        f"seed {seed}, sequence {place}: {a} | {b}"
        for place, (a, b) in enumerate(zip(one, other, strict=True))
        if a != b
    ]
    return Tally(sequences, {"berbeda": len(broken)}, tuple(broken[:3]))


def _lived(engine: str, seed: int, sequences: int) -> list[str]:
    """What each sequence told and left; at the end all that the two chained tables hold."""
    chance = random.Random(seed)  # noqa: S311 -- a seed, not a secret
    with TemporaryDirectory() as name, office_on(engine, Path(name)) as office, _same_salts():
        lives = [_live(office, chance, f"{seed}-{n}-") for n in range(sequences)]
        return [*lives, _everything(office.database)]


def _live(office: Office, chance: random.Random, prefix: str) -> str:
    requests = count(1)
    form = RegisterForm(
        sop_id="penyusunan-lkj",
        request_id=f"{prefix}0",
        command=a_registration(title=f"LKj {prefix}"),
    )
    report = Running(office, form.report_id)
    acts.submit(form, door=door_of("sekretaris"), **report.use)
    told = []
    for _ in range(ACTS):
        who, command = chance.choice(PEOPLE), _command(report, chance)
        form = report.form(command, request_id=f"{prefix}{next(requests)}")
        report.now += report.an_act
        told.append(_answer(lambda who=who, form=form: report.send(who, form)))
    if chance.random() < 0.2:
        ref = AccountRef(request_id=f"{prefix}akun", account_id="akun-monev")
        act = chance.choice((accounts.disable_account, accounts.enable_account))
        told.append(_answer(lambda: act(ref, door=door_of("administrator"), **report.use)))
    return f"{told} {report.events}"


def _answer(act: Callable[[], object]) -> str:
    try:
        return repr(act())
    except LkjError as refusal:
        return repr(refusal)


def _command(report: Running, chance: random.Random) -> c.Command:
    """Mostly what leads on, so that lives become long; texts are of every kind."""
    text = next(inputs(chance))
    reasons = (report.sop.reasons[0].id,)
    minutes = chance.choice((None, 0, 5, 1_000_000))
    return chance.choice(
        [
            c.Start(),
            c.Move(decision=Decision.SUBMIT, effort_minutes=minutes),
            c.Move(decision=Decision.APPROVE, note=text),
            c.Move(decision=Decision.REJECT, reasons=reasons, note=f"tabel 3 salah {text}"),
            c.TakeBack(note=text),
            c.Note(text=text),
            c.ConfirmReceipt(),
            *([c.Cancel(note=text)] if chance.random() < 0.1 else []),
        ]
    )


@contextmanager
def _same_salts() -> Iterator[None]:
    """Random bytes are part of the history; both engines get the same."""
    numbers = count(1)

    def salt(_: int = 16) -> str:
        return f"{next(numbers):032x}"

    # Not the module's own function: codes of the log are drawn from it too.
    drawn = SimpleNamespace(token_hex=salt)
    with patch.object(acts, "new_salt", salt), patch.object(audited, "secrets", drawn):
        yield


def _everything(database: Database) -> str:
    with database.read() as conn:
        event_store.verify(conn)
        audit_store.verify(conn)
        digest = sha256()
        for table in ("events", "audit"):
            for row in conn.exec_driver_sql(f"SELECT * FROM {table} ORDER BY no"):  # noqa: S608
                digest.update(repr(tuple(row)).encode("utf-8"))
    return digest.hexdigest()
