"""Alur: the picture, the graph with its slider, each report's way, and what left the SOP."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lkj import bootstrap
from lkj.domain.sop import Decision
from lkj.labels.path_words import ALL_INSIDE, GRAPH, NO_DEVIATIONS, NO_PATHS
from lkj.ui.paths_picture import LEAST, VIEW
from tests.pages.stage import (
    ONE,
    SEVERAL,
    ZERO,
    Stage,
    headers,
    markup,
    on_stage,
    shown,
)
from tests.support.astray import without_step
from tests.support.offices import NOW
from tests.support.staffed import Running

MONEV = "monev"


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with on_stage(SEVERAL, tmp_path_factory.mktemp("kantor")) as opened:
        yield opened


@pytest.fixture
def astray(tmp_path: Path) -> Iterator[Stage]:
    """One report that kept to the SOP, and a copy of it that lacks step 2."""
    with on_stage(ONE, tmp_path) as opened:
        report = Running(
            bootstrap.current_office(),
            opened.reports["periksa-kasubbag"],
            NOW + timedelta(hours=4),
        )
        report.decide(Decision.APPROVE)
        without_step(report.office, report.events, "bentuk-tim", report_id="lompat")
        yield opened


def said(at: AppTest) -> str:
    return " ".join(shown(one.value) for one in (*at.text, *at.caption))


def test_the_picture_of_the_sop_has_counts_on_its_arrows(several: Stage) -> None:
    at = several.look(MONEV, "paths")

    assert not at.exception
    (chart,) = at.get("plotly_chart")
    spec = json.loads(chart.proto.spec)
    texts = [note.get("text", "") for note in spec["layout"]["annotations"]]
    assert any(text.startswith("Tidak · ") and text.endswith("×") for text in texts)
    assert ALL_INSIDE in said(at)
    assert "/unduh/gambar/transitions.csv" in markup(at)


def test_the_graph_is_narrowed_by_its_slider_and_so_are_its_rows(several: Stage) -> None:
    at = several.open(MONEV, "paths")
    at.session_state[VIEW] = GRAPH
    at = at.run()
    most = max(int(one) for one in at.select_slider(key=LEAST).options)

    narrowed = at.select_slider(key=LEAST).set_value(most).run()

    assert not narrowed.exception
    assert f"sedikitnya={most}" in markup(narrowed)
    assert "lintasan digambar" in said(narrowed)


def test_an_office_without_reports_says_what_will_stand_here(tmp_path: Path) -> None:
    with on_stage(ZERO, tmp_path) as stage:
        at = stage.look(MONEV, "paths")

        assert NO_PATHS in said(at)
        assert len(at.get("plotly_chart")) == 0


def test_one_report_is_told_by_itself(tmp_path: Path) -> None:
    with on_stage(ONE, tmp_path) as stage:
        at = stage.look(MONEV, "paths")

        assert "1 laporan: 1 → 2 → 3 → 4 …" in map(shown, headers(at))
        assert "Jalan tiap laporan" in headers(at)
        assert NO_DEVIATIONS in said(at)


def test_what_left_the_sop_is_told_in_words(astray: Stage) -> None:
    at = astray.look(MONEV, "paths")

    line = "langkah 1 Terima disposisi langsung ke langkah 3 Kumpulkan data: 1 kali"
    assert line in said(at)
    assert "Langkah 2 Bentuk Tim dilewati" in markup(at)
    assert "1 → 3 → 4 → 5 …" in markup(at)


def test_a_clicked_arrow_lists_its_passes(several: Stage) -> None:
    at = several.open(MONEV, "paths")
    point = {"customdata": "terima-disposisi>bentuk-tim"}
    at.session_state["transitions"] = {"selection": {"points": [point]}}

    clicked = at.run()

    assert "Di balik yang diklik" in [one.value for one in clicked.subheader]
