"""Whose figures each kind of caller may read: the person, those above, monev, auditor."""

import csv
import io
from collections.abc import Iterator
from datetime import date

import pytest

from lkj.domain import commands as c
from lkj.domain.events import Capacity
from lkj.domain.sop import Decision
from lkj.errors import NotPermitted
from lkj.usecases.callers import HOST, Door, identify
from lkj.usecases.export_files import file_of
from lkj.usecases.exports import ExportRequest
from lkj.usecases.office import Office
from lkj.usecases.picture_files import picture_file
from lkj.usecases.prints import print_sheet
from lkj.usecases.reach import Reach, reach_of, roles_below
from tests.support.sops import office_sop
from tests.support.staffed import (
    NOBODY,
    Running,
    add_staff,
    assign,
    door_of,
    name_of,
    staffed_office,
)
from tests.support.times import moment

SEKRETARIS, KASUBBAG, TIM, KASAT = (
    "sekretaris",
    "kasubbag_renja_monev",
    "tim_lkj",
    "kepala_satuan",
)
MONEV, AUDITOR, ADMINISTRATOR = "monev", "auditor", "administrator"
FORMER = "mantan"  # was of Tim until last year
NOW = moment("2026-03-02 18:00").at
OFFICIALS = {SEKRETARIS, KASUBBAG, TIM, KASAT}
# Of the four officials: whose figures each may read.
READ = {
    MONEV: OFFICIALS,
    AUDITOR: OFFICIALS,
    KASAT: OFFICIALS,
    SEKRETARIS: {SEKRETARIS, KASUBBAG, TIM},
    KASUBBAG: {KASUBBAG, TIM},
    TIM: {TIM},
    ADMINISTRATOR: set(),
    NOBODY: set(),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One report up to the signature, so that three officials have acted."""
    office = staffed_office(tmp_path_factory.mktemp("kantor"))
    with office.database.write() as conn:
        add_staff(conn, FORMER)
        assign(conn, FORMER, TIM, since=date(2024, 1, 1), until=date(2025, 12, 31))
    Running(office).register().until("tanda-tangan")
    yield office
    office.database.dispose()


def reach(office: Office, door: Door) -> Reach:
    with office.database.read() as conn:
        caller = identify(conn, door, now=NOW)
        return reach_of(conn, caller, office=office, now=NOW)


def download(office: Office, who: str, name: str, person: str) -> list[dict[str, str]]:
    request = ExportRequest(name=name, file_format="csv", query={"orang": person})
    made = file_of(request, style="excel_id", door=door_of(who), office=office, now=NOW)
    text = io.StringIO(made.content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";"))


@pytest.mark.parametrize("who", READ)
def test_each_caller_reads_the_own_and_those_below(office: Office, who: str) -> None:
    seen = reach(office, door_of(who))

    assert set(seen.names) & OFFICIALS == READ[who]
    assert who in seen.names
    assert seen.is_everybody == (who in (MONEV, AUDITOR))
    assert (FORMER in seen.names) == seen.is_everybody


@pytest.mark.parametrize("who", READ)
@pytest.mark.parametrize("person", [SEKRETARIS, KASUBBAG, TIM])
def test_rows_of_a_person_are_downloaded_by_right_alone(
    office: Office, who: str, person: str
) -> None:
    if person not in READ[who]:
        for name in ("visits", "events", "durations"):
            with pytest.raises(NotPermitted):
                download(office, who, name, person)
        return

    rows = download(office, who, "visits", person)
    events = download(office, who, "events", person)

    assert {row["Pelaku"] for row in rows} == {name_of(person)}
    assert {row["Pelaku"] for row in events} == {name_of(person)}


@pytest.mark.parametrize("who", [TIM, NOBODY, ADMINISTRATOR])
def test_pictures_and_sheets_refuse_others_too(office: Office, who: str) -> None:
    asked = ExportRequest(name="time", file_format="csv", query={"orang": KASUBBAG})
    use = {"door": door_of(who), "office": office, "now": NOW}

    with pytest.raises(NotPermitted):
        picture_file(asked, style="excel_id", **use)
    with pytest.raises(NotPermitted):
        print_sheet("waktu", {"orang": KASUBBAG}, **use)


def test_nobody_learns_who_there_is(office: Office) -> None:
    with pytest.raises(NotPermitted):
        download(office, TIM, "visits", "tidak-ada")
    assert len(download(office, MONEV, "visits", "tidak-ada")) > 3


def test_several_persons_are_refused_when_one_is_out_of_reach(office: Office) -> None:
    with pytest.raises(NotPermitted):
        download(office, KASUBBAG, "visits", f"{TIM},{SEKRETARIS}")
    assert len(download(office, KASUBBAG, "visits", f"{TIM},{KASUBBAG}")) == 3


def test_own_figures_are_the_own_passes_alone(office: Office) -> None:
    asked = ExportRequest(name="time", file_format="csv", query={"orang": TIM})
    made = picture_file(asked, style="excel_id", door=door_of(TIM), office=office, now=NOW)

    text = io.StringIO(made.content.decode("utf-8-sig"), newline="")
    counts = [
        (row["No. langkah"], row["Jumlah pelaksanaan"])
        for row in csv.DictReader(text, delimiter=";")
        if row["Jumlah pelaksanaan"] != "0"
    ]
    assert counts == [("3", "1")]


def test_a_sheet_says_whose_figures_it_holds(office: Office) -> None:
    sheet = print_sheet("waktu", {"orang": TIM}, door=door_of(TIM), office=office, now=NOW)

    assert f"Orang: {name_of(TIM)}" in sheet


def test_without_a_person_filter_rows_stay_nameless(office: Office) -> None:
    rows = download(office, KASUBBAG, "visits", "")

    assert rows
    assert "Pelaku" not in rows[0]


def test_of_somebody_below_only_what_was_done_below_is_told(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    office = staffed_office(tmp_path_factory.mktemp("rangkap"))
    with office.database.write() as conn:
        # The member of Tim stands in for the head, who is above Kasubbag.
        assign(conn, TIM, KASAT, capacity=Capacity.ACTING_DAILY, since=date(2026, 1, 1))
    report = Running(office).register().until("tanda-tangan")
    report.act(TIM, c.Move(decision=Decision.APPROVE))

    assert len(download(office, MONEV, "visits", TIM)) == 2
    assert len(download(office, TIM, "visits", TIM)) == 2
    assert len(download(office, KASUBBAG, "visits", TIM)) == 1
    office.database.dispose()


def test_superiors_are_found_over_every_level() -> None:
    sop = office_sop()

    assert roles_below(sop, (KASAT,)) == {SEKRETARIS, KASUBBAG, TIM}
    assert roles_below(sop, (KASUBBAG, SEKRETARIS)) == {KASUBBAG, TIM}
    assert roles_below(sop, (TIM,)) == roles_below(sop, ()) == frozenset()


def test_the_command_line_reads_persons_only_when_it_says_so(office: Office) -> None:
    with office.database.read() as conn:
        host = identify(conn, HOST, now=NOW)
        without = reach_of(conn, host, office=office, now=NOW)
        named = reach_of(conn, host, office=office, now=NOW, with_persons=True)

    assert (without.names, without.is_everybody) == ({}, False)
    assert named.is_everybody
    assert set(named.names) >= OFFICIALS
