"""Analisis lanjutan: what it finds, what it does not say yet, and who sees persons."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lkj.ui.clicked import HOW
from lkj.ui.funnel_panel import PERSONS
from tests.pages.stage import (
    SEKRETARIS,
    SEVERAL,
    ZERO,
    Stage,
    headers,
    markup,
    on_stage,
    shown,
)
from tests.pages.widgets import fill

MONEV, AUDITOR, ADMINISTRATOR = "monev", "auditor", "administrator"
PAGE = "analysis"
BY_PERSON = "Menurut orang"
A_REVIEWER = "Nama kasubbag renja monev"


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with on_stage(SEVERAL, tmp_path_factory.mktemp("kantor")) as opened:
        yield opened


def findings(at: AppTest) -> list[str]:
    return [shown(subheader.value) for subheader in at.subheader]


def said(at: AppTest) -> str:
    return " ".join(shown(caption.value) for caption in at.caption)


def test_before_anything_happened_it_says_what_will_stand_here(tmp_path: Path) -> None:
    with on_stage(ZERO, tmp_path) as empty:
        at = empty.open(MONEV, PAGE)

    assert at.text[0].value.startswith("Belum ada langkah yang selesai pada periode ini.")
    assert headers(at) == findings(at) == at.get("plotly_chart") == []


def test_every_picture_has_its_finding_its_words_and_its_table(several: Stage) -> None:
    at = several.look(MONEV, PAGE)

    charts = at.get("plotly_chart")
    assert len(charts) == markup(at).count("<table") == len(findings(at)) == 7
    assert [chart.proto.alt.split(". Angka")[0] for chart in charts] == findings(at)


def test_the_reports_and_reviews_are_counted(several: Stage) -> None:
    at = several.look(MONEV, PAGE)

    assert "3 laporan sedang mengulang langkah yang pernah dilewatinya" in findings(at)
    assert "15 laporan masuk dan 2 selesai dalam 1 bulan terakhir, 12 sedang berjalan" in (
        findings(at)
    )
    assert "3 dari 21 pemeriksaan dikembalikan" in said(at)


def test_a_picture_that_cannot_speak_gives_way_to_what_it_needs(several: Stage) -> None:
    at = several.open(MONEV, PAGE)
    fill(at, "Langkah yang dilihat", "periksa-kasubbag")

    assert "Langkah 4: batas wajar perlu 10 pelaksanaan pertama yang diketahui" in said(at)
    assert HOW not in said(at)  # nothing is drawn that one could click
    assert "Laporan tanpa pengembalian: perlu 10 laporan selesai, baru ada 2." in said(at)
    assert "Langkah 3 tampak sesuai pada 100%, sebenarnya 91%" in findings(at)


@pytest.mark.parametrize("who", [MONEV, AUDITOR])
def test_who_may_read_persons_can_compare_them(several: Stage, who: str) -> None:
    at = several.open(who, PAGE)
    assert A_REVIEWER not in markup(at)

    at.toggle(key=PERSONS).set_value(True).run()

    assert not at.exception
    assert A_REVIEWER in markup(at)


@pytest.mark.parametrize("who", [SEKRETARIS, ADMINISTRATOR])
def test_nobody_else_reaches_persons_by_button_memory_or_address(
    several: Stage, who: str
) -> None:
    at = several.open(who, PAGE)
    at.session_state[PERSONS] = True
    at.query_params[PERSONS] = "true"
    at.run()

    assert not at.exception
    assert BY_PERSON not in [toggle.label for toggle in at.toggle]
    assert A_REVIEWER not in markup(at) + said(at)
    assert all(A_REVIEWER not in chart.proto.spec for chart in at.get("plotly_chart"))
    assert "Kasubbag Renja dan Monev" in markup(at)
