"""Which semester and which version of Tabel 7 are looked at; the semester is in the address."""

import streamlit as st

from lkj.domain.table7 import Semester
from lkj.labels.table7_words import DRAFT, semester_name
from lkj.ui.session import Viewer
from lkj.usecases.frames import Frames
from lkj.usecases.table7_reading import Determined, View, semester_choice

OPEN = 0  # the open sheet, or the proposals where none is open
SEMESTER = "semester"


def chosen_semester(viewer: Viewer, tables: Frames) -> Semester:
    """The semester asked for, at first the one that is due."""
    today = viewer.now.astimezone(viewer.office.zone).date()
    options, due = semester_choice(tables, office=viewer.office, today=today)
    codes = [semester.code for semester in options]
    if st.session_state.get(SEMESTER) not in codes:
        asked = st.query_params.get(SEMESTER)
        st.session_state[SEMESTER] = asked if asked in codes else due.code
    chosen = st.selectbox(
        "Semester",
        codes,
        format_func=lambda code: semester_name(Semester.of_code(code)),
        key=SEMESTER,
        width=360,
    )
    st.query_params[SEMESTER] = chosen or due.code
    return Semester.of_code(chosen or due.code)


def chosen_version(view: View) -> Determined | None:
    """The determined version asked for; None for the open sheet or mere proposals."""
    determined = {one.sheet.version: one for one in reversed(view.determined)}
    options = [*([OPEN] if view.draft or not determined else []), *determined]
    if len(options) == 1:
        return determined.get(options[0])
    chosen = st.selectbox(
        "Versi",
        options,
        format_func=lambda version: _name(version, view),
        key=f"table7_version/{view.semester.code}/{len(options)}/{options[0]}",
        width=360,
    )
    return determined.get(chosen or OPEN)


def _name(version: int, view: View) -> str:
    if version:
        return f"Penetapan ke-{version}"
    return f"{DRAFT} perubahan (penetapan ke-{view.sheet.version})"
