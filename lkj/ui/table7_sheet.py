"""Tabel 7 on the screen: status, the six columns, what changed, and the figures behind it."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from lkj.domain.table7 import Procedure, Semester
from lkj.labels import table7_words as words
from lkj.labels.formats import number, short_datetime, short_day
from lkj.ui.download_links import address, sheet_address
from lkj.ui.filters import AS_OF, SPAN, SPANS, STEPS, THIS_HALF
from lkj.ui.markup import escape_markdown, scrolling, table, tag, text
from lkj.ui.monitoring import DOWNLOAD
from lkj.ui.navigation import DURATIONS, REJECTIONS, script
from lkj.ui.session import Viewer
from lkj.usecases.table7_figures import selection_of
from lkj.usecases.table7_print import annexes
from lkj.usecases.table7_reading import Determined, View, changed_sentences
from lkj.usecases.table7_sheet import Row, Sheet

CAPTION = "Kolom 6 dikosongkan: paraf dibubuhkan di atas kertas."


def sheet_status(viewer: Viewer, view: View, chosen: Determined | None) -> None:
    """Whether the sheet is open or determined, by whom and when."""
    zone = viewer.office.zone
    if chosen:
        stored = chosen.stored
        who = view.names.get(stored.determined_by, stored.determined_by)
        when = short_datetime(stored.determined_at, zone)
        st.header(escape_markdown(f"{words.DETERMINED} {when} oleh {who}"))
        return
    if view.draft is None:
        st.header("Belum dibuka: di bawah ini usulan sistem")
        return
    rows = [row for row in view.sheet.rows if not row.is_step]
    n_open = len(view.sheet.undecided)
    n_proposed = sum(row.is_assessment_proposed for row in rows)
    n_assessed = len(rows) - n_open - n_proposed
    st.header(words.draft_finding(n_assessed=n_assessed, n_proposed=n_proposed, n_open=n_open))


def subtitle(viewer: Viewer, view: View, sheet: Sheet, chosen: Determined | None) -> None:
    """Population, unknowns and as-of; who changed an open sheet last."""
    semester, zone = sheet.semester, viewer.office.zone
    n = sum(procedure.figures.n for procedure in sheet.procedures)
    without = sum(procedure.figures.n_unknown for procedure in sheet.procedures)
    first, last = short_day(semester.first_day), short_day(semester.last_day)
    parts = [
        f"{number(n)} pelaksanaan yang selesai {first} sampai {last}",
        f"{number(without)} tanpa waktu pengerjaan",
        f"keadaan per {short_datetime(sheet.basis.as_of, zone)}",
    ]
    if chosen is None and view.draft and view.draft.edition > 1:
        who = view.names.get(view.draft.changed_by, view.draft.changed_by)
        parts.append(f"diubah {short_datetime(view.draft.changed_at, zone)} oleh {who}")
    if chosen:
        parts.append(f"penetapan no. {chosen.stored.no}, kode {chosen.stored.code}")
    st.caption(escape_markdown(" · ".join(parts)))


def changed_since(chosen: Determined) -> None:
    """Say that the data are others now, and which."""
    if chosen.is_changed:
        lines = [f"{words.CHANGED}.", *changed_sentences(chosen)]
        st.warning(escape_markdown("  \n".join(lines)), icon=":material/sync_problem:")


def remarks(sheet: Sheet) -> None:
    """Why a determination is changed, and whether the assessor took part."""
    if sheet.reason:
        said = f"Perubahan atas penetapan ke-{sheet.version - 1}: {sheet.reason}"
        st.text(said)
    if sheet.assessor:
        st.text(f"Penilai: {sheet.assessor.name}")
        if sheet.assessor.acted:
            warning = words.acted_text(sheet.assessor.acted)
            st.warning(escape_markdown(warning), icon=":material/person_alert:")


def sheet_table(sheet: Sheet, *, is_open: bool) -> None:
    """The six columns as the regulation has them."""
    names = "".join(tag("th", text(words_), scope="col") for words_ in words.HEADINGS)
    places = range(1, len(words.HEADINGS) + 1)
    numbers = "".join(tag("th", f"({place})", scope="col") for place in places)
    head = tag("thead", tag("tr", names) + tag("tr", numbers, class_="lkj-column-numbers"))
    body = tag("tbody", "".join(_row(row, is_open=is_open) for row in sheet.rows))
    name = f"{words.TITLE}, {words.semester_name(sheet.semester)}. {CAPTION}"
    content = tag(
        "table", tag("caption", text(name)) + head + body, class_="lkj-table lkj-table7"
    )
    st.html(scrolling(content, name=name))


def files(sheet: Sheet, *, version: int) -> None:
    """Download the rows of this semester, and print this sheet."""
    days = selection_of(sheet.semester).to_query()
    query = {"semester": sheet.semester.code} | ({"versi": str(version)} if version else {})
    with st.container(horizontal=True):
        st.link_button("Unduh CSV", address("table7.csv", days), icon=DOWNLOAD)
        st.link_button("Unduh Excel", address("table7.xlsx", days), icon=DOWNLOAD)
        st.link_button("Cetak", sheet_address("tabel-7", query), icon=":material/print:")


def evidence(sheet: Sheet, *, today: date) -> None:
    """Why the system proposes what it does, and where the passes behind it stand."""
    st.subheader("Angka di balik usulan")
    st.caption(escape_markdown(words.threshold_text(sheet.threshold)))
    query = filters_of(sheet.semester, today=today)
    for procedure, annex in zip(sheet.procedures, annexes(sheet), strict=True):
        reason = words.reason_of_proposal(procedure.figures, threshold=sheet.threshold)
        st.text(f"{procedure.title}: {reason}")
        names = _step_links(procedure, query)
        cells = [
            [name, *map(text, row[1:])] for name, row in zip(names, annex.rows, strict=True)
        ]
        st.html(table(annex.headings, cells, caption=annex.title, class_="lkj-table"))
    with st.container(horizontal=True):
        for screen in (DURATIONS, REJECTIONS):
            st.page_link(
                script(screen),
                label=escape_markdown(f"{screen.title} pada semester ini"),
                icon=screen.icon,
                query_params=query,
            )


def filters_of(semester: Semester, *, today: date) -> dict[str, str]:
    """The filters of the monitoring pages that leave the passes of this semester.

    Streamlit writes a choice into the address by its label.
    """
    query = {SPAN: SPANS[THIS_HALF]}
    if semester != Semester.of(today):
        query[AS_OF] = semester.last_day.isoformat()
    return query


def _step_links(procedure: Procedure, query: dict[str, str]) -> Sequence[str]:
    return [
        tag(
            "a",
            text(f"{step.number}. {step.name}"),
            href=f"/{DURATIONS.address}?{urlencode({**query, STEPS: step.number})}",
        )
        for step in procedure.steps
    ]


def _row(row: Row, *, is_open: bool) -> str:
    assessed = words.assessment_text(row.assessment, row.figures)
    cells = (
        text(row.number),
        text(row.procedure) + (_small(words.HAND_TYPED) if row.is_typed else ""),
        text(assessed) + _origin(is_proposed=row.is_assessment_proposed, is_open=is_open),
        _lines(row.note) + _origin(is_proposed=row.is_note_proposed, is_open=is_open),
        _lines(row.action),
        "",
    )
    classes = "lkj-step-row" if row.is_step else "lkj-sop-row"
    return tag("tr", "".join(tag("td", cell) for cell in cells), class_=classes)


def _origin(*, is_proposed: bool, is_open: bool) -> str:
    return _small(words.PROPOSED) if is_proposed and is_open else ""


def _small(said: str) -> str:
    return tag("div", tag("span", text(said), class_="lkj-proposed"))


def _lines(said: str) -> str:
    return tag("div", text(said), class_="lkj-typed") if said else ""
