"""Impor data: the office's own history from a file, in one confirmed batch."""

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.ui.import_batches import batches_section
from lkj.ui.import_page import import_section
from lkj.ui.session import require_viewer

viewer = require_viewer(Permission.IMPORT_HISTORY)

st.title("Impor data")
st.info(
    "Riwayat dari Buku Agenda atau aplikasi lain masuk sekaligus dari satu berkas. Tidak ada "
    "yang dikira-kira: yang kosong tetap kosong, dan setiap impor dapat ditarik kembali.",
    icon=":material/upload_file:",
)
import_section(viewer)
batches_section(viewer)
