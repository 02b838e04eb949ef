"""The findings of a printed sheet with their evidence; the screens say the same words."""

import pandas as pd

from lkj.analytics.board import default_view
from lkj.charts.printed_minutes import minutes_drawing
from lkj.charts.printed_page import PrintedSection, PrintedTable
from lkj.charts.printed_returns import returns_drawing
from lkj.labels import monitoring_words as words
from lkj.labels.findings import completeness, status_subtitle
from lkj.labels.status_words import how_many
from lkj.usecases.frames import board_of, planned
from lkj.usecases.population import Population
from lkj.usecases.printed_open import MOST_ROWS
from lkj.usecases.returns_reading import (
    return_counts,
    returns_bars,
    returns_caption,
    returns_cells,
    returns_sentence,
    returns_words,
)
from lkj.usecases.status_reading import BoardWords, n_unregistered, status_sentence
from lkj.usecases.time_reading import (
    time_caption,
    time_cells,
    time_dots,
    time_rows,
    time_sentence,
    time_summary,
    time_words,
)


def time_section(about: Population) -> PrintedSection:
    """Working minutes against mutu baku waktu: dots and table."""
    summary = time_summary(about)
    if summary.empty:
        return PrintedSection(finding=words.NO_PASSES, subtitle=about.as_of_text)
    finding = time_sentence(summary, about)
    picture = minutes_drawing(
        time_dots(about, in_ratio=False),
        time_rows(about, summary, in_ratio=False),
        name=finding,
    )
    table = PrintedTable(
        caption=time_caption(about),
        headings=words.TIME_HEADINGS,
        rows=time_cells(summary, about),
    )
    return PrintedSection(
        finding=finding,
        subtitle=f"{time_words(summary, about)} · {_known(summary)}",
        picture=picture,
        legend=f"{words.TIME_LEGEND}, bertepi hitam",
        tables=[table],
    )


def returns_section(about: Population) -> PrintedSection:
    """Returns per reviewer: bars and table."""
    counts = return_counts(about)
    if not counts["n"].sum():
        return PrintedSection(finding=words.NO_REVIEWS, subtitle=about.as_of_text)
    finding = returns_sentence(counts)
    table = PrintedTable(
        caption=returns_caption(about),
        headings=words.RETURNS_HEADINGS,
        rows=returns_cells(counts, about),
    )
    return PrintedSection(
        finding=finding,
        subtitle=returns_words(about),
        picture=returns_drawing(returns_bars(counts, about), name=finding),
        legend=words.RETURNS_LEGEND,
        tables=[table],
    )


def status_section(about: Population) -> PrintedSection:
    """Where every expected and running report stands."""
    office = about.office
    plan = planned(office)
    board = board_of(about.tables, office)
    subtitle = status_subtitle(
        n_planned=len(plan), n_unregistered=n_unregistered(board), as_of=about.as_of_text
    )
    said = BoardWords(office, about.tables.calendar)
    rows = default_view(board, as_of=about.as_of)
    shown = rows.head(MOST_ROWS)
    table = PrintedTable(
        caption=words.REPORTS_CAPTION + how_many(len(shown), len(rows)),
        headings=words.REPORT_HEADINGS,
        rows=said.cells(shown),
    )
    tables = [table] if len(board) else []
    return PrintedSection(finding=status_sentence(board), subtitle=subtitle, tables=tables)


def _known(summary: pd.DataFrame) -> str:
    known = completeness(n=int(summary["n"].sum()), n_known=int(summary["n_known"].sum()))
    return known[0].lower() + known[1:]
