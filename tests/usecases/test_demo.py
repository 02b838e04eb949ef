from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

import pytest

from lkj.domain.accounts import Person
from lkj.domain.agenda import Book
from lkj.domain.commands import Period
from lkj.domain.state import ReportStatus, replay
from lkj.errors import DatabaseNotEmpty, InTheFuture
from lkj.reference import read_calendar
from lkj.store import (
    account_store,
    agenda_store,
    event_store,
    meta_store,
    plan_store,
    schema,
    sop_store,
)
from lkj.store.database import Database
from lkj.store.event_store import Head
from lkj.store.plan_store import PlannedReport
from lkj.usecases.demo import Recipe, fill_example, in_batches, made_beside
from lkj.usecases.office import Office
from lkj.usecases.sign_in import example_accounts
from tests.support.missing import needs
from tests.support.offices import empty_office
from tests.support.postgres import HOW, new_database, server_url
from tests.support.sops import office_sop
from tests.support.times import ZONE

UNTIL = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
SOMEBODY = Person("p1", "Seseorang", "", "Staf")
PLANNED = PlannedReport("r1", "penyusunan-lkj", 2026, Period.Q1.value, "Laporan", None)


def fill(office: Office, **changes: object) -> Head:
    arguments: dict[str, object] = {
        "database": office.database,
        "sop": office_sop(),
        "calendar": office.shipped_calendar,
        "zone": office.zone,
        "reports": 15,
        "seed": 2026,
        "until": UNTIL,
        "now": NOW,
    }
    return fill_example(**(arguments | changes))


def recipe(reports: int) -> Recipe:
    return Recipe(
        sop=office_sop(),
        calendar=read_calendar(),
        zone=ZONE,
        reports=reports,
        seed=7,
        until=UNTIL,
    )


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return empty_office(tmp_path)


def test_the_chain_of_a_filled_database_holds(office: Office) -> None:
    head = fill(office)

    with office.database.read() as conn:
        assert event_store.verify(conn) == head
        assert head.no == len(event_store.event_log(conn)) > 150


def test_buku_agenda_has_a_letter_for_every_registered_report(office: Office) -> None:
    fill(office)

    with office.database.read() as conn:
        n_rows = agenda_store.verify(conn)
        years = agenda_store.years(conn)
        lines = [one for y in years for one in agenda_store.lines(conn, Book.INCOMING, y)]
        registered = set(event_store.event_log(conn)["report_id"])
    assert {line.entry.report_id for line in lines} == registered
    assert n_rows > len(lines) == 15


def test_the_database_is_marked_as_an_example(office: Office) -> None:
    fill(office)

    with office.database.read() as conn:
        assert meta_store.get(conn, "example") == "1"
        assert meta_store.get(conn, "example_recipe") == "reports=15 seed=2026 until=2026-11-23"


def test_stored_reports_replay_to_their_states(office: Office) -> None:
    fill(office)

    with office.database.read() as conn:
        reports = event_store.event_log(conn)["report_id"].unique()
        states = [replay(r, event_store.history(conn, r)) for r in reports]

    assert len(states) == 15
    assert sum(state.status is ReportStatus.RUNNING for state in states) == 2


def test_the_same_arguments_give_the_same_bytes_at_any_time(tmp_path: Path) -> None:
    first, second = (tmp_path / name for name in ("a", "b"))
    first.mkdir()
    second.mkdir()
    later = NOW.replace(year=2027)

    assert fill(empty_office(first)) == fill(empty_office(second), now=later)


@pytest.mark.postgres
def test_both_engines_store_the_same_chain(office: Office) -> None:
    needs("PostgreSQL", found=bool(server_url()), how=HOW)
    with new_database() as url:
        database = Database.open(url)
        schema.upgrade(database)
        stored = fill(office, database=database)
        database.dispose()

    assert stored == fill(office)


