"""The findings of one list, and the form by which somebody accepts one for a reason."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.conduct import FindingList
from lkj.domain.accounts import Permission
from lkj.labels import conformance_words as words
from lkj.labels.formats import number
from lkj.labels.status_words import how_many
from lkj.ui.forms import DraftForm, carry_out
from lkj.ui.markup import escape_markdown
from lkj.ui.monitoring import Monitoring
from lkj.ui.navigation import report_link
from lkj.ui.session import Viewer
from lkj.usecases import justifications as use
from lkj.usecases.conduct_reading import Conduct, in_list
from lkj.usecases.finding_words import FindingWords

MOST = 20
JUSTIFIED, WITHDRAWN = "Temuan dibenarkan.", "Pembenaran dicabut."
_OPEN = "finding_open"


def findings_panel(look: Monitoring, seen: Conduct) -> None:
    """One list at a time: lists are never blended."""
    st.subheader("Setiap temuan")
    counts = seen.found["list"].astype(str).value_counts()
    longest = next((code for code in words.LISTS if counts.get(code)), FindingList.ORDER.value)
    chosen = st.segmented_control(
        "Daftar",
        list(words.LISTS),
        default=longest,
        format_func=lambda code: f"{words.LISTS[code]} ({number(int(counts.get(code, 0)))})",
        required=True,
        key="conformance_list",
    )
    found = in_list(seen, chosen or longest)
    if found.empty:
        st.text(words.NO_FINDINGS)
        return
    shown = found.head(MOST)
    line = words.list_line(n=len(found), n_accepted=int(found["is_accepted"].sum()))
    st.caption(escape_markdown(f"{line}.{how_many(len(shown), len(found))}"))
    is_now = look.population.selection.as_of is None
    if look.viewer.may(Permission.JUSTIFY) and not is_now:
        st.caption(words.JUSTIFY_NOW)
    said = FindingWords(look.viewer.office, seen.names)
    may = is_now and look.viewer.may(Permission.JUSTIFY)
    for row in shown.to_dict("records"):
        _row(look.viewer, row, said, may=may)


def _row(viewer: Viewer, row: dict[Any, Any], said: FindingWords, *, may: bool) -> None:
    key = f"{row['report_id']}/{row['finding']}"
    with st.container(border=True):
        left, right = st.columns([5, 1], vertical_alignment="center")
        report_link(left, row["title"], row["report_id"])
        left.text(said.sentence(row))
        if row["is_accepted"]:
            left.text(said.acceptance(row))
        is_own = row["actor"] == viewer.caller.person.id
        if not may or (is_own and not row["is_accepted"]):
            return
        if row["is_accepted"]:
            _withdrawing(viewer, row, right, key)
        else:
            _accepting(viewer, row, right, key)


def _accepting(viewer: Viewer, row: dict[Any, Any], place: Any, key: str) -> None:
    is_open = st.session_state.get(_OPEN) == key
    if place.button("Tutup" if is_open else "Benarkan", key=f"{key}/open", width="stretch"):
        st.session_state[_OPEN] = None if is_open else key
        st.rerun()
    if is_open:
        _form(viewer, row, key)


def _form(viewer: Viewer, row: dict[Any, Any], key: str) -> None:
    form = DraftForm(viewer, f"finding/{key}")
    reason = st.text_area(
        "Alasan pembenaran (wajib, minimal 10 karakter)",
        key=form.key("reason", ""),
        max_chars=use.LONGEST_REASON,
    )
    until = st.date_input(
        "Berlaku sampai (kosong: seterusnya)",
        key=form.key("until"),
        format="DD/MM/YYYY",
        min_value=viewer.now.astimezone(viewer.office.zone).date(),
        max_value=date(2100, 12, 31),
    )
    form.keep()
    if st.button("Simpan pembenaran", key=form.button_key("save"), type="primary"):
        asked = use.JustifyForm(
            request_id=f"{form.request_id}/justify",
            report_id=str(row["report_id"]),
            finding=str(row["finding"]),
            reason=reason or "",
            valid_until=until if isinstance(until, date) else None,
        )
        carry_out(viewer, form, lambda **u: _closing(use.justify, asked, **u), JUSTIFIED)


def _withdrawing(viewer: Viewer, row: dict[Any, Any], place: Any, key: str) -> None:
    form = DraftForm(viewer, f"withdraw/{key}/{pd.Timestamp(row['given_at']).isoformat()}")
    if place.button("Cabut", key=form.button_key("withdraw"), width="stretch"):
        asked = use.WithdrawForm(
            request_id=f"{form.request_id}/withdraw",
            report_id=str(row["report_id"]),
            finding=str(row["finding"]),
        )
        carry_out(viewer, form, lambda **u: _closing(use.withdraw, asked, **u), WITHDRAWN)


def _closing(act: Callable[..., object], asked: object, **viewer_use: Any) -> None:
    """Act, and open no form on the next page."""
    act(asked, **viewer_use)
    st.session_state.pop(_OPEN, None)
