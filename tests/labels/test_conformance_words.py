"""Columns of steps say their names, or their numbers where names have no room."""

from lkj.labels.conformance_words import step_columns


def test_short_names_stand_over_their_columns() -> None:
    assert step_columns([(1, "Terima"), (2, "Bentuk")]) == (["1. Terima", "2. Bentuk"], "")


def test_long_names_are_told_under_the_numbers() -> None:
    steps = [(at, "Request For Payment: ADMINISTRATION") for at in range(1, 12)]

    columns, explained = step_columns(steps)

    assert columns == [str(at) for at in range(1, 12)]
    assert "11. Request For Payment: ADMINISTRATION" in explained
