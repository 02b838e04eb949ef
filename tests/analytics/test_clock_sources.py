"""Where minutes come from, by role."""

from lkj.analytics.clock_sources import clock_sources
from lkj.analytics.schema import ClockQuality
from tests.analytics.small_visits import column
from tests.analytics.visit_frame import bounded, frame_of, running, spent


def test_every_decided_pass_is_measured_declared_or_untimed() -> None:
    declared = spent(5, role="tim_lkj", clock_quality=ClockQuality.DECLARED)
    dated = {"role": "tim_lkj", "clock_quality": ClockQuality.DATE_ONLY}
    measured = spent(5, 9, role="sekretaris")
    visits = frame_of(
        *measured, *declared, dated, bounded(3, role="tim_lkj"), running(role="tim_lkj")
    )

    table = clock_sources(visits)

    assert column(table, "role") == ["sekretaris", "tim_lkj"]
    assert column(table, "n") == [2, 3]
    assert column(table, "n_measured") == [2, 0]
    assert column(table, "n_declared") == [0, 1]
    assert column(table, "n_untimed") == [0, 2]
