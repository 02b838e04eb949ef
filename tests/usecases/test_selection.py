"""Filters in an address, and what they keep, counted by hand."""

from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.analytics.passes import PASSES
from lkj.analytics.schema import State, conform
from lkj.domain.commands import Period
from lkj.store.database import Database
from lkj.usecases.office import Office, Settings, Sops
from lkj.usecases.selection import FIELDS, Ignored, Selection, apply, from_query
from tests.analytics.log_frame import calendar
from tests.support.sops import office_sop
from tests.support.times import ZONE, moment

SOPS = Sops.of([office_sop()])
OFFICE = Office(
    database=Database.open("sqlite:///unused.db"),
    sops=SOPS,
    shipped_calendar=calendar(),
    zone=ZONE,
    settings=Settings(database_url=""),
)
STEPS = [step.id for step in office_sop().steps]
ROLES = [role.id for role in office_sop().roles]
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
EVERY_FILTER = {
    "sop": "penyusunan-lkj",
    "tahun": "2025,2026",
    "jenis": "tahunan,triwulan-1",
    "langkah": "kumpulkan-data,tanda-tangan",
    "peran": "tim_lkj",
    "orang": "siti,budi-2",
    "status": "berjalan,dikirim,selesai,dibatalkan",
    "dari": "2026-01-01",
    "sampai": "2026-03-31",
    "pertama": "ya",
    "tanpa_laporan_mandiri": "ya",
    "tanpa_terlambat": "ya",
    "per": "2026-04-30",
    "diketahui": "2026-05-31",
}


def read(**query: str) -> Selection:
    selection, ignored = from_query(query, sops=SOPS)
    assert ignored == []
    return selection


def test_every_filter_is_read_from_an_address_and_written_back() -> None:
    selection = read(**EVERY_FILTER)

    assert selection == Selection(
        sop_id="penyusunan-lkj",
        years=(2025, 2026),
        periods=(Period.ANNUAL, Period.Q1),
        steps=("kumpulkan-data", "tanda-tangan"),
        roles=("tim_lkj",),
        persons=("siti", "budi-2"),
        states=(State.RUNNING, State.SENT, State.FINISHED, State.CANCELLED),
        since=date(2026, 1, 1),
        until=date(2026, 3, 31),
        first_only=True,
        without_declared=True,
        without_late=True,
        as_of=date(2026, 4, 30),
        known_at=date(2026, 5, 31),
    )
    assert selection.to_query() == EVERY_FILTER
    assert set(EVERY_FILTER) == set(FIELDS)


def test_an_address_without_filters_keeps_everything() -> None:
    assert read(id="R1", tahun="", pertama="tidak") == Selection()
    assert Selection().to_query() == {}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sop", "lain"),
        ("tahun", "25"),
        ("tahun", "２０２５"),  # noqa: RUF001 -- full width on purpose
        ("tahun", "2025 OR 1=1"),
        ("jenis", "bulanan"),
        ("langkah", "Kumpulkan data"),
        ("peran", "monev"),
        ("status", "running"),
        ("dari", "2026-02-30"),
        ("dari", "20260301"),
        ("dari", "01/03/2026"),
        ("pertama", "1"),
        ("per", "kemarin"),
        ("diketahui", "2026-3-1"),
    ],
)
def test_a_value_that_means_nothing_is_left_out_and_named(key: str, value: str) -> None:
    selection, ignored = from_query({key: value, "tanpa_terlambat": "ya"}, sops=SOPS)

    assert selection == Selection(without_late=True)
    assert ignored == [Ignored(key, value)]


def test_a_wrong_value_takes_no_right_one_with_it() -> None:
    selection, ignored = from_query(
        {"tahun": " 2026,dua ribu, 2025,2026,", "langkah": "x,tanda-tangan"}, sops=SOPS
    )

    assert (selection.years, selection.steps) == ((2026, 2025), ("tanda-tangan",))
    assert ignored == [Ignored("tahun", "dua ribu"), Ignored("langkah", "x")]


def test_two_days_where_one_is_meant_are_none() -> None:
    selection, ignored = from_query({"dari": "2026-01-01,2026-02-01"}, sops=SOPS)

    assert selection == Selection()
    assert ignored == [Ignored("dari", "2026-01-01"), Ignored("dari", "2026-02-01")]


def test_an_end_before_the_beginning_is_left_out() -> None:
    selection, ignored = from_query({"dari": "2026-03-02", "sampai": "2026-03-01"}, sops=SOPS)

    assert selection == Selection(since=date(2026, 3, 2))
    assert ignored == [Ignored("sampai", "2026-03-01")]


@given(
    st.builds(
        Selection,
        sop_id=st.sampled_from([None, "penyusunan-lkj"]),
        years=st.lists(st.integers(2000, 2099), unique=True).map(tuple),
        periods=st.lists(st.sampled_from(Period), unique=True).map(tuple),
        steps=st.lists(st.sampled_from(STEPS), unique=True).map(tuple),
        roles=st.lists(st.sampled_from(ROLES), unique=True).map(tuple),
        states=st.lists(st.sampled_from(State), unique=True).map(tuple),
        since=st.none() | DAYS,
        first_only=st.booleans(),
        without_late=st.booleans(),
        known_at=st.none() | DAYS,
    )
)
def test_what_is_written_is_read_again(selection: Selection) -> None:
    assert read(**selection.to_query()) == selection


@given(st.dictionaries(st.sampled_from(list(FIELDS)), st.text(max_size=30)))
def test_no_address_fails(query: dict[str, str]) -> None:
    selection, _ = from_query(query, sops=SOPS)

    assert read(**selection.to_query()) == selection


