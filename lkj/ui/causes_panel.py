"""Why passes took longer than mutu baku waktu: sentence, table, and who has yet to say why."""

from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.causes import passes_without_cause
from lkj.domain import commands as c
from lkj.domain.accounts import AppRole, Permission
from lkj.domain.sop import Sop
from lkj.labels.formats import minutes_text, number, short_datetime
from lkj.labels.monitoring_words import (
    CAUSE_HEADINGS,
    CAUSES_CAPTION,
    EXPLAIN_NOW,
    NOTHING_TO_EXPLAIN,
)
from lkj.labels.words import MISSING
from lkj.ui.forms import DraftForm
from lkj.ui.markup import escape_markdown, table, text
from lkj.ui.monitoring import Monitoring
from lkj.ui.navigation import report_link
from lkj.ui.panel import rows_of
from lkj.ui.report_acts import CAUSE_DONE, cause_fields, send_act
from lkj.ui.session import Viewer
from lkj.usecases.causes_reading import (
    cause_cells,
    causes_of,
    causes_sentence,
    causes_words,
)

MOST = 20
_OPEN = "cause_open"


def causes_header(look: Monitoring, verdicts: pd.DataFrame) -> None:
    """Finding and subtitle."""
    st.header(escape_markdown(causes_sentence(verdicts)))
    st.caption(escape_markdown(causes_words(verdicts, look.population)))


def causes_table(look: Monitoring) -> None:
    """Causes by how many passes have them, and the minutes over the standard."""
    counts = causes_of(look.population)
    if counts.empty:
        return
    rows = [[text(cell) for cell in row] for row in cause_cells(counts)]
    st.html(table(CAUSE_HEADINGS, rows, caption=CAUSES_CAPTION, class_="lkj-table"))
    rows_of(look, "causes")


def unexplained(look: Monitoring) -> None:
    """Every pass of which nobody has said why, the greatest excess first; with a form."""
    passes = passes_without_cause(look.passes)
    st.subheader("Belum diberi penyebab")
    if passes.empty:
        st.text(NOTHING_TO_EXPLAIN)
        return
    is_now = look.population.selection.as_of is None
    if not is_now:
        st.caption(EXPLAIN_NOW)
    for row in passes.head(MOST).to_dict("records"):
        _row(look, row, is_open_to_answers=is_now)
    if len(passes) > MOST:
        rest = number(len(passes) - MOST)
        st.caption(escape_markdown(f"dan {rest} lainnya; persempit dengan saringan"))


def may_explain(viewer: Viewer, actor: object) -> bool:
    """Whether the viewer may say why: whoever acted, or by right; an auditor never."""
    if AppRole.AUDITOR in viewer.app_roles:
        return False
    return actor == viewer.caller.person.id or viewer.may(Permission.GIVE_CAUSE)


def _row(look: Monitoring, row: dict[Any, Any], *, is_open_to_answers: bool) -> None:
    viewer, no = look.viewer, int(row["closing_no"])
    sop = viewer.office.sops.version(row["sop_id"], row["sop_version"])
    with st.container(border=True, key=f"cause-row-{no}"):
        left, right = st.columns([5, 1], vertical_alignment="center")
        report_link(left, row["title"], row["report_id"])
        left.caption(escape_markdown(_facts(look, sop, row)))
        if not is_open_to_answers or not may_explain(viewer, row["actor"]):
            return
        is_open = st.session_state.get(_OPEN) == no
        label = "Tutup" if is_open else "Beri penyebab"
        if right.button(label, key=f"cause/{no}/open", width="stretch"):
            st.session_state[_OPEN] = None if is_open else no
            st.rerun()
        if is_open:
            _form(viewer, str(row["report_id"]), sop, no)


def _facts(look: Monitoring, sop: Sop, row: dict[Any, Any]) -> str:
    step = sop.step(str(row["step"]))
    again = f", pelaksanaan ke-{row['visit']}" if row["visit"] > 1 else ""
    role = look.viewer.role_name(str(row["role"])) if isinstance(row["role"], str) else MISSING
    spent, excess, standard = (
        minutes_text(row[f"{name}_minutes"]) for name in ("processing", "excess", "standard")
    )
    finished = short_datetime(row["left_at"], look.viewer.office.zone)
    return (
        f"Langkah {step.number}{again} · {role} · {spent}, {excess} di atas mutu baku "
        f"{standard} · selesai {finished}"
    )


def _form(viewer: Viewer, report_id: str, sop: Sop, no: int) -> None:
    form = DraftForm(viewer, f"cause/{report_id}/{no}")
    cause, note = cause_fields(form)
    form.keep()
    if st.button("Simpan penyebab", key=form.button_key("cause"), type="primary"):
        if cause is None:
            st.error("Pilih penyebabnya.")
            return
        command = c.GiveCause(target_no=no, cause=cause, note=note)
        send_act(viewer, report_id, sop, form, command, done=CAUSE_DONE)
