"""Whether mutu baku waktu itself is right: the evidence for a usulan revisi."""

from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.standard_evidence import standard_evidence
from lkj.labels.formats import minutes_text, number
from lkj.labels.words import MISSING
from lkj.ui.markup import escape_markdown, table, text
from lkj.ui.monitoring import Monitoring
from lkj.ui.panel import rows_of
from lkj.usecases.time_marks import ASSURANCE

HEADINGS = (
    "Langkah",
    "Mutu baku",
    "Diketahui",
    "Median",
    "85 dari 100 selesai dalam",
    "Batas wajar",
    "Kesanggupan",
    "Usulan",
)
RULE = (
    "Diusulkan bila sedikitnya 10 pelaksanaan diketahui waktunya, dan langkah itu konsisten "
    "tidak memenuhi mutu baku atau hampir pasti kurang dari separuhnya yang sesuai. Usulannya "
    "waktu yang cukup bagi 85 dari 100 pelaksanaan, dibulatkan ke atas per 5 menit."
)
NOT_YET = "Belum cukup data untuk menilai mutu baku waktu: perlu 10 pelaksanaan per langkah"


def standard_panel(look: Monitoring) -> None:
    """Say for which steps another standard should be proposed, with the evidence."""
    evidence = standard_evidence(look.passes)
    if evidence.empty:
        return
    if (evidence["n_known"] < 10).all():  # noqa: PLR2004 -- the rule's own number
        st.caption(NOT_YET)
        return
    st.subheader(escape_markdown(_finding(look, evidence)))
    st.caption(RULE)
    by_step = {str(row["step"]): row for row in evidence.to_dict("records")}
    rows = [_cells(step, by_step[step.id]) for step in look.steps if step.id in by_step]
    caption = f"Bukti dari pelaksanaan yang selesai {look.population.period}."
    st.html(table(HEADINGS, rows, caption=caption, class_="lkj-table"))
    rows_of(look, "standard")


def _finding(look: Monitoring, evidence: pd.DataFrame) -> str:
    proposed = evidence.loc[evidence["is_revision_proposed"], "step"].astype(str)
    numbers = [str(step.number) for step in look.steps if step.id in set(proposed)]
    if not numbers:
        return "Tidak ada usulan revisi mutu baku waktu"
    return f"Usulan revisi mutu baku waktu: langkah {', '.join(numbers)}"


def _cells(step: Any, row: dict[Any, Any]) -> list[str]:
    limits = MISSING
    if pd.notna(row["upper_minutes"]):
        low = max(0, row["lower_minutes"])
        limits = f"{number(low)}–{minutes_text(row['upper_minutes'])}"
    return [
        text(f"{step.number}. {step.short_name}"),
        text(minutes_text(step.standard.minutes)),
        text(number(row["n_known"])),
        text(minutes_text(row["p50_minutes"])),
        text(minutes_text(row["p85_minutes"])),
        text(limits),
        text(ASSURANCE.get(row["assurance"], MISSING)),
        text(minutes_text(row["proposed_minutes"])),
    ]
