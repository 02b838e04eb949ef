"""What the printed Waktu per langkah says beside its dots: scoreboard, waiting, years."""

from lkj.charts.printed_page import PrintedSection, PrintedTable
from lkj.charts.printed_scoreboard import scoreboard_drawing
from lkj.labels import time_words as words
from lkj.usecases.population import Population, of_all_time
from lkj.usecases.scoreboard_reading import (
    scoreboard_cells,
    scoreboard_dots,
    scoreboard_rows,
    scoreboard_sentence,
)
from lkj.usecases.time_reading import known_words, time_summary
from lkj.usecases.waiting_reading import (
    waiting_bars,
    waiting_cells,
    waiting_sentence,
    waiting_table,
    waiting_words,
)
from lkj.usecases.years_reading import (
    years_cells,
    years_sentence,
    years_table,
    years_words,
)


def scoreboard_section(about: Population) -> PrintedSection | None:
    """One line per step for the leader; nothing where nothing was done."""
    summary = time_summary(about)
    if summary.empty:
        return None
    rows = scoreboard_rows(summary, about)
    finding = scoreboard_sentence(rows, about)
    table = PrintedTable(
        caption=f"Papan ringkas, selesai {about.period}.",
        headings=words.SCOREBOARD_HEADINGS,
        rows=scoreboard_cells(summary, about),
    )
    return PrintedSection(
        finding=finding,
        subtitle=f"{known_words(summary)}, selesai {about.period}",
        picture=scoreboard_drawing(rows, scoreboard_dots(summary, about), name=finding),
        legend=f"{words.SCOREBOARD_LEGEND}, bertepi hitam",
        tables=[table],
    )


def waiting_section(about: Population) -> PrintedSection | None:
    """What the waiting is made of; nothing where it is not known."""
    waits = waiting_table(about)
    if waiting_bars(waits, about).empty:
        return None
    table = PrintedTable(
        caption=words.WAITING_NOTE,
        headings=words.WAITING_HEADINGS,
        rows=waiting_cells(waits, about),
    )
    return PrintedSection(
        finding=waiting_sentence(waits, about),
        subtitle=waiting_words(waits, about),
        tables=[table],
    )


def years_section(about: Population) -> PrintedSection | None:
    """One tahun kinerja beside another; nothing where there is only one."""
    all_time = of_all_time(about)
    found = years_table(all_time)
    if found["fiscal_year"].nunique() < 2:  # noqa: PLR2004 -- one year beside another
        return None
    table = PrintedTable(
        caption=words.YEARS_NOTE,
        headings=words.YEARS_HEADINGS,
        rows=years_cells(found, all_time),
    )
    return PrintedSection(
        finding=years_sentence(found, all_time),
        subtitle=years_words(found, all_time),
        tables=[table],
    )
