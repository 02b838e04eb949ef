"""The imports so far: who, when, how many; and taking one back."""

import streamlit as st

from lkj.labels.formats import short_datetime
from lkj.labels.import_words import batch_words, withdrawn_words
from lkj.ui.forms import DraftForm, carry_out
from lkj.ui.markup import escape_markdown
from lkj.ui.navigation import REPORTS, script
from lkj.ui.session import Viewer
from lkj.usecases.import_batches import Batch, batches
from lkj.usecases.import_withdrawal import LONGEST_REASON, BatchWithdrawal, withdraw_batch


def batches_section(viewer: Viewer) -> None:
    """Every import, the newest first."""
    st.header("Impor sebelumnya")
    found = batches(**viewer.use)
    if not found:
        st.text("Belum ada impor.")
    for batch in found:
        with st.container(border=True):
            _batch(viewer, batch)


def _batch(viewer: Viewer, batch: Batch) -> None:
    zone = viewer.office.zone
    st.markdown(f"**{escape_markdown(batch.file_name)}**")
    when = short_datetime(batch.at, zone)
    st.text(
        batch_words(
            when=when, who=batch.who, n_reports=batch.n_reports, n_passes=batch.n_passes
        )
    )
    st.caption(escape_markdown(f"SHA-256 {batch.sha256}"))
    if batch.withdrawn_at is None:
        # Old reports are not among the latest on Beranda.
        st.page_link(script(REPORTS), label="Cari pada Laporan", icon=":material/search:")
        _withdrawal(viewer, batch)
        return
    when = short_datetime(batch.withdrawn_at, zone)
    st.text(withdrawn_words(when=when, who=batch.withdrawn_by, reason=batch.reason))


def _withdrawal(viewer: Viewer, batch: Batch) -> None:
    form = DraftForm(viewer, f"import/withdraw/{batch.id}")
    with st.popover("Tarik impor ini", icon=":material/undo:", type="tertiary"):
        st.text(
            "Semua laporan dari impor ini keluar dari setiap tabel. Catatannya tetap tersimpan "
            "dalam riwayat."
        )
        reason = st.text_input(
            "Alasan (wajib, minimal 10 karakter)",
            key=form.key("reason", ""),
            max_chars=LONGEST_REASON,
        )
        pressed = st.button("Ya, tarik impor ini", key=form.button_key("withdraw"))
    if pressed:
        request = BatchWithdrawal(
            request_id=form.request_id, batch_id=batch.id, reason=reason or ""
        )
        carry_out(
            viewer,
            form,
            lambda **use: withdraw_batch(request, **use),
            "Impor ditarik; laporannya tidak lagi masuk tabel mana pun.",
        )
