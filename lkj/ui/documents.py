"""The documents beside a report: which there are, which are missing, and adding a version."""

from collections.abc import Iterable

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.domain.attachments import draft_holders
from lkj.domain.document_kinds import DocumentKind
from lkj.domain.documents import DocumentFormat, DocumentVersion, latest
from lkj.domain.sop import Step
from lkj.domain.state import ReportStatus
from lkj.errors import LkjError
from lkj.labels.document_words import SHORT_FORMAT, lacking_words, missing_words, size_words
from lkj.labels.formats import short_datetime
from lkj.labels.words import MISSING
from lkj.ui.forms import DraftForm
from lkj.ui.markup import escape_markdown, table, tag, text
from lkj.ui.messages import flash, show_error
from lkj.ui.session import Viewer
from lkj.usecases.document_checks import lacking
from lkj.usecases.documents import AttachForm, attach, missing_documents
from lkj.usecases.reports import ReportView

HEADINGS = ("Dokumen", "Versi", "Isi", "Langkah", "Dilampirkan")
_ENDED = (ReportStatus.CANCELLED, ReportStatus.WITHDRAWN)
_FILE, _PLACE = "Unggah berkas", "Catat tempat aslinya"


def documents_section(viewer: Viewer, view: ReportView) -> None:
    """Every version beside the report, what was missed, and a form for another one."""
    kinds = viewer.office.document_kinds(view.sop).kinds
    st.header("Dokumen")
    versions = tuple(reversed(view.state.documents))
    if versions:
        rows = [_version_row(viewer, view, version) for version in versions]
        caption = "Semua versi, yang terbaru lebih dahulu. Versi lama tidak pernah diganti."
        st.html(table(HEADINGS, rows, caption=caption, class_="lkj-table"))
    else:
        st.text("Belum ada dokumen yang dilampirkan pada laporan ini.")
    for missing in missing_documents(view, viewer.office):
        step = view.sop.step(missing.step)
        sentence = missing_words(missing.kind.name, step.number)
        st.warning(escape_markdown(sentence), icon=":material/description:")
    _attach_expander(viewer, view, kinds, step=None)


def step_documents(viewer: Viewer, view: ReportView, step: Step) -> None:
    """The newest version of each document that the open step needs or makes."""
    kinds = viewer.office.document_kinds(view.sop).of_step(step)
    if not kinds:
        return
    st.markdown("**Dokumen**")
    rows = [_kind_row(viewer, view, kind) for kind in kinds]
    caption = "Dokumen pada langkah ini, versi terbaru"
    st.html(table(HEADINGS, rows, caption=caption, class_="lkj-table"))
    absent = lacking(view.state, kinds)
    if absent:
        names = ", ".join(kind.name for kind in absent)
        is_blocking = viewer.office.settings.requires_documents
        st.caption(escape_markdown(lacking_words(names, is_blocking=is_blocking)))
    _attach_expander(viewer, view, kinds, step=step)


def _kind_row(viewer: Viewer, view: ReportView, kind: DocumentKind) -> list[str]:
    version = latest(view.state.documents, kind.id)
    if version is not None:
        return _version_row(viewer, view, version)
    word = "belum dilampirkan" + (" (wajib)" if kind.is_required else "")
    return [text(kind.name), text(MISSING), text(word), text(MISSING), text(MISSING)]


def _version_row(viewer: Viewer, view: ReportView, version: DocumentVersion) -> list[str]:
    event = view.event(version.event_no)
    step = view.sop.step(event.step) if event and event.step else None
    who = view.names.get(version.actor, MISSING)
    when = short_datetime(version.at, viewer.office.zone)
    note = tag("div", text(event.note), class_="lkj-small") if event and event.note else ""
    return [
        text(version.name),
        tag("div", text(version.number), class_="lkj-number"),
        _content(viewer, view, version) + note,
        text(f"{step.number}. {step.short_name}" if step else MISSING),
        text(who) + tag("div", text(f"{when}, no. {version.event_no}"), class_="lkj-small"),
    ]


