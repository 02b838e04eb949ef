import pandas as pd
import pytest

from lkj.analytics.payloads import table_of

FACTS = {"title": "str", "fiscal_year": "Int64"}


def test_facts_stand_in_columns_and_what_is_not_said_is_missing() -> None:
    payloads = pd.Series(
        ['{"title":"LKj \\u201cA\\u201d","fiscal_year":2026,"x":[1]}', "", '{"title":""}']
    )

    columns = table_of(payloads, FACTS)

    assert columns["title"].astype(object).where(columns["title"].notna(), None).tolist() == [
        "LKj \u201cA\u201d",
        None,
        "",
    ]
    assert columns["fiscal_year"].fillna(0).tolist() == [2026, 0, 0]


@pytest.mark.parametrize("odd", ['{"title":3}', "not JSON", '{"title":"A"}\n{"title":"B"}'])
def test_one_odd_payload_hides_no_other(odd: str) -> None:
    columns = table_of(pd.Series(['{"title":"LKj","fiscal_year":2026}', odd]), FACTS)

    assert columns["title"][0] == "LKj"
    assert columns["fiscal_year"][0] == 2026
    assert len(columns["title"]) == 2
