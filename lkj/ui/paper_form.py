"""Catat dari berkas: the rows of one report, prefilled in SOP order, repeats inserted."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

import streamlit as st

from lkj.domain.commands import ConfirmReceipt, Move
from lkj.domain.events import Moment
from lkj.domain.sop import Decision, Sop, Step
from lkj.labels.words import DECISION
from lkj.ui.forms import DraftForm, moment_of
from lkj.ui.markup import escape_markdown
from lkj.ui.roster import AUTOMATIC, Roster
from lkj.ui.session import Viewer
from lkj.usecases.paper import PaperRow, planned_steps

MOST_ROWS = 40


@dataclass(frozen=True)
class TypedRow:
    """One row as typed: the step it belongs to, and whether the paper says it was finished."""

    step: Step
    visit: int
    row: PaperRow | None
    problem: str = ""

    @property
    def label(self) -> str:
        """What to call the row in a message."""
        again = f", pelaksanaan ke-{self.visit}" if self.visit > 1 else ""
        return f"langkah {self.step.number}{again}"


def paper_rows(
    viewer: Viewer,
    form: DraftForm,
    sop: Sop,
    roster: Roster,
    *,
    start: str,
    done: dict[str, int],
) -> list[TypedRow]:
    """Draw a row for every pass, in SOP order; a return inserts the repeated rows.

    `start` is the first step to type, `done` how often each step was passed before.
    """
    decisions: list[Decision] = []
    typed: list[TypedRow] = []
    counts = dict(done)
    while len(typed) < MOST_ROWS:
        steps = planned_steps(start, decisions, sop)
        if len(typed) >= len(steps):
            return typed
        step = sop.step(steps[len(typed)])
        counts[step.id] = counts.get(step.id, 0) + 1
        sheet = _Sheet(viewer, form, sop, roster)
        decision, row = _row(sheet, step, counts[step.id])
        typed.append(row)
        decisions.append(decision)
    st.warning(f"Paling banyak {MOST_ROWS} baris sekaligus; simpan dahulu, lalu lanjutkan.")
    return typed


@dataclass(frozen=True)
class _Sheet:
    viewer: Viewer
    form: DraftForm
    sop: Sop
    roster: Roster


def _row(sheet: _Sheet, step: Step, visit: int) -> tuple[Decision, TypedRow]:
    viewer, form = sheet.viewer, sheet.form
    name = f"{step.id}.{visit}"
    with st.container(border=True):
        again = f"pelaksanaan ke-{visit}" if visit > 1 else ""
        name_of_step = escape_markdown(step.short_name)
        st.markdown(f"**{step.number:d}. {name_of_step}** {escape_markdown(again)}")
        columns = st.columns([3, 2.2, 1.8, 1.8, 2.6, 1.8], vertical_alignment="bottom")
        day = _date(columns[1], "Selesai", form.key(f"{name}.date"), viewer)
        hour = columns[2].time_input(
            "Selesai: jam",
            key=form.key(f"{name}.time"),
            step=60,
            help="Kosongkan bila jam tidak tercatat.",
        )
        effort = columns[3].number_input(
            "Lama (menit)", min_value=0, step=1, key=form.key(f"{name}.effort")
        )
        decision = _decision(columns[4], form, step, name)
        finished = moment_of(day, hour, viewer)
        actor = _actor(columns[0], sheet, step, name, day=day)
        with columns[5]:
            started, conflict, basis = _details(viewer, form, name, finished_on=day)
        reasons, note = _reasons(form, sheet.sop, name, decision)
    if finished is None:
        is_return = decision is Decision.REJECT
        is_begun = is_return or hour or effort or conflict or basis or started
        problem = "isi tanggal selesainya" if is_begun else ""
        return decision, TypedRow(step, visit, None, problem)
    if actor is None:
        return decision, TypedRow(step, visit, None, "pilih pelaksananya")
    command = Move(
        decision=decision,
        finished=finished,
        started=started,
        effort_minutes=None if effort is None else int(effort),
        reasons=reasons,
        note=note,
        time_conflict=conflict,
    )
    basis = basis or str(form.value("basis", "") or "")
    return decision, TypedRow(step, visit, PaperRow(actor=actor, command=command, basis=basis))


def _date(column: Any, label: str, key: str, viewer: Viewer) -> date | None:
    value = column.date_input(
        f"{escape_markdown(label)}: tanggal",
        key=key,
        format="DD/MM/YYYY",
        min_value=date(2000, 1, 1),
        max_value=viewer.now.astimezone(viewer.office.zone).date(),
    )
    return value if isinstance(value, date) else None


def _decision(column: Any, form: DraftForm, step: Step, name: str) -> Decision:
    onward = forward_of(step)
    choices = [onward, *(d for d in step.next if d is not onward)]
    chosen = column.selectbox(
        "Hasil",
        choices,
        format_func=DECISION.__getitem__,
        key=form.key(f"{name}.decision", onward),
    )
    return Decision(chosen)


def forward_of(step: Step) -> Decision:
    """The decision that leads onward."""
    return next(decision for decision in step.next if decision is not Decision.REJECT)


def _actor(
    column: Any, sheet: _Sheet, step: Step, name: str, *, day: date | None
) -> str | None:
    form, roster = sheet.form, sheet.roster
    chosen = column.selectbox(
        "Pelaksana",
        [AUTOMATIC, *roster.people_of(step.finishers)],
        format_func=lambda person: roster.name(person, step.finishers, day),
        key=form.key(f"{name}.actor", AUTOMATIC),
    )
    return roster.holder(step.finishers, day) if chosen == AUTOMATIC else str(chosen)


def _reasons(
    form: DraftForm, sop: Sop, name: str, decision: Decision
) -> tuple[tuple[str, ...], str]:
    if decision is not Decision.REJECT:
        return (), ""
    names = {reason.id: reason.name for reason in sop.reasons}
    reasons = st.pills(
        "Alasan pengembalian (wajib)",
        list(names),
        selection_mode="multi",
        format_func=names.__getitem__,
        key=form.key(f"{name}.reasons", []),
    )
    note = st.text_input(
        "Isi pengembalian menurut berkas", key=form.key(f"{name}.note", ""), max_chars=400
    )
    return tuple(reasons), note or ""


def _details(
    viewer: Viewer, form: DraftForm, name: str, *, finished_on: date | None
) -> tuple[Moment | None, str, str]:
    """What few rows need; an hour of start without a date is one of the day of finish."""
    with st.popover("Lainnya", help="Waktu mulai, dasar lain, waktu bertentangan"):
        left, right = st.columns(2)
        day = _date(left, "Mulai", form.key(f"{name}.start_date"), viewer)
        hour: time | None = right.time_input(
            "Mulai: jam", key=form.key(f"{name}.start_time"), step=60
        )
        basis = st.text_input(
            "Dasar baris ini (bila lain)", key=form.key(f"{name}.basis", ""), max_chars=200
        )
        conflict = st.text_input(
            "Waktu pada berkas bertentangan dan dibiarkan, karena",
            key=form.key(f"{name}.conflict", ""),
            max_chars=400,
            help="Catatan disimpan, ditandai, dan tidak dihitung dalam lama pengerjaan.",
        )
    begun_on = day or (finished_on if hour else None)
    return moment_of(begun_on, hour, viewer), conflict or "", basis or ""


def receipt_row(
    viewer: Viewer, form: DraftForm, sop: Sop, roster: Roster
) -> tuple[PaperRow | None, str]:
    """The receipt that stands beside the last step, or what keeps it from being recorded."""
    if not sop.receivers:
        return None, ""
    with st.container(border=True):
        st.markdown("**Penerimaan** (di samping langkah terakhir)")
        columns = st.columns([3, 2, 2, 5])
        day = _date(columns[1], "Diterima", form.key("receipt.date"), viewer)
        hour = columns[2].time_input("Diterima: jam", key=form.key("receipt.time"), step=60)
        columns[0].text(roster.name(AUTOMATIC, sop.receivers, day))
    received = moment_of(day, hour, viewer)
    holder = roster.holder(sop.receivers, day)
    if received is None:
        return None, "isi tanggalnya" if hour else ""
    if holder is None:
        return None, "tidak ada satu pejabat yang memegang peran itu pada tanggal tersebut"
    basis = str(form.value("basis", "") or "")
    return PaperRow(actor=holder, command=ConfirmReceipt(received=received), basis=basis), ""
