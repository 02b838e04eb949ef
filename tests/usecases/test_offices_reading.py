"""Satuan kerja beside each other: who may, what is compared, and what is said of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lkj.domain.accounts import AppRole
from lkj.domain.commands import Period
from lkj.errors import NotPermitted
from lkj.snapshots.facts import PASSES_FILE
from lkj.usecases.office import Office, Sops
from lkj.usecases.offices import Offices
from lkj.usecases.offices_panels import (
    MOST_ROWS,
    minutes_rows,
    returns_panel,
    states_panel,
    times_panel,
)
from lkj.usecases.offices_reading import (
    Comparison,
    OfficesQuery,
    compare_offices,
    offices_query,
)
from lkj.usecases.reading import NotYet, Reading
from lkj.usecases.selection import Selection
from tests.support.several import LOOKED_AT, all_refreshed, several_offices
from tests.support.sops import office_sop, other_sop
from tests.support.staffed import add_staff, door_of

REPORTS = (4, 60, 0, 30)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Offices:
    built = several_offices(tmp_path_factory.mktemp("provinsi"), reports=REPORTS)
    all_refreshed(built)
    with built.first.database.write() as conn:
        for who in ("pembanding", "biasa"):
            roles = frozenset({AppRole.MONEV} if who == "pembanding" else set())
            add_staff(conn, who, app_roles=roles)
    return built


def compared(
    offices: Offices, query: OfficesQuery | None = None, *, office: Office | None = None
) -> Comparison:
    return compare_offices(
        query or OfficesQuery(),
        offices=offices,
        door=door_of("pembanding"),
        office=office or offices.first,
        now=LOOKED_AT,
    )


def chosen(**filters: Any) -> OfficesQuery:
    return OfficesQuery(selection=Selection(**filters))


def reading_of(found: Reading[Any] | NotYet) -> Reading[Any]:
    assert isinstance(found, Reading)
    return found


def test_an_address_and_a_query_say_the_same() -> None:
    sops = Sops.of([office_sop()])
    asked = {
        "sop": "penyusunan-lkj",
        "tahun": "2025,2026",
        "jenis": "triwulan-1",
        "langkah": "tanda-tangan",
        "pertama": "ya",
        "pemeriksa": "periksa-sekretaris",
    }

    query = offices_query({**asked, "orang": "budi", "dari": "2026-01-01", "x": "y"}, sops)

    assert query.to_query() == asked
    assert query.selection.periods == (Period.Q1,)
    assert offices_query({"langkah": "tidak-ada"}, sops) == OfficesQuery()


def test_only_an_office_that_may_compare_does(offices: Offices) -> None:
    first = offices.first
    alone = replace(first, settings=replace(first.settings, compares_offices=False))

    with pytest.raises(NotPermitted):
        compared(offices, office=alone)
    with pytest.raises(NotPermitted):
        compare_offices(
            OfficesQuery(), offices=offices, door=door_of("biasa"), office=first, now=LOOKED_AT
        )


def test_states_count_what_each_office_has(offices: Offices) -> None:
    about = compared(offices)

    assert list(about.states["code"]) == ["satuan-0", "satuan-1", "satuan-3"]
    assert list(about.states["n_registered"]) == [4, 60, 30]
    reading = reading_of(states_panel(about))
    assert [row[:2] for row in reading.cells] == [
        ["Nama satuan-0", "4"],
        ["Nama satuan-1", "60"],
        ["Nama satuan-3", "30"],
    ]
    n_late = about.states["n_late"].sum()
    assert reading.finding.startswith(f"{n_late} laporan melewati tenggat di ")
    assert reading.about[1] == "1 satuan kerja tanpa catatan di sini"
    assert reading.about[2] == "keadaan tertua Senin, 23 November 2026 pukul 09.00 WIB"


def test_the_step_with_the_longest_standard_is_looked_at_first(offices: Offices) -> None:
    about = compared(offices)

    assert about.step.id == "kumpulkan-data"
    assert compared(offices, chosen(steps=("kirim-lkj",))).step.id == "kirim-lkj"
    assert about.review is not None
    assert about.review.id == "periksa-kasubbag"
    other = compared(offices, OfficesQuery(review="tanda-tangan")).review
    assert other is not None
    assert other.id == "tanda-tangan"


def test_times_are_drawn_with_what_the_table_says(offices: Offices) -> None:
    about = compared(offices, chosen(steps=("periksa-kasubbag",)))

    reading = reading_of(times_panel(about))

    rows = reading.drawn.rows
    assert list(rows["label"]) == [row[0] for row in reading.cells]
    assert (rows["low"] <= rows["value"]).all()
    assert (rows["value"] <= rows["high"]).all()
    pooled = about.times["n_within"].sum() / about.times["n_known"].sum()
    assert reading.drawn.pooled == pytest.approx(pooled)
    assert reading.about[0].endswith("mutu baku waktu 20 menit")
    assert {row[4] for row in reading.cells} == {"20 menit"}
    n, known = about.times["n"].sum(), about.times["n_known"].sum()
    assert f"{known} dari {n} pelaksanaan diketahui waktunya" in reading.about[1]


def test_rows_stand_as_in_the_file_or_by_share(offices: Offices) -> None:
    about = compared(offices, chosen(steps=("periksa-kasubbag",)))

    by_name = reading_of(times_panel(about)).drawn.rows
    by_share = reading_of(times_panel(about, by_share=True)).drawn.rows

    assert list(by_name["label"]) == [f"Nama satuan-{n}" for n in (0, 1, 3)]
    assert list(by_share["value"]) == sorted(by_name["value"])
    assert set(by_share["label"]) == set(by_name["label"])


def test_returns_pool_the_roles_of_a_review(offices: Offices) -> None:
    about = compared(offices, OfficesQuery(review="tanda-tangan"))

    reading = reading_of(returns_panel(about))

    assert reading.finding.startswith("Diperiksa Kepala Satuan")
    assert about.returns["code"].is_unique
    total = about.returns_of("")
    assert total["n"].sum() > about.returns["n"].sum()
    assert reading.drawn.titles == ("Pemeriksaan", "Dikembalikan")


def test_minutes_go_from_the_median_to_85_of_100(offices: Offices) -> None:
    rows = minutes_rows(compared(offices, chosen(steps=("periksa-kasubbag",))))

    assert (rows["value"] == rows["low"]).all()
    assert (rows["high"] >= rows["value"]).all()
    assert set(rows["standard"]) == {20.0}


def test_an_office_with_much_is_called_different_and_one_with_little_is_not(
    offices: Offices,
) -> None:
    about = compared(offices)
    times = about.times.assign(
        n_known=[4, 400, 400], n_within=[4, 300, 100], side=[None, 1, -1]
    )
    about.__dict__["times"] = times.astype({"side": "Int64"})

    reading = reading_of(times_panel(about))

    assert reading.finding == (
        "Langkah 3: Nama satuan-1 lebih sering, Nama satuan-3 lebih jarang sesuai mutu baku "
        "waktu"
    )
    assert [row[2] for row in reading.cells] == [
        "terlalu sedikit",
        "lebih sering",
        "lebih jarang",
    ]
    assert list(reading.drawn.rows["is_unusual"]) == [False, True, True]


def test_many_offices_become_points_between_limits(offices: Offices) -> None:
    about = compared(offices)
    many = pd.concat([about.times] * (MOST_ROWS // 3 + 1), ignore_index=True)
    about.__dict__["times"] = many.assign(
        office=[f"Kantor {n}" for n in range(len(many))], side=0, n_known=many["n_known"]
    )

    drawn = reading_of(times_panel(about)).drawn

    assert drawn.limits is not None
    assert drawn.limits["n"].max() > many["n_known"].max()
    assert len(drawn.rows) == len(many)
    assert set(drawn.rows["label"]) == {""}

    about.__dict__["times"] = about.times.assign(side=1)
    crowded = reading_of(times_panel(about)).drawn
    assert set(crowded.rows["label"]) == {""}  # names would hide each other
    assert crowded.rows["is_unusual"].all()


def test_a_standard_that_differs_between_versions_is_said(offices: Offices) -> None:
    about = compared(offices)
    about.__dict__["times"] = about.times.assign(most_standard=90)

    reading = reading_of(times_panel(about))

    assert reading.about[0].endswith("mutu baku waktu 60–90 menit, berbeda antarversi SOP")
    assert {row[4] for row in reading.cells} == {"60–90 menit"}


def test_a_choice_that_nothing_answers_says_so(offices: Offices) -> None:
    about = compared(offices, chosen(years=(1999,)))

    assert isinstance(states_panel(about), NotYet)
    assert isinstance(times_panel(about), NotYet)
    assert isinstance(returns_panel(about), NotYet)
    assert minutes_rows(about).empty


def test_the_choice_is_said_in_words(offices: Offices) -> None:
    query = chosen(years=(2025,), periods=(Period.Q1,), first_only=True)

    scope = compared(offices, query).scope

    said = "Penyusunan LKj, tahun kinerja 2025, Triwulan I, hanya pelaksanaan pertama"
    assert scope == said


def test_years_and_mark_come_from_the_snapshots(offices: Offices) -> None:
    about = compared(offices)

    assert list(about.years) == sorted(about.years, reverse=True)
    assert 2026 in about.years
    assert about.mark == "DATA CONTOH"
    assert len(about.usable) == len(REPORTS)


def test_an_sop_that_this_office_does_not_know_is_not_compared(offices: Offices) -> None:
    stranger = replace(offices.first, sops=Sops.of([other_sop()]))

    about = compared(offices, office=stranger)

    assert about.sop is None
    with pytest.raises(LookupError):
        about.states  # noqa: B018 -- a property that refuses


def test_nobody_has_told_anything_yet(tmp_path: Path) -> None:
    offices = several_offices(tmp_path, reports=(0,))
    with offices.first.database.write() as conn:
        add_staff(conn, "pembanding", app_roles=frozenset({AppRole.MONEV}))

    about = compared(offices)

    assert about.usable == ()
    assert about.sop is None
    assert about.oldest == "–"
    assert about.mark == ""


def test_one_that_is_damaged_does_not_keep_the_others_away(tmp_path: Path) -> None:
    offices = several_offices(tmp_path, reports=(3, 3))
    with offices.first.database.write() as conn:
        add_staff(conn, "pembanding", app_roles=frozenset({AppRole.MONEV}))
    damaged = all_refreshed(offices)[1]
    (damaged / PASSES_FILE).write_bytes(b"rusak")

    about = compared(offices)

    assert list(about.states["code"]) == ["satuan-0"]
    assert [one.problem for one in about.told] == ["", "content"]
