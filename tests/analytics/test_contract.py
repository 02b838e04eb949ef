"""What every table keeps to: pure, complete when empty, named by its units, in one order."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pandas as pd
import pytest

from lkj.analytics import schema as s
from lkj.analytics.aging import aging
from lkj.analytics.arrivals import arrivals, arrow_counts
from lkj.analytics.behaviour_chart import behaviour_limits, behaviour_points
from lkj.analytics.clock_sources import clock_sources
from lkj.analytics.clocks import touch_age
from lkj.analytics.credibility import entry_flags
from lkj.analytics.durations import against_standard, open_passes, passes_with_verdict
from lkj.analytics.flow import cumulative_flow, daily_flow, monthly_flow
from lkj.analytics.minute_curve import finished_within
from lkj.analytics.passes import passes
from lkj.analytics.report_durations import report_durations
from lkj.analytics.return_behaviour import return_rates, reviews_between_returns
from lkj.analytics.standard_evidence import standard_evidence
from lkj.analytics.status import report_status, step_strip
from lkj.analytics.survival import live_compliance
from lkj.analytics.visits import step_visits
from lkj.analytics.waiting_causes import waiting_causes, waiting_parts
from lkj.analytics.years import years
from tests.analytics.conduct_figures import FIGURES_OF_CONDUCT
from tests.analytics.histories import history
from tests.analytics.log_frame import calendar, log_of
from tests.analytics.small_visits import SOPS, at
from tests.support.times import ZONE

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

# Figures of visits and status: each with its key. Their columns stand in their docstrings.
MOMENT: dict[str, Any] = {"as_of": FACTS["as_of"], "calendar": FACTS["calendar"]}
CLOCK: dict[str, Any] = {"calendar": FACTS["calendar"]}
DAYS: dict[str, Any] = {"as_of": FACTS["as_of"], "zone": ZONE}
ROW_BY_ROW: dict[str, tuple[Metric, list[str]]] = {
    "passes": (lambda visits, _: passes_with_verdict(visits), ["report_id", "step", "visit"]),
    "open": (
        lambda visits, _: open_passes(visits, touch_age=touch_age(visits, **MOMENT)),
        ["report_id", "step", "visit"],
    ),
    "arrivals": (lambda visits, _: arrivals(visits), ["report_id", "step", "visit"]),
    "parts of waits": (
        lambda visits, _: waiting_parts(visits, **CLOCK),
        ["report_id", "step", "visit"],
    ),
    "flags": (
        lambda visits, _: entry_flags(visits, FACTS["calendar"]),
        ["report_id", "step", "visit"],
    ),
}
FIGURES: dict[str, tuple[Metric, list[str]]] = {
    **FIGURES_OF_CONDUCT,
    "standard": (lambda visits, _: against_standard(visits), ["step"]),
    "standard by two": (
        lambda visits, _: against_standard(visits, by=("role", "step")),
        ["role", "step"],
    ),
    "live": (
        lambda visits, _: live_compliance(visits, touch_age=touch_age(visits, **MOMENT)),
        ["step"],
    ),
    "curve": (lambda visits, _: finished_within(visits), ["processing_minutes"]),
    "clocks": (lambda visits, _: clock_sources(visits), ["role"]),
    "limits": (lambda visits, _: behaviour_limits(visits), ["step", "is_repeat"]),
    "points": (lambda visits, _: behaviour_points(visits), ["step", "is_repeat", "number"]),
    "months of returns": (lambda v, _: return_rates(v, zone=ZONE), ["step", "month"]),
    "between returns": (lambda visits, _: reviews_between_returns(visits), ["step", "number"]),
    "waits": (
        lambda visits, _: waiting_causes(visits, waiting_parts(visits, **CLOCK)),
        ["step"],
    ),
    "arrows": (
        lambda visits, _: arrow_counts(arrivals(visits)),
        ["source", "step", "is_returned"],
    ),
    "years": (lambda v, status: years(passes(v, status)), ["step", "fiscal_year"]),
    "evidence": (lambda visits, _: standard_evidence(visits), ["step"]),
    "aging": (
        lambda visits, status: aging(visits, status, **MOMENT),
        ["report_id", "step", "visit"],
    ),
    "reports": (
        lambda visits, status: report_durations(visits, status, sops=SOPS),
        ["report_id"],
    ),
    "days": (lambda visits, _: daily_flow(visits, **DAYS), ["day"]),
    "months": (lambda visits, _: monthly_flow(visits, **DAYS), ["month"]),
    "lines": (lambda visits, _: cumulative_flow(visits, **DAYS), ["day", "step"]),
}
every_figure = pytest.mark.parametrize(
    ("figure", "key"),
    [pytest.param(*entry, id=name) for name, entry in (ROW_BY_ROW | FIGURES).items()],
)
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


@cache
def some_tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    log = some_log()
    visits = step_visits(log, **FACTS)
    return visits, report_status(log, visits, **FACTS)


@every_figure
def test_a_figure_leaves_its_input_as_it_was(figure: Metric, key: list[str]) -> None:
    visits, status = some_tables()
    before = visits.copy(deep=True), status.copy(deep=True)

    figure(visits, status)

    pd.testing.assert_frame_equal(visits, before[0])
    pd.testing.assert_frame_equal(status, before[1])


@every_figure
def test_a_figure_of_nothing_is_empty_with_its_columns(figure: Metric, key: list[str]) -> None:
    table = figure(s.empty(s.STEP_VISITS), s.empty(s.REPORT_STATUS))

    assert table.empty
    assert _dtypes(table) == _dtypes(figure(*some_tables()))


@every_figure
def test_a_figure_begins_with_its_unique_key_and_its_counts(
    figure: Metric, key: list[str]
) -> None:
    table = figure(*some_tables())

    assert list(table.columns[: len(key)]) == key
    assert not table.duplicated(key).any()
    counts = [name for name in table.columns if name == "n" or name.startswith("n_")]
    assert list(table.columns[len(key) : len(key) + len(counts)]) == counts
    assert set(table[counts].dtypes.map(str)) <= {"int64"}


@every_figure
def test_columns_of_a_figure_are_named_by_their_unit(figure: Metric, key: list[str]) -> None:
    endings = (
        "_minutes",
        "rate",
        "rate_low",
        "rate_high",
        "share",
        "ratio",
        "_yield",
        "_square",
    )

    for name, dtype in _dtypes(figure(*some_tables())).items():
        assert dtype != "float64" or name.endswith(endings), name
        assert name.startswith(("is_", "has_")) == (dtype in ("bool", "boolean")), name


@pytest.mark.parametrize("figure", [f for f, _ in FIGURES.values()], ids=FIGURES.keys())
def test_the_order_of_rows_changes_no_figure(figure: Metric) -> None:
    visits, status = some_tables()
    mixed = visits.sample(frac=1, random_state=1), status.sample(frac=1, random_state=2)

    pd.testing.assert_frame_equal(figure(*mixed), figure(visits, status))


def _dtypes(table: pd.DataFrame) -> dict[str, str]:
    return {name: str(dtype) for name, dtype in table.dtypes.items()}
