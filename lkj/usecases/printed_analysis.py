"""Printed sections of Penyebab, Analisis lanjutan, and what needs care on the Ringkasan."""

from collections.abc import Callable
from typing import Any

from lkj.charts.printed_page import PrintedSection, PrintedTable
from lkj.labels import monitoring_words as words
from lkj.labels.formats import number
from lkj.usecases.attention_reading import NO_ATTENTION, attention_of, attention_sentence
from lkj.usecases.causes_reading import (
    UNEXPLAINED_HEADINGS,
    cause_cells,
    causes_of,
    causes_sentence,
    causes_words,
    unexplained_cells,
    verdicts_of,
)
from lkj.usecases.credibility_reading import credibility_reading
from lkj.usecases.flow_reading import flow_reading, months_reading
from lkj.usecases.frames import board_of
from lkj.usecases.funnel_reading import funnel_reading
from lkj.usecases.live_reading import live_reading
from lkj.usecases.pairs_reading import containment_reading, pairs_reading
from lkj.usecases.population import Population
from lkj.usecases.reading import NotYet, Reading
from lkj.usecases.reasons_reading import reasons_reading, repeats_reading
from lkj.usecases.rework_reading import rework_reading
from lkj.usecases.step_reading import curve_reading
from lkj.usecases.strips_reading import strips_reading
from lkj.usecases.yield_reading import yield_reading

Section = Callable[[Population], PrintedSection | None]
_MOST_ATTENTION, _MOST_UNEXPLAINED = 12, 60


def causes_section(about: Population) -> PrintedSection:
    """Causes counted, and every pass of which nobody has said why."""
    verdicts = verdicts_of(about)
    if verdicts.empty:
        return PrintedSection(finding=words.NO_CAUSES, subtitle=about.as_of_text)
    counted, asking = (
        cause_cells(causes_of(about)),
        unexplained_cells(about, most=_MOST_UNEXPLAINED),
    )
    tables = [
        PrintedTable(caption=caption, headings=headings, rows=rows)
        for caption, headings, rows in (
            (words.CAUSES_CAPTION, words.CAUSE_HEADINGS, counted),
            (words.UNEXPLAINED_CAPTION, UNEXPLAINED_HEADINGS, asking),
        )
        if rows
    ]
    return PrintedSection(
        finding=causes_sentence(verdicts),
        subtitle=causes_words(verdicts, about),
        tables=tables,
    )


def attention_section(about: Population) -> PrintedSection:
    """What should be taken care of now."""
    board = board_of(about.tables, about.office)
    rows = attention_of(about, board).to_dict("records")
    shown = rows[:_MOST_ATTENTION]
    n_more = len(rows) - len(shown)
    table = PrintedTable(
        caption=f"dan {number(n_more)} lainnya" if n_more else "",
        headings=("Yang paling mendesak di atas",),
        rows=[[attention_sentence(about, row)] for row in shown],
    )
    return PrintedSection(
        finding=words.ATTENTION,
        subtitle="" if rows else NO_ATTENTION,
        tables=[table] if rows else [],
    )


def section_of(read: Callable[[Population], Reading[Any] | NotYet]) -> Section:
    """The words and the table of a panel; nothing where it cannot speak yet."""

    def section(about: Population) -> PrintedSection | None:
        reading = read(about)
        if isinstance(reading, NotYet):
            return None
        table = PrintedTable(
            caption=reading.caption, headings=reading.headings, rows=reading.cells
        )
        subtitle = " · ".join(part for part in reading.about if part)
        return PrintedSection(finding=reading.finding, subtitle=subtitle, tables=[table])

    return section


def needs_section(about: Population) -> PrintedSection | None:
    """What the panels that cannot speak yet still need, in one section."""
    readings = [read(about) for read in _ANALYSED]
    needs = [reading.needs for reading in readings if isinstance(reading, NotYet)]
    if not needs:
        return None
    return PrintedSection(finding=words.NOT_ENOUGH, subtitle=" ".join(dict.fromkeys(needs)))


_ANALYSED: tuple[Callable[[Population], Reading[Any] | NotYet], ...] = (
    curve_reading,
    live_reading,
    months_reading,
    flow_reading,
    yield_reading,
    funnel_reading,
    credibility_reading,
)
RETURNS = tuple(
    map(
        section_of,
        (
            reasons_reading,
            repeats_reading,
            strips_reading,
            rework_reading,
            pairs_reading,
            containment_reading,
        ),
    )
)
ANALYSIS = (*map(section_of, _ANALYSED), needs_section)
