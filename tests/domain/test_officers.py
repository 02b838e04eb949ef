"""When a role changed hands, by short careers."""

from datetime import date

from lkj.domain.accounts import Assignment
from lkj.domain.events import Capacity
from lkj.domain.officers import officer_changes

ROLE = "sekretaris"
JAN, JUN, JUL, SEP = (date(2025, month, 1) for month in (1, 6, 7, 9))
END_OF_MAY, END_OF_JUNE = date(2025, 5, 31), date(2025, 6, 30)


def held(
    person: str,
    since: date,
    until: date | None = None,
    capacity: Capacity = Capacity.DEFINITIVE,
    role: str = ROLE,
) -> Assignment:
    return Assignment(f"{person}-{since}", person, role, capacity, since, until)


def test_who_follows_another_begins_on_the_first_day() -> None:
    terms = [held("Ani", JAN, END_OF_MAY), held("Budi", JUN)]

    assert officer_changes(terms, ROLE) == (JUN,)


def test_a_change_in_which_both_hold_the_role_for_a_while_counts_when_one_has_left() -> None:
    terms = [held("Budi", JUN), held("Ani", JAN, END_OF_JUNE)]

    assert officer_changes(terms, ROLE) == (JUL,)


def test_the_first_officer_another_role_and_a_vacancy_change_nothing() -> None:
    terms = [held("Ani", JAN, END_OF_MAY), held("Citra", JUN, role="kepala_satuan")]

    assert officer_changes(terms, ROLE) == ()
    assert officer_changes([], ROLE) == ()


def test_who_comes_after_a_vacancy_begins_then_and_who_comes_back_did_not_go() -> None:
    gone = held("Ani", JAN, END_OF_MAY)

    assert officer_changes([gone, held("Budi", SEP)], ROLE) == (SEP,)
    assert officer_changes([gone, held("Ani", SEP)], ROLE) == ()


def test_a_plt_is_another_officer_and_a_plh_is_none() -> None:
    first = held("Ani", JAN, END_OF_MAY)

    assert officer_changes([first, held("Budi", JUN, capacity=Capacity.ACTING)], ROLE) == (JUN,)
    daily = held("Budi", JUN, END_OF_JUNE, Capacity.ACTING_DAILY)
    assert officer_changes([held("Ani", JAN), daily], ROLE) == ()


def test_a_team_changes_hands_when_the_last_of_it_is_replaced() -> None:
    team = [held("Ani", JAN, END_OF_MAY), held("Budi", JAN, END_OF_JUNE), held("Citra", JUN)]

    assert officer_changes(team, ROLE) == (JUL,)
