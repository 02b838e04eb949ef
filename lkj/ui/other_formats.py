"""Links to the event log and to SOPs in formats for other programs."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lkj.domain.sop import Sop
from lkj.labels import log_words as words
from lkj.ui.download_links import address
from lkj.ui.markup import escape_markdown, table, tag, text
from lkj.usecases.log_files import SUFFIX


def bpmn_address(sop: Sop) -> str:
    """Where an SOP is downloaded as BPMN."""
    return f"/unduh/sop/{sop.id}.bpmn"


def other_formats(query: Mapping[str, str], sops: Sequence[Sop]) -> None:
    """The log in every format with the filters of the pages, and every SOP as BPMN."""
    st.header(words.OTHER_FORMATS)
    st.text(words.LOG_ABOUT)
    rows = [
        _log_row(words.LOG_FORMATS[kind], f"log{end}", query) for kind, end in SUFFIX.items()
    ]
    rows += [_bpmn_row(sop) for sop in sops]
    caption = "Log kejadian dan SOP untuk program lain"
    st.html(table(words.LOG_COLUMNS, rows, caption=caption, class_="lkj-table"))


def bpmn_button(sop: Sop) -> None:
    """The way to the BPMN of an SOP, beside its sheet."""
    label = words.BPMN_BUTTON
    st.link_button(escape_markdown(label), bpmn_address(sop), icon=":material/download:")


def _log_row(named: tuple[str, str], file: str, query: Mapping[str, str]) -> list[str]:
    name, use = named
    link = _link(file, f"{words.LOG_TITLE}: {name}", address(file, query))
    return [text(name), text(use), link]


def _bpmn_row(sop: Sop) -> list[str]:
    file = f"{sop.id}.bpmn"
    link = _link(file, f"{sop.short_title}: {words.BPMN}", bpmn_address(sop))
    return [text(words.BPMN), text(words.BPMN_ABOUT), link]


def _link(label: str, title: str, target: str) -> str:
    return tag("a", text(label), href=target, aria_label=f"{title}: {label}")
