"""One report's life on the screen: its facts, and every pass by actor with its events."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any

import streamlit as st

from lkj.domain.commands import Answer, Cause
from lkj.domain.events import Event, EventKind, Moment, Precision, Source
from lkj.domain.state import ADOPTED, ReportStatus, Visit, payload_of
from lkj.labels.document_words import attached_words, covered_words
from lkj.labels.formats import (
    clock_time,
    minutes_text,
    period_name,
    short_date,
    short_datetime,
    short_moment,
)
from lkj.labels.sign_in_words import CONFIRMED_BY
from lkj.labels.unit_data_words import incomplete_words
from lkj.labels.words import (
    CAPACITY,
    CAUSE,
    CLOCK_MARK,
    DECISION,
    ENDORSEMENT,
    EVENT_KIND,
    MISSING,
    REPORT_STATUS,
)
from lkj.ui.markup import definition_list, table, tag, text
from lkj.ui.session import Viewer
from lkj.usecases.reports import PassTime, ReportView

PassTimes = Mapping[tuple[str, int], PassTime]
UNTIMED = PassTime(None, None)
HEADINGS = (
    "Langkah",
    "Pelaksana",
    "Diterima",
    "Mulai",
    "Selesai",
    "Waktu pengerjaan",
    "Mutu baku waktu",
    "Hasil",
    "Keterangan",
    "No. catatan",
)


def status_text(view: ReportView) -> str:
    """Where the report stands; an SOP without receipt ends when the last step is done."""
    status = view.state.status
    if status is ReportStatus.SENT and not view.sop.receivers:
        status = ReportStatus.RECEIVED
    return REPORT_STATUS[status]


def report_facts(viewer: Viewer, view: ReportView) -> None:
    """What was said at registration, and where the report stands."""
    facts = view.facts
    disposition = str(facts.get("disposition_number") or MISSING)
    pairs = [
        ("Keadaan", status_text(view)),
        ("Tahun kinerja", str(facts.get("fiscal_year", MISSING))),
        ("Jenis", period_name(str(facts.get("period", "")))),
        ("Disposisi nomor", disposition),
        ("Disposisi diterima", short_moment(view.state.received, viewer.office.zone)),
        *([("Asal", _origin(view))] if view.state.is_imported else []),
        ("SOP", f"{view.sop.short_title}, versi {view.sop.version}"),
    ]
    st.html(definition_list(pairs))


def _origin(view: ReportView) -> str:
    if view.state.is_read_only:
        return "Dari impor, hanya dapat dibaca sampai diambil alih"
    return "Dari impor, diambil alih" if view.state.is_adopted else "Dari impor"


def passes_table(viewer: Viewer, view: ReportView, times: PassTimes) -> None:
    """Every pass through every step, in order of time, with working minutes."""
    rows = [
        _pass_row(viewer, view, visit, times.get((visit.step, visit.number), UNTIMED))
        for visit in view.state.visits
    ]
    caption = (
        "Setiap pelaksanaan langkah. Menit kerja dihitung menurut kalender kerja: "
        "tanpa hari libur dan cuti bersama. Waktu setempat. Waktu pengerjaan: ● terukur, "
        "◆ dilaporkan pelaksana, ○ tidak diketahui."
    )
    st.html(table(HEADINGS, rows, caption=caption, class_="lkj-table lkj-passes"))


def _pass_row(viewer: Viewer, view: ReportView, visit: Visit, time: PassTime) -> list[str]:
    step = view.sop.step(visit.step)
    zone = viewer.office.zone
    again = f"pelaksanaan ke-{visit.number}"
    repeat = tag("div", text(again), class_="lkj-small lkj-nowrap") if visit.number > 1 else ""
    standard = step.standard.minutes
    over = tag("div", "! melewati", class_="lkj-late") if time.is_over(standard) else ""
    shown = text(f"{clock_mark(time)} {minutes_text(time.minutes)}".strip()) + over
    return [
        text(f"{step.number}. {step.short_name}") + repeat,
        _actor(view, visit),
        _when(visit.entered, zone),
        _when(visit.started, zone),
        _when(visit.left, zone) if visit.left else text("sedang berjalan"),
        tag("div", shown, class_="lkj-number"),
        tag("div", text(minutes_text(standard)), class_="lkj-number"),
        text(_outcome(view, visit)) + _covered(view, visit),
        _remarks(viewer, view, visit),
        tag("div", text(visit.move_no or MISSING), class_="lkj-number"),
    ]


def clock_mark(time: PassTime) -> str:
    """● measured, ◆ declared, ○ finished without a known time; nothing while open."""
    return CLOCK_MARK[time.quality] if time.quality else ""


def _when(moment: Moment | None, zone: tzinfo) -> str:
    """Date and hour on two lines that do not break."""
    if moment is None:
        return text(MISSING)
    hour = "" if moment.precision is Precision.DATE else clock_time(moment.at, zone)
    day = tag("div", text(short_date(moment.at, zone)))
    return tag("div", day + tag("div", text(hour)), class_="lkj-nowrap")


def _actor(view: ReportView, visit: Visit) -> str:
    if visit.actor is None:
        roles = ", ".join(
            view.sop.role(role).name for role in view.sop.step(visit.step).finishers
        )
        return text(f"menunggu {roles}" if visit.is_open else MISSING)
    role = view.sop.role(visit.role).name if visit.role else ""
    capacity = (
        f"{CAPACITY[visit.capacity]} " if visit.capacity and visit.capacity.is_acting else ""
    )
    name = view.names.get(visit.actor, MISSING)
    return text(name) + tag("div", text(f"{capacity}{role}"), class_="lkj-small")


def _outcome(view: ReportView, visit: Visit) -> str:
    if visit.decision is None:
        return MISSING if visit.is_open else "Dibatalkan"
    # An imported decision may be one that the step does not offer.
    route = view.sop.step(visit.step).next.get(visit.decision)
    endorsement = route.endorsement if route else None
    word = DECISION[visit.decision]
    return f"{word}, {ENDORSEMENT[endorsement].lower()}" if endorsement else word


def _covered(view: ReportView, visit: Visit) -> str:
    """Which version of the draft was decided on, and who replaced it since."""
    event = view.event(visit.move_no)
    shown = payload_of(event).get("shown") if event else None
    if not isinstance(shown, dict):
        return ""
    draft = view.state.draft
    changed = view.event(draft.event_no) if draft else None
    by = view.sop.role(changed.role).short_name if changed and changed.role else ""
    words = covered_words(int(shown["version"]), draft.number if draft else 0, by)
    return tag("div", text(words), class_="lkj-small")


def _remarks(viewer: Viewer, view: ReportView, visit: Visit) -> str:
    event = view.event(visit.move_no)
    if event is None:
        return ""
    lines = [tag("div", text(line)) for line in _lines(viewer, view, event)]
    return "".join(lines)


def _lines(viewer: Viewer, view: ReportView, event: Event) -> Iterator[str]:
    names = {reason.id: reason.name for reason in view.sop.reasons}
    if event.reasons:
        yield "Alasan: " + ", ".join(names.get(code, code) for code in event.reasons)
    if event.note:
        yield event.note
    if event.source is not Source.APP:
        recorder = view.recorders.get(event.recorded_by, MISSING)
        yield f"Dicatat oleh {recorder} dari berkas: {event.basis or 'tidak disebut'}"
    yield from _findings(payload_of(event))
    yield from _causes(view, event)
    for correction in view.corrections_of(event.no):
        reason = payload_of(correction).get("reason", "")
        yield f"Dikoreksi (no. {correction.no}): {reason}"


def _causes(view: ReportView, event: Event) -> Iterator[str]:
    """Why the pass took longer than its mutu baku waktu; the latest cause given counts."""
    given = [e for e in view.events if e.kind is EventKind.CAUSE_GIVEN]
    for cause in [e for e in given if e.target_no == event.no][-1:]:
        yield f"Penyebab: {_summary(cause)}"


def _findings(facts: dict[str, Any]) -> Iterator[str]:
    for name, state, reason in facts.get("inputs", []):
        if state == "absent":
            yield f"Kelengkapan tidak ada: {name} ({reason})"
    if facts.get("time_conflict"):
        yield f"Waktu bertentangan, dibiarkan: {facts['time_conflict']}"
    if facts.get("confirmed_by"):
        yield CONFIRMED_BY[facts["confirmed_by"]]
    if facts.get("missing_data"):
        yield incomplete_words(facts["missing_data"])
    if facts.get("separation"):
        yield "Rangkap peran tercatat."


def events_table(viewer: Viewer, view: ReportView) -> None:
    """Every event as it was recorded, with its number, for those who must prove it."""
    zone = viewer.office.zone
    rows = [
        [
            tag("div", text(event.no), class_="lkj-number"),
            text(EVENT_KIND[event.kind]),
            text(_step_name(view, event)),
            text(view.names.get(event.actor, MISSING)),
            text(short_moment(event.moment, zone)),
            text(short_datetime(event.recorded_at, zone)),
            text(view.recorders.get(event.recorded_by, MISSING)),
            text(_summary(event)),
        ]
        for event in view.events
    ]
    headings = (
        "No.",
        "Peristiwa",
        "Langkah",
        "Pelaksana",
        "Terjadi",
        "Dicatat",
        "Pencatat",
        "Isi",
    )
    st.html(table(headings, rows, caption="Riwayat seperti dicatat", class_="lkj-table"))


def _step_name(view: ReportView, event: Event) -> str:
    if event.step is None:
        return MISSING
    step = view.sop.step(event.step)
    return f"{step.number}. {step.short_name}"


def _summary(event: Event) -> str:
    facts = payload_of(event)
    if event.kind is EventKind.ATTACHED:
        return attached_words(facts, event.note)
    if "cause" in facts:
        return f"{CAUSE[Cause(str(facts['cause']))]} – {event.note}".removesuffix(" – ")
    if "answer" in facts:
        is_confirmed = facts["answer"] == Answer.CONFIRMED
        return f"{'Benar' if is_confirmed else 'Minta perbaikan'}: {event.note}".rstrip(": ")
    if "reason" in facts:
        return str(facts["reason"])
    if facts.get(ADOPTED) is True:
        return "Laporan dari impor diambil alih."
    return event.note
