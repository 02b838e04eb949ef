"""Pictures of returns: their rows are exactly what the figure draws."""

from collections.abc import Iterator
from html import unescape

import pytest

from lkj.charts.labelled_bars import labelled_bars
from lkj.charts.returns_funnel import returns_funnel
from lkj.charts.returns_per_reviewer import returns_per_reviewer
from lkj.charts.yield_shares import yield_shares
from lkj.labels.picture_words import FIELDS
from lkj.labels.table_fields import PERSON
from lkj.usecases.funnel_reading import funnel_reading
from lkj.usecases.population import Population, View
from lkj.usecases.reading import NotYet
from lkj.usecases.reasons_reading import PARTS as REASON_PARTS
from lkj.usecases.reasons_reading import reasons_reading
from lkj.usecases.returns_reading import return_counts, returns_bars
from lkj.usecases.rework_reading import PARTS as REWORK_PARTS
from lkj.usecases.rework_reading import rework_reading
from lkj.usecases.strips_reading import strips_reading
from lkj.usecases.yield_reading import yield_reading
from tests.support.populations import example_office, looked_at
from tests.usecases.pictured import drawn, plain, rows

INK = "#000000"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Population]:
    office = example_office(tmp_path_factory.mktemp("contoh"))
    yield looked_at(office)
    office.database.dispose()


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


def test_without_names_nobody_is_told_apart(example: Population) -> None:
    about = looked_at(example.office, view=View(by_person=True), names={})

    assert rows("funnel", about).columns[0] == "Pemeriksa"
