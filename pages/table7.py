"""Tabel 7: how the SOPs were carried out in a semester, as the regulation asks."""

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.labels.table7_words import SCREEN_TITLE
from lkj.ui import table7_acts as acts
from lkj.ui import table7_sheet as shown
from lkj.ui.cache import frames
from lkj.ui.document_links import semester_package, table7_links
from lkj.ui.session import require_viewer
from lkj.ui.table7_choice import chosen_semester, chosen_version
from lkj.ui.table7_rows import add_section, row_section
from lkj.usecases.table7_reading import read_table7

viewer = require_viewer()

tables = frames(viewer)
today = viewer.now.astimezone(viewer.office.zone).date()
st.title(SCREEN_TITLE)
view = read_table7(chosen_semester(viewer, tables), tables, **viewer.use)
determined = chosen_version(view)
sheet = determined.sheet if determined else view.sheet
may_edit = viewer.may(Permission.EDIT_TABLE7)

shown.sheet_status(viewer, view, determined)
shown.subtitle(viewer, view, sheet, determined)
if determined:
    shown.changed_since(determined)
shown.remarks(sheet)
shown.sheet_table(sheet, is_open=determined is None)
shown.files(sheet, version=sheet.version if determined else 0)
table7_links(sheet, version=sheet.version if determined else 0)
semester_package(viewer, view.semester)
if may_edit and determined is None and view.draft is None:
    acts.open_section(viewer, view)
if may_edit and determined is None and view.draft:
    row_section(viewer, view)
    add_section(viewer, view)
    acts.layout_section(viewer, view)
    acts.determine_section(viewer, view)
    acts.discard_section(viewer, view)
if may_edit and determined and determined is view.latest and view.draft is None:
    acts.revise_section(viewer, determined)
shown.evidence(sheet, today=today)
