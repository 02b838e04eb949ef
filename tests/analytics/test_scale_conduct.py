"""Returns, rework, conformance and credibility of a million visits: cloned random reports."""

from collections.abc import Callable
from time import process_time

import numpy as np
import pandas as pd
import pytest

from lkj.analytics.conformance import report_fitness
from lkj.analytics.containment import containment
from lkj.analytics.credibility import credibility, entry_flags
from lkj.analytics.rejections import given_received, reason_counts, rejection_counts
from lkj.analytics.rework import loops, rework_episodes
from tests.analytics.conduct_figures import CLASSES
from tests.analytics.log_frame import calendar
from tests.analytics.random_visits import reports_of_passes
from tests.analytics.small_visits import SOPS, at

VISITS = 1_000_000
SECONDS_EACH = 3  # on a busy machine


def cloned() -> pd.DataFrame:
    visits, _ = reports_of_passes(3000)
    clones = -(-VISITS // len(visits))
    whole = pd.concat([visits] * clones, ignore_index=True).head(VISITS)
    clone = pd.Series(np.repeat(np.arange(clones), len(visits))[:VISITS]).astype("str")
    left = pd.Series(
        at("2026-01-05 08:00") + pd.to_timedelta(np.arange(VISITS) % 300, unit="D")
    )
    is_rejected = whole["outcome"] == "rejected"
    reasons = pd.Series("", index=whole.index, dtype="str")
    return whole.assign(
        report_id="0192d1f0-0000-7000-8000-" + clone + whole["report_id"],
        left_at=left.where(whole["outcome"].notna()),
        left_precision=pd.Categorical(["minute"] * VISITS),
        recorded_at=left.where(whole["outcome"].notna()),
        reasons=reasons.mask(is_rejected, "salah_hitung,bahasa_redaksi"),
    )


@pytest.mark.slow
@pytest.mark.no_cover
def test_figures_of_conduct_of_a_million_visits_take_about_a_second_each(
    figure: Callable[[str, str], None],
) -> None:
    visits = cloned()
    works: dict[str, Callable[[], pd.DataFrame]] = {
        "rejection_counts": lambda: rejection_counts(visits),
        "reason_counts": lambda: reason_counts(visits),
        "given_received": lambda: given_received(visits, by="actor"),
        "containment": lambda: containment(visits, classes=CLASSES),
        "loops": lambda: loops(visits),
        "rework_episodes": lambda: rework_episodes(visits),
        "report_fitness": lambda: report_fitness(visits, sops=SOPS),
        "credibility": lambda: credibility(entry_flags(visits, calendar())),
    }

    seconds = {name: _seconds(work) for name, work in works.items()}

    told = ", ".join(f"{name} {spent:.2f} s" for name, spent in seconds.items())
    figure(f"conduct in {len(visits):,} visits", f"{told} (CPU)")
    assert max(seconds.values()) < SECONDS_EACH


def _seconds(work: Callable[[], pd.DataFrame]) -> float:
    start = process_time()
    assert len(work())
    return process_time() - start
