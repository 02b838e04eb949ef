"""What a picture of a log keeps, counted by hand."""

from lkj.analytics.follows import activity_positions, kept_edges
from lkj.analytics.transitions import transitions
from tests.analytics.small_moves import untimed


def test_activities_stand_by_their_mean_place_in_the_case() -> None:
    found = activity_positions(untimed(R1="abcb", R2="ac"))

    # b stands second and fourth; c third and second.
    assert found.to_numpy().tolist() == [["a", 2, 1.0], ["c", 2, 2.5], ["b", 2, 3.0]]


def test_a_log_without_events_has_no_activities() -> None:
    assert activity_positions(untimed()).empty


def kept(least: int, most: int, **cases: str) -> list[tuple[str, int]]:
    table = kept_edges(transitions(untimed(**cases), calendar=None), least=least, most=most)
    rows = zip(table["from_activity"], table["to_activity"], table["n"], strict=True)
    return [(source + target, n) for source, target, n in rows]


def test_rare_transitions_are_left_out_but_no_activity_stands_alone() -> None:
    cases = {"R1": "abc", "R2": "abc", "R3": "abdc", "R4": "acb"}

    assert kept(1, 60, **cases) == [
        ("ab", 3), ("bc", 2), ("ac", 1), ("bd", 1), ("cb", 1), ("dc", 1),
    ]  # fmt: skip
    # d keeps its ways; so does c, out of which only c to b leads.
    assert kept(2, 60, **cases) == [("ab", 3), ("bc", 2), ("bd", 1), ("cb", 1), ("dc", 1)]


def test_only_so_many_are_shown_beside_those_that_are_needed() -> None:
    assert kept(1, 1, R1="abc", R2="abc", R3="ac") == [("ab", 2), ("bc", 2)]


def test_doing_again_at_once_needs_no_edge_of_its_own() -> None:
    assert kept(2, 60, R1="aab") == [("ab", 1)]
    assert kept(1, 60, R1="aab") == [("aa", 1), ("ab", 1)]


def test_nothing_is_kept_of_nothing() -> None:
    assert kept(1, 60) == []
