"""Waktu per langkah and Pengembalian: what they say is what the log holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lkj.analytics.schema import State
from lkj.domain.events import EventKind
from lkj.ui.reasons_panel import NONE_RETURNED
from tests.pages.stage import (
    SEVERAL,
    ZERO,
    Stage,
    headers,
    markup,
    on_stage,
    report_links,
    script,
)
from tests.pages.widgets import fill, press

MONEV = "monev"
SPAN = "Selesai pada"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Stage]:
    with on_stage(ZERO, tmp_path) as opened:
        yield opened


@pytest.fixture
def several(tmp_path: Path) -> Iterator[Stage]:
    with on_stage(SEVERAL, tmp_path) as opened:
        yield opened


def n_events(stage: Stage, *kinds: EventKind) -> int:
    events = [event for name in stage.reports for event in stage.events(name)]
    return sum(event.kind in kinds for event in events)


def captions(at: AppTest) -> str:
    return " ".join(caption.value for caption in at.caption)


def test_before_anything_happened_the_pages_say_what_will_stand_here(empty: Stage) -> None:
    time = empty.open(MONEV, "durations")
    assert time.text[0].value.startswith("Belum ada langkah yang selesai pada periode ini.")
    returns = empty.open(MONEV, "rejections")
    assert returns.text[0].value.startswith("Belum ada konsep yang diperiksa pada periode ini.")
    assert headers(time) == headers(returns) == []


def test_returns_are_counted_of_all_reviews(several: Stage) -> None:
    rejected = n_events(several, EventKind.REJECTED)
    decided = rejected + n_events(several, EventKind.APPROVED)

    at = several.open(MONEV, "rejections")

    assert headers(at)[0] == f"Konsep dikembalikan {rejected} kali dari {decided} pemeriksaan"
    assert "Kasubbag Renja dan Monev \\(langkah 4\\)" in captions(at)
    # Bars of reviewers and of reasons; no repair has minutes yet.
    assert len(at.get("plotly_chart")) == 2
    assert rejected == 3
    assert markup(at).count('href="/laporan?id=') == rejected + len(several.reports)


def test_reviews_without_a_return_leave_no_empty_table(several: Stage) -> None:
    at = several.open(MONEV, "rejections")
    fill(at, "Keadaan laporan", [State.FINISHED])

    assert headers(at)[0].startswith("Tidak ada pengembalian dari ")
    assert NONE_RETURNED in [element.value for element in at.text]
    assert "Yang perlu diperbaiki" not in markup(at)


def test_minutes_are_told_with_what_is_unknown(several: Stage) -> None:
    moves = (EventKind.SUBMITTED, EventKind.APPROVED, EventKind.REJECTED)
    finished = n_events(several, *moves)

    at = several.open(MONEV, "durations")

    assert headers(at)[0].startswith("Tidak ada yang melewati mutu baku waktu pada 10 ")
    assert f"{finished - 10} tanpa waktu pengerjaan" in captions(at)
    assert len(at.get("plotly_chart")) == 2


def test_a_span_without_passes_says_so(several: Stage) -> None:
    at = several.open(MONEV, "durations")

    fill(at, SPAN, "semester-lalu")

    assert headers(at) == []
    assert at.text[0].value.startswith("Belum ada langkah yang selesai pada periode ini.")


def test_a_span_without_passes_offers_those_of_all_time(several: Stage) -> None:
    finished = n_events(several, EventKind.SUBMITTED, EventKind.APPROVED, EventKind.REJECTED)
    at = several.open(MONEV, "durations")
    fill(at, SPAN, "semester-lalu")
    assert f"{finished} pelaksanaan selesai di luar periode ini." in captions(at)

    press(at, "Sejak awal pencatatan")

    assert headers(at)[0].startswith("Tidak ada yang melewati mutu baku waktu pada 10 ")


def test_a_filter_holds_on_the_next_page_and_after_a_page_without_filters(
    several: Stage,
) -> None:
    at = several.open(MONEV, "durations")
    fill(at, SPAN, "semester-lalu")

    for page in ("rejections", "profile", "rejections"):
        at = at.switch_page(str(script(page))).run()

    assert at.text[0].value.startswith("Belum ada konsep yang diperiksa pada periode ini.")


def test_beranda_shows_both_pictures(several: Stage) -> None:
    at = several.open(MONEV, "home")

    assert len(at.get("plotly_chart")) == 2
    assert report_links(at)


def test_beranda_shows_its_pictures_before_the_long_list(several: Stage) -> None:
    at = several.look(MONEV, "home")

    in_order = [element.value for element in at.main if element.type in ("header", "subheader")]
    assert in_order[-1] == "Keadaan setiap laporan"
