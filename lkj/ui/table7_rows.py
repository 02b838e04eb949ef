"""Write into a row of Tabel 7, set it back to the proposal, or add one by hand."""

from datetime import datetime

import streamlit as st

from lkj.domain.table7 import Assessment
from lkj.labels import table7_words as words
from lkj.labels.formats import short_datetime
from lkj.ui.forms import DraftForm, carry_out
from lkj.ui.markup import escape_markdown
from lkj.ui.session import Viewer
from lkj.usecases import table7_entries as use
from lkj.usecases.table7_reading import View
from lkj.usecases.table7_sheet import Row

FOLLOW = "follow"
_SEEN, _PROPOSED = "_seen", "_proposed"


def row_section(viewer: Viewer, view: View) -> None:
    """Choose a row and write columns 3 to 5."""
    st.subheader("Isi baris")
    rows = {row.id: row for row in view.sheet.rows}
    chosen = st.selectbox(
        "Baris",
        list(rows),
        index=None,
        placeholder="Pilih baris yang akan diisi",
        format_func=lambda key: f"{rows[key].number} {rows[key].procedure}",
        key=f"table7_row/{view.semester.code}",
    )
    if chosen:
        _row_form(viewer, view, rows[chosen])


def add_section(viewer: Viewer, view: View) -> None:
    """Add a row for an SOP that this system does not know."""
    with st.expander("Tambah SOP lain", icon=":material/add:", key="table7-add"):
        form = DraftForm(viewer, _key(view, "new"))
        st.caption("Untuk SOP yang tidak dijalankan di aplikasi ini; isinya diketik sendiri.")
        name = st.text_input(
            "Prosedur (nama SOP, wajib)",
            key=form.key("procedure", ""),
            max_chars=use.LONGEST_PROCEDURE,
        )
        assessment = _assessment_input(form, None)
        note, action = _texts(form, "", "")
        form.keep()
        if st.button("Tambahkan baris", key=form.button_key("add"), type="primary"):
            request = use.RowForm(
                request_id=form.request_id,
                semester=view.semester.code,
                row_id="",
                seen=0,
                procedure=name or "",
                assessment=assessment,
                note=note,
                action=action,
            )
            carry_out(
                viewer, form, lambda **u: use.write_row(request, **u), "Baris ditambahkan."
            )


def say_overtaken(viewer: Viewer, form: DraftForm, *, who: str, when: datetime) -> None:
    """Somebody else changed this part while its form stood open."""
    said = (
        f"Bagian ini sudah diubah oleh {who} pada {short_datetime(when, viewer.office.zone)}, "
        "selagi formulir ini terbuka. Yang terbaru tampil pada tabel di atas; isian Anda di "
        "bawah ini belum tersimpan."
    )
    st.warning(escape_markdown(said), icon=":material/sync_problem:")
    if st.button("Buang isian ini dan buka yang terbaru", key=form.button_key("latest")):
        form.close()
        st.rerun()


def _row_form(viewer: Viewer, view: View, row: Row) -> None:
    form = DraftForm(viewer, _key(view, row.id))
    typed = view.typed.get(row.id)
    edition = typed.edition if typed else 0
    seen = int(form.remember(_SEEN, str(edition)))
    changed = typed or view.draft
    if seen != edition and changed:
        who = view.names.get(changed.changed_by, changed.changed_by)
        say_overtaken(viewer, form, who=who, when=changed.changed_at)
    procedure = None
    if row.is_typed:
        procedure = st.text_input(
            "Prosedur (nama SOP, wajib)",
            key=form.key("procedure", row.procedure),
            max_chars=use.LONGEST_PROCEDURE,
        )
    assessment = _assessment_input(form, row)
    note, action = _texts(form, row.note, row.action)
    form.keep()
    # Also what was proposed when the form was drawn: old figures must not become a typed text.
    proposals = {row.proposed_note, form.remember(_PROPOSED, row.proposed_note)}
    is_proposed = row.figures is not None and note.strip() in proposals
    request = use.RowForm(
        request_id=f"{form.request_id}/write",
        semester=view.semester.code,
        row_id=row.id,
        seen=seen,
        procedure=procedure,
        assessment=assessment,
        note=None if is_proposed else note,
        action=action,
    )
    with st.container(horizontal=True):
        if st.button("Simpan baris", key=form.button_key("save"), type="primary"):
            carry_out(viewer, form, lambda **u: use.write_row(request, **u), "Baris disimpan.")
        if typed is not None:
            _set_back(viewer, view, form, row, seen)


def _set_back(viewer: Viewer, view: View, form: DraftForm, row: Row, seen: int) -> None:
    """Forget what was typed into the row."""
    label = "Hapus baris" if row.is_typed else "Kembalikan ke usulan sistem"
    done = "Baris dihapus." if row.is_typed else "Baris kembali seperti usulan sistem."
    request = use.RowRef(
        request_id=f"{form.request_id}/reset",
        semester=view.semester.code,
        row_id=row.id,
        seen=seen,
    )
    if st.button(label, key=form.button_key("reset")):
        carry_out(viewer, form, lambda **u: use.reset_row(request, **u), done)


def _assessment_input(form: DraftForm, row: Row | None) -> Assessment | None:
    has_proposal = row is not None and row.figures is not None
    options: list[str] = [*([FOLLOW] if has_proposal else []), *Assessment]
    first: str | None = FOLLOW if has_proposal else None
    if row is not None and row.assessment and not row.is_assessment_proposed:
        first = row.assessment.value
    names = {FOLLOW: _follow_words(row)} | {a.value: w for a, w in words.ASSESSMENT.items()}
    answer = st.radio(
        "(3) Penilaian terhadap penerapan",
        options,
        index=None,
        format_func=lambda code: escape_markdown(names[code]),
        key=form.key("assessment", first),
    )
    return Assessment(answer) if answer and answer != FOLLOW else None


def _follow_words(row: Row | None) -> str:
    if row is None or row.figures is None:
        return ""
    if row.proposal is None:
        return f"Belum dinilai. {words.no_proposal(row.figures.n_known)}"
    return f"Ikuti usulan sistem: {words.ASSESSMENT[row.proposal].lower()}"


def _texts(form: DraftForm, note: str, action: str) -> tuple[str, str]:
    written = st.text_area(
        "(4) Catatan hasil penilaian",
        key=form.key("note", note),
        max_chars=use.LONGEST_TEXT,
        help="Selama sama dengan usulan sistem, angkanya ikut diperbarui.",
    )
    done = st.text_area(
        "(5) Tindakan yang harus diambil",
        key=form.key("action", action),
        max_chars=use.LONGEST_TEXT,
    )
    return written or "", done or ""


def _key(view: View, row_id: str) -> str:
    return f"table7/{view.semester.code}/{view.sheet.version}/{row_id}"
