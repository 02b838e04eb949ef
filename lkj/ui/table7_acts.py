"""Open Tabel 7, say who assesses, determine it, change or give up what was determined."""

import streamlit as st

from lkj.domain.table7 import HIGHEST_THRESHOLD, LOWEST_THRESHOLD
from lkj.labels import table7_words as words
from lkj.labels.formats import short_day
from lkj.ui.forms import DraftForm, carry_out
from lkj.ui.markup import escape_markdown
from lkj.ui.session import Viewer
from lkj.ui.table7_rows import say_overtaken
from lkj.usecases import table7 as use
from lkj.usecases import table7_determine as settle
from lkj.usecases.table7_reading import Determined, View

_SEEN = "_seen"


def open_section(viewer: Viewer, view: View) -> None:
    """Begin the sheet of this semester."""
    form = DraftForm(viewer, f"table7/{view.semester.code}/open")
    st.text("Buka lembar ini untuk menilai, menulis catatan dan tindakan, lalu menetapkannya.")
    if st.button("Buka Tabel 7 semester ini", key=form.button_key("open"), type="primary"):
        request = use.OpenForm(request_id=form.request_id, semester=view.semester.code)
        carry_out(viewer, form, lambda **u: use.open_semester(request, **u), "Tabel 7 dibuka.")


def layout_section(viewer: Viewer, view: View) -> None:
    """Who assesses, rows for the steps, and where the proposal turns."""
    draft = view.draft
    if draft is None:
        return
    # Open to the eye: without an assessor nothing can be determined.
    with st.container(border=True, key="table7-layout"):
        st.subheader("Penilai dan susunan lembar")
        form = DraftForm(viewer, f"table7/{view.semester.code}/{draft.version}/layout")
        seen = int(form.remember(_SEEN, str(draft.layout_edition)))
        if seen != draft.layout_edition:
            who = view.names.get(draft.changed_by, draft.changed_by)
            say_overtaken(viewer, form, who=who, when=draft.changed_at)
        people = dict(view.people)
        if view.sheet.assessor:
            people.setdefault(view.sheet.assessor.person_id, view.sheet.assessor.name)
        assessor = st.selectbox(
            "Penilai (wajib sebelum ditetapkan)",
            list(people),
            index=None,
            placeholder="Pilih orang",
            format_func=people.__getitem__,
            key=form.key("assessor", draft.assessor_id),
        )
        by_step = st.toggle(
            "Satu baris untuk setiap langkah", key=form.key("by_step", draft.by_step)
        )
        threshold = st.number_input(
            "Batas usulan: dari 100 pelaksanaan, sedikitnya berapa harus sesuai",
            min_value=LOWEST_THRESHOLD,
            max_value=HIGHEST_THRESHOLD,
            step=5,
            key=form.key("threshold", draft.threshold),
        )
        form.keep()
        if st.button("Simpan susunan", key=form.button_key("save"), type="primary"):
            request = use.LayoutForm(
                request_id=form.request_id,
                semester=view.semester.code,
                seen=seen,
                assessor_id=assessor,
                by_step=bool(by_step),
                threshold=int(threshold),
            )
            act = lambda **u: use.set_layout(request, **u)  # noqa: E731
            carry_out(viewer, form, act, "Susunan disimpan.")


def determine_section(viewer: Viewer, view: View) -> None:
    """Freeze the sheet, after saying what that means."""
    draft, sheet = view.draft, view.sheet
    if draft is None:
        return
    with st.container(border=True, key="table7-determine"):
        st.subheader("Tetapkan")
        st.text(
            "Isi lembar, angka, dan versi SOP serta kalendernya disimpan seperti sekarang dan "
            "tidak dapat diubah lagi. Perbaikan kemudian menjadi penetapan baru."
        )
        last = sheet.semester.last_day
        if last >= viewer.now.astimezone(viewer.office.zone).date():
            st.warning(
                escape_markdown(
                    f"Semester ini baru berakhir {short_day(last)}: pelaksanaan yang selesai "
                    "sesudah penetapan tidak ikut."
                ),
                icon=":material/event_upcoming:",
            )
        wanting = _wanting(view)
        for sentence in wanting:
            st.caption(escape_markdown(sentence))
        form = DraftForm(viewer, f"table7/{view.semester.code}/{draft.version}/determine")
        is_sure = st.checkbox(
            "Saya sudah memeriksa setiap baris di atas", key=form.button_key("sure")
        )
        is_ready = is_sure and not wanting
        label = f"Tetapkan Tabel 7 {words.semester_name(view.semester)}"
        pressed = st.button(
            label, key=form.button_key("go"), type="primary", disabled=not is_ready
        )
        if pressed:
            request = settle.DetermineForm(
                request_id=f"{form.request_id}/{draft.edition}/{sheet.figures_digest[:16]}",
                semester=view.semester.code,
                seen=draft.edition,
                figures=sheet.figures_digest,
            )
            act = lambda **u: settle.determine(request, **u)  # noqa: E731
            carry_out(viewer, form, act, "Tabel 7 ditetapkan.")


def discard_section(viewer: Viewer, view: View) -> None:
    """Give up what is open."""
    draft = view.draft
    if draft is None:
        return
    with st.expander("Buang konsep ini", icon=":material/delete:", key="table7-discard"):
        st.text("Yang diketik pada konsep ini hilang; penetapan sebelumnya tetap ada.")
        form = DraftForm(viewer, f"table7/{view.semester.code}/{draft.version}/discard")
        if st.button("Buang konsep", key=form.button_key("go")):
            request = use.DiscardForm(
                request_id=f"{form.request_id}/{draft.edition}",
                semester=view.semester.code,
                seen=draft.edition,
            )
            carry_out(viewer, form, lambda **u: use.discard(request, **u), "Konsep dibuang.")


def revise_section(viewer: Viewer, chosen: Determined) -> None:
    """Begin the next version of a determined sheet."""
    code, version = chosen.sheet.semester.code, chosen.sheet.version
    with st.expander(
        "Ubah penetapan ini",
        icon=":material/edit:",
        expanded=chosen.is_changed,
        key="table7-revise",
    ):
        st.text(
            "Penetapan ini tetap tersimpan. Konsep baru memuat isiannya dengan angka terbaru, "
            "lalu ditetapkan tersendiri."
        )
        form = DraftForm(viewer, f"table7/{code}/{version}/revise")
        reason = st.text_area(
            "Alasan perubahan (wajib, minimal 10 karakter)",
            key=form.key("reason", ""),
            max_chars=settle.LONGEST_REASON,
        )
        form.keep()
        if st.button("Buat konsep perubahan", key=form.button_key("go"), type="primary"):
            request = settle.ReviseForm(
                request_id=form.request_id, semester=code, seen=version, reason=reason or ""
            )
            done = "Konsep perubahan dibuat."
            carry_out(viewer, form, lambda **u: settle.revise(request, **u), done)


def _wanting(view: View) -> list[str]:
    """What still keeps the sheet from being determined."""
    sentences = []
    if view.sheet.assessor is None:
        sentences.append("Penilai belum dipilih: buka Penilai dan susunan lembar.")
    if view.sheet.undecided:
        numbers = ", ".join(row.number for row in view.sheet.undecided)
        sentences.append(
            f"Baris {numbers} belum dinilai. Baris yang tidak dinilai pada semester ini perlu "
            "catatan."
        )
    return sentences