def _content(viewer: Viewer, view: ReportView, version: DocumentVersion) -> str:
    file = version.file
    if file is None:
        return text(version.place)
    about = f"{SHORT_FORMAT[file.format]}, {size_words(file.size)}"
    if not viewer.may(Permission.READ_DOCUMENTS):
        return text(file.name) + tag("div", text(about), class_="lkj-small")
    link = tag(
        "a",
        text(file.name),
        href=f"/unduh/dokumen/{view.report_id}/{version.event_no}",
        aria_label=f"Unduh {version.name} versi {version.number}: {file.name}",
    )
    return tag("div", link, class_="lkj-file") + tag("div", text(about), class_="lkj-small")


def _attach_expander(
    viewer: Viewer, view: ReportView, kinds: Iterable[DocumentKind], *, step: Step | None
) -> None:
    offered = _offered(viewer, view, kinds)
    if not offered:
        return
    with st.expander("Lampirkan dokumen", icon=":material/attach_file:"):
        _attach_form(viewer, view, offered, step)


def _offered(
    viewer: Viewer, view: ReportView, kinds: Iterable[DocumentKind]
) -> dict[str, DocumentKind]:
    """What this viewer may add a version of now."""
    if view.state.status in _ENDED or view.state.is_read_only:
        return {}
    if not viewer.may(Permission.ATTACH):
        return {}
    is_holder = bool(set(draft_holders(view.state, view.sop)) & set(viewer.roles))
    return {kind.id: kind for kind in kinds if is_holder or not kind.is_draft}


def _attach_form(
    viewer: Viewer, view: ReportView, offered: dict[str, DocumentKind], step: Step | None
) -> None:
    form = DraftForm(viewer, f"attach/{view.report_id}/{step.id if step else ''}")
    chosen = st.selectbox(
        "Dokumen",
        list(offered),
        index=None,
        format_func=lambda kind_id: offered[kind_id].name,
        placeholder="Pilih dokumen",
        key=form.key("document"),
    )
    way = st.radio("Cara", [_FILE, _PLACE], horizontal=True, key=form.button_key("way"))
    uploaded, place = None, ""
    if way == _FILE:
        uploaded = st.file_uploader(
            "Berkas",
            type=[kind.value for kind in DocumentFormat] + ["jpeg"],
            max_upload_size=viewer.office.settings.max_upload_mebibytes,
            key=form.button_key("file"),
            help="PDF, Word, Excel, PNG, atau JPG; foto dari ponsel boleh.",
        )
    else:
        place = st.text_input(
            "Tempat aslinya",
            key=form.key("place", ""),
            max_chars=200,
            placeholder="Asli di map laporan 2026",
        )
    note = st.text_input("Keterangan (tidak wajib)", key=form.key("note", ""), max_chars=400)
    form.keep()
    if not st.button("Lampirkan", key=form.button_key("attach"), icon=":material/attach_file:"):
        return
    asked = AttachForm(
        report_id=view.report_id,
        request_id=f"{form.request_id}/attach",
        document=chosen or "",
        step=_step_of(view, step),
        file_name=uploaded.name if uploaded else "",
        content=uploaded.getvalue() if uploaded else None,
        place=place or "",
        note=note or "",
    )
    try:
        with st.spinner("Diperiksa dan disimpan …"):
            event = attach(asked, **viewer.use)
    except LkjError as error:
        show_error(error, zone=viewer.office.zone, sop=view.sop)
        return
    form.close()
    flash(f"Tersimpan, no. {event.no}. {offered[chosen or ''].name} dilampirkan.")
    st.rerun()


def _step_of(view: ReportView, step: Step | None) -> str | None:
    """The step that the document belongs to: the open one, else the last that was done."""
    if step is not None:
        return step.id
    return view.state.visits[-1].step if view.state.visits else None
