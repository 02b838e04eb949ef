"""What returns add: minutes done again, passes per report, who prepared what was returned."""

from typing import Any

import streamlit as st

from lkj.analytics.rejections import given_received
from lkj.analytics.rework import loop_distribution, loops, rework_by_step, rework_episodes
from lkj.labels.formats import minutes_text, number
from lkj.labels.words import MISSING
from lkj.ui.markup import escape_markdown, table, text
from lkj.ui.monitoring import Monitoring
from lkj.ui.returns_panel import reviews

REWORK_HEADINGS = (
    "Dikembalikan pada langkah",
    "Pengembalian",
    "Pelaksanaan ulang",
    "Tambahan menit kerja",
    "Tanpa waktu",
    "Menunggu",
    "Menurut mutu baku",
)
LOOP_HEADINGS = ("Pengembalian dalam satu laporan", "Laporan")
PAIR_HEADINGS = ("Pemeriksa", "Yang menyerahkan", "Dikembalikan")
RULE = (
    "Setiap pelaksanaan setelah pengembalian dihitung pada pengembalian terakhir yang belum "
    "terlewati lagi. Yang tanpa waktu pengerjaan tidak ikut dijumlahkan."
)


def rework_panel(look: Monitoring) -> None:
    """Minutes of work and waiting that returns brought, by the step that returned."""
    costs = rework_by_step(rework_episodes(look.population.whole_reports))
    if costs.empty:
        return
    minutes = costs["processing_minutes"].sum()
    added = (
        f"sedikitnya {number(minutes)} menit kerja" if minutes else "waktu yang belum tercatat"
    )
    n = number(int(costs["n"].sum()))
    st.subheader(escape_markdown(f"{n} pengembalian menambah {added} perbaikan"))
    st.caption(RULE)
    by_step = {str(cost["step"]): cost for cost in costs.to_dict("records")}
    rows = [
        _cells(look, step, by_step[step.id]) for step in reviews(look) if step.id in by_step
    ]
    caption = "Tambahan menit kerja karena perbaikan, dari laporan yang termasuk pilihan ini."
    st.html(table(REWORK_HEADINGS, rows, caption=caption, class_="lkj-table"))


def loops_panel(look: Monitoring) -> None:
    """How many reports were returned how often."""
    spread = loop_distribution(loops(look.population.whole_reports))
    if not spread["n_reports"].sum():
        return
    never = int(spread["n_reports"].iloc[0])
    n = int(spread["n_reports"].sum())
    st.subheader(
        escape_markdown(f"{number(never)} dari {number(n)} laporan belum pernah dikembalikan")
    )
    last = int(spread["loops"].max())
    rows = [
        [
            text(_times(int(row["loops"]), last)),
            text(number(row["n_reports"])),
        ]
        for row in spread.to_dict("records")
    ]
    caption = "Laporan yang masih berjalan dihitung sejauh ini."
    st.html(table(LOOP_HEADINGS, rows, caption=caption, class_="lkj-table"))


def _times(n: int, last: int) -> str:
    return f"{n} kali atau lebih" if n == last else f"{n} kali"


def pairs_panel(look: Monitoring) -> None:
    """Who reviewed whose draft, by role."""
    pairs = given_received(look.population.whole_reports)
    known = pairs[pairs["preparer"].notna()]
    if known.empty:
        return
    st.subheader("Siapa memeriksa hasil siapa")
    rows = [
        [
            text(look.viewer.role_name(str(row["reviewer"]))),
            text(look.viewer.role_name(str(row["preparer"]))),
            text(f"{number(row['n_rejections'])} dari {number(row['n'])}"),
        ]
        for row in known.to_dict("records")
    ]
    caption = "Angka tinggi dapat berarti pemeriksa teliti atau konsep yang belum matang."
    st.html(table(PAIR_HEADINGS, rows, caption=caption, class_="lkj-table"))


def _cells(look: Monitoring, step: Any, row: dict[Any, Any]) -> list[str]:
    n_open = f", {number(row['n_open'])} masih diperbaiki" if row["n_open"] else ""
    reviewer = ", ".join(look.viewer.role_name(role) for role in step.finishers)
    return [
        text(f"{step.number}. {reviewer}"),
        text(f"{number(row['n'])}{n_open}"),
        text(number(row["n_passes"])),
        text(minutes_text(row["processing_minutes"])),
        text(number(row["n_unknown"]) if row["n_unknown"] else MISSING),
        text(minutes_text(row["waiting_minutes"])),
        text(minutes_text(row["standard_minutes"])),
    ]
