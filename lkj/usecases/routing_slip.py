"""Lembar Kendali of one report: every pass with who, when, the result, and the paraf record."""

from collections.abc import Iterator
from datetime import tzinfo

from lkj.documents.content import Content, Value
from lkj.domain.events import Event, EventKind, Moment, Source
from lkj.domain.sop import Endorsement
from lkj.domain.state import Visit, payload_of
from lkj.labels import naskah_words as words
from lkj.labels.document_words import attached_words
from lkj.labels.formats import period_name, short_datetime, short_moment
from lkj.labels.sign_in_words import CONFIRMED_BY
from lkj.labels.unit_data_words import incomplete_words
from lkj.labels.words import (
    CAPACITY,
    DECISION,
    EVENT_KIND,
    MISSING,
    NOT_FILLED_IN,
    REPORT_STATUS,
)
from lkj.usecases.naskah_frame import Desk, Made
from lkj.usecases.reports import ReportView

_OTHERS = frozenset(
    {
        EventKind.REGISTERED,
        EventKind.ATTACHED,
        EventKind.TAKEN_BACK,
        EventKind.RECEIPT_CONFIRMED,
        EventKind.CORRECTED,
        EventKind.CANCELLED,
        EventKind.WITHDRAWN,
    }
)


def routing_slip(view: ReportView, desk: Desk) -> Made:
    """The sheet as of now."""
    zone = desk.office.zone
    body: Content = {
        "laporan": view.title,
        "kiri": _pairs(_facts(view, zone)),
        "kanan": _pairs(_standing(view)),
        "baris": [_row(view, visit, no, zone) for no, visit in enumerate(view.state.visits, 1)],
        "lain": [_other(view, event, zone) for event in view.events if event.kind in _OTHERS],
        "penjelasan": words.ROUTING_NOTE,
    }
    return Made(
        title=words.ROUTING_SLIP,
        body=body,
        subject=view.report_id,
        file_name=f"lembar-kendali-{view.report_id[:8]}",
    )


def actor_name(view: ReportView, visit: Visit) -> str:
    """Who finished a pass, or whose turn it is."""
    if visit.actor is not None:
        return view.names.get(visit.actor, MISSING)
    finishers = view.sop.step(visit.step).finishers
    waited = ", ".join(view.sop.role(role).name for role in finishers)
    return f"menunggu {waited}" if visit.is_open else MISSING


def capacity_name(view: ReportView, visit: Visit) -> str:
    """The role in which a pass was finished, `Plh. Sekretaris`."""
    role = view.sop.role(visit.role).name if visit.role else ""
    is_acting = visit.capacity is not None and visit.capacity.is_acting
    return f"{CAPACITY[visit.capacity]} {role}" if visit.capacity and is_acting else role


def reason_lines(view: ReportView, event: Event) -> Iterator[str]:
    """Why a draft went back, as chosen and as written."""
    names = {reason.id: reason.name for reason in view.sop.reasons}
    if event.reasons:
        yield "Alasan: " + ", ".join(names.get(code, code) for code in event.reasons)
    if event.note:
        yield event.note


def shown_version(event: Event) -> str:
    """The version of the document that a paraf covered; "" where nobody recorded one."""
    shown = payload_of(event).get("shown")
    if not isinstance(shown, dict) or not isinstance(shown.get("version"), int):
        return ""
    document = shown.get("document")
    return words.version_text(
        document if isinstance(document, str) else "", int(shown["version"])
    )


def _pairs(pairs: list[tuple[str, str]]) -> list[Value]:
    return [{"nama": name, "isi": text or NOT_FILLED_IN} for name, text in pairs]


def _facts(view: ReportView, zone: tzinfo) -> list[tuple[str, str]]:
    facts = view.facts
    return [
        ("Tahun kinerja", str(facts.get("fiscal_year") or "")),
        ("Jenis", period_name(str(facts.get("period") or ""))),
        ("Disposisi nomor", str(facts.get("disposition_number") or "")),
        ("Disposisi diterima", short_moment(view.state.received, zone)),
    ]


