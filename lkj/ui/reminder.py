"""Salin pesan pengingat: a text with a link, to paste into WhatsApp."""

from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from lkj.labels.formats import working_duration
from lkj.ui.session import Viewer


def reminder(viewer: Viewer, *, title: str, report_id: str, todo: str, age: str) -> None:
    """Offer the message for whoever the report waits for; nothing is sent from here."""
    opened = st.popover(
        "Salin pesan pengingat",
        icon=":material/content_copy:",
        type="tertiary",
        key=f"remind/{report_id}",
        on_change="rerun",
    )
    if opened.open:
        opened.code(
            f"Yth. Bapak/Ibu, {title} menunggu {todo} selama {age}. "
            f"Mohon ditindaklanjuti: {_origin(viewer)}/tugas?id={report_id}",
            language=None,
            wrap_lines=True,
        )


def waited(viewer: Viewer, row: Any) -> tuple[datetime, str]:
    """Since when a report waits, and how long in working time; for receipt, since it was sent.

    `row` is a row of the status table or of the board.
    """
    since = row.waiting_since if row.state == "running" else row.finished_at
    at = pd.Timestamp(since).to_pydatetime()
    calendar = viewer.calendar
    minutes = calendar.minutes(at, viewer.now)
    return at, working_duration(minutes, day_minutes=calendar.day_minutes)


def todo_text(step_number: int | None) -> str:
    """What the report waits for: a step, or the confirmation of receipt."""
    return f"langkah {step_number}" if step_number else "konfirmasi penerimaan"


def _origin(viewer: Viewer) -> str:
    url = viewer.office.settings.public_url or st.context.url or ""
    return "/".join(url.split("/")[:3])
