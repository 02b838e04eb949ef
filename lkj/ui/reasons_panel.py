"""Why drafts came back: reasons counted, and every return with its words."""

from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.schema import Outcome
from lkj.labels.formats import short_datetime
from lkj.labels.monitoring_words import REASON_HEADINGS, REASONS_CAPTION
from lkj.labels.words import MISSING
from lkj.ui.markup import escape_markdown, table, tag, text
from lkj.ui.monitoring import Monitoring
from lkj.usecases.returns_reading import reason_cells, reasons_finding, reasons_of

RETURN_HEADINGS = ("Dikembalikan", "Laporan", "Oleh", "Alasan", "Yang perlu diperbaiki")
MOST = 50


def reasons_table(look: Monitoring) -> None:
    """Reasons, the most frequent first."""
    counts = reasons_of(look.population)
    if counts.empty:
        return
    st.subheader(escape_markdown(reasons_finding(counts, look.population)))
    rows = [[text(cell) for cell in row] for row in reason_cells(counts, look.population)]
    st.html(table(REASON_HEADINGS, rows, caption=REASONS_CAPTION, class_="lkj-table"))


def returned_rows(look: Monitoring) -> None:
    """Every return with its reasons, the latest first."""
    passes = look.passes
    rejected = passes[passes["outcome"] == Outcome.REJECTED]
    latest = rejected.sort_values("left_at", ascending=False, kind="stable").head(MOST)
    log = look.tables.log
    notes = log.loc[log["no"].isin(latest["closing_no"].dropna()), ["no", "note"]]
    note_of = dict(zip(notes["no"], notes["note"], strict=True))
    st.subheader("Setiap pengembalian")
    rows = [_cells(look, row, note_of) for row in latest.itertuples(index=False)]
    caption = f"{len(latest)} dari {len(rejected)} pengembalian, yang terbaru lebih dahulu."
    st.html(table(RETURN_HEADINGS, rows, caption=caption, class_="lkj-table"))


def _cells(look: Monitoring, row: Any, note_of: dict[int, str]) -> list[str]:
    sop = look.viewer.office.sops.version(row.sop_id, row.sop_version)
    names = {reason.id: reason.name for reason in sop.reasons}
    step = sop.step(str(row.step))
    role = sop.role(str(row.role)).name if isinstance(row.role, str) else MISSING
    reasons = [names.get(code, code) for code in str(row.reasons).split(",") if code]
    link = tag("a", text(row.title), href=f"/laporan?id={row.report_id}", target="_self")
    note = "" if pd.isna(row.closing_no) else note_of.get(int(row.closing_no), "")
    return [
        text(short_datetime(row.left_at, look.viewer.office.zone)),
        link,
        text(f"{role} (langkah {step.number})"),
        text(", ".join(reasons) or MISSING),
        text(note or MISSING),
    ]