def _standing(view: ReportView) -> list[tuple[str, str]]:
    return [
        ("SOP", f"{view.sop.title}, versi {view.sop.version}"),
        ("Nomor SOP", view.sop.identity.adoption.number),
        ("Keadaan", REPORT_STATUS[view.state.status]),
        ("Nomor laporan", view.report_id),
    ]


def _row(view: ReportView, visit: Visit, no: int, zone: tzinfo) -> dict[str, Value]:
    step = view.sop.step(visit.step)
    event = view.event(visit.move_no)
    return {
        "no": str(no),
        "langkah": f"{step.number}. {step.short_name}",
        "ulang": f"pelaksanaan ke-{visit.number}" if visit.number > 1 else "",
        "pelaksana": actor_name(view, visit),
        "sebagai": capacity_name(view, visit),
        "diterima": short_moment(visit.entered, zone),
        "mulai": short_moment(visit.started, zone),
        "selesai": _left(visit.left, zone),
        "hasil": _result(visit),
        "paraf": list[Value](_paraf(view, visit, event, zone)) if event else [],
        "keterangan": list[Value](_remarks(view, event)) if event else [],
    }


def _left(left: Moment | None, zone: tzinfo) -> str:
    return short_moment(left, zone) if left else words.OPEN


def _result(visit: Visit) -> str:
    if visit.decision is not None:
        return DECISION[visit.decision]
    return MISSING if visit.is_open else "Dibatalkan"


def _paraf(view: ReportView, visit: Visit, event: Event, zone: tzinfo) -> Iterator[str]:
    """What stands for the paraf: a record of this product, or the paraf on the paper itself."""
    route = view.sop.step(visit.step).next.get(visit.decision) if visit.decision else None
    if route is None:
        return
    if route.endorsement is Endorsement.SIGNATURE:
        yield words.SIGNATURE
    elif route.endorsement is Endorsement.PARAF:
        yield words.PARAF if event.source is Source.APP else words.PAPER_PARAF
    else:
        yield words.RECORDED
    version = shown_version(event)
    if version:
        yield version
    yield f"{short_datetime(event.recorded_at, zone)}, no. {event.no}"


def _remarks(view: ReportView, event: Event) -> Iterator[str]:
    yield from reason_lines(view, event)
    if event.source is not Source.APP:
        recorder = view.recorders.get(event.recorded_by, MISSING)
        yield f"Dicatat oleh {recorder} dari berkas: {event.basis or 'tidak disebut'}"
    facts = payload_of(event)
    inputs = facts.get("inputs")
    for name, state, reason in inputs if isinstance(inputs, list) else ():
        if state == "absent":
            yield f"Kelengkapan tidak ada: {name} ({reason})"
    if facts.get("confirmed_by"):
        yield CONFIRMED_BY[str(facts["confirmed_by"])]
    if facts.get("missing_data"):
        yield incomplete_words(facts["missing_data"])
    for correction in view.corrections_of(event.no):
        yield f"Dikoreksi (no. {correction.no}): {payload_of(correction).get('reason', '')}"


def _other(view: ReportView, event: Event, zone: tzinfo) -> dict[str, Value]:
    facts = payload_of(event)
    if event.kind is EventKind.ATTACHED:
        return _other_row(view, event, attached_words(facts, event.note), zone)
    about = f"atas catatan no. {event.target_no}" if event.target_no else ""
    said = [about, str(facts.get("reason") or ""), event.note, event.basis]
    return _other_row(view, event, "; ".join(part for part in said if part), zone)


def _other_row(view: ReportView, event: Event, said: str, zone: tzinfo) -> dict[str, Value]:
    return {
        "no": str(event.no),
        "peristiwa": EVENT_KIND[event.kind],
        "waktu": short_moment(event.moment, zone),
        "oleh": view.names.get(event.actor, MISSING),
        "isi": said,
    }
