"""Fill an empty database with the example history; only the command line and the start do."""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby, islice
from multiprocessing import get_context
from random import Random
from zoneinfo import ZoneInfo

from lkj.domain.data_tables import DataTables
from lkj.domain.events import Event, Moment, Precision
from lkj.domain.sop import Sop
from lkj.domain.sop_file import canonical_text, content_sha256
from lkj.domain.state import replay
from lkj.errors import DatabaseNotEmpty, InTheFuture
from lkj.simulation.example import Example, make_example
from lkj.simulation.letters import Letter, Letters
from lkj.simulation.unit_data import example_entries, example_units
from lkj.store import (
    account_store,
    agenda_store,
    audit_store,
    event_store,
    meta_store,
    plan_store,
    sop_store,
    unit_store,
)
from lkj.store.database import Connection, Database
from lkj.store.event_store import Head
from lkj.store.plan_store import PlannedReport
from lkj.usecases.plan import planned_id
from lkj.worktime import WorkingCalendar

MARK = "example"
RECIPE_MARK = "example_recipe"
BATCH = 10_000  # events
BATCHES_AHEAD = 3
WITH_UNIT_DATA = 12  # reports, the newest
RECORDED_AT = time(15, 30)
FEW_REPORTS = 3_000  # below, starting a second process takes longer than it saves


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Everything that an example depends on: the same recipe gives the same bytes."""

    sop: Sop
    calendar: WorkingCalendar
    zone: ZoneInfo
    reports: int
    seed: int
    until: date

    def make(self) -> Example:
        """The example, from its beginning."""
        return make_example(
            sop=self.sop,
            calendar=self.calendar,
            zone=self.zone,
            reports=self.reports,
            until=self.until,
            rng=Random(self.seed),  # noqa: S311 -- chance that can be repeated
        )

    def salts(self) -> Callable[[], str]:
        """Salts that can be repeated: nothing in an example needs hiding."""
        rng = Random(f"{self.seed}/salts")  # noqa: S311
        return lambda: rng.randbytes(16).hex()


def fill_example(
    *,
    database: Database,
    sop: Sop,
    calendar: WorkingCalendar,
    zone: ZoneInfo,
    reports: int,
    seed: int,
    until: date,
    now: datetime,
    data_tables: DataTables | None = None,
    progress: Callable[[int], None] | None = None,
) -> Head:
    """Write people, plan and reports into an empty database, all in one transaction.

    The mark that the data are an example is written first, so no reader ever sees them
    without it; a fill that is interrupted leaves the database empty.

    Args:
        database: at the newest schema; a registered SOP version does not count as data.
        sop: the SOP that all reports run under.
        calendar: keeps every act within working hours.
        zone: of the office.
        reports: how many to register; 15 are one office's three years, more are its clones.
        seed: of the chance; the same arguments give the same bytes, whatever `now` is.
        until: the first local date on which nothing happens; at most today.
        now: only to refuse a history that lies in the future.
        data_tables: what the SOP collects from units; the newest reports get some of it.
        progress: told how many events have been written so far.

    Returns:
        Number and hash of the last event.

    Raises:
        DatabaseNotEmpty: there are people, plans, events or audit entries already.
        InTheFuture: `until` lies after today.
        OutsideCalendar: the calendar does not cover the three years before `until`.
        StorageFailed.
    """
    if until > now.astimezone(zone).date():
        raise InTheFuture(given=_midnight(until, zone), now=now)
    recipe = Recipe(
        sop=sop, calendar=calendar, zone=zone, reports=reports, seed=seed, until=until
    )
    example = recipe.make()
    with database.write() as conn:
        _require_empty(conn)
        meta_store.put(conn, MARK, "1")
        meta_store.put(conn, RECIPE_MARK, f"reports={reports} seed={seed} until={until}")
        _write_office(conn, example, sop)
        # The office was there before its first report, so the SOP was in force by then.
        sop_store.register(
            conn,
            sop.id,
            sop.version,
            content_sha256(sop),
            canonical_text(sop),
            _midnight(example.expected[0].opens_on, zone).at,
        )
        _write_events(conn, recipe, example, progress)
        if data_tables is not None:
            _write_unit_data(conn, recipe, data_tables)
        return event_store.head(conn)


def _midnight(day: date, zone: ZoneInfo) -> Moment:
    at = datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
    return Moment(at, Precision.DATE)


def _require_empty(conn: Connection) -> None:
    is_used = (
        meta_store.get(conn, MARK)
        or event_store.revision(conn)
        or account_store.persons(conn)
        or plan_store.planned(conn)
        or audit_store.recent(conn, 1)
    )
    if is_used:
        raise DatabaseNotEmpty


def _write_office(conn: Connection, example: Example, sop: Sop) -> None:
    for person in example.cast.persons:
        account_store.add_person(conn, person)
    for account in example.cast.accounts:
        account_store.add_account(conn, account, password_hash=None)
    for assignment in example.cast.assignments:
        account_store.add_assignment(conn, assignment)
    for slot in example.expected:
        planned = PlannedReport(
            id=planned_id(sop.id, slot.fiscal_year, slot.period),
            sop_id=sop.id,
            fiscal_year=slot.fiscal_year,
            period=slot.period.value,
            title=slot.title,
            deadline=slot.deadline,
        )
        plan_store.put(conn, planned)


def _write_events(
    conn: Connection,
    recipe: Recipe,
    example: Example,
    progress: Callable[[int], None] | None,
) -> None:
    is_small = recipe.reports <= FEW_REPORTS
    batches = in_batches(example.events) if is_small else made_beside(recipe)
    salts, written, letters = recipe.salts(), 0, Letters(recipe.sop, recipe.zone)
    for batch in batches:
        event_store.append(conn, batch, salts=salts)
        if is_small:
            _write_letters(conn, letters.of(batch))
        written += len(batch)
        if progress is not None:
            progress(written)


def _write_unit_data(conn: Connection, recipe: Recipe, tables: DataTables) -> None:
    """The units, and their data for the newest reports."""
    for unit in example_units(tables):
        unit_store.put(conn, unit)
    rng = Random(f"{recipe.seed}/units")  # noqa: S311 -- chance that can be repeated
    for report_id in event_store.newest_reports(conn, most=WITH_UNIT_DATA):
        state = replay(report_id, event_store.history(conn, report_id))
        entries = example_entries(
            state,
            tables,
            calendar=recipe.calendar,
            zone=recipe.zone,
            until=recipe.until,
            rng=rng,
        )
        by_day = groupby(entries, key=lambda entry: entry.day)
        for day, of_day in by_day:
            at = datetime.combine(day, RECORDED_AT, tzinfo=recipe.zone).astimezone(UTC)
            unit_store.add(conn, of_day, account_id=None, at=at)


def _write_letters(conn: Connection, letters: Iterable[Letter]) -> None:
    """Write them into Buku Agenda, by whoever recorded their event."""
    for letter in letters:
        entry, event = letter.entry, letter.event
        serial = agenda_store.next_serial(conn, entry.book, entry.year)
        by, at = event.recorded_by, event.recorded_at
        agenda_store.add(conn, entry, serial=serial, account_id=by, at=at)


def in_batches(events: Iterator[Event]) -> Iterator[list[Event]]:
    """Cut a stream of events into lists of a bounded size."""
    while batch := list(islice(events, BATCH)):
        yield batch


def made_beside(recipe: Recipe) -> Iterator[list[Event]]:
    """The recipe's events in batches, made by a second process while this one stores them."""
    with ProcessPoolExecutor(
        max_workers=1,
        mp_context=get_context("spawn"),
        initializer=_begin,
        initargs=(recipe,),
    ) as pool:
        asked = deque(pool.submit(_next_batch) for _ in range(BATCHES_AHEAD))
        while batch := asked.popleft().result():
            asked.append(pool.submit(_next_batch))
            yield batch


# In the second process only: the one stream that it makes.
_stream: list[Iterator[list[Event]]] = []


def _begin(recipe: Recipe) -> None:
    # Events form no cycles; looking for some among a million costs a tenth of the time.
    gc.disable()
    _stream.append(in_batches(recipe.make().events))


def _next_batch() -> list[Event]:
    return next(_stream[0], [])
