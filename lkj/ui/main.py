"""The main script: sign-in state, navigation by role, and what every page shares."""

from pathlib import Path

import streamlit as st

from lkj.errors import SessionEnded
from lkj.labels.words import APP_ROLE, EXAMPLE_MARK
from lkj.ui.filters import filter_widgets
from lkj.ui.markup import text
from lkj.ui.messages import show_flash, show_refusal, show_sign_in
from lkj.ui.navigation import MONITORING, navigation
from lkj.ui.run_log import logged_run
from lkj.ui.session import Viewer, current_viewer
from lkj.usecases.sign_in import SIGNED_OUT_SCRIPT, sign_out

ICON = str(Path(__file__).with_name("icon.svg"))
STYLE = Path(__file__).with_name("style.css")
# From a file of ours: the content security policy lets no other script in.
PAGE_SCRIPT = '<script src="/skrip/halaman.js"></script>'


def main(run: dict[str, str]) -> None:
    """Draw the page that the address names, for whoever is signed in."""
    st.set_page_config(page_title="Monev LKj", page_icon=ICON, layout="wide")
    st.html(STYLE)
    try:
        viewer = current_viewer()
    except SessionEnded:
        _signed_out()
        return
    selected = navigation(viewer)
    run["page"] = selected.url_path
    _frame(viewer)
    if selected.url_path in {screen.address for screen in MONITORING}:
        filter_widgets(viewer)
    selected.run()


def _signed_out() -> None:
    if st.session_state.pop("_leaving", False):
        st.html(f"<script>{SIGNED_OUT_SCRIPT}</script>", unsafe_allow_javascript=True)
    st.session_state.clear()
    show_refusal("Sesi berakhir. Silakan masuk lagi; isian Anda tersimpan sebagai konsep.")
    show_sign_in()


def _frame(viewer: Viewer) -> None:
    office = viewer.office.settings.office_name
    if office:
        st.html(f'<div class="lkj-office">{text(office)}</div>')
    if viewer.is_example:
        st.html(
            f'<div class="lkj-example" role="note"><b>{EXAMPLE_MARK}</b> '
            "Semua orang dan angka di sini rekaan untuk mencoba aplikasi.</div>"
        )
    show_flash()
    with st.sidebar:
        name, roles = text(viewer.caller.person.name), text(_roles_text(viewer))
        st.html(f'<div class="lkj-person"><b>{name}</b><br>{roles}</div>')
        st.button("Keluar", icon=":material/logout:", on_click=_leave, args=(viewer,))
        st.html(PAGE_SCRIPT, unsafe_allow_javascript=True)


def _roles_text(viewer: Viewer) -> str:
    names = [viewer.role_name(role) for role in viewer.roles]
    names += [APP_ROLE[role] for role in sorted(viewer.app_roles)]
    return " · ".join(names)


def _leave(viewer: Viewer) -> None:
    sign_out(viewer.door, office=viewer.office, now=viewer.now)
    st.session_state["_leaving"] = True


with logged_run() as this_run:
    main(this_run)
