"""The lines of a book: which are looked at, how many there are, and the table of them."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from lkj.domain.agenda import Book, Line
from lkj.labels import agenda_words as words
from lkj.labels.formats import long_datetime, number
from lkj.labels.words import MISSING
from lkj.ui.cache import frames
from lkj.ui.markup import escape_markdown, table, tag, text
from lkj.ui.navigation import REPORTS
from lkj.ui.session import Viewer
from lkj.usecases.agenda_reading import LONGEST_SEARCH, Agenda, AgendaQuery, agenda_years

BOOK, YEAR, SEARCH = "buku", "tahun-buku", "cari"  # "tahun" is a filter of other screens
ROWS = 50  # of one window


def chosen_book(viewer: Viewer) -> AgendaQuery:
    """Ask for book, year and words; all three stand in the address."""
    today = viewer.now.astimezone(viewer.office.zone).date()
    years = sorted({*agenda_years(viewer.office), today.year}, reverse=True)
    left, middle, right = st.columns([2, 1, 3])
    book = left.radio(
        "Buku",
        _asked(BOOK, [one.value for one in Book]),
        format_func=lambda code: words.BOOK[Book(code)],
        key=BOOK,
        horizontal=True,
    )
    year = middle.selectbox("Tahun", _asked(YEAR, [str(one) for one in years]), key=YEAR)
    if SEARCH not in st.session_state:
        st.session_state[SEARCH] = st.query_params.get(SEARCH, "")[:LONGEST_SEARCH]
    search = right.text_input(
        "Cari nomor, pengirim atau tujuan, isi ringkasan",
        key=SEARCH,
        max_chars=LONGEST_SEARCH,
    )
    query = AgendaQuery(
        book=Book(book or Book.INCOMING),
        year=int(year or today.year),
        search=(search or "").strip(),
    )
    named = {BOOK: query.book.value, YEAR: str(query.year), SEARCH: query.search}
    st.query_params.from_dict({name: value for name, value in named.items() if value})
    return query


def _asked(name: str, options: list[str]) -> list[str]:
    """Begin with what the address names, where it is one of the options."""
    if st.session_state.get(name) not in options:
        asked = st.query_params.get(name)
        st.session_state[name] = asked if asked in options else options[0]
    return options


def agenda_header(viewer: Viewer, agenda: Agenda) -> None:
    """How many letters there are, and as of when."""
    query, as_of = agenda.query, long_datetime(viewer.now, viewer.office.zone)
    book = words.BOOK[query.book].lower()
    if not agenda.n_all:
        st.header(escape_markdown(f"Belum ada {book} tahun {query.year}"))
        st.text(words.NOBODY_WROTE[query.book])
        return
    cancelled = f", {number(agenda.n_cancelled)} dibatalkan" if agenda.n_cancelled else ""
    n = number(agenda.n_all)
    st.header(escape_markdown(f"{n} {book} tahun {query.year}{cancelled}"))
    found = f"{number(len(agenda.lines))} memuat “{query.search}” · " if query.search else ""
    st.caption(escape_markdown(f"{found}Keadaan per {as_of}"))


def window(agenda: Agenda) -> Sequence[Line]:
    """The newest lines, or those of another window where there are more."""
    newest = agenda.lines[::-1]
    n_windows = -(-len(newest) // ROWS)
    if n_windows <= 1:
        return newest
    query = agenda.query
    chosen = st.number_input(
        escape_markdown(f"Bagian (dari {n_windows}, masing-masing {ROWS} surat)"),
        min_value=1,
        max_value=n_windows,
        key=f"agenda/{query.book.value}/{query.year}/{query.search}",
        width=260,
    )
    first = (int(chosen or 1) - 1) * ROWS
    return newest[first : first + ROWS]


def agenda_table(viewer: Viewer, agenda: Agenda, shown: Sequence[Line]) -> None:
    """Draw the lines, the newest first."""
    query = agenda.query
    titles = _titles(viewer, shown)
    cells = [_cells(line, titles) for line in shown]
    n, whole = number(len(shown)), number(len(agenda.lines))
    caption = f"{words.BOOK[query.book]} {query.year}, terbaru lebih dahulu: {n} dari {whole}"
    style = "lkj-table lkj-agenda"
    st.html(table(_headings(query.book), cells, caption=caption, class_=style))


def agenda_links(query: AgendaQuery) -> None:
    """The sheet for paper and the files, of all lines that are found."""
    asked = {"buku": query.book.value, "tahun": str(query.year)}
    asked |= {"cari": query.search} if query.search else {}
    international = {**asked, "gaya": "internasional"}
    links = (
        ("Cetak", "/cetak/buku-agenda", asked),
        ("CSV", "/unduh/buku-agenda.csv", asked),
        ("CSV internasional", "/unduh/buku-agenda.csv", international),
        ("Excel", "/unduh/buku-agenda.xlsx", asked),
        ("PDF", "/unduh/naskah/buku-agenda.pdf", asked),
        ("DOCX", "/unduh/naskah/buku-agenda.docx", asked),
    )
    joined = " · ".join(
        tag(
            "a",
            text(label),
            href=f"{place}?{urlencode(named)}",
            aria_label=f"{words.TITLE}: {label}",
        )
        for label, place, named in links
    )
    st.html(tag("p", joined, class_="lkj-naskah"))


def _titles(viewer: Viewer, shown: Sequence[Line]) -> dict[str, str]:
    """Titles of the reports that lines name."""
    named = {line.entry.report_id for line in shown} - {None}
    if not named:
        return {}
    status = frames(viewer).status
    found = status[status["report_id"].isin(named)]
    return dict(zip(found["report_id"], found["title"], strict=True))


def _headings(book: Book) -> tuple[str, ...]:
    own = "Nomor agenda" if book is Book.INCOMING else "Alamat"
    last = "Diteruskan ke" if book is Book.INCOMING else "Lampiran"
    sides = (words.ENTERED_ON[book], words.COUNTERPART[book])
    return ("No", *sides, "Surat", "Isi ringkasan", own, last, "Ket", "Laporan")


def _cells(line: Line, titles: dict[str, str]) -> list[str]:
    entry = line.entry
    is_incoming = entry.book is Book.INCOMING
    own = entry.agenda_number or words.NO_NUMBER if is_incoming else entry.address
    last = entry.forwarded_to if is_incoming else entry.attachments
    return [
        text(line.serial),
        tag("span", text(words.paper_day(entry)), class_="lkj-nowrap"),
        text(entry.counterpart),
        tag("div", text(entry.letter_number or words.NO_NUMBER))
        + tag("div", text(words.letter_day(entry)), class_="lkj-small"),
        _subject(line, is_incoming=is_incoming),
        text(own or MISSING),
        text(last or MISSING),
        text(entry.remark or MISSING),
        _report(entry.report_id, titles),
    ]


def _subject(line: Line, *, is_incoming: bool) -> str:
    """What it is about; a cancelled line is struck through and says why in words."""
    words_of = text(line.entry.subject)
    parts = [tag("s", words_of) if line.is_cancelled else words_of]
    if is_incoming and line.entry.attachments:
        said = f"Lampiran: {line.entry.attachments}"
        parts.append(tag("div", text(said), class_="lkj-small"))
    if line.n_later:
        said = words.state_text(line)
        parts.append(tag("div", tag("span", text(said), class_="lkj-proposed")))
    return "".join(parts)


def _report(report_id: str | None, titles: dict[str, str]) -> str:
    if report_id is None:
        return MISSING
    address = f"/{REPORTS.address}?{urlencode({'id': report_id})}"
    return tag("a", text(titles.get(report_id, report_id)), href=address, target="_self")
