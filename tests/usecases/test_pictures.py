"""Every picture's rows: explained, there without data, and exactly what the figure draws."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lkj.charts.clock_sources import clock_sources
from lkj.charts.cumulative_flow import cumulative_flow
from lkj.charts.labelled_bars import labelled_bars
from lkj.charts.live_compliance import live_compliance
from lkj.charts.minute_curve import minute_curve
from lkj.charts.minutes_per_step import minutes_per_step
from lkj.charts.reports_per_month import reports_per_month
from lkj.charts.returns_funnel import returns_funnel
from lkj.charts.returns_per_reviewer import returns_per_reviewer
from lkj.charts.yield_shares import yield_shares
from lkj.labels.data_dictionary import PERSON
from lkj.labels.picture_words import AS_OF, FIELDS, REMARK
from lkj.usecases.behaviour_reading import behaviour
from lkj.usecases.credibility_reading import credibility_reading
from lkj.usecases.flow_reading import flow_reading, months_reading
from lkj.usecases.funnel_reading import funnel_reading
from lkj.usecases.live_reading import live_reading
from lkj.usecases.picture_files import picture_table
from lkj.usecases.pictures import PICTURES
from lkj.usecases.population import Population, View
from lkj.usecases.reading import NotYet
from lkj.usecases.reasons_reading import PARTS as REASON_PARTS
from lkj.usecases.reasons_reading import reasons_reading
from lkj.usecases.returns_reading import return_counts, returns_bars
from lkj.usecases.rework_reading import PARTS as REWORK_PARTS
from lkj.usecases.rework_reading import rework_reading
from lkj.usecases.step_reading import curve_reading, one_step
from lkj.usecases.strips_reading import strips_reading
from lkj.usecases.time_reading import time_dots, time_rows, time_summary
from lkj.usecases.yield_reading import yield_reading
from tests.support.offices import empty_office
from tests.support.populations import example_office, looked_at

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


def rows(name: str, about: Population) -> pd.DataFrame:
    return PICTURES[name].rows(about)


def plain(values: Any) -> list[Any]:
    """Values that can be compared: missing ones equal each other."""
    return [None if pd.isna(value) else value for value in values]


def drawn(figure: Any) -> list[dict[str, list[Any]]]:
    """The traces of a figure as plain lists."""
    names = ("x", "y", "text")
    return [
        {name: [] if trace[name] is None else list(trace[name]) for name in names}
        for trace in figure.data
    ]


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


def test_bars_of_returns_are_their_rows(example: Population) -> None:
    table = rows("returns", example)

    first, again, approved = drawn(
        returns_per_reviewer(returns_bars(return_counts(example), example))
    )

    assert first["x"] == table["Dikembalikan, pemeriksaan pertama"].tolist()
    assert again["x"] == table["Dikembalikan lagi"].tolist()
    assert approved["x"] == table["Disetujui"].tolist()
    parts = table[["Dikembalikan, pemeriksaan pertama", "Dikembalikan lagi", "Disetujui"]]
    assert parts.sum(axis=1).tolist() == table["Pemeriksaan"].tolist()


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
    seen, table = behaviour(one_step(example)), rows("behaviour", example)
    assert seen.lines is not None

    assert table["Urutan"].tolist() == seen.drawn["number"].tolist()
    assert set(table["Batas atas (menit kerja)"]) == {seen.lines.upper}
    assert (table["Di luar kebiasaan"] != "").tolist() == seen.drawn["is_signal"].tolist()


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


def test_yields_are_their_rows(example: Population) -> None:
    reading, table = yield_reading(example), rows("yields", example)
    assert not isinstance(reading, NotYet)

    (marks,) = drawn(yield_shares(reading.drawn))

    assert marks["x"] == table["Bagian tanpa pengembalian"].tolist()


@pytest.mark.parametrize("by_minutes", [False, True])
def test_reasons_are_drawn_in_the_order_of_their_rows(
    example: Population, *, by_minutes: bool
) -> None:
    about = looked_at(example.office, view=View(by_minutes=by_minutes))
    reading, table = reasons_reading(about), rows("reasons", about)
    assert not isinstance(reading, NotYet)

    (bars,) = drawn(labelled_bars(reading.drawn, parts=REASON_PARTS[by_minutes], x_title=""))

    heading = "Tambahan (menit kerja)" if by_minutes else "Pengembalian"
    assert plain(bars["x"]) == plain(table[heading])
    assert table["Bagian kumulatif"].iloc[-1] == pytest.approx(1)


def test_bars_of_repair_are_their_rows(example: Population) -> None:
    reading, table = rework_reading(example), rows("rework", example)
    assert not isinstance(reading, NotYet)
    assert reading.drawn is not None

    direct, cascade = drawn(labelled_bars(reading.drawn, parts=REWORK_PARTS, x_title=""))

    assert plain(direct["x"]) == plain(table["Langsung (menit kerja)"])
    assert plain(cascade["x"]) == plain(table["Beruntun (menit kerja)"])
    both = table["Langsung (menit kerja)"] + table["Beruntun (menit kerja)"]
    assert both.tolist() == table["Tambahan (menit kerja)"].tolist()


def test_every_cell_of_the_strips_is_a_row(example: Population) -> None:
    reading, table = strips_reading(example), rows("strips", example)
    assert not isinstance(reading, NotYet)

    cells = [(s.report_id, c.number, c.visit) for s in reading.drawn for c in s.cells]
    headings = ["Kode laporan", "No. langkah", "Pelaksanaan ke-"]
    assert cells == list(table[headings].itertuples(index=False, name=None))
    assert rows("loops", example)["Laporan"].sum() == 60


@pytest.mark.parametrize("by_person", [False, True])
def test_reviewers_in_the_funnel_are_its_rows(example: Population, *, by_person: bool) -> None:
    about = looked_at(example.office, view=View(by_person=by_person))
    reading, table = funnel_reading(about), rows("funnel", about)
    assert not isinstance(reading, NotYet)
    funnel = reading.drawn

    marks = drawn(
        returns_funnel(funnel.points, funnel.limits, pooled_rate=funnel.pooled_rate, ink=INK)
    )[4]

    assert marks["x"] == table["Pemeriksaan"].tolist()
    assert marks["y"] == table["Bagian dikembalikan"].tolist()
    assert [unescape(name) for name in marks["text"]] == table.iloc[:, 0].tolist()
    assert (FIELDS[str(table.columns[0])].unit == PERSON) == by_person


def test_sources_of_minutes_are_their_rows(example: Population) -> None:
    table = rows("sources", example)

    bars = drawn(clock_sources(credibility_reading(example).drawn))

    headings = ("Terukur", "Dilaporkan pelaksana", "Tanpa waktu pengerjaan")
    assert [bar["x"] for bar in bars] == [table[name].tolist() for name in headings]


def test_without_names_nobody_is_told_apart(example: Population) -> None:
    about = looked_at(example.office, view=View(by_person=True), names={})

    assert rows("funnel", about).columns[0] == "Pemeriksa"


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

    # One report's life is its own table; the bars of waiting name theirs.
    assert drawing == {"panel.py", "report_timeline.py", "time_panel.py"}
