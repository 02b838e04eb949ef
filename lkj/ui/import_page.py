"""From an uploaded file to one confirmation: read, match, preview, store."""

from typing import Any
from uuid import uuid4

import streamlit as st

from lkj.diagnostics.refusals import note_refusal
from lkj.domain.sop import Sop
from lkj.errors import FileRefused, ImportRefused, LkjError
from lkj.labels.import_words import file_problem, imported_words
from lkj.ui.import_choices import choose_columns, choose_people
from lkj.ui.import_preview import earlier_import, show_preview
from lkj.ui.markup import escape_markdown
from lkj.ui.messages import flash, show_error, show_refusal
from lkj.ui.session import Viewer
from lkj.ui.sop_identity import choose_sop
from lkj.usecases.frames import revision
from lkj.usecases.history_file import MOST_MEGABYTES, file_sha256, read_file
from lkj.usecases.import_preview import Preview, PreviewForm, preview
from lkj.usecases.imports import BatchForm, store_batch

_SLOT, _TURN = "import_file", "import_turn"
_MOST_SHOWN = 20  # problems of a file


def import_section(viewer: Viewer) -> None:
    """The template, the upload, and all that follows for the uploaded file."""
    sop = choose_sop(viewer, "import_sop")
    st.header("1. Isi templat")
    st.link_button(
        "Unduh templat Excel",
        f"/unduh/impor/templat.xlsx?sop={sop.id}",
        icon=":material/download:",
    )
    st.header("2. Unggah berkas")
    st.caption(
        "Templat yang sudah diisi, atau CSV (pemisah koma, titik koma, atau tab). Paling besar "
        f"{MOST_MEGABYTES:d} MB. Berkas dibaca di server dan tidak disimpan; yang disimpan "
        "hanya nama dan sidik jarinya (SHA-256)."
    )
    turn = st.session_state.setdefault(_TURN, 0)
    uploaded = st.file_uploader(
        "Berkas riwayat (.xlsx atau .csv)",
        type=["xlsx", "csv", "txt"],
        max_upload_size=MOST_MEGABYTES,
        key=f"import_upload/{turn:d}",
    )
    if uploaded is None:
        st.session_state.pop(_SLOT, None)
        return
    opened = _opened(viewer, uploaded)
    if opened["problems"]:
        _refused(opened["problems"])
        return
    _chosen(viewer, sop, opened)


def _opened(viewer: Viewer, uploaded: Any) -> dict[str, Any]:
    """The file as it was read once; kept until another is uploaded."""
    content = uploaded.getvalue()
    sha256 = file_sha256(content)
    kept: dict[str, Any] | None = st.session_state.get(_SLOT)
    if kept is not None and kept["sha256"] == sha256:
        return kept
    opened: dict[str, Any] = {"sha256": sha256, "name": uploaded.name, "request": uuid4().hex}
    with st.spinner("Berkas dibaca …"):
        try:
            opened |= {"table": read_file(content, **viewer.use), "problems": ()}
        except FileRefused as error:
            note_refusal(error)
            opened |= {"table": None, "problems": error.facts["problems"]}
    st.session_state[_SLOT] = opened
    return opened


def _refused(problems: tuple[tuple[str, str, str], ...]) -> None:
    lines = [f"• {file_problem(problem)}" for problem in problems[:_MOST_SHOWN]]
    if len(problems) > _MOST_SHOWN:
        lines.append(f"dan {len(problems) - _MOST_SHOWN} lainnya.")
    show_refusal("  \n".join(["Berkas belum dapat dibaca; tidak ada yang dicatat.", *lines]))


def _chosen(viewer: Viewer, sop: Sop, opened: dict[str, Any]) -> None:
    table, batch = opened["table"], _batch(opened)
    columns = choose_columns(list(table.columns), opened["sha256"])
    people: dict[str, str] = opened.setdefault("people", {})

    def look() -> Preview:
        form = PreviewForm(
            batch=batch, sop_id=sop.id, table=table, columns=columns, people=people
        )
        return preview(form, **viewer.use)

    key = (sop.id, tuple(columns.items()), revision(viewer.office))
    if opened.get("key") != key:
        opened |= {"key": key, "preview": look()}
    shown: Preview = opened["preview"]
    if earlier_import(viewer, shown):
        return
    chosen = choose_people(shown, opened["sha256"])
    if chosen != people:
        people.clear()
        people.update(chosen)
        opened["preview"] = shown = look()
    show_preview(viewer, sop, shown)
    _confirm(viewer, sop, opened, shown)


def _batch(opened: dict[str, Any]) -> BatchForm:
    return BatchForm(
        request_id=opened["request"], file_name=opened["name"], sha256=opened["sha256"]
    )


def _confirm(viewer: Viewer, sop: Sop, opened: dict[str, Any], shown: Preview) -> None:
    n = len(shown.reports)
    if not n:
        return
    left_out = f"; {shown.n_left_out} laporan yang bermasalah dilewati"
    label = f"Impor {n} laporan" + (left_out if shown.n_left_out else "")
    if not st.button(escape_markdown(label), key=f"import/{opened['request']}", type="primary"):
        return
    n_passes = sum(report.n_passes for report in shown.reports)
    try:
        with st.spinner("Disimpan …"):
            done = store_batch(_batch(opened), shown.content, **viewer.use)
    except ImportRefused as error:
        opened.pop("key")
        show_error(error, zone=viewer.office.zone, sop=sop)
        return
    except LkjError as error:
        show_error(error, zone=viewer.office.zone, sop=sop)
        return
    st.session_state.pop(_SLOT, None)
    st.session_state[_TURN] += 1
    flash(imported_words(no=done.no, n_reports=n, n_passes=n_passes))
    st.rerun()
