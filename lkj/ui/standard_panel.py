"""Whether mutu baku waktu itself is right: the evidence for a usulan revisi."""

import streamlit as st

from lkj.labels.behaviour_words import (
    LIMITS_HEADINGS,
    LIMITS_SUBTITLE,
    STANDARD_HEADINGS,
    STANDARD_NOTHING,
    STANDARD_RULE,
)
from lkj.ui.markup import escape_markdown, table, text
from lkj.ui.monitoring import Monitoring, print_button
from lkj.ui.panel import not_yet, opening, rows_of, twin
from lkj.usecases.process_changes import process_changes
from lkj.usecases.standard_reading import (
    evidence_of,
    limits_cells,
    standard_cells,
    standard_sentence,
    standard_words,
)

SHEET = "usulan-mutu-baku"


def standard_panel(look: Monitoring) -> None:
    """Say for which steps another standard should be proposed, with the evidence."""
    about = look.population
    changes = process_changes(about.office, about.sop)
    evidence = evidence_of(about, changes)
    if evidence.empty:
        not_yet(STANDARD_NOTHING)
        return
    opening(standard_sentence(evidence, about), standard_words(about))
    st.caption(escape_markdown(STANDARD_RULE))
    rows = [[text(cell) for cell in row] for row in standard_cells(evidence, about)]
    caption = f"Bukti dari pelaksanaan yang selesai {about.period}."
    st.html(table(STANDARD_HEADINGS, rows, caption=caption, class_="lkj-table"))
    rows_of(look, "standard")
    cells = limits_cells(about, changes)
    twin(LIMITS_HEADINGS, cells, caption=LIMITS_SUBTITLE, label="Batas wajar dalam tabel")
    print_button(look, SHEET, label="Cetak usulan dengan buktinya")
