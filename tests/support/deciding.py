"""Processes that attach drafts and decide on them, killed at random moments; what is left then.

They go the way of the product, from the form to the event, but for the look at the file, which
writes nothing: its process would take most of the moments.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from lkj.domain import commands as c
from lkj.domain.documents import DocumentFormat, StoredFile
from lkj.domain.events import Event, EventKind
from lkj.domain.sop import Decision
from lkj.domain.state import payload_of
from lkj.store import event_store
from lkj.store.attached_files import attached_files
from lkj.usecases.office import Office
from tests.support.documents import DRAFT, pdf
from tests.support.offices import NOW
from tests.support.processes import imported
from tests.support.staffed import WHY, Running, office_in, staffed_office
from tests.support.uploading import LONGEST, heard, rest

TEAM, REVIEWER = "tim_lkj", "kasubbag_renja_monev"


@dataclass(frozen=True)
class Decided:
    """What stands after all processes were killed."""

    n_attached: int  # acknowledged
    n_decided: int  # acknowledged
    n_events: int
    n_shown: int  # decisions stored that name a version
    lost: frozenset[str]  # acknowledged, and not stored so
    broken: tuple[tuple[str, str], ...]  # files named by an event, and not as they were kept
    unfounded: tuple[int, ...]  # decisions that name no version that was there then


def kill_decisions(folder: Path, *, rounds: int, seed: int) -> Decided:
    """Let one process after another attach and decide, and kill each without warning."""
    chance, context = random.Random(seed), imported()  # noqa: S311 -- moments, no secrets
    office = staffed_office(folder)
    told: set[str] = set()
    for number in range(rounds):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_decide_without_end, args=(folder, number, there))
        process.start()
        there.close()
        told |= heard(here)  # waits for the first draft
        time.sleep(chance.uniform(0, LONGEST))
        process.kill()
        process.join()
        told |= rest(here)
    return _left(office, told)


def _left(office: Office, told: set[str]) -> Decided:
    with office.database.read() as conn:
        event_store.verify(conn)
        named, head = attached_files(conn), event_store.head(conn)
        reports = event_store.newest_reports(conn, most=head.no)
        events = [event for one in reports for event in event_store.history(conn, one)]
    stored = {_said(event) for event in events}
    shown = [event for event in events if payload_of(event).get("shown")]
    return Decided(
        n_attached=sum(said.startswith(EventKind.ATTACHED) for said in told),
        n_decided=sum(not said.startswith(EventKind.ATTACHED) for said in told),
        n_events=head.no,
        n_shown=len(shown),
        lost=frozenset(told - stored),
        broken=tuple(office.files.problems(named)),
        unfounded=tuple(_unfounded(events)),
    )


def _said(event: Event) -> str:
    """The event as its process acknowledged it."""
    return f"{event.kind} {event.no} {event.hash}"


def _unfounded(events: list[Event]) -> Iterator[int]:
    """Decisions on another version than the newest that was there before them."""
    newest: dict[str, tuple[int, str]] = {}
    for event in sorted(events, key=lambda one: one.no or 0):
        facts = payload_of(event)
        if event.kind is EventKind.ATTACHED:
            number, _ = newest.get(event.report_id, (0, ""))
            newest[event.report_id] = (number + 1, facts["file"]["sha256"])
            continue
        shown = facts.get("shown")
        if shown and newest.get(event.report_id) != (shown["version"], shown["sha256"]):
            yield event.no or 0


def _decide_without_end(folder: Path, number: int, told: Connection) -> None:
    report = Running(office_in(folder), now=NOW, prefix=f"proses-{number}-")
    report.register().until("kumpulkan-data").act(REVIEWER, c.Start())
    for version in range(1, 1_000_000):
        is_team = version % 2 == 1
        content = pdf(f"{number}/{version} " * 9_000)
        digest = _attach(report, TEAM if is_team else REVIEWER, content, told)
        submit = c.Move(decision=Decision.SUBMIT)
        back = c.Move(decision=Decision.REJECT, note=WHY, reasons=(report.sop.reasons[0].id,))
        move = replace(submit if is_team else back, shown=digest)
        _tell(told, report.act(TEAM if is_team else REVIEWER, move))


def _attach(report: Running, who: str, content: bytes, told: Connection) -> str:
    digest = report.office.files.keep(content)
    kind = report.office.document_kinds(report.sop).kind(DRAFT)
    file = StoredFile(
        sha256=digest, name="konsep.pdf", size=len(content), format=DocumentFormat.PDF
    )
    _tell(told, report.act(who, c.Attach(kind=kind, file=file)))
    return digest


def _tell(told: Connection, event: Event) -> None:
    told.send_bytes(_said(event).encode())
