"""Links to naskah dinas: of a report, of Tabel 7, of an SOP, of the monitoring."""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.domain.sop import Sop
from lkj.domain.state import MOVES
from lkj.domain.table7 import Semester
from lkj.labels import archive_words, audit_words
from lkj.labels import naskah_words as words
from lkj.labels.formats import short_moment
from lkj.labels.table7_words import semester_name
from lkj.labels.words import DECISION
from lkj.ui.cache import frames
from lkj.ui.markup import escape_markdown, table, tag, text
from lkj.ui.session import Viewer
from lkj.usecases.memo import filed_memos, memo_moves
from lkj.usecases.reports import ReportView
from lkj.usecases.table7_sheet import Sheet

_FORMATS = (("PDF", "pdf"), ("DOCX", "docx"))


def document_links(name: str, title: str, query: Mapping[str, str]) -> str:
    """`PDF · DOCX` of one document."""
    return " · ".join(
        tag(
            "a",
            text(label),
            href=f"/unduh/naskah/{name}.{kind}?{urlencode(query)}",
            aria_label=f"{title}: {label}",
        )
        for label, kind in _FORMATS
    )


def named_links(name: str, title: str, query: Mapping[str, str]) -> None:
    """One document on a line: its title, then its files."""
    links = text(f"{title}: ") + document_links(name, title, query)
    st.html(tag("p", links, class_="lkj-naskah"))


def report_documents(viewer: Viewer, view: ReportView) -> None:
    """Every document of a report, and the SK whose members can be typed."""
    with st.expander(words.SECTION, icon=":material/description:"):
        rows = [
            [text(title), text(about), document_links(name, title, query)]
            for name, title, about, query in _of_report(viewer, view)
        ]
        headings = ("Naskah", "Tentang", "Unduh")
        st.html(table(headings, rows, caption=words.SECTION_CAPTION, class_="lkj-table"))
        named_links("sk-tim", words.DECREE, {"id": view.report_id, **_typed_members(viewer)})
        if viewer.may(Permission.READ_DOCUMENTS):
            link = _archive(f"laporan/{view.report_id}", archive_words.LINK)
            about = text(f": {archive_words.LINK_ABOUT}")
            st.html(tag("p", link + about, class_="lkj-naskah"))


def report_package(viewer: Viewer, view: ReportView) -> None:
    """The audit package of a report, for those who may have it."""
    _package(viewer, f"laporan/{view.report_id}", audit_words.REPORT_LINK)


def semester_package(viewer: Viewer, semester: Semester) -> None:
    """The audit package of a semester, for those who may have it."""
    _package(viewer, f"semester/{semester.code}", audit_words.SEMESTER_LINK)


def _package(viewer: Viewer, place: str, words: tuple[str, str]) -> None:
    if viewer.may(Permission.AUDIT_PACKAGE):
        label, about = words
        address = f"/unduh/paket-audit/{place}.zip"
        st.link_button(escape_markdown(label), address, icon=":material/verified_user:")
        st.caption(escape_markdown(about))


def year_archives(viewer: Viewer) -> None:
    """Archives of whole years, for those who may read documents."""
    if not viewer.may(Permission.READ_DOCUMENTS):
        return
    known = frames(viewer).status["fiscal_year"].dropna()
    years = sorted({int(year) for year in known}, reverse=True)
    if not years:
        return
    st.header(archive_words.YEAR_TITLE)
    st.text(archive_words.YEAR_ABOUT)
    links = (_archive(f"tahun/{year}", f"Tahun kinerja {year}") for year in years)
    st.html(tag("p", " · ".join(links), class_="lkj-naskah"))


def _archive(place: str, label: str) -> str:
    return tag("a", text(label), href=f"/unduh/arsip/{place}.zip")


def _typed_members(viewer: Viewer) -> dict[str, str]:
    """The members of the team as typed; who changes nothing types nothing either."""
    if not viewer.may(Permission.NOTE):
        return {}
    members = st.text_area(words.MEMBERS, key="decree_members", help=words.MEMBERS_HELP) or ""
    return {"anggota": members} if members.strip() else {}


def _of_report(viewer: Viewer, view: ReportView) -> list[tuple[str, str, str, dict[str, str]]]:
    whole = {"id": view.report_id}
    found = [("lembar-kendali", words.ROUTING_SLIP, words.ROUTING_ABOUT, whole)]
    filed = filed_memos(view, viewer.office)
    for event in memo_moves(view):
        step = view.sop.step(event.step or "")
        when = short_moment(event.moment, viewer.office.zone)
        about = (
            f"{step.number}. {step.short_name}: {DECISION[MOVES[event.kind]].lower()}, {when}"
        )
        line = filed.get(event.no)
        if line is not None:
            number = line.entry.letter_number
            year, serial = line.last.year, line.serial
            about += "; " + words.filed_words(year, serial, number, is_attached=False)
        query = {**whole, "no": str(event.no)}
        found.append(("nota-dinas", f"{words.MEMO} no. {event.no}", about, query))
    found.append(("lembar-disposisi", words.DISPOSITION, words.DISPOSITION_ABOUT, whole))
    found.append(("tanda-terima", words.RECEIPT, words.RECEIPT_ABOUT, whole))
    return found


def table7_links(sheet: Sheet, *, version: int) -> None:
    """Tabel 7 as a naskah; version 0 is the open sheet, or the newest."""
    number = {"versi": str(version)} if version else {}
    query = {"semester": sheet.semester.code, **number}
    named_links("tabel-7", words.TABLE7_TITLE, query)


def sop_links(sop: Sop) -> None:
    """The SOP's sheet as a naskah."""
    named_links("sop", words.SOP_TITLE, {"id": sop.id})


def monev_links(viewer: Viewer) -> None:
    """Laporan Monev of the last semesters, and of this year and the one before."""
    now = Semester.of(viewer.now.astimezone(viewer.office.zone).date())
    halves = (now, now.before, now.before.before)
    periods = [(semester_name(one), {"semester": one.code}) for one in halves]
    periods += [(f"Tahun {year}", {"tahun": str(year)}) for year in (now.year, now.year - 1)]
    rows = [
        [text(name), document_links("laporan-monev", f"{words.MONEV}, {name}", query)]
        for name, query in periods
    ]
    st.html(table(("Periode", "Unduh"), rows, caption=words.MONEV, class_="lkj-table"))
