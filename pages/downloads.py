"""Unduh data: every table as a file, with the filters of the pages."""

import streamlit as st

from lkj.labels.formats import long_datetime
from lkj.ui.document_links import monev_links, year_archives
from lkj.ui.download_links import big_buttons, dictionary, every_table
from lkj.ui.filters import chosen_selection
from lkj.ui.markup import escape_markdown
from lkj.ui.other_formats import other_formats
from lkj.ui.session import require_viewer
from lkj.usecases.export_words import Words

viewer = require_viewer()

selection = chosen_selection(viewer)
query = selection.to_query()
has_persons = viewer.reach.is_everybody or bool(selection.persons)
as_of = selection.moment(viewer.now, viewer.office.zone)

st.title("Unduh data")
said = "Nama orang dimuat" if has_persons else "Tanpa nama orang"
chosen = Words(viewer.office, viewer.reach.names).of_selection(selection)
filters = "; ".join(f"{name}: {values}" for name, values in chosen) or "tidak ada"
st.caption(
    escape_markdown(
        f"{said} · saringan: {filters} · "
        f"keadaan per {long_datetime(as_of, viewer.office.zone)} · setiap unduhan dicatat"
    )
)
big_buttons(query)
st.header("Semua tabel")
every_table(query)
st.text(
    "CSV dibuka langsung oleh Excel berbahasa Indonesia: titik koma dan koma desimal. "
    "CSV internasional untuk program lain: koma, titik desimal, dan nama kolom yang tetap. "
    "Berkas Excel memuat juga asal data dan arti setiap kolom."
)
other_formats(query, viewer.office.sops.current)
st.header("Laporan Monev")
monev_links(viewer)
year_archives(viewer)
with st.expander("Arti setiap kolom", icon=":material/menu_book:"):
    dictionary(has_persons=has_persons)