def test_another_seed_gives_another_chain(tmp_path: Path, office: Office) -> None:
    (tmp_path / "b").mkdir()

    assert fill(office).hash != fill(empty_office(tmp_path / "b"), seed=1).hash


def test_example_people_sign_in_with_one_button(office: Office) -> None:
    fill(office)

    names = [account.name for account in example_accounts(office=office, now=NOW)]

    assert sorted(names) == [
        "Administrator Contoh",
        "Anggota Tim LKj Contoh 1",
        "Anggota Tim LKj Contoh 2",
        "Auditor Contoh",
        "Kasubbag Contoh",
        "Kepala Satuan Contoh",
        "Petugas Monev Contoh",
        "Sekretaris Contoh",
    ]


def test_example_accounts_have_no_password(office: Office) -> None:
    fill(office)

    with office.database.read() as conn:
        accounts = account_store.accounts(conn)
        stored = [account_store.account_by_username(conn, a.username) for a in accounts]

    assert len(stored) == 9
    assert {found[1] for found in stored if found} == {None}


def test_the_plan_holds_five_reports_per_tahun_kinerja(office: Office) -> None:
    fill(office)

    with office.database.read() as conn:
        planned = plan_store.planned(conn)
    of_2025 = [one for one in planned if one.fiscal_year == 2025]

    assert sorted(one.period for one in of_2025) == sorted(period.value for period in Period)
    assert {one.deadline for one in of_2025} > {None, date(2026, 2, 28)}
    assert {one.id for one in of_2025} >= {"penyusunan-lkj/2025/tahunan"}


def test_the_sop_is_remembered_as_used(office: Office) -> None:
    fill(office)

    with office.database.read() as conn:
        used = [(one.sop_id, one.version) for one in sop_store.all(conn)]

    assert used == [("penyusunan-lkj", 1)]


def put_person(office: Office) -> None:
    with office.database.write() as conn:
        account_store.add_person(conn, SOMEBODY)


def put_plan(office: Office) -> None:
    with office.database.write() as conn:
        plan_store.put(conn, PLANNED)


@pytest.mark.parametrize("put", [put_person, put_plan, fill])
def test_a_database_with_data_is_refused_and_left_alone(
    office: Office, put: Callable[[Office], object]
) -> None:
    put(office)
    with office.database.read() as conn:
        before = (meta_store.get(conn, "example"), event_store.head(conn))

    with pytest.raises(DatabaseNotEmpty):
        fill(office, seed=1)

    with office.database.read() as conn:
        assert (meta_store.get(conn, "example"), event_store.head(conn)) == before


def test_a_history_in_the_future_is_refused(office: Office) -> None:
    with pytest.raises(InTheFuture):
        fill(office, until=date(2026, 11, 24))


def test_an_interrupted_fill_leaves_the_database_empty(office: Office) -> None:
    def interrupt(written: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(office, progress=interrupt)

    with office.database.read() as conn:
        assert meta_store.get(conn, "example") is None
        assert event_store.head(conn).no == 0
        assert account_store.persons(conn) == []
    assert fill(office).no > 0


def test_progress_tells_how_many_events_are_written(office: Office) -> None:
    told: list[int] = []

    head = fill(office, progress=told.append)

    assert told == [head.no]


def test_a_second_process_makes_the_very_same_events() -> None:
    beside = [event for batch in made_beside(recipe(40)) for event in batch]
    here = [event for batch in in_batches(recipe(40).make().events) for event in batch]

    assert beside == here


def test_many_reports_are_stored_in_a_valid_chain(
    office: Office, figure: Callable[[str, str], None]
) -> None:
    begun = perf_counter()
    head = fill(office, reports=600)
    seconds = perf_counter() - begun
    figure("example history", f"600 reports, {head.no} events in {seconds:.1f} s")

    with office.database.read() as conn:
        assert event_store.verify(conn) == head
    assert 600 * 9 < head.no < 600 * 16
