from datetime import date

import pytest

from lkj.domain.accounts import Assignment, Person
from lkj.domain.events import Capacity
from lkj.ui.roster import AUTOMATIC, Roster

DAY = date(2026, 3, 2)
ROLE = ("kasubbag",)
RINA, BUDI = Person("rina", "Rina", "", ""), Person("budi", "Budi", "", "")


def held(person: str, capacity: Capacity, since: date, until: date | None = None) -> Assignment:
    return Assignment(f"{person}/{since}", person, "kasubbag", capacity, since, until)


DEFINITIVE = held("rina", Capacity.DEFINITIVE, date(2025, 1, 1))
DAILY = held("budi", Capacity.ACTING_DAILY, date(2026, 3, 1), date(2026, 3, 5))


@pytest.mark.parametrize(
    ("assignments", "day", "holder"),
    [
        ([DEFINITIVE], DAY, "rina"),
        ([DEFINITIVE, DAILY], DAY, "budi"),
        ([DEFINITIVE, DAILY], date(2026, 3, 6), "rina"),
        ([DEFINITIVE], date(2024, 12, 31), None),
        ([DEFINITIVE, held("budi", Capacity.DEFINITIVE, DAY)], DAY, None),
        ([DEFINITIVE], None, None),
    ],
    ids=["one", "a Plh. goes before", "after the Plh.", "nobody", "two", "no day"],
)
def test_the_holder_of_a_day_is_found_where_there_is_one(
    assignments: list[Assignment], day: date | None, holder: str | None
) -> None:
    roster = Roster([RINA, BUDI], assignments)

    assert roster.holder(ROLE, day) == holder


@pytest.mark.parametrize(
    ("person", "day", "name"),
    [
        (AUTOMATIC, None, "Pejabat pada tanggal itu"),
        (AUTOMATIC, DAY, "Plh. Budi"),
        (AUTOMATIC, date(2024, 1, 1), "Pilih pelaksana"),
        ("rina", DAY, "Rina"),
        ("siapa", DAY, "siapa"),
    ],
)
def test_a_choice_is_named_with_its_capacity(person: str, day: date | None, name: str) -> None:
    assert Roster([RINA, BUDI], [DEFINITIVE, DAILY]).name(person, ROLE, day) == name


def test_everybody_who_ever_held_the_role_is_offered_by_name() -> None:
    assert Roster([RINA, BUDI], [DEFINITIVE, DAILY]).people_of(ROLE) == ["budi", "rina"]
    assert Roster([RINA, BUDI], [DEFINITIVE, DAILY]).people_of(("lain",)) == []
