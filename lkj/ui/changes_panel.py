"""Recorded changes of how steps are done, and the form that notes another one."""

from datetime import date
from typing import Any

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.errors import LkjError
from lkj.labels.behaviour_words import CHANGES_CAPTION, CHANGES_HEADINGS, CHANGES_NONE
from lkj.labels.formats import short_day
from lkj.ui.forms import DraftForm, carry_out
from lkj.ui.markup import table, text
from lkj.ui.messages import flash, show_error
from lkj.ui.monitoring import Monitoring
from lkj.ui.session import Viewer
from lkj.usecases import process_changes as use


def changes_panel(look: Monitoring, changes: use.ProcessChanges) -> None:
    """What begins limits anew; who may note changes does it here."""
    viewer = look.viewer
    with st.expander("Perubahan cara kerja yang tercatat"):
        _table(look, changes)
        if viewer.may(Permission.NOTE_CHANGE):
            _note_form(viewer, look)
            _withdraw_form(viewer, look)


def _table(look: Monitoring, changes: use.ProcessChanges) -> None:
    zone = look.viewer.office.zone
    rows = [
        [
            text(f"{step.number}. {step.short_name}"),
            text(short_day(turn.at.astimezone(zone).date())),
            text(turn.words),
        ]
        for step in look.population.sop.steps
        for turn in changes.turns[step.id]
    ]
    if rows:
        html = table(CHANGES_HEADINGS, rows, caption=CHANGES_CAPTION, class_="lkj-table")
        st.html(html)
    else:
        st.caption(CHANGES_NONE)


def _note_form(viewer: Viewer, look: Monitoring) -> None:
    form = DraftForm(viewer, "change/note")
    names = {step.id: f"{step.number}. {step.short_name}" for step in look.population.sop.steps}
    step = st.selectbox(
        "Langkah yang berubah",
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=form.key("step"),
        placeholder="Pilih langkah",
    )
    since: Any = st.date_input(
        "Berlaku sejak",
        key=form.key("since"),
        format="DD/MM/YYYY",
        min_value=date(2000, 1, 1),
        max_value=viewer.now.astimezone(viewer.office.zone).date(),
    )
    reason = st.text_input(
        "Yang berubah (wajib)",
        key=form.key("reason"),
        max_chars=use.LONGEST_REASON,
        help="Misalnya: formulir baru, aplikasi baru, pembagian tugas baru.",
    )
    form.keep()
    if not st.button("Catat perubahan", key=form.button_key("note")):
        return
    if not isinstance(since, date) or step is None:
        st.error("Isi langkah dan tanggal berlakunya.")
        return
    request = use.ChangeForm(
        request_id=form.request_id,
        sop_id=look.population.sop.id,
        step=step,
        since=since,
        reason=reason or "",
    )
    try:
        done = use.note(request, **viewer.use)
    except LkjError as error:
        show_error(error, zone=viewer.office.zone)
        return
    form.close()
    flash(f"Perubahan dicatat, no. {done.no} pada jejak audit.")
    st.rerun()


def _withdraw_form(viewer: Viewer, look: Monitoring) -> None:
    noted = {
        one.id: one
        for one in use.noted_changes(viewer.office)
        if one.sop_id == look.population.sop.id
    }
    if not noted:
        return
    form = DraftForm(viewer, "change/withdraw")
    step_of = look.population.sop.step
    chosen = st.selectbox(
        "Catatan yang keliru",
        list(noted),
        index=None,
        format_func=lambda one: (
            f"{step_of(noted[one].step).number}. {noted[one].reason}, "
            f"{short_day(noted[one].since)}"
        ),
        key=form.key("id"),
    )
    if not st.button("Batalkan catatan ini", key=form.button_key("drop"), disabled=not chosen):
        return
    request = use.ChangeWithdrawal(request_id=form.request_id, change_id=str(chosen))
    carry_out(
        viewer, form, lambda **u: use.withdraw(request, **u), "Catatan perubahan dibatalkan."
    )
