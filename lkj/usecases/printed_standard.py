"""The printed usulan revisi mutu baku: finding, evidence, limits, and how good the data are."""

from lkj.charts.printed_minutes import minutes_drawing
from lkj.charts.printed_page import PrintedSection, PrintedTable
from lkj.labels import behaviour_words as words
from lkj.labels.monitoring_words import TIME_LEGEND
from lkj.usecases.population import Population
from lkj.usecases.process_changes import process_changes
from lkj.usecases.standard_reading import (
    evidence_of,
    limits_cells,
    quality_cells,
    standard_cells,
    standard_sentence,
    standard_words,
)
from lkj.usecases.time_reading import time_dots, time_rows, time_summary


def standard_section(about: Population) -> PrintedSection:
    """What is proposed, by which rule, from which figures."""
    evidence = evidence_of(about, process_changes(about.office, about.sop))
    if evidence.empty:
        return PrintedSection(finding=words.STANDARD_NOTHING, subtitle=about.as_of_text)
    finding = standard_sentence(evidence, about)
    summary = time_summary(about)
    picture = minutes_drawing(
        time_dots(about, in_ratio=False),
        time_rows(about, summary, in_ratio=False),
        name=finding,
    )
    table = PrintedTable(
        caption=f"Aturan: {words.STANDARD_RULE}",
        headings=words.STANDARD_HEADINGS,
        rows=standard_cells(evidence, about),
    )
    return PrintedSection(
        finding=finding,
        subtitle=standard_words(about),
        picture=picture,
        legend=f"{TIME_LEGEND}, bertepi hitam",
        tables=[table],
    )


def limits_section(about: Population) -> PrintedSection | None:
    """Between which minutes each step runs; nothing where nothing was done."""
    if time_summary(about).empty:
        return None
    changes = process_changes(about.office, about.sop)
    table = PrintedTable(
        caption=words.LIMITS_SUBTITLE,
        headings=words.LIMITS_HEADINGS,
        rows=limits_cells(about, changes),
    )
    return PrintedSection(
        finding=words.LIMITS_FINDING, subtitle=about.as_of_text, tables=[table]
    )


def quality_section(about: Population) -> PrintedSection | None:
    """How well the minutes are known; nothing where nothing was done."""
    if time_summary(about).empty:
        return None
    table = PrintedTable(
        caption=f"Mutu data, selesai {about.period}.",
        headings=words.DATA_HEADINGS,
        rows=quality_cells(about),
    )
    return PrintedSection(
        finding="Seberapa jauh datanya dapat diandalkan",
        subtitle="Tanpa waktu dan lupa mencatat tidak ikut menilai mutu baku waktu",
        tables=[table],
    )
