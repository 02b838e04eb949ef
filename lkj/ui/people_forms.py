"""The administrator's forms for people, accounts and roles."""

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from lkj.domain.accounts import AppRole
from lkj.domain.events import Capacity
from lkj.errors import LkjError
from lkj.labels.words import APP_ROLE, CAPACITY
from lkj.ui.forms import DraftForm
from lkj.ui.messages import flash, show_error
from lkj.ui.people_table import held_text
from lkj.ui.session import Viewer
from lkj.usecases import accounts as account_use
from lkj.usecases import assignments as assignment_use
from lkj.usecases import people as people_use
from lkj.usecases.offices import in_office
from lkj.usecases.people import Directory


def carry_out(viewer: Viewer, form: DraftForm, act: Callable[[], Any], done: str) -> bool:
    """Run a use case; say what was done or why it was refused."""
    try:
        act()
    except LkjError as error:
        show_error(error, zone=viewer.office.zone)
        return False
    form.close()
    flash(done)
    return True


def person_section(viewer: Viewer, known: Directory) -> None:
    """Add a person, or change one."""
    by_id = {person.id: person for person in known.persons}
    with st.expander("Tambah atau ubah orang", icon=":material/person_add:"):
        chosen = st.selectbox(
            "Orang",
            ["", *by_id],
            format_func=lambda key: by_id[key].name if key else "Orang baru",
            key="person_choice",
        )
        person = by_id.get(chosen)
        form = DraftForm(viewer, f"person/{chosen}")
        name = st.text_input("Nama", key=form.key("name", person.name if person else ""))
        nip = st.text_input(
            "NIP (18 angka, boleh kosong)", key=form.key("nip", person.nip if person else "")
        )
        title = st.text_input("Jabatan", key=form.key("title", person.title if person else ""))
        active = st.checkbox(
            "Aktif", key=form.key("active", person.is_active if person else True)
        )
        if st.button("Simpan orang", key=form.button_key("save"), type="primary"):
            request = people_use.PersonForm(
                request_id=form.request_id,
                person_id=chosen,
                name=name or "",
                nip=nip or "",
                title=title or "",
                is_active=active,
            )
            act = lambda: people_use.save_person(request, **viewer.use)  # noqa: E731
            if carry_out(viewer, form, act, "Data orang disimpan."):
                st.rerun()


def account_section(viewer: Viewer, known: Directory) -> None:
    """Add an account, change its roles, disable it, or give a one-time link."""
    with st.expander("Akun", icon=":material/key:"):
        names = {person.id: person.name for person in known.persons}
        by_id = {account.id: account for account in known.accounts}
        chosen = st.selectbox(
            "Akun",
            ["", *by_id],
            format_func=lambda key: (
                f"{by_id[key].username} ({names[by_id[key].person_id]})" if key else "Akun baru"
            ),
            key="account_choice",
        )
        if chosen:
            _change_account(viewer, known, chosen)
        else:
            _new_account(viewer, known, names)


def _new_account(viewer: Viewer, known: Directory, names: dict[str, str]) -> None:
    form = DraftForm(viewer, "account/new")
    taken = {account.person_id for account in known.accounts}
    person = st.selectbox(
        "Untuk orang",
        [key for key in names if key not in taken],
        index=None,
        placeholder="Pilih orang yang belum punya akun",
        format_func=names.__getitem__,
        key=form.key("person"),
    )
    username = st.text_input("Nama pengguna", key=form.key("username", ""), max_chars=32)
    roles = _app_roles(form, frozenset())
    if st.button("Buat akun", key=form.button_key("add"), type="primary"):
        request = account_use.AccountForm(
            request_id=form.request_id,
            person_id=person or "",
            username=username or "",
            app_roles=roles,
        )
        act = lambda: account_use.add_account(request, **viewer.use)  # noqa: E731
        done = "Akun dibuat. Beri tautan sekali pakai agar pemiliknya membuat kata sandi."
        if carry_out(viewer, form, act, done):
            st.rerun()


def _app_roles(form: DraftForm, held: frozenset[AppRole]) -> frozenset[AppRole]:
    chosen = st.pills(
        "Peran aplikasi (boleh kosong)",
        list(AppRole),
        selection_mode="multi",
        format_func=APP_ROLE.__getitem__,
        key=form.key("app_roles", list(held)),
    )
    return frozenset(AppRole(role) for role in chosen)


