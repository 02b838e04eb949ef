"""By which arrow passes come, counted on short histories."""

from lkj.analytics.arrivals import arrivals, arrow_counts
from lkj.analytics.schema import STEP_VISITS, empty
from tests.analytics.small_visits import column
from tests.analytics.traces import traces
from tests.analytics.visit_frame import STEPS

# 1 disposisi, 2 team, 3 data, 4 and 5 reviews; 5 returns to 4, 4 to 3.
ORDER, TEAM, DATA, FIRST, SECOND = STEPS[:5]
TWO = ("1 2 3 4A 5R 4R 3 4A", "1 2 3")


def test_every_pass_knows_where_it_came_from_and_whether_it_was_sent_back() -> None:
    arrived = arrivals(traces(TWO[0]))

    steps = [ORDER, TEAM, DATA, FIRST, SECOND, FIRST, DATA, FIRST, SECOND]
    assert column(arrived, "step") == steps
    assert column(arrived, "source") == [None, *steps[:-1]]
    assert column(arrived, "is_returned") == [*[False] * 5, True, True, False, False]


def test_the_rows_keep_their_index_whatever_their_order() -> None:
    visits = traces(*TWO)
    mixed = visits.sample(frac=1, random_state=3)

    arrived = arrivals(mixed)

    assert arrived.loc[0, "report_id"] == visits.loc[0, "report_id"]
    assert column(arrived.sort_index(), "step") == column(visits, "step")


def test_arrows_are_counted_with_the_median_of_known_waits_from_three_on() -> None:
    visits = traces("1 2", "1 2", "1 2", "1 2 3 4R 3").assign(waiting_minutes=float("nan"))
    is_team = visits["step"] == TEAM
    visits.loc[is_team, "waiting_minutes"] = [5.0, 60, 20, 30]
    visits.loc[visits["step"] == DATA, "waiting_minutes"] = 7.0

    counts = arrow_counts(arrivals(visits)).set_index(["source", "step", "is_returned"])

    onwards = counts.loc[(ORDER, TEAM, False)]
    assert onwards.tolist() == [4, 4, 25]
    back = counts.loc[(FIRST, DATA, True)]
    assert back["n"] == 1
    assert back.isna()["p50_waiting_minutes"]
    assert counts["n"].sum() == len(visits)


def test_nothing_came() -> None:
    assert arrow_counts(arrivals(empty(STEP_VISITS))).empty
