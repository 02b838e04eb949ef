"""Orang dan akun: who acts, who signs in, who holds which role from when to when."""

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.ui.identity_form import identity_section
from lkj.ui.people_forms import account_section, assignment_section, person_section
from lkj.ui.people_table import people_table
from lkj.ui.session import require_viewer
from lkj.usecases.people import directory

viewer = require_viewer(Permission.MANAGE_ACCOUNTS)

known = directory(**viewer.use)
n_without = len(known.persons) - len({account.person_id for account in known.accounts})
st.title("Orang dan akun")
st.header(f"{len(known.persons)} orang, {len(known.accounts)} akun")
st.caption(f"{n_without} orang tanpa akun; catatan mereka ditulis Petugas Monev dari berkas.")
people_table(viewer, known)
person_section(viewer, known)
account_section(viewer, known)
identity_section(viewer, known)
assignment_section(viewer, known)
