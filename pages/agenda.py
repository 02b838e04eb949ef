"""Buku Agenda: letters about LKj that came in and went out, year by year."""

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.labels.agenda_words import TITLE
from lkj.ui.agenda_form import change_section, record_section
from lkj.ui.agenda_table import agenda_header, agenda_links, agenda_table, chosen_book, window
from lkj.ui.session import require_viewer
from lkj.usecases.agenda_reading import read_agenda

viewer = require_viewer()

st.title(TITLE)
agenda = read_agenda(chosen_book(viewer), **viewer.use)
agenda_header(viewer, agenda)
shown = window(agenda)
if shown:
    agenda_table(viewer, agenda, shown)
    agenda_links(agenda.query)
if viewer.may(Permission.EDIT_AGENDA):
    record_section(viewer, agenda.query.book)
    change_section(viewer, shown)
