"""The identity block of an SOP, and the notes on how its sheet is read."""

from base64 import b64encode

import streamlit as st

from lkj.charts.sop_sheet import sheet_svg
from lkj.domain.sop import Sop
from lkj.labels.words import NOT_FILLED_IN
from lkj.ui.markup import definition_list, scrolling, tag, text
from lkj.ui.session import Viewer


def choose_sop(viewer: Viewer, key: str) -> Sop:
    """The SOP meant; a choice only where the office has several."""
    sops = viewer.office.sops.current
    if len(sops) == 1:
        return sops[0]
    by_id = {sop.id: sop for sop in sops}
    chosen = st.selectbox(
        "SOP", list(by_id), format_func=lambda one: by_id[one].title, key=key, required=True
    )
    return by_id[chosen or sops[0].id]


def identity_block(sop: Sop) -> None:
    """Numbers, dates and signatory; what is not on the sheet reads "belum diisi"."""
    adoption = sop.identity.adoption
    signatory = " · ".join(
        part
        for part in (adoption.signatory_title, adoption.signatory_name, adoption.signatory_nip)
        if part
    )
    pairs = [
        ("Nomor SOP", adoption.number),
        ("Tanggal pembuatan", adoption.created_on),
        ("Tanggal revisi", adoption.revised_on),
        ("Tanggal efektif", adoption.effective_on),
        ("Disahkan oleh", signatory),
        ("Instansi", sop.identity.agency),
    ]
    st.html(definition_list((term, value or NOT_FILLED_IN) for term, value in pairs))
    with st.expander("Dasar hukum, kualifikasi, keterkaitan, peralatan, peringatan"):
        st.html("".join(_section(title, items) for title, items in _sections(sop)))


def _sections(sop: Sop) -> list[tuple[str, tuple[str, ...]]]:
    identity = sop.identity
    return [
        ("Dasar hukum", identity.legal_basis),
        ("Kualifikasi pelaksana", identity.qualifications),
        ("Keterkaitan", identity.related),
        ("Peralatan/perlengkapan", identity.equipment),
        ("Peringatan", (identity.warning,)),
        ("Pencatatan dan pendataan", identity.records),
    ]


def _section(title: str, items: tuple[str, ...]) -> str:
    lines = "".join(tag("li", text(item)) for item in items)
    return tag("p", tag("b", text(title))) + tag("ol", lines)


def sheet_image(sop: Sop) -> str:
    """The sheet as a picture with its text alternative; wide on a phone, so it scrolls."""
    picture = b64encode(sheet_svg(sop).encode()).decode()
    alternative = (
        f"Lembar SOP {sop.title}: diagram alir {len(sop.steps)} langkah. "
        "Isinya ada pada tabel langkah."
    )
    image = (
        f'<img class="lkj-sheet" src="data:image/svg+xml;base64,{picture}" '
        f'alt="{text(alternative)}">'
    )
    return scrolling(image, name=f"Lembar SOP {sop.title}")


def readings(sop: Sop) -> None:
    """Where the sheet does not decide, how it is read here; the office may change it."""
    lines = [f"Langkah {step.number}: {step.reading}" for step in sop.steps if step.reading]
    lines += list(sop.readings)
    if not lines:
        return
    with st.expander(f"Catatan penafsiran ({len(lines)})", expanded=True):
        st.html(tag("ul", "".join(tag("li", text(line)) for line in lines)))
