"""Messages that survive a rerun, and refusals in words; user text is shown as plain text."""

import logging
from urllib.parse import urlencode, urlsplit

import streamlit as st

from lkj.diagnostics.lines import note
from lkj.diagnostics.refusals import note_refusal
from lkj.domain.sop import Sop
from lkj.errors import FormInvalid, LkjError, PaperRefused, StorageFailed
from lkj.labels.error_text import error_text
from lkj.labels.field_text import field_problem
from lkj.ui.markup import escape_markdown, tag, text

_FLASH = "_flash"
_LOG = logging.getLogger("lkj.ui")


def flash(message: str) -> None:
    """Show this at the top of the next run."""
    st.session_state[_FLASH] = message


def show_flash() -> None:
    """Show what the last run wanted to say."""
    message = st.session_state.pop(_FLASH, None)
    if message:
        st.success(escape_markdown(message), icon=":material/check_circle:")


def show_refusal(message: str) -> None:
    """Say that something was not done, and why."""
    st.error(escape_markdown(message), icon=":material/error:")


def show_link(label: str, address: str) -> None:
    """A button that leads to a page outside the app, in this tab."""
    st.html(tag("a", text(label), class_="lkj-button", href=address))


def show_sign_in() -> None:
    """The way back in: the gate asks for the password and leads on to this very page."""
    show_link("Masuk", this_address())


def this_address() -> str:
    """The address of this very page, without the host."""
    url = st.context.url
    path = urlsplit(url).path if isinstance(url, str) else "/"
    query = urlencode(st.query_params.to_dict())
    return f"{path or '/'}?{query}" if query else path or "/"


def show_error(error: LkjError, *, zone: object, sop: Sop | None = None) -> None:
    """Say in one message what was refused, with every field or row that needs mending."""
    if isinstance(error, StorageFailed):  # no refusal of the person's act: somebody must look
        note(_LOG, logging.ERROR, "storage failed", error=error)
    else:
        note_refusal(error)
    lines = [error_text(error, zone=zone, sop=sop)]  # type: ignore[arg-type]
    problems = error.facts.get("problems", ())
    if isinstance(error, FormInvalid):
        lines += [f"• {field_problem(problem)}" for problem in problems]  # type: ignore[attr-defined]
    if isinstance(error, PaperRefused):
        lines += [
            f"• Baris {row + 1}: {error_text(inner, zone=zone, sop=sop)}"  # type: ignore[arg-type]
            for row, inner in problems  # type: ignore[attr-defined]
        ]
    show_refusal("  \n".join(lines))
