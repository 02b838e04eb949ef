"""Data of the units for the example's reports: asked with the order, mostly in time."""

from collections.abc import Iterator
from datetime import date, timedelta, tzinfo
from random import Random

from lkj.analytics.unit_data import due_proposal
from lkj.domain.data_tables import DataTables
from lkj.domain.state import ReportState, Visit
from lkj.domain.unit_data import DataAct, DataEntry, Unit
from lkj.worktime import WorkingCalendar

SLOW = 5  # every so many-th unit answers on the last day
NIL_SHARE, AWAITED_SHARE, RETURNED_SHARE = 0.08, 0.35, 0.1
NIL_REASON = "Tidak ada kegiatan terkait pada tahun berjalan."
RETURN_REASON = "Kolom realisasi belum diisi."
DUE_AFTER = 2  # working days; reports of the example move faster than a real office


def example_units(tables: DataTables) -> list[Unit]:
    """The units of the file, under ids of their own."""
    return [
        Unit(id=f"contoh-{number}", name=example.name, tables=example.tables)
        for number, example in enumerate(tables.examples, 1)
    ]


def example_entries(
    state: ReportState,
    tables: DataTables,
    *,
    calendar: WorkingCalendar,
    zone: tzinfo,
    until: date,
    rng: Random,
) -> Iterator[DataEntry]:
    """What was asked for one report and what came, in order; nothing before step 3 begins.

    Everything has come by the hand-over; while the step is open some of it is awaited.
    """
    visit = next((v for v in state.visits if v.step == tables.step), None)
    if visit is None:
        return
    asked = visit.entered.at.astimezone(zone).date()
    due = due_proposal(asked, DUE_AFTER, calendar)
    last = _last_day(visit, zone, until)
    who = visit.actor or visit.opened_by.value
    requests = [
        DataEntry(
            report_id=state.report_id,
            unit=unit.id,
            unit_name=unit.name,
            table=table,
            table_name=tables.table(table).name,
            act=DataAct.ASKED,
            day=asked,
            due=due,
            person_id=who,
        )
        for unit in example_units(tables)
        for table in unit.tables
    ]
    yield from requests
    yield from sorted(
        _answers(requests, last, calendar, rng, is_open=visit.left is None),
        key=lambda entry: entry.day,
    )


def _answers(
    requests: list[DataEntry],
    last: date,
    calendar: WorkingCalendar,
    rng: Random,
    *,
    is_open: bool,
) -> Iterator[DataEntry]:
    units = list(dict.fromkeys(request.unit for request in requests))
    for request in requests:
        is_slow = units.index(request.unit) % SLOW == SLOW - 1
        days = _working_days(request.day, last, calendar)
        arrival = days[-1] if is_slow else days[rng.randrange((len(days) + 1) // 2)]
        if is_open and rng.random() < AWAITED_SHARE:
            continue
        yield _arrival(request, arrival, is_nil=rng.random() < NIL_SHARE)
        if rng.random() < RETURNED_SHARE:
            yield _entry(request, DataAct.RETURNED, arrival, reason=RETURN_REASON)
            yield _arrival(request, arrival, is_nil=False)


def _arrival(request: DataEntry, day: date, *, is_nil: bool) -> DataEntry:
    if is_nil:
        return _entry(request, DataAct.NIL, day, reason=NIL_REASON)
    place = f"Map data {day.year}, {request.unit_name}"
    return _entry(request, DataAct.RECEIVED, day, place=place)


def _entry(
    request: DataEntry, act: DataAct, day: date, *, place: str = "", reason: str = ""
) -> DataEntry:
    facts = vars(request) | {"act": act, "day": day, "due": None}
    return DataEntry(**(facts | {"place": place, "reason": reason}))


def _last_day(visit: Visit, zone: tzinfo, until: date) -> date:
    if visit.left is not None:
        return visit.left.at.astimezone(zone).date()
    return until - timedelta(days=1)


def _working_days(first: date, last: date, calendar: WorkingCalendar) -> list[date]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in days if calendar.slots_on(day)] or [first]
