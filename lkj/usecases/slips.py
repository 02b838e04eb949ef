"""Lembar Disposisi and Tanda Terima of one report."""

from lkj.documents.content import Content, Value
from lkj.domain.events import Event, EventKind
from lkj.domain.letterhead import OUTPUT, REPORT, filled
from lkj.labels import naskah_words as words
from lkj.labels.formats import plain_date, short_moment
from lkj.usecases.naskah_frame import Desk, Made
from lkj.usecases.reports import ReportView


def disposition_slip(view: ReportView, desk: Desk) -> Made:
    """The slip for the disposisi that began a report; boxes are ticked by hand."""
    said = desk.letterhead.disposition
    titles = desk.letterhead.titles
    body: Content = {
        "surat_dari": "",
        "tanggal_surat": "",
        "nomor_surat": "",
        "nomor_disposisi": str(view.facts.get("disposition_number") or ""),
        "diterima": short_moment(view.state.received, desk.office.zone),
        "nomor_agenda": "",
        "hal": view.title,
        "sifat": list[Value](said.urgencies),
        "kepada": [titles.get(role.id) or role.name for role in view.sop.roles],
        "instruksi": list[Value](said.instructions),
    }
    return Made(
        title=words.DISPOSITION,
        body=body,
        subject=view.report_id,
        file_name=f"lembar-disposisi-{view.report_id[:8]}",
        is_checked=said.is_checked,
    )


def delivery_receipt(view: ReportView, desk: Desk) -> Made:
    """The receipt for the finished report; who has not acted yet is left as dots."""
    said, state = desk.letterhead.receipt, view.state
    last = view.sop.steps[-1]
    sent = next((v for v in reversed(state.visits) if v.step == last.id), None)
    receipt = _receipt(view)
    zone = desk.office.zone
    facts = {REPORT: view.title, OUTPUT: last.standard.output}
    body: Content = {
        "nomor": words.NUMBER_PLACE,
        "pernyataan": filled(said.statement, facts),
        "butir": [
            {"nama": "Laporan", "isi": view.title},
            {"nama": "Dikirim", "isi": short_moment(sent.left, zone) if sent else ""},
            {
                "nama": "Diterima",
                "isi": short_moment(state.receipt, zone) if state.receipt else "",
            },
            {"nama": "Catatan", "isi": f"no. {receipt.no}" if receipt else ""},
        ],
        "tempat": f"{desk.letterhead.city}, {_day(receipt, desk)}",
        "menyerahkan": _party("Yang menyerahkan", sent.actor if sent else None, desk),
        "menerima": _party("Yang menerima", state.receipt_by, desk),
    }
    return Made(
        title=words.RECEIPT,
        body=body,
        subject=view.report_id,
        file_name=f"tanda-terima-{view.report_id[:8]}",
        is_checked=said.is_checked,
    )


def _receipt(view: ReportView) -> Event | None:
    found = (e for e in view.events if e.kind is EventKind.RECEIPT_CONFIRMED)
    return next(found, None)


def _day(receipt: Event | None, desk: Desk) -> str:
    if receipt is None:
        return words.NUMBER_PLACE
    return plain_date(receipt.occurred_at, desk.office.zone)


def _party(role: str, person_id: str | None, desk: Desk) -> dict[str, Value]:
    person = desk.person(person_id)
    return {
        "jabatan": role,
        "nama": person.name,
        "pangkat": desk.letterhead.rank_of(person.nip),
        "nip": person.nip,
    }
