"""From a mark to what is behind it: the passes, and from there the report."""

from typing import Any

import pandas as pd
import streamlit as st

from lkj.labels.formats import minutes_text, short_datetime
from lkj.ui.monitoring import Monitoring
from lkj.ui.navigation import report_link

MOST = 20
HOW = "Klik sebuah titik untuk melihat laporannya."


def clicked_keys(chosen: Any) -> list[str]:
    """What the marks that were clicked stand for."""
    points = chosen["selection"]["points"] if chosen else []
    keys = [point.get("customdata") for point in points]
    flat = [key[0] if isinstance(key, list) else key for key in keys]
    return [str(key) for key in flat if key]


def passes_behind(look: Monitoring, chosen: Any) -> None:
    """List the passes of the report that was clicked; nothing where nothing was drawn."""
    if chosen is None:
        return
    keys = clicked_keys(chosen)
    if not keys:
        st.caption(HOW)
        return
    rows = look.passes[look.passes["report_id"].isin(keys) & look.passes["outcome"].notna()]
    st.subheader("Di balik titik ini")
    list_passes(look, rows)


def list_passes(look: Monitoring, rows: pd.DataFrame) -> None:
    """Show passes as rows that open their report, the latest first."""
    latest = rows.sort_values("left_at", ascending=False, kind="stable")
    for row in latest.head(MOST).itertuples(index=False):
        _row(look, row)
    if len(latest) > MOST:
        st.caption(f"{MOST} terbaru dari {len(latest)}; selengkapnya pada unduhan.")


def _row(look: Monitoring, row: Any) -> None:
    step = look.viewer.office.sops.version(row.sop_id, row.sop_version).step(str(row.step))
    zone = look.viewer.office.zone
    minutes = minutes_text(row.processing_minutes)
    standard = minutes_text(row.standard_minutes)
    link, facts = st.columns([2, 3], vertical_alignment="center")
    report_link(link, row.title, row.report_id)
    place = f"Langkah {step.number}, pelaksanaan ke-{row.visit}"
    finished = f"selesai {short_datetime(row.left_at, zone)}"
    facts.text(f"{place} · {minutes} (mutu baku {standard}) · {finished}")
