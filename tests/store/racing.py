"""What each of many processes does in the race tests; imported by those processes."""

from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from typing import Any

from lkj.domain.agenda import Book, Entry
from lkj.errors import LkjError, StaleReport
from lkj.store import agenda_store, event_store, schema
from lkj.store.database import Database, opened
from tests.store.examples import NOON, an_event, fixed_salts
from tests.support.processes import imported

Act = Callable[[Database, int], str]
SECONDS = 60


def race(act: Act, url: str, *, processes: int) -> list[str]:
    """Let that many processes do the same at the same moment; returns their answers."""
    context = imported()
    barrier, answers = context.Barrier(processes), context.SimpleQueue()
    runners = [
        context.Process(target=_run, args=(act, url, number, barrier, answers))
        for number in range(processes)
    ]
    for runner in runners:
        runner.start()
    found = [answers.get() for _ in runners]
    for runner in runners:
        runner.join(SECONDS)
    return found


def decide(database: Database, number: int) -> str:
    """Decide the first step of R1, unless somebody has."""
    event = an_event(request_id=f"request-{number}", actor=f"person-{number}")
    with database.write() as connection:
        taken = event_store.history(connection, "R1")
        if taken:
            raise StaleReport(who=taken[-1].actor, when=taken[-1].recorded_at)
        event_store.append(connection, [event], salts=fixed_salts())
    return "stored"


def append_blindly(database: Database, number: int) -> str:
    """Append version 1 of R1 without looking: only the unique keys decide."""
    with database.write() as connection:
        event = an_event(request_id=f"request-{number}", actor=f"person-{number}")
        event_store.append(connection, [event], salts=fixed_salts())
    return "stored"


def resend(database: Database, _: int) -> str:
    """Send one and the same request, as a double click does."""
    with database.write() as connection:
        stored = event_store.by_request(connection, "request-R1-1")
        if stored is None:
            [stored] = event_store.append(connection, [an_event()], salts=fixed_salts())
    return f"event {stored.no} {stored.hash}"


def append_three(database: Database, number: int) -> str:
    """Append three events of a report of one's own, in three transactions."""
    for version in (1, 2, 3):
        with database.write() as connection:
            event = an_event(f"R{number}", version)
            event_store.append(connection, [event], salts=fixed_salts())
    return "stored"


def number_letters(database: Database, number: int) -> str:
    """Write three letters into one book, in three transactions."""
    letter = Entry(
        book=Book.INCOMING,
        entered_on=NOON.date(),
        counterpart=f"pengirim {number}",
        subject="Disposisi",
    )
    for _ in range(3):
        with database.write() as connection:
            serial = agenda_store.next_serial(connection, letter.book, letter.year)
            agenda_store.add(connection, letter, serial=serial, account_id=None, at=NOON)
    return "stored"


def upgrade(database: Database, _: int) -> str:
    """Create the schema."""
    schema.upgrade(database)
    return "upgraded"


def _run(act: Act, url: str, number: int, barrier: Barrier, answers: Any) -> None:
    with opened(url) as database:
        barrier.wait(SECONDS)
        answers.put(_answer(act, database, number))


def _answer(act: Act, database: Database, number: int) -> str:
    try:
        return act(database, number)
    except StaleReport as refusal:
        return f"stale: {refusal.facts['who']}"
    except (LkjError, Exception) as error:  # noqa: BLE001  # any other error fails the test
        return f"failed: {error!r}"
