"""Every picture's rows: explained, there without data, and exactly what the figure draws."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from lkj.charts.clock_sources import clock_sources
from lkj.charts.cumulative_flow import cumulative_flow
from lkj.charts.live_compliance import live_compliance
from lkj.charts.minute_curve import minute_curve
from lkj.charts.minutes_per_step import minutes_per_step
from lkj.charts.reports_per_month import reports_per_month
from lkj.charts.scoreboard import scoreboard
from lkj.labels.picture_words import AS_OF, FIELDS, REMARK
from lkj.usecases.behaviour_reading import (
    behaviour_marks,
    behaviour_stretches,
    shown_series,
)
from lkj.usecases.credibility_reading import credibility_reading
from lkj.usecases.flow_reading import flow_reading, months_reading
from lkj.usecases.live_reading import live_reading
from lkj.usecases.overlay_reading import overlay_boxes
from lkj.usecases.picture_files import picture_table
from lkj.usecases.pictures import PICTURES
from lkj.usecases.population import Population, View
from lkj.usecases.process_changes import process_changes
from lkj.usecases.reading import NotYet
from lkj.usecases.returns_reading import return_counts
from lkj.usecases.scoreboard_reading import scoreboard_dots, scoreboard_rows
from lkj.usecases.step_reading import curve_reading
from lkj.usecases.time_reading import time_dots, time_rows, time_summary
from lkj.usecases.years_reading import years_table
from tests.support.offices import empty_office
from tests.support.populations import example_office, looked_at
from tests.usecases.pictured import drawn, rows

RARE = {"repeats"}  # the example history gives no reason twice in one report
INK = "#000000"
LONGEST_SHEET = 25


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Population]:
    office = example_office(tmp_path_factory.mktemp("contoh"))
    yield looked_at(office)
    office.database.dispose()


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Population]:
    office = empty_office(tmp_path_factory.mktemp("kosong"))
    yield looked_at(office)
    office.database.dispose()


@pytest.mark.parametrize("name", PICTURES)
def test_every_column_is_explained_and_is_there_without_data(
    example: Population, nothing: Population, name: str
) -> None:
    full, empty = picture_table(name, example), picture_table(name, nothing)

    assert len(full.rows) or name in RARE
    headings = [field.heading for field in full.fields]
    assert headings == list(full.rows.columns) == list(empty.rows.columns)
    assert headings[-2:] == [AS_OF, REMARK]
    assert set(full.rows[REMARK]) <= {"DATA CONTOH"}


def test_titles_fit_a_sheet_and_files_are_told_apart() -> None:
    titles = [picture.title for picture in PICTURES.values()]
    files = [picture.file_name for picture in PICTURES.values()]

    assert max(map(len, titles)) <= LONGEST_SHEET
    assert len(set(titles)) == len(set(files)) == len(PICTURES)
    assert all(title.replace(" ", "").replace(",", "").isalpha() for title in titles)


def test_no_meaning_is_left_of_a_picture_that_is_gone(example: Population) -> None:
    by_person = looked_at(example.office, view=View(by_person=True))
    used = {
        heading
        for name in PICTURES
        for about in (example, by_person)
        for heading in picture_table(name, about).rows.columns
    }

    assert set(FIELDS) == used


def test_dots_and_what_has_no_minutes_are_all_rows(example: Population) -> None:
    table = rows("time", example)
    dots = time_dots(example, in_ratio=False)
    summary = time_summary(example)
    figure = minutes_per_step(
        dots, time_rows(example, summary, in_ratio=False), in_ratio=False, ink=INK
    )

    is_dot = table["Waktu pengerjaan (menit kerja)"].notna()
    within, over, medians = drawn(figure)
    minutes = table.loc[is_dot, "Waktu pengerjaan (menit kerja)"].clip(lower=1)
    is_over = table.loc[is_dot, "Melewati mutu baku waktu"].astype(bool)
    assert sorted(within["x"]) == sorted(minutes[~is_over])
    assert sorted(over["x"]) == sorted(minutes[is_over])
    assert set(medians["x"]) == set(
        table["Median langkah (menit kerja)"].dropna().clip(lower=1)
    )
    n_unknown = int((summary["n"] - summary["n_known"]).sum())
    assert table.loc[~is_dot, "Jumlah pelaksanaan"].sum() == n_unknown
    assert table.loc[is_dot, "Jumlah pelaksanaan"].sum() == summary["n_known"].sum()
    assert table.loc[~is_dot, "No. langkah"].tolist() == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_curve_is_its_rows(example: Population) -> None:
    reading, table = curve_reading(example), rows("curve", example)
    assert not isinstance(reading, NotYet)
    curve = reading.drawn

    within, beyond = drawn(
        minute_curve(
            curve.points,
            standard=curve.standard,
            n_within=curve.n_within,
            words=curve.words,
            ink=INK,
        )
    )

    # Each part begins, and the first ends, at the standard.
    points = [*within["x"][1:-1], *beyond["x"][1:]]
    counts = [*within["y"][1:-1], *beyond["y"][1:]]
    assert points == table["Waktu pengerjaan (menit kerja)"].clip(lower=1).tolist()
    assert counts == table["Selesai dalam waktu itu"].tolist()
    assert set(table["No. langkah"]) == {3}


def test_a_chosen_step_is_the_one_that_is_downloaded(example: Population) -> None:
    step = example.steps[3]
    about = looked_at(example.office, view=View(step=step.id))

    assert set(rows("curve", about)["No. langkah"]) == {4}
    assert set(rows("behaviour", about)["No. langkah"]) == {4}


def test_usual_limits_are_those_that_are_drawn(example: Population) -> None:
    table = rows("behaviour", example)
    series = shown_series(example, process_changes(example.office, example.sop))
    points, stretches = behaviour_marks(series), behaviour_stretches(series)

    assert table["Urutan"].tolist() == points["number"].tolist()
    assert set(table["Batas atas (menit kerja)"].dropna()) == {
        one.upper for one in stretches if one.upper is not None
    }
    assert (table["Di luar kebiasaan"] != "").tolist() == points["is_signal"].tolist()
    assert set(table["Batas berlaku"]) == {one.words for one in stretches}


def test_the_scoreboard_is_downloaded_bar_by_bar(example: Population) -> None:
    table, summary = rows("scoreboard", example), time_summary(example)
    steps = scoreboard_rows(summary, example)

    bars, _, dots = drawn(scoreboard(steps, scoreboard_dots(summary, example), ink=INK))

    assert table["Kali mutu baku"].clip(upper=4).tolist() == [*bars["x"], *dots["x"]]
    assert len(table) == 8


def test_boxes_and_arrows_are_those_of_the_picture(example: Population) -> None:
    boxes, arrows = rows("overlay", example), rows("arrows", example)
    known = overlay_boxes(time_summary(example), example)["ratio"].dropna()

    assert boxes["Kali mutu baku"].dropna().tolist() == known.tolist()
    back = arrows[arrows["Arah"] == "dikembalikan"]
    assert int(back["Jumlah pelaksanaan"].sum()) == int(
        return_counts(example)["n_rejections"].sum()
    )


def test_parts_of_waiting_add_up_to_what_is_downloaded(example: Population) -> None:
    table = rows("waiting", example)

    parts = table[[name for name in table if str(name).endswith("(menit kerja)")][1:]]
    assert parts.sum(axis=1).tolist() == table["Menunggu (menit kerja)"].tolist()


def test_every_year_is_downloaded_dot_by_dot(example: Population) -> None:
    table = rows("years", example)
    found = years_table(example)

    assert int(table["Jumlah pelaksanaan"].sum()) == int(found["n_known"].sum())
    assert table["Tahun kinerja"].nunique() <= 3


def test_returns_in_time_are_downloaded_with_their_lines(example: Population) -> None:
    table = rows("chance", example)

    assert set(table["Menurut"]) <= {"bulan", "jarak"}
    assert (table["Nilai"] >= 0).all()
    assert table["Batas atas"].notna().any()


def test_shares_of_finished_and_of_all_are_drawn(example: Population) -> None:
    reading, table = live_reading(example), rows("live", example)
    assert not isinstance(reading, NotYet)

    _, seen, real = drawn(live_compliance(reading.drawn))

    assert seen["x"] == table["Bagian sesuai, yang selesai"].tolist()
    assert real["x"] == table["Bagian sesuai, sebenarnya"].tolist()


def test_months_are_drawn_as_they_are_downloaded(example: Population) -> None:
    reading, table = months_reading(example), rows("months", example)
    assert not isinstance(reading, NotYet)

    arrived, finished, running = drawn(reports_per_month(reading.drawn, ink=INK))

    assert arrived["y"] == table["Masuk"].tolist()
    assert finished["y"] == table["Selesai"].tolist()
    assert running["y"] == table["Berjalan pada akhirnya"].tolist()
    assert [pd.Timestamp(day).date() for day in arrived["x"]] == table["Bulan"].tolist()


def test_every_line_of_the_flow_is_its_rows(example: Population) -> None:
    reading, table = flow_reading(example), rows("flow", example)
    assert not isinstance(reading, NotYet)
    flow = reading.drawn

    *areas, band = drawn(
        cumulative_flow(flow.lines, flow.days, names=flow.names, marks=flow.marks)
    )

    steps = [*example.sop.steps, None]
    for step, area in zip(steps, areas, strict=True):
        number = table["No. langkah"]
        own = table[number.isna() if step is None else number == step.number]
        assert area["y"] == own["Laporan yang pernah mencapainya"].tolist()
    own = table[table["No. langkah"] == 1]
    assert band["y"] == own["Laporan yang sedang mengulang"].tolist()


def test_sources_of_minutes_are_their_rows(example: Population) -> None:
    table = rows("sources", example)

    bars = drawn(clock_sources(credibility_reading(example).drawn))

    headings = ("Terukur", "Dilaporkan pelaksana", "Tanpa waktu pengerjaan")
    assert [bar["x"] for bar in bars] == [table[name].tolist() for name in headings]


def test_waiting_and_working_stand_in_minutes(example: Population) -> None:
    summary = time_summary(example).set_index("step")
    table = rows("wait", example).set_index("Langkah")

    name = example.steps[3].short_name
    waited = table.loc[name, "Median menunggu (menit kerja)"]
    assert waited == summary.loc[example.steps[3].id, "p50_waiting_minutes"]


def test_causes_and_evidence_are_told_in_words(example: Population) -> None:
    assert "Belum diberi penyebab" in rows("causes", example)["Penyebab"].tolist()
    assert rows("standard", example)["No. langkah"].tolist() == [1, 2, 3, 4, 5, 6, 7, 8]


def test_the_pages_that_draw_do_it_where_the_links_are() -> None:
    source = Path("lkj/ui")
    drawing = {
        path.name
        for path in source.glob("*.py")
        if "st.plotly_chart(" in path.read_text(encoding="utf-8")
    }

    # One report's life is its own table; the bars of waiting and of late units name theirs, and
    # what compares offices has links of its own.
    own = {"offices_panel.py", "report_timeline.py", "time_panel.py", "unit_late.py"}
    assert drawing == {"panel.py", *own}
