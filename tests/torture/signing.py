"""P7: a decision names the version that was shown, or is refused."""

import random
from collections import Counter
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from lkj.domain import commands as c
from lkj.domain.documents import DocumentFormat, StoredFile
from lkj.domain.events import Event
from lkj.domain.sop import Decision
from lkj.errors import StaleDraft
from lkj.usecases.acts import ActForm
from tests.support.at_once import at_once
from tests.support.documents import DRAFT, pdf
from tests.support.staffed import Running, staffed_office
from tests.torture.tally import Tally

ROUNDS = 40
TEAM, REVIEWER = "tim_lkj", "kasubbag_renja_monev"


def batch(seed: int) -> Tally:
    """A version comes between look and click, or at the same moment."""
    chance = random.Random(seed)  # noqa: S311 -- a seed, not a secret
    broken, facts = [], Counter({"ditolak": 0, "lebih dulu dari versi baru": 0})
    with TemporaryDirectory() as name:
        office = staffed_office(Path(name))
        for number in range(ROUNDS):
            report = Running(office).register(title=f"LKj {number}").until("kumpulkan-data")
            is_race = chance.random() < 0.5
            outcome = _round(report, f"{seed}/{number}", is_race=is_race)
            facts[outcome] += 1
            if outcome not in ("ditolak", "lebih dulu dari versi baru"):
                broken.append(f"seed {seed}, round {number}: {outcome}")
        office.database.dispose()
    known = {
        name: n
        for name, n in facts.items()
        if name in ("ditolak", "lebih dulu dari versi baru")
    }
    return Tally(ROUNDS, known, tuple(broken))


def _round(report: Running, text: str, *, is_race: bool) -> str:
    report.act(REVIEWER, c.Start())
    first, second = pdf(f"{text}/1"), pdf(f"{text}/2")
    report.send(TEAM, _attachment(report, first))
    shown = sha256(first).hexdigest()
    report.act(TEAM, c.Move(decision=Decision.SUBMIT, shown=shown))
    click = report.form(c.Move(decision=Decision.APPROVE, shown=shown))
    replacing = _attachment(report, second)
    sends = [partial(report.send, REVIEWER, form) for form in (replacing, click)]
    if is_race:
        replaced, clicked = at_once(sends)
    else:
        replaced = sends[0]()
        [clicked] = at_once(sends[1:])
    return _outcome(replaced, clicked)


def _outcome(replaced: object, clicked: object) -> str:
    """A decision must precede the new version; a refusal must say that there is one."""
    if isinstance(clicked, StaleDraft) and isinstance(replaced, Event):
        return "ditolak"
    if not isinstance(clicked, Event):
        return f"{clicked!r}"
    if isinstance(replaced, Event) and (replaced.no or 0) < (clicked.no or 0):
        return f"decided by event {clicked.no} after version {replaced.no}"
    return "lebih dulu dari versi baru"


def _attachment(report: Running, content: bytes) -> ActForm:
    digest = report.office.files.keep(content)
    file = StoredFile(
        sha256=digest, name="konsep.pdf", size=len(content), format=DocumentFormat.PDF
    )
    kind = report.office.document_kinds(report.sop).kind(DRAFT)
    return report.form(c.Attach(kind=kind, file=file))
