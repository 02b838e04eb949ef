"""Beside the button of a signature: the password once more, or the way to the provider."""

from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from lkj.labels.formats import clock_time
from lkj.labels.sign_in_words import CONFIRM_BY, REENTER_HELP, REENTER_LABEL
from lkj.ui.forms import DraftForm
from lkj.ui.markup import escape_markdown
from lkj.ui.messages import show_link, this_address
from lkj.ui.session import Viewer
from lkj.usecases.signature_checks import BY_PASSWORD, BY_PROVIDER, Reentered, way_to_confirm


@dataclass(frozen=True)
class SignatureForm:
    """What a signature needs besides its form; `key` is that of the field of the password."""

    key: str = ""
    is_ready: bool = True

    @classmethod
    def of(cls, viewer: Viewer, form: DraftForm) -> "SignatureForm":
        """Draw what the office's setting and this session ask for."""
        way, until = way_to_confirm(**viewer.use)
        if not way:
            return NOT_ASKED
        if way == BY_PASSWORD:
            # No field of the form: its value must never come into the draft.
            key = form.button_key("password")
            st.text_input(
                REENTER_LABEL,
                type="password",
                key=key,
                help=REENTER_HELP,
                autocomplete="current-password",
            )
            return cls(key)
        if until is not None:
            hour = clock_time(until, viewer.office.zone)
            st.caption(escape_markdown(f"Identitas dipastikan, berlaku sampai {hour}."))
            return NOT_ASKED
        _ask(viewer, way)
        return cls(is_ready=False)

    def take(self) -> None:
        """Empty the field before the page is drawn again."""
        if self.key:
            st.session_state[self._once] = st.session_state.get(self.key, "")
            st.session_state[self.key] = ""

    def taken(self) -> Reentered | None:
        """The password that was typed, for one use."""
        password = st.session_state.pop(self._once, "") if self.key else ""
        return Reentered(password) if password else None

    @property
    def _once(self) -> str:
        return f"{self.key}|once"


NOT_ASKED = SignatureForm()


def _ask(viewer: Viewer, way: str) -> None:
    said = CONFIRM_BY[way]
    st.info(escape_markdown(f"{said[0].upper()}{said[1:]}."), icon=":material/verified_user:")
    provider = viewer.office.settings.oidc
    if way == BY_PROVIDER and provider is not None:
        query = urlencode({"ulang": "1", "next": this_address()})
        show_link(f"Konfirmasi dengan {provider.label}", f"{provider.start_address}?{query}")
