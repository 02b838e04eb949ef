from tests.bench.measure import Row, Skipped, shown
from tests.bench.report import page, text_of


def test_a_floor_is_met_from_above_and_a_bound_from_below() -> None:
    floor = Row("entry", "2 ms", "1 ms", 0.5, "of its rate", 0.25, is_floor=True)
    bound = Row("look", "0.5 s", "", 0.5, "s", 0.3)

    assert text_of(floor) == "| entry | 2 ms | 1 ms | 0.5 of its rate | ≥ 0.25 | met |"
    assert text_of(Row("read", "1 s", "all", 0.2, "of it")).endswith("| 0.2 of it |  |  |")
    assert text_of(bound) == "| look | 0.5 s |  | 0.5 s | ≤ 0.3 | missed |"


def test_what_was_not_measured_is_said() -> None:
    text = page({"Time": [Skipped("pairs", "no peer")]}, ["one machine"])

    assert "- one machine\n" in text
    assert "| pairs | | | not measured | | no peer |" in text


def test_seconds_have_a_unit_that_fits() -> None:
    assert [shown(s) for s in (1.5, 0.25, 2e-5, 3e-8)] == ["1.5 s", "250 ms", "20 µs", "30 ns"]
