"""Profil: who you are here, the roles you hold, your password, where you are signed in."""

import streamlit as st

from lkj.labels.formats import short_day
from lkj.labels.words import APP_ROLE, CAPACITY, MISSING
from lkj.ui.markup import definition_list, table, text
from lkj.ui.messages import show_link
from lkj.ui.own_sessions import sessions_section
from lkj.ui.session import require_viewer

viewer = require_viewer()
person, account = viewer.caller.person, viewer.caller.account

st.title("Profil")
st.header("Data diri dan peran Anda")
st.html(
    definition_list(
        [
            ("Nama", person.name),
            ("NIP", person.nip or MISSING),
            ("Jabatan", person.title or MISSING),
            ("Nama pengguna", account.username),
            ("Peran aplikasi", ", ".join(APP_ROLE[r] for r in account.app_roles) or MISSING),
        ]
    )
)
today = viewer.now.astimezone(viewer.office.zone).date()
rows = [
    [
        text(viewer.role_name(held.role)),
        text(CAPACITY[held.capacity]),
        text(short_day(held.valid_from)),
        text(short_day(held.valid_to) if held.valid_to else "sekarang"),
        text("berlaku" if held.is_valid_on(today) else "tidak berlaku"),
    ]
    for held in viewer.caller.assignments
]
if rows:
    headings = ("Peran SOP", "Sebagai", "Sejak", "Sampai", "Keadaan")
    st.html(table(headings, rows, caption="Peran SOP Anda", class_="lkj-table"))
else:
    st.text("Anda tidak memegang peran SOP.")
show_link("Ganti kata sandi", "/ganti-sandi")
st.caption(
    "Data diri dan peran diubah oleh administrator. Paraf dan tanda tangan di aplikasi ini "
    "adalah catatan internal, bukan tanda tangan elektronik tersertifikasi."
)
sessions_section(viewer)
