"""The administrator's form for the identities of accounts at the identity provider."""

import streamlit as st

from lkj.domain.accounts import Account
from lkj.labels.formats import short_datetime
from lkj.oidc.settings import OidcSettings
from lkj.store.identity_store import ProviderIdentity
from lkj.ui.forms import DraftForm, carry_out
from lkj.ui.markup import escape_markdown, table, text
from lkj.ui.session import Viewer
from lkj.usecases.identities import LONGEST_IDENTITY, IdentityForm, identities, set_identity
from lkj.usecases.people import Directory

HEADINGS = ("Akun", "Identitas", "Terikat sejak")


def identity_section(viewer: Viewer, known: Directory) -> None:
    """Say which identity belongs to which account; nothing where no provider is set."""
    provider = viewer.office.settings.oidc
    if provider is None:
        return
    linked = identities(**viewer.use)
    by_id = {account.id: account for account in known.accounts}
    label = escape_markdown(provider.label)
    with st.expander(f"Identitas: masuk dengan {label}", icon=":material/badge:"):
        st.caption(
            f"Nilai {escape_markdown(provider.claim)} orang itu pada penyedia, persis. Saat "
            "pertama kali masuk, akun terikat pada orangnya; simpan lagi untuk melepas ikatan."
        )
        _linked_table(viewer, linked, by_id)
        names = {person.id: person.name for person in known.persons}
        chosen = st.selectbox(
            "Akun yang ditautkan",
            list(by_id),
            index=None,
            placeholder="Pilih akun",
            format_func=lambda key: f"{by_id[key].username} ({names[by_id[key].person_id]})",
            key="identity_choice",
        )
        if chosen:
            _identity_form(viewer, by_id[chosen], linked.get(chosen), known, provider)


def _linked_table(
    viewer: Viewer, linked: dict[str, ProviderIdentity], by_id: dict[str, Account]
) -> None:
    rows = [
        [
            text(account.username),
            text(linked[account.id].identity),
            text(_bound(viewer, linked[account.id])),
        ]
        for account in by_id.values()
        if account.id in linked
    ]
    if rows:
        st.html(table(HEADINGS, rows, caption="Identitas akun", class_="lkj-table"))


def _bound(viewer: Viewer, one: ProviderIdentity) -> str:
    if one.bound_at is None:
        return "belum pernah masuk"
    return short_datetime(one.bound_at, viewer.office.zone)


def _identity_form(
    viewer: Viewer,
    account: Account,
    linked: ProviderIdentity | None,
    known: Directory,
    provider: OidcSettings,
) -> None:
    nip = next(one.nip for one in known.persons if one.id == account.person_id)
    usual = nip if "nip" in provider.claim.lower() else account.username
    form = DraftForm(viewer, f"identity/{account.id}")
    typed = st.text_input(
        "Identitas pada penyedia (kosong: tidak boleh masuk lewat penyedia)",
        key=form.key("identity", linked.identity if linked else usual),
        max_chars=LONGEST_IDENTITY,
    )
    if st.button("Simpan identitas", key=form.button_key("save"), type="primary"):
        request = IdentityForm(
            request_id=form.request_id, account_id=account.id, identity=typed or ""
        )
        act = lambda **use: set_identity(request, **use)  # noqa: E731
        carry_out(viewer, form, act, "Identitas disimpan; sesi akun itu diakhiri.")
