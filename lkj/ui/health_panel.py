"""Kesehatan sistem: one row for each check, the gravest first."""

from collections.abc import Sequence

import streamlit as st

from lkj.domain.health import Finding, Health
from lkj.labels.formats import long_datetime
from lkj.labels.health_words import CHECK_NAME, HEALTH_WORD, finding_text, summary
from lkj.ui.markup import escape_markdown, table, tag, text
from lkj.ui.session import Viewer
from lkj.usecases.health import read_health

HEADINGS = ("Keadaan", "Yang diperiksa", "Hasil")
CAPTION = "Pemeriksaan, yang perlu dikerjakan lebih dahulu"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_MARK = {Health.FINE: "✓", Health.LOOK: "!", Health.WRONG: "×"}


def health_section(viewer: Viewer) -> None:
    """The finding, the age of the last backup, and every check."""
    is_on_lan = st.get_option("server.address") not in LOOPBACK
    findings = read_health(is_on_lan=is_on_lan, **viewer.use)
    st.header(escape_markdown(summary(findings)))
    st.caption(escape_markdown(f"Keadaan per {long_datetime(viewer.now, viewer.office.zone)}"))
    st.html(table(HEADINGS, _rows(viewer, findings), caption=CAPTION, class_="lkj-table"))


def _rows(viewer: Viewer, findings: Sequence[Finding]) -> list[list[str]]:
    order = list(Health)
    gravest_first = sorted(findings, key=lambda one: -order.index(one.health))
    return [_row(viewer, one) for one in gravest_first]


def _row(viewer: Viewer, found: Finding) -> list[str]:
    said, to_do = finding_text(found, viewer.office.zone)
    mark = tag("span", _MARK[found.health], aria_hidden="true")
    word = f"{mark} {text(HEALTH_WORD[found.health])}"
    late = "lkj-mark" if found.health is Health.FINE else "lkj-mark lkj-late"
    advice = tag("div", text(to_do), class_="lkj-small") if to_do else ""
    return [
        tag("span", word, class_=late),
        text(CHECK_NAME[found.check]),
        text(said) + advice,
    ]
