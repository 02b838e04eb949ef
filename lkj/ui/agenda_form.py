"""Write a letter into Buku Agenda, correct a line, cancel one."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from lkj.domain.agenda import (
    LINES,
    LONGEST_REASON,
    ONLY_IN,
    OWN_NUMBER,
    SHORTEST_REASON,
    Book,
    Entry,
    Line,
)
from lkj.domain.text import EARLIEST
from lkj.labels import agenda_words as words
from lkj.ui.cache import frames
from lkj.ui.choices import told_apart
from lkj.ui.forms import DraftForm, carry_out, left_open
from lkj.ui.messages import show_refusal
from lkj.ui.session import Viewer
from lkj.usecases import agenda as use

MOST_REPORTS = 200  # the newest, to choose from
_LONG = frozenset({"subject"})


def record_section(viewer: Viewer, book: Book) -> None:
    """A letter that was received or sent."""
    with st.expander(words.RECORD[book], icon=":material/add:", key="agenda-record"):
        form = DraftForm(viewer, f"agenda/{book.value}/record")
        entry = _fields(viewer, form, book)
        # Nothing is kept of a form that was only looked at: its day would be an old one later.
        if any(getattr(entry, name) for name in (*LINES, "letter_date", "report_id")):
            form.keep()
        if st.button(words.SAVE[book], key=form.button_key("save"), type="primary"):
            request = use.RecordForm(request_id=form.request_id, entry=entry)
            done = "Surat dicatat dalam Buku Agenda."
            carry_out(viewer, form, lambda **u: use.record(request, **u), done)


def change_section(viewer: Viewer, shown: Sequence[Line]) -> None:
    """Correct or cancel one of the lines that are shown."""
    lines = {line.no: line for line in shown if not line.is_cancelled}
    if not lines:
        return
    with st.expander("Koreksi atau batalkan", icon=":material/edit:", key="agenda-change"):
        chosen = st.selectbox(
            "Baris",
            list(lines),
            index=None,
            placeholder="Pilih satu baris yang tampil di atas",
            format_func=lambda no: words.choice_text(lines[no]),
            key=f"agenda_line/{'-'.join(map(str, list(lines)[:1]))}",
        )
        if chosen:
            _change(viewer, lines[chosen])


def _change(viewer: Viewer, line: Line) -> None:
    # Another correction meanwhile is another form: nobody sends what they have not seen.
    key = f"agenda/{line.no}/{line.last.no}/change"
    _say_if_overtaken(viewer, line, key)
    form = DraftForm(viewer, key)
    entry = _fields(viewer, form, line.entry.book, line.entry)
    reason = st.text_input(
        f"Alasan koreksi atau pembatalan (wajib, minimal {SHORTEST_REASON} karakter)",
        key=form.key("reason", ""),
        max_chars=LONGEST_REASON,
    )
    if reason or entry != line.entry:
        form.keep()
    left, right, _ = st.columns([1, 1, 2])
    line_no, seen, why = line.no, line.last.no, reason or ""
    if left.button("Simpan koreksi", key=form.button_key("save"), type="primary"):
        request = use.CorrectForm(
            request_id=f"{form.request_id}/koreksi",
            line_no=line_no,
            seen=seen,
            entry=entry,
            reason=why,
        )
        carry_out(viewer, form, lambda **u: use.correct(request, **u), "Koreksi disimpan.")
    if right.button("Batalkan baris", key=form.button_key("cancel")):
        removal = use.CancelForm(
            request_id=f"{form.request_id}/batal", line_no=line_no, seen=seen, reason=why
        )
        carry_out(viewer, form, lambda **u: use.cancel(removal, **u), "Baris dibatalkan.")


def _say_if_overtaken(viewer: Viewer, line: Line, current: str) -> None:
    """Tell once that the line was corrected while its form stood open here."""
    for key, texts in left_open(f"agenda/{line.no}/").items():
        if key == current:
            continue
        DraftForm(viewer, key).close()
        show_refusal(words.OVERTAKEN)
        for typed in set(texts) - set(vars(line.entry).values()):
            st.caption("Isian Anda yang belum tersimpan; salin bila masih diperlukan:")
            st.code(typed, language=None, wrap_lines=True)


def _fields(viewer: Viewer, form: DraftForm, book: Book, was: Entry | None = None) -> Entry:
    """Draw the fields of a book, filled in as the letter reads now."""
    today = viewer.now.astimezone(viewer.office.zone).date()
    left, right = st.columns(2)
    entered_on = left.date_input(
        words.ENTERED_ON[book],
        key=form.key("entered_on", was.entered_on if was else today),
        format="DD/MM/YYYY",
        min_value=EARLIEST,
        max_value=today,
    )
    letter_date = right.date_input(
        words.field_label("letter_date", book),
        key=form.key("letter_date", was.letter_date if was else None),
        format="DD/MM/YYYY",
        min_value=EARLIEST,
        max_value=today,
    )
    texts = _texts(viewer, form, book, was)
    report_id = _report(viewer, form, was.report_id if was else None)
    return Entry(
        book=book,
        # Streamlit gives no date while the field is being emptied; no letter is so old.
        entered_on=entered_on if isinstance(entered_on, date) else date.min,
        letter_date=letter_date if isinstance(letter_date, date) else None,
        report_id=report_id,
        event_no=was.event_no if was and was.report_id == report_id else None,
        **texts,
    )


def _texts(viewer: Viewer, form: DraftForm, book: Book, was: Entry | None) -> dict[str, str]:
    """Short fields two by two, then the long ones."""
    names = [name for name in LINES if ONLY_IN.get(name, book) is book]
    short = [name for name in names if name not in _LONG]
    typed = {}
    for first in range(0, len(short), 2):
        for place, name in zip(st.columns(2), short[first : first + 2], strict=False):
            key = form.key(name, str(getattr(was, name, "")))
            typed[name] = place.text_input(
                words.field_label(name, book),
                key=key,
                max_chars=LINES[name],
                help=_number_help(viewer, book) if name == OWN_NUMBER[book] else None,
            )
    for name in sorted(_LONG):
        key = form.key(name, str(getattr(was, name, "")))
        typed[name] = st.text_area(
            words.field_label(name, book), key=key, max_chars=LINES[name], height=80
        )
    return {name: text or "" for name, text in typed.items()}


def _number_help(viewer: Viewer, book: Book) -> str:
    is_given = use.template_of(viewer.office, book)
    return words.FILLED_IN if is_given else words.LEFT_EMPTY


def _report(viewer: Viewer, form: DraftForm, was: str | None) -> str | None:
    """The report that the letter is about, one of the newest."""
    status = frames(viewer).status.sort_values("registered_at", ascending=False)
    rows = status[
        (status["report_id"] == was) | (status.index.isin(status.index[:MOST_REPORTS]))
    ]
    titles = told_apart(dict(zip(rows["report_id"], rows["title"], strict=True)))
    if not titles:
        return None
    chosen = st.selectbox(
        "Laporan yang terkait (boleh kosong)",
        list(titles),
        index=None,
        placeholder="Tidak terkait satu laporan",
        format_func=titles.__getitem__,
        key=form.key("report_id", was),
    )
    return str(chosen) if chosen else None