def _change_account(viewer: Viewer, known: Directory, account_id: str) -> None:
    account = next(a for a in known.accounts if a.id == account_id)
    form = DraftForm(viewer, f"account/{account_id}")
    roles = _app_roles(form, account.app_roles)
    left, middle, right = st.columns(3)
    reference = account_use.AccountRef(
        request_id=f"{form.request_id}/active", account_id=account_id
    )
    if left.button("Simpan peran", key=form.button_key("roles"), type="primary"):
        request = account_use.AppRolesForm(
            request_id=f"{form.request_id}/roles", account_id=account_id, app_roles=roles
        )
        act = lambda: account_use.set_app_roles(request, **viewer.use)  # noqa: E731
        if carry_out(viewer, form, act, "Peran aplikasi disimpan."):
            st.rerun()
    label = "Nonaktifkan akun" if account.is_active else "Aktifkan akun"
    if middle.button(label, key=form.button_key("active")):
        change = (
            account_use.disable_account if account.is_active else account_use.enable_account
        )
        act = lambda: change(reference, **viewer.use)  # noqa: E731
        if carry_out(viewer, form, act, f"{label}: selesai."):
            st.rerun()
    if right.button("Buat tautan sekali pakai", key=form.button_key("link")):
        _link(viewer, form, account_id)


def _link(viewer: Viewer, form: DraftForm, account_id: str) -> None:
    token = account_use.new_link_token()
    request = account_use.LinkForm(
        request_id=f"{form.request_id}/link", account_id=account_id, token=token
    )
    try:
        account_use.create_link(request, **viewer.use)
    except LkjError as error:
        show_error(error, zone=viewer.office.zone)
    else:
        form.close()
        st.success("Tautan dibuat, berlaku 24 jam dan hanya sekali. Salin sekarang.")
        base = (viewer.office.settings.public_url or _origin()).rstrip("/")
        address = in_office(base + account_use.link_path(token), viewer.office.settings)
        st.code(address, language=None, wrap_lines=True)


def _origin() -> str:
    url = st.context.url or ""
    return "/".join(url.split("/")[:3])


def assignment_section(viewer: Viewer, known: Directory) -> None:
    """Give somebody an SOP role from a date on, or end one."""
    with st.expander("Peran SOP: definitif, Plt., Plh.", icon=":material/badge:"):
        _new_assignment(viewer, known)
        running = [a for a in known.assignments if a.valid_to is None]
        if running:
            st.divider()
            _end_assignment(viewer, known)


def _new_assignment(viewer: Viewer, known: Directory) -> None:
    form = DraftForm(viewer, "assignment/new")
    names = {person.id: person.name for person in known.persons if person.is_active}
    person = st.selectbox(
        "Orang",
        list(names),
        index=None,
        placeholder="Pilih orang",
        format_func=names.__getitem__,
        key=form.key("person"),
    )
    roles = {role.id: role.name for sop in viewer.office.sops.current for role in sop.roles}
    role = st.selectbox(
        "Peran",
        list(roles),
        index=None,
        placeholder="Pilih peran",
        format_func=roles.__getitem__,
        key=form.key("role"),
    )
    capacity = st.selectbox(
        "Sebagai",
        list(Capacity),
        format_func=CAPACITY.__getitem__,
        key=form.key("capacity", Capacity.DEFINITIVE),
    )
    left, right = st.columns(2)
    first = left.date_input("Sejak", key=form.key("from"), format="DD/MM/YYYY")
    last = right.date_input("Sampai (boleh kosong)", key=form.key("to"), format="DD/MM/YYYY")
    if st.button("Tetapkan peran", key=form.button_key("add"), type="primary"):
        if person is None or role is None or not isinstance(first, date):
            st.error("Pilih orang, peran, dan tanggal mulainya.")
            return
        request = assignment_use.AssignmentForm(
            request_id=form.request_id,
            person_id=person,
            role=role,
            capacity=Capacity(capacity or Capacity.DEFINITIVE),
            valid_from=first,
            valid_to=last if isinstance(last, date) else None,
        )
        act = lambda: assignment_use.add_assignment(request, **viewer.use)  # noqa: E731
        if carry_out(viewer, form, act, "Peran ditetapkan."):
            st.rerun()


def _end_assignment(viewer: Viewer, known: Directory) -> None:
    form = DraftForm(viewer, "assignment/end")
    names = {person.id: person.name for person in known.persons}
    running = {a.id: a for a in known.assignments if a.valid_to is None}
    chosen = st.selectbox(
        "Akhiri peran",
        list(running),
        index=None,
        placeholder="Pilih peran yang berakhir",
        format_func=lambda key: (
            f"{names[running[key].person_id]}: {held_text(viewer, running[key])}"
        ),
        key=form.key("assignment"),
    )
    last = st.date_input("Hari terakhir", key=form.key("last"), format="DD/MM/YYYY")
    if st.button("Akhiri peran", key=form.button_key("end")):
        if chosen is None or not isinstance(last, date):
            st.error("Pilih peran dan hari terakhirnya.")
            return
        request = assignment_use.EndAssignmentForm(
            request_id=form.request_id, assignment_id=chosen, valid_to=last
        )
        act = lambda: assignment_use.end_assignment(request, **viewer.use)  # noqa: E731
        if carry_out(viewer, form, act, "Peran diakhiri."):
            st.rerun()
