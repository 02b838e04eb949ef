"""What every table keeps to: pure, complete when empty, named by its units, in one order."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from lkj.analytics import schema as s
from lkj.analytics.status import report_status, step_strip
from lkj.analytics.visits import step_visits
from tests.analytics.histories import history
from tests.analytics.log_frame import calendar, log_of
from tests.analytics.small_visits import SOPS, at

FACTS: dict[str, Any] = {"sops": SOPS, "calendar": calendar(), "as_of": at("2027-01-04 08:00")}
Metric = Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]
METRICS: dict[str, tuple[Metric, s.Schema, list[str]]] = {
    "visits": (
        lambda log, _: step_visits(log, **FACTS),
        s.STEP_VISITS,
        ["report_id", "step", "visit"],
    ),
    "status": (
        lambda log, visits: report_status(log, visits, **FACTS),
        s.REPORT_STATUS,
        ["report_id"],
    ),
    "strip": (
        lambda _, visits: step_strip(visits, **FACTS),
        s.STEP_STRIP,
        ["report_id", "step"],
    ),
}
every_metric = pytest.mark.parametrize(
    ("metric", "schema", "key"), METRICS.values(), ids=METRICS.keys()
)


def some_log() -> pd.DataFrame:
    reports = (
        history(n, SOPS[n % 2], report_id=f"R{n}", first_no=100 * n + 1) for n in range(9)
    )
    return log_of(event for report in reports for event in report)


@every_metric
def test_the_input_is_left_as_it_was(metric: Metric, schema: s.Schema, key: list[str]) -> None:
    log = some_log()
    visits = step_visits(log, **FACTS)
    before = log.copy(deep=True), visits.copy(deep=True)

    metric(log, visits)

    pd.testing.assert_frame_equal(log, before[0])
    pd.testing.assert_frame_equal(visits, before[1])


@every_metric
def test_nothing_gives_an_empty_table_with_its_columns(
    metric: Metric, schema: s.Schema, key: list[str]
) -> None:
    table = metric(s.empty(s.EVENT_LOG), s.empty(s.STEP_VISITS))

    assert table.empty
    assert _dtypes(table) == {column.name: column.dtype for column in schema}


@every_metric
def test_columns_have_the_dtypes_of_the_schema(
    metric: Metric, schema: s.Schema, key: list[str]
) -> None:
    log = some_log()
    table = metric(log, step_visits(log, **FACTS))

    assert len(table)
    assert _dtypes(table) == {column.name: column.dtype for column in schema}


@every_metric
def test_the_key_comes_first_and_is_unique(
    metric: Metric, schema: s.Schema, key: list[str]
) -> None:
    log = some_log()
    table = metric(log, step_visits(log, **FACTS))

    assert list(table.columns[: len(key)]) == key
    assert not table.duplicated(key).any()
    counts = [name for name in table.columns if name.startswith("n_")]
    assert list(table.columns[len(key) : len(key) + len(counts)]) == counts


@every_metric
def test_the_order_of_rows_changes_nothing(
    metric: Metric, schema: s.Schema, key: list[str]
) -> None:
    log = some_log()
    visits = step_visits(log, **FACTS)
    mixed = log.sample(frac=1, random_state=1), visits.sample(frac=1, random_state=2)

    pd.testing.assert_frame_equal(metric(*mixed), metric(log, visits))


@pytest.mark.parametrize("schema", [s.EVENT_LOG, *(entry[1] for entry in METRICS.values())])
def test_durations_and_times_are_named_by_their_unit(schema: s.Schema) -> None:
    for column in schema:
        is_minutes = column.name.endswith("_minutes")
        assert is_minutes == (column.dtype == "float64") or column.name == "standard_minutes"
        assert column.name.endswith("_at") == (column.dtype == s.TIME) or column.name.endswith(
            "_since"
        )
        assert column.name.startswith(("is_", "has_")) == (column.dtype == "bool")


def _dtypes(table: pd.DataFrame) -> dict[str, str]:
    return {name: str(dtype) for name, dtype in table.dtypes.items()}
