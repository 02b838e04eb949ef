"""Everybody in one table: name, title, account, roles with their dates."""

import streamlit as st

from lkj.domain.accounts import Assignment, Person
from lkj.labels.formats import short_day
from lkj.labels.words import APP_ROLE, CAPACITY, MISSING
from lkj.ui.markup import table, tag, text
from lkj.ui.session import Viewer
from lkj.usecases.people import Directory

HEADINGS = ("Nama", "Jabatan", "NIP", "Akun", "Peran aplikasi", "Peran SOP")


def people_table(viewer: Viewer, known: Directory) -> None:
    """Draw the table; a person who is not active is marked in words."""
    rows = [_row(viewer, known, person) for person in known.persons]
    st.html(table(HEADINGS, rows, caption="Orang, akun, dan peran", class_="lkj-table"))


def _row(viewer: Viewer, known: Directory, person: Person) -> list[str]:
    account = next((a for a in known.accounts if a.person_id == person.id), None)
    held = [a for a in known.assignments if a.person_id == person.id]
    sign_in = MISSING if account is None else account.username
    if account is not None and not account.is_active:
        sign_in += " (tidak aktif)"
    app_roles = ", ".join(APP_ROLE[role] for role in account.app_roles) if account else ""
    return [
        text(person.name) + ("" if person.is_active else tag("div", "tidak aktif")),
        text(person.title or MISSING),
        text(person.nip or MISSING),
        text(sign_in),
        text(app_roles or MISSING),
        "".join(tag("div", text(held_text(viewer, a))) for a in held) or MISSING,
    ]


def held_text(viewer: Viewer, assignment: Assignment) -> str:
    """A role with capacity and dates in words."""
    role = viewer.role_name(assignment.role)
    capacity = CAPACITY[assignment.capacity] + " " if assignment.capacity.is_acting else ""
    until = short_day(assignment.valid_to) if assignment.valid_to else "sekarang"
    return f"{capacity}{role}, {short_day(assignment.valid_from)} – {until}"
