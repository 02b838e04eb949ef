import pandas as pd
import pytest

from lkj.analytics.report_ids import of_reports, report_numbers


def ids(*values: str | None) -> pd.Series:
    return pd.Series(values, dtype="str")


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        ((), []),
        (("R1",), [0]),
        (("R1", "R1", "R2", "R9", "R9"), [0, 0, 1, 2, 2]),
        (("R9", "R1", "R9", "R2"), [2, 0, 2, 1]),
    ],
)
def test_reports_are_numbered_in_the_order_of_their_ids(
    given: tuple[str, ...], numbers: list[int]
) -> None:
    assert report_numbers(ids(*given)).tolist() == numbers


def test_pieces_that_were_joined_are_numbered_through() -> None:
    joined = pd.concat([ids("R1", "R2"), ids("R2", "R3")], ignore_index=True)

    assert report_numbers(joined).tolist() == [0, 1, 1, 2]


def test_the_rows_of_some_reports_stay_in_their_order_with_their_index() -> None:
    table = pd.DataFrame({"report_id": ids("R2", None, "R1", "R2"), "n": [1, 2, 3, 4]})

    assert of_reports(table, ids("R2", "R2", None, "R7"))["n"].to_dict() == {0: 1, 3: 4}
    assert of_reports(table, ids()).empty
