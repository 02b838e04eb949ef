"""What returns add: minutes done again, the way of each report, who prepared what."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from lkj.charts.labelled_bars import labelled_bars
from lkj.domain.accounts import Permission
from lkj.ui.markup import escape_markdown, table, tag, text
from lkj.ui.monitoring import Monitoring
from lkj.ui.panel import not_yet, opening, panel, rows_of, table_panel, twin
from lkj.ui.reasons_panel import report_link
from lkj.usecases.pairs_reading import containment_reading, pairs_reading
from lkj.usecases.population import View
from lkj.usecases.reading import NotYet
from lkj.usecases.rework_reading import PARTS, rework_reading
from lkj.usecases.strips_reading import MARKS, Cell, Strip, strips_reading

PERSONS = "pasangan-orang"
STRIP_HEADINGS = ("Laporan", "Dikembalikan", "Perjalanan")


def rework_panel(look: Monitoring) -> None:
    """Minutes of repair that returns brought, by the step that returned."""
    reading = rework_reading(look.population)
    if isinstance(reading, NotYet):
        return
    if reading.drawn is None:
        table_panel(look, "rework", reading)
        return

    def draw(bars: pd.DataFrame | None) -> object:
        drawn = pd.DataFrame(bars)
        shown = drawn.assign(label=drawn["label"].map(escape))
        return labelled_bars(shown, parts=PARTS, x_title="Menit kerja", mark=look.mark)

    panel(look, "rework", reading, draw)


def strips_panel(look: Monitoring) -> None:
    """Each report as one row of its passes, the most returned first; every row opens it."""
    reading = strips_reading(look.population)
    if isinstance(reading, NotYet):
        not_yet(reading.needs)
        return
    opening(reading.finding, *reading.about)
    rows = [_strip(strip) for strip in reading.drawn]
    caption = "Perjalanan tiap laporan dari kiri ke kanan."
    st.html(table(STRIP_HEADINGS, rows, caption=caption, class_="lkj-table lkj-ways"))
    rows_of(look, "strips")
    st.caption(escape_markdown(reading.legend))
    twin(reading.headings, reading.cells, caption=reading.caption)
    rows_of(look, "loops")


def pairs_panel(look: Monitoring) -> None:
    """Who reviewed whose draft, by role or, with the right, by person."""
    head = st.container()
    if look.viewer.may(Permission.READ_PERSONS) and st.toggle("Menurut orang", key=PERSONS):
        view = View(by_person=True)
        look = replace(look, population=replace(look.population, view=view))
    with head:
        table_panel(look, "pairs", pairs_reading(look.population))


def containment_panel(look: Monitoring) -> None:
    """Which review finds the flaws, and which lets them through."""
    table_panel(look, "containment", containment_reading(look.population))


def _strip(strip: Strip) -> list[str]:
    times = f"{strip.n_loops} kali" if strip.n_loops else "tidak pernah"
    cells = "".join(_cell(cell) for cell in strip.cells)
    words = ", ".join(_words(cell) for cell in strip.cells)
    way = tag("span", cells, class_="lkj-way", role="img", aria_label=words)
    return [report_link(strip.report_id, strip.title), text(times), way]


def _cell(cell: Cell) -> str:
    mark, _ = MARKS[cell.outcome]
    again = " lkj-again" if cell.visit > 1 else ""
    classes = f"lkj-pass lkj-pass-{cell.outcome}{again}"
    content = tag("b", text(cell.number)) + text(mark)
    return tag("span", content, class_=classes, title=_words(cell))


def _words(cell: Cell) -> str:
    again = f" pelaksanaan ke-{cell.visit}" if cell.visit > 1 else ""
    return f"{cell.number}. {cell.name}{again}: {MARKS[cell.outcome][1]}"
