"""The ways of reports on a printed sheet; the screen says the same words."""

from lkj.charts.printed_page import PrintedSection, PrintedTable
from lkj.labels import path_words as words
from lkj.labels.formats import number
from lkj.usecases.paths_reading import (
    Paths,
    listed_paths,
    outside_lines,
    paths,
    paths_sentence,
    paths_words,
    transition_cells,
    variant_cells,
)
from lkj.usecases.population import Population

MOST_ROWS = 40


def paths_section(about: Population) -> PrintedSection:
    """How often each transition was taken, and the way of each report or the frequent ones."""
    if about.whole_reports.empty:
        return PrintedSection(finding=words.NO_PATHS, subtitle=about.as_of_text)
    found = paths(about)
    transitions = PrintedTable(
        caption=words.TRANSITION_CAPTION,
        headings=words.TRANSITION_HEADINGS,
        rows=transition_cells(found, about)[:MOST_ROWS],
    )
    return PrintedSection(
        finding=paths_sentence(found),
        subtitle=paths_words(found, about),
        tables=[transitions, *_outside(found, about), _ways(found, about)],
    )


def _outside(found: Paths, about: Population) -> list[PrintedTable]:
    """What the SOP does not know; the subtitle says where there is nothing."""
    rows = [[line] for line in outside_lines(found, about)[:MOST_ROWS]]
    headings, caption = words.OUTSIDE_HEADINGS, words.OUTSIDE_TITLE
    return [PrintedTable(caption=caption, headings=headings, rows=rows)] if rows else []


def _ways(found: Paths, about: Population) -> PrintedTable:
    listed = listed_paths(about, found)
    if listed.empty:
        return PrintedTable(
            caption=f"{words.VARIANT_CAPTION} {words.PATH_NOTE}",
            headings=words.VARIANT_HEADINGS,
            rows=variant_cells(found),
        )
    rows = [
        [row["title"], row["way"], f"{number(row['n_returns'])} kali"]
        for row in listed.to_dict("records")
    ]
    caption = f"{words.PATH_CAPTION} {words.PATH_NOTE}"
    return PrintedTable(caption=caption, headings=words.PATH_HEADINGS, rows=rows)
