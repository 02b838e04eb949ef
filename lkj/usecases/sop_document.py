"""The SOP's sheet as a naskah: identity, flowchart as drawn, steps, and how it is read."""

from collections.abc import Mapping

from lkj.charts.sop_sheet import sheet_rows, sheet_svg
from lkj.documents.content import Content, Picture, Value
from lkj.domain.sop import Sop
from lkj.errors import FormInvalid
from lkj.labels import naskah_words as words
from lkj.labels.words import NOT_FILLED_IN
from lkj.usecases.naskah_frame import Desk, Made

_SHEET_MM = 262


def sop_document(query: Mapping[str, str], desk: Desk) -> Made:
    """The newest version of the SOP that `id` names.

    Raises:
        FormInvalid: there is no such SOP.
    """
    sops = {sop.id: sop for sop in desk.office.sops.current}
    sop = sops.get(query.get("id", ""))
    if sop is None:
        raise FormInvalid(problems=(("sop_id", "unknown", ""),))
    rows = sheet_rows(sop)
    identity = sop.identity
    parts = (
        ("Dasar hukum", identity.legal_basis),
        ("Kualifikasi pelaksana", identity.qualifications),
        ("Keterkaitan", identity.related),
        ("Peralatan/perlengkapan", identity.equipment),
        ("Peringatan", (identity.warning,)),
        ("Pencatatan dan pendataan", identity.records),
    )
    body: Content = {
        "nama": sop.title,
        "butir": _identity(sop),
        "bagian": [{"nama": name, "isi": list[Value](lines)} for name, lines in parts],
        "gambar": [Picture(sheet_svg(sop, theme="print"), _SHEET_MM)],
        "kepala": list[Value](map(str, rows[0])),
        "baris": [[str(cell) for cell in row.values()] for row in rows],
        "penafsiran": list[Value](_readings(sop)),
    }
    return Made(
        title=words.SOP_SHEET,
        body=body,
        subject=f"{sop.id}/{sop.version}",
        file_name=f"sop-{sop.id}-v{sop.version}",
    )


def _identity(sop: Sop) -> list[Value]:
    adoption = sop.identity.adoption
    pairs = (
        ("Nomor SOP", adoption.number),
        ("Tanggal pembuatan", adoption.created_on),
        ("Tanggal revisi", adoption.revised_on),
        ("Tanggal efektif", adoption.effective_on),
        ("Disahkan oleh", adoption.signatory_title),
        ("Nama", adoption.signatory_name),
        ("NIP", adoption.signatory_nip),
        ("Nama SOP", sop.title),
        ("Instansi", sop.identity.agency),
    )
    return [{"nama": name, "isi": text or NOT_FILLED_IN} for name, text in pairs]


def _readings(sop: Sop) -> list[str]:
    of_steps = [f"Langkah {step.number}: {step.reading}" for step in sop.steps if step.reading]
    return [*of_steps, *sop.readings]
