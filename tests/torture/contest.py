"""P3: of 64 processes that decide one step at once one wins, and all others learn who."""

from collections import Counter
from dataclasses import replace
from multiprocessing.synchronize import Barrier
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple

from lkj.domain import commands as c
from lkj.domain.sop import Decision
from lkj.errors import LkjError, StaleReport
from lkj.store.database import Database
from lkj.usecases.acts import ActForm, Seen, submit
from lkj.usecases.office import Office
from tests.support.engines import office_on
from tests.support.offices import NOW
from tests.support.processes import imported
from tests.support.staffed import Running, add_staff, assign, door_of, name_of, office_in
from tests.torture.tally import Tally

PROCESSES, ROUNDS = 64, 25
SECONDS = 120
SLOW = 1.0  # seconds that 99 of 100 answers must not exceed


class Answer(NamedTuple):
    """What one process was told in one round: its own event, or who had decided."""

    is_stored: bool
    who: str
    seconds: float
    failure: str = ""


class Meeting(NamedTuple):
    """Where the processes wait for each other, and where their answers go."""

    barrier: Barrier
    answers: Any


def rivals(
    engine: str, seed: int, *, processes: int = PROCESSES, rounds: int = ROUNDS
) -> Tally:
    """Some rounds on one engine; a new report for each."""
    people = [f"sekretaris_{number}" for number in range(processes)]
    with TemporaryDirectory() as name, office_on(engine, Path(name)) as office:
        with office.database.write() as conn:
            for who in people:
                add_staff(conn, who)
                assign(conn, who, "sekretaris")
        # The first round makes connections and is not timed.
        reports = [Running(office).register() for _ in range(1 + rounds)]
        answers = _race(Path(name), office, people, reports)
        winners = [[one.actor for one in report.events[1:]] for report in reports]
    told = [_problems(winners[n], answers[n]) for n in range(1 + rounds)]
    slow = sum(one.seconds > SLOW for some in answers[1:] for one in some)
    facts = {"jawaban": rounds * processes, "lebih dari 1 detik": slow}
    broken = (f"{engine}, seed {seed}, round {n}: {p}" for n, p in enumerate(told) if p)
    return Tally(rounds, facts, tuple(broken))


def _problems(winners: list[str], answers: list[Answer]) -> str:
    if len(winners) != 1:
        return f"{len(winners)} decisions are stored"
    expected = Counter({(True, winners[0]): 1, (False, name_of(winners[0])): len(answers) - 1})
    found = Counter((one.is_stored, one.failure or one.who) for one in answers)
    return "" if found == +expected else f"{found}"


def _race(
    folder: Path, office: Office, people: list[str], reports: list[Running]
) -> list[list[Answer]]:
    """The answers of each round."""
    context = imported()
    meeting = Meeting(context.Barrier(len(people)), context.SimpleQueue())
    forms = [(report.report_id, report.seen) for report in reports]
    running = [
        context.Process(
            target=_take_part, args=(folder, office.database.url, who, forms, meeting)
        )
        for who in people
    ]
    for process in running:
        process.start()
    lists = [meeting.answers.get() for _ in running]
    for process in running:
        process.join(SECONDS)
    return [list(some) for some in zip(*lists, strict=True)]


def _take_part(
    folder: Path, url: str, who: str, forms: list[tuple[str, Seen]], meeting: Meeting
) -> None:
    office = replace(office_in(folder), database=Database.open(url))
    answers = []
    for report_id, seen in forms:
        form = ActForm(
            report_id=report_id,
            request_id=f"{report_id}/{who}",
            command=c.Move(decision=Decision.SUBMIT),
            seen=seen,
        )
        meeting.barrier.wait(SECONDS)
        answers.append(_answer(form, who, office))
    meeting.answers.put(answers)


def _answer(form: ActForm, who: str, office: Office) -> Answer:
    begun = perf_counter()
    try:
        event = submit(form, door=door_of(who), office=office, now=NOW)
    except StaleReport as refusal:
        return Answer(False, str(refusal.facts["who"]), perf_counter() - begun)
    except (LkjError, Exception) as error:  # noqa: BLE001 -- any other answer breaks the promise
        return Answer(False, "", perf_counter() - begun, failure=repr(error))
    return Answer(True, event.actor, perf_counter() - begun)
