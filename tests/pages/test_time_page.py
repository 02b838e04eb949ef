"""Waktu per langkah in its parts, and the changes on Analisis lanjutan."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lkj.ui.time_parts import HOW, PART, PARTS
from tests.pages.stage import SEKRETARIS, SEVERAL, Stage, markup, on_stage, shown

MONEV = "monev"
BOARD, PICTURE, WAITING, YEARS, PROPOSAL = PARTS


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with on_stage(SEVERAL, tmp_path_factory.mktemp("kantor")) as opened:
        yield opened


def part(stage: Stage, name: str) -> AppTest:
    at = stage.look(MONEV, "durations")
    at.session_state[PART] = name
    return at.run()


def charts(at: AppTest) -> list[str]:
    return [chart.proto.alt for chart in at.get("plotly_chart")]


def said(at: AppTest) -> str:
    parts = [*at.subheader, *at.caption]
    return " ".join(shown(part.value) for part in parts)


def test_the_first_part_is_the_scoreboard_and_no_other_is_made(several: Stage) -> None:
    at = several.look(MONEV, "durations")

    assert len(charts(at)) == 2
    assert "85 dari 100 selesai dalam" in markup(at)
    assert "Kotak: hijau di bawah" not in said(at)


def test_the_picture_of_the_sop_has_a_mark_in_every_box(several: Stage) -> None:
    at = part(several, PICTURE)

    assert not at.exception
    spec = json.loads(at.get("plotly_chart")[1].proto.spec)
    keys = set(spec["data"][0]["customdata"])
    assert len(keys) == 8
    texts = " ".join(note.get("text", "") for note in spec["layout"]["annotations"])
    assert "Tidak · 1×" in texts  # a return of each review
    assert markup(at).count("<table") == 3


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (WAITING, "Lama menunggu belum diketahui"),
        (YEARS, "Tahun ke tahun: perlu pelaksanaan dari 2 tahun kinerja, baru ada 1."),
        (PROPOSAL, "Usulan revisi mutu baku waktu|Tidak ada usulan|Belum cukup data"),
    ],
)
def test_each_part_says_its_finding_or_what_it_needs(
    several: Stage, name: str, words: str
) -> None:
    at = part(several, name)

    assert not at.exception
    assert any(word in said(at) for word in [*words.split("|"), "menunggu di langkah"])


def test_how_to_click_is_said_only_where_there_is_something_to_click(several: Stage) -> None:
    assert HOW.format(mark="kotak atau panah") in said(part(several, PICTURE))
    assert HOW.format(mark="titik") not in said(part(several, YEARS))


def test_the_proposal_can_be_printed(several: Stage) -> None:
    at = part(several, PROPOSAL)

    links = [link.proto.url for link in at.get("link_button")]
    assert any(link.startswith("/cetak/usulan-mutu-baku") for link in links)


def test_monev_notes_a_change_and_it_stands_in_the_table(tmp_path: Path) -> None:
    with on_stage(SEVERAL, tmp_path) as stage:
        at = stage.open(MONEV, "analysis")
        key = next(box.key for box in at.date_input if box.label == "Berlaku sejak")
        at.date_input(key=key).set_value(date(2026, 2, 2))
        reason = next(box.key for box in at.text_input if box.label.startswith("Yang berubah"))
        at.text_input(key=reason).set_value("formulir <b>baru</b>")
        step = next(box.key for box in at.selectbox if box.label == "Langkah yang berubah")
        at.selectbox(key=step).set_value("kumpulkan-data")
        button = next(b.key for b in at.button if b.label == "Catat perubahan")
        at.button(key=button).click().run()

        assert not at.exception
        assert "formulir &lt;b&gt;baru&lt;/b&gt; sejak Sen, 2 Feb 2026" in markup(at)


def test_others_see_the_changes_and_note_none(several: Stage) -> None:
    at = several.look(SEKRETARIS, "analysis")

    assert "Catat perubahan" not in [button.label for button in at.button]
    assert "Belum ada perubahan cara kerja yang tercatat." in said(at)
