"""How reports kept to the SOP on a printed sheet; the screen says the same words."""

from collections.abc import Callable
from functools import partial

from lkj.analytics.conduct import FindingList
from lkj.charts.printed_page import PrintedSection, PrintedTable
from lkj.labels import conformance_words as words
from lkj.labels.status_words import how_many
from lkj.usecases.conduct_reading import (
    Conduct,
    conduct,
    conduct_sentence,
    conduct_words,
    findings_text,
    fitness_text,
    frequent_cells,
    in_list,
    in_matrix_order,
    list_cells,
    mark_text,
    matrix_marks,
    raw_conduct,
)
from lkj.usecases.finding_words import FindingWords
from lkj.usecases.population import Population

MOST_ROWS = 40


def conformance_section(about: Population) -> PrintedSection:
    """The matrix of reports and steps, and the lists counted."""
    look = _look(about)
    if look.fitness.empty:
        return PrintedSection(finding=words.NOTHING_DECIDED, subtitle=about.as_of_text)
    tables = [_matrix(look), _lists(look)]
    frequent = frequent_cells(look)
    if frequent:
        tables.append(
            PrintedTable(
                caption=words.FREQUENT_CAPTION,
                headings=words.FREQUENT_HEADINGS,
                rows=frequent,
            )
        )
    return PrintedSection(
        finding=conduct_sentence(look), subtitle=conduct_words(look), tables=tables
    )


def _findings(code: FindingList, about: Population) -> PrintedSection | None:
    """Every finding of one list; nothing where it is empty."""
    look = _look(about)
    found = in_list(look, code)
    if found.empty:
        return None
    shown = found.head(MOST_ROWS)
    line = words.list_line(n=len(found), n_accepted=int(found["is_accepted"].sum()))
    table = PrintedTable(
        caption=f"{line}.{how_many(len(shown), len(found))}",
        headings=words.FINDING_HEADINGS,
        rows=FindingWords(about.office, look.names).cells(shown),
    )
    return PrintedSection(
        finding=words.LISTS[code.value], subtitle=about.as_of_text, tables=[table]
    )


finding_sections: tuple[Callable[[Population], PrintedSection | None], ...] = tuple(
    partial(_findings, code) for code in FindingList
)


def _matrix(look: Conduct) -> PrintedTable:
    ordered = in_matrix_order(look)
    rows = ordered.head(MOST_ROWS)
    cells = matrix_marks(look, rows)
    numbers = [str(step.number) for step in look.about.sop.steps]
    many = how_many(len(rows), len(ordered))
    return PrintedTable(
        caption=f"{words.MATRIX_CAPTION}{many} {words.MATRIX_LEGEND}",
        headings=(*words.MATRIX_FIRST, *numbers, *words.MATRIX_LAST),
        rows=[
            [
                str(row["title"]),
                *_padded([mark_text(cell) for cell in cells[str(row["report_id"])]], numbers),
                fitness_text(row),
                findings_text(row),
            ]
            for row in ({str(k): v for k, v in r.items()} for r in rows.to_dict("records"))
        ],
    )


def _padded(cells: list[str], numbers: list[str]) -> list[str]:
    """As many cells as the SOP shown has steps, also for a report under another one."""
    return (cells + [""] * len(numbers))[: len(numbers)]


def _lists(look: Conduct) -> PrintedTable:
    return PrintedTable(
        caption=words.LIST_CAPTION, headings=words.LIST_HEADINGS, rows=list_cells(look)
    )


def _look(about: Population) -> Conduct:
    return conduct(about, raw_conduct(about.tables, about.office))
