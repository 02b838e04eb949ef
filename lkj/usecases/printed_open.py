"""The reports that are not finished on a printed sheet; the screen says the same words."""

import pandas as pd

from lkj.charts.printed_aging import aging_drawing
from lkj.charts.printed_page import PrintedSection, PrintedTable
from lkj.labels import status_words as words
from lkj.usecases.aging_reading import (
    aging_cells,
    aging_picture,
    aging_sentence,
    aging_words,
    has_history,
)
from lkj.usecases.open_reading import (
    OpenLook,
    OpenWords,
    ages_of,
    holders,
    open_look,
    open_sentence,
    open_words,
    short_title,
)
from lkj.usecases.population import Population

MOST_ROWS = 60


def open_section(about: Population) -> PrintedSection:
    """Every report that is not finished, and whom they wait for."""
    look = _look(about)
    tables = []
    if len(look.rows):
        shown = look.rows.head(MOST_ROWS)
        caption = words.OPEN_CAPTION + words.how_many(len(shown), len(look.rows))
        # Nine columns of an A4 page have no room for whole titles.
        names = _names(shown)
        said = OpenWords(about).cells(shown)
        cells = [[name, *others] for name, (_, *others) in zip(names, said, strict=True)]
        tables = [
            PrintedTable(caption=caption, headings=words.OPEN_HEADINGS, rows=cells),
            PrintedTable(
                caption=words.HOLDERS_CAPTION,
                headings=words.HOLDERS_HEADINGS,
                rows=[[holder.name, holder.line] for holder in holders(look)],
            ),
        ]
    return PrintedSection(finding=open_sentence(look), subtitle=open_words(look), tables=tables)


def _names(shown: pd.DataFrame) -> list[str]:
    """Short titles; the whole title where others of the table have the same short one."""
    short = [
        short_title(year, period)
        for year, period in zip(shown["fiscal_year"], shown["period"], strict=True)
    ]
    pairs = zip(short, shown["title"], strict=True)
    return [name if short.count(name) == 1 else str(title) for name, title in pairs]


def aging_section(about: Population) -> PrintedSection | None:
    """How long each running report has been at its step; nothing where none runs."""
    look = _look(about)
    if look.ages.empty:
        return None
    finding, picture = aging_sentence(look), aging_picture(look)
    drawn = aging_drawing(
        picture.marks,
        picture.steps,
        picture.bands,
        ticks=picture.ticks,
        span=picture.span,
        name=finding,
    )
    legend = words.AGING_LEGEND if has_history(look) else _without_bands()
    table = PrintedTable(
        caption=words.AGING_CAPTION, headings=words.AGING_HEADINGS, rows=aging_cells(look)
    )
    return PrintedSection(
        finding=finding,
        subtitle=aging_words(look),
        picture=drawn,
        legend=legend,
        tables=[table],
    )


def _without_bands() -> str:
    return f"{words.AGING_LEGEND} {words.ONLY_STANDARD}."


def _look(about: Population) -> OpenLook:
    return open_look(about, ages_of(about.tables))
