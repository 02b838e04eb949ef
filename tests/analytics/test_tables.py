"""What is mended or moved on in time is what the whole log would give, to the last cell."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from pandas.testing import assert_frame_equal

from lkj.analytics.tables import Tables, aged, mended, tables_of
from lkj.domain.events import Event, EventKind
from tests.analytics.histories import history
from tests.analytics.log_frame import calendar, log_of
from tests.analytics.small_visits import SOPS, at
from tests.support.relatives import first_and_others
from tests.support.story import Story

REPORTS = 4
NAMES = ("visits", "status", "strip", "passes")


def whole(events: list[Event], as_of: datetime, known_at: datetime | None = None) -> Tables:
    facts: dict[str, Any] = {"sops": SOPS, "calendar": calendar(), "as_of": as_of}
    return tables_of(log_of(events), **facts, known_at=known_at)


def extended(
    tables: Tables,
    before: list[Event],
    after: list[Event],
    as_of: datetime,
    known_at: datetime | None = None,
) -> Tables:
    """As a server does that has seen `before`, and reads the changed reports of `after`."""
    seen = {event.no for event in before}
    changed = {e.report_id for e in after if e.no not in seen} | tables.unsettled
    fresh = whole([e for e in after if e.report_id in changed], as_of, known_at)
    return mended(aged(tables, as_of=as_of, calendar=calendar()), fresh, changed)


def assert_same(found: Tables, expected: Tables) -> None:
    for name in NAMES:
        assert_frame_equal(getattr(found, name), getattr(expected, name))
    assert found.unsettled == expected.unsettled
    assert found.as_of == expected.as_of


def a_log(seed: int) -> list[Event]:
    """Random reports in the order of their recording; some are withdrawn at last."""
    chance = random.Random(seed)  # noqa: S311 -- histories, not secrets
    events: list[Event] = []
    for n in range(REPORTS):
        report_id = f"R{chance.randint(0, 99):02d}-{n}"
        report = history(
            REPORTS * seed + n, SOPS[n % 2], report_id=report_id, first_no=100 * n + 1
        )
        if chance.random() < 0.2:
            report.append(_withdrawn(report[-1]))
        events += report
    return sorted(events, key=lambda event: (event.recorded_at, event.no))


def _withdrawn(last: Event) -> Event:
    return replace(
        last,
        kind=EventKind.WITHDRAWN,
        no=(last.no or 0) + 1,
        version=last.version + 1,
        recorded_at=last.recorded_at + timedelta(days=1),
        payload="",
    )


@pytest.mark.parametrize(
    ("seed", "latest"),
    first_and_others([(3, "2026-05-15 12:00"), (0, ""), (1, ""), (2, "")], number=2),
)
def test_tables_that_grew_with_the_log_are_those_of_the_whole_log(
    seed: int, latest: str
) -> None:
    chance, events = random.Random(seed), a_log(seed)  # noqa: S311
    cuts = sorted(chance.sample(range(len(events)), 2))
    known_at = at(latest) if latest else None
    # Not always after what was recorded: acts may be dated later than the moment looked from.
    as_of = events[cuts[0]].recorded_at - timedelta(days=chance.choice([0, 0, 30]))
    tables, before = whole(events[: cuts[0]], as_of, known_at), events[: cuts[0]]
    for cut in [*cuts, len(events)]:
        as_of += timedelta(minutes=chance.choice([0, 1, 45, 5_000, 60_000]))
        tables = extended(tables, before, events[:cut], as_of, known_at)
        before = events[:cut]

        assert_same(tables, whole(before, as_of, known_at))


def two_reports() -> list[Event]:
    first = Story(report_id="R1").register(at="2026-03-02 08:00").submit(at="2026-03-02 09:00")
    second = Story(report_id="R2", first_no=50).register(at="2026-03-02 08:00")
    return [*first.events(), *second.events()]


def test_a_role_that_no_table_knew_yet_is_read_beside_the_others() -> None:
    events = two_reports()
    before = whole(events, at("2026-03-03 08:00"))
    stranger = [replace(e, role="tamu") for e in events if e.report_id == "R1"]
    fresh = whole(stranger, before.as_of)

    after = mended(before, fresh, {"R1"})

    assert after.visits["role"].iloc[0] == "tamu"
    assert isinstance(after.visits["role"].dtype, pd.CategoricalDtype)


def test_texts_in_too_many_pieces_are_joined_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lkj.analytics.tables.MOST_PIECES", 1)
    tables = whole(two_reports(), at("2026-03-03 08:00"))
    fresh = whole([e for e in two_reports() if e.report_id == "R1"], tables.as_of)

    found = mended(tables, fresh, {"R1"})

    assert_same(found, tables)
    assert pa.chunked_array(pa.array(found.visits["report_id"])).num_chunks == 1


def test_a_running_pass_exceeds_its_standard_when_its_minutes_have_passed() -> None:
    story = Story(report_id="R1").register(at="2026-03-02 08:00").submit(at="2026-03-02 09:00")
    story.submit(at="2026-03-02 09:30").start(at="2026-03-02 09:40")
    early, late = at("2026-03-02 09:41"), at("2026-03-13 15:00")
    tables = whole(story.events(), early)

    after = aged(tables, as_of=late, calendar=calendar())

    assert list(tables.status["is_over_standard"]) == [False]
    assert list(after.status["is_over_standard"]) == [True]
    assert_same(after, whole(story.events(), late))