def test_a_day_looked_from_ends_at_midnight_and_never_lies_ahead() -> None:
    now = moment("2026-03-02 12:00").at

    past = Selection(as_of=date(2026, 3, 1), known_at=date(2026, 3, 1))
    last = datetime.fromisoformat("2026-03-01T16:59:59.999999+00:00")  # Pontianak is UTC+7
    assert past.moment(now, ZONE) == past.knowledge(ZONE) == last
    assert Selection(as_of=date(2026, 3, 2)).moment(now, ZONE) == now
    assert Selection().moment(now, ZONE) == now
    assert Selection().knowledge(ZONE) is None


def passes(*rows: dict[str, Any]) -> pd.DataFrame:
    """PASSES by title; what a test does not say is that of a finished first pass."""
    usual = {
        "report_id": "R1",
        "step": "kumpulkan-data",
        "visit": 1,
        "sop_id": "penyusunan-lkj",
        "sop_version": 1,
        "outcome": "submitted",
        "role": "tim_lkj",
        "entered_at": moment("2026-03-02 08:00").at,
        "left_at": moment("2026-03-02 09:00").at,
        "is_corrected": False,
        "standard_minutes": 60,
        "clock_quality": "measured",
        "fiscal_year": 2025,
        "period": "tahunan",
        "state": "running",
        "current_roles": "kasubbag_renja_monev",
    }
    columns = [column.name for column in PASSES]
    return conform(pd.DataFrame([usual | row for row in rows], columns=columns), PASSES)


AN_OPEN_ONE = {
    "outcome": None,
    "role": None,
    "left_at": pd.NaT,
    "clock_quality": None,
    "current_roles": "tim_lkj,sekretaris",
}


def kept(table: pd.DataFrame, **filters: Any) -> list[str]:
    return list(apply(table, Selection(**filters), office=OFFICE, calendar=calendar())["title"])


@pytest.mark.parametrize(
    ("column", "other", "filters"),
    [
        ("sop_id", "lain", {"sop_id": "penyusunan-lkj"}),
        ("fiscal_year", 2026, {"years": (2024, 2025)}),
        ("fiscal_year", None, {"years": (2025,)}),
        ("period", "triwulan-1", {"periods": (Period.ANNUAL,)}),
        ("step", "tanda-tangan", {"steps": ("kumpulkan-data",)}),
        ("role", "sekretaris", {"roles": ("tim_lkj",)}),
        ("role", None, {"roles": ("tim_lkj",)}),
        ("state", "finished", {"states": (State.RUNNING, State.CANCELLED)}),
        ("visit", 2, {"first_only": True}),
        ("clock_quality", "declared", {"without_declared": True}),
    ],
)
def test_a_filter_keeps_what_it_names(column: str, other: Any, filters: Any) -> None:
    table = passes({"title": "A"}, {"title": "B", column: other})

    assert kept(table) == ["A", "B"]
    assert kept(table, **filters) == ["A"]


def test_late_entries_can_be_left_out() -> None:
    """Finished at 09.00; an hour of work later is 10.00."""
    table = passes(
        {"title": "A", "recorded_at": moment("2026-03-02 10:00").at},
        {"title": "B", "recorded_at": moment("2026-03-02 10:01").at},
        {"title": "open", **AN_OPEN_ONE},
    )

    assert kept(table, without_late=True) == ["A", "open"]


def test_a_pass_whose_hour_is_not_known_is_late_an_hour_after_its_day() -> None:
    """Finished at some time of Monday; the office opens on Tuesday at 07.30."""
    day = {"left_at": moment("2026-03-02 00:00").at, "left_precision": "date"}
    table = passes(
        {"title": "A", "recorded_at": moment("2026-03-03 07:30").at, **day},
        {"title": "B", "recorded_at": moment("2026-03-03 10:00").at, **day},
    )

    assert kept(table, without_late=True) == ["A"]


def test_filters_narrow_each_other() -> None:
    table = passes(
        {"title": "A"}, {"title": "B", "visit": 2}, {"title": "C", "fiscal_year": 2026}
    )

    assert kept(table, first_only=True, years=(2025,)) == ["A"]


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"since": date(2026, 3, 2)}, ["B", "C", "open"]),
        ({"until": date(2026, 3, 2)}, ["A", "B", "open"]),
        ({"since": date(2026, 3, 2), "until": date(2026, 3, 2)}, ["B", "open"]),
    ],
)
def test_the_days_are_those_of_finishing_on_the_local_calendar(
    filters: Any, titles: list[str]
) -> None:
    """At 06.00 in Pontianak it is still yesterday in UTC."""
    table = passes(
        {"title": "A", "left_at": moment("2026-03-01 23:59").at},
        {"title": "B", "left_at": moment("2026-03-02 06:00").at},
        {"title": "C", "left_at": moment("2026-03-03 00:00").at},
        {"title": "open", **AN_OPEN_ONE},
    )

    assert kept(table, **filters) == titles
    assert kept(table, **filters, states=(State.FINISHED,)) == []


def test_an_open_pass_belongs_to_those_who_must_act() -> None:
    table = passes({"title": "A", "role": "sekretaris"}, {"title": "open", **AN_OPEN_ONE})

    assert kept(table, roles=("tim_lkj",)) == ["open"]
    assert kept(table, roles=("kasubbag_renja_monev",)) == []
    assert kept(table, roles=("sekretaris", "kepala_satuan")) == ["A", "open"]


def test_nothing_stays_nothing() -> None:
    filters = {"roles": ("tim_lkj",), "since": date(2026, 1, 1), "years": (2025,)}

    assert kept(passes(), **filters) == []
