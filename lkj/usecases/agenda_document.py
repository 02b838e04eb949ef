"""Buku Agenda as a naskah: one book of a year, in the columns of the paper book."""

from collections.abc import Mapping

from lkj.documents.content import Content, Value
from lkj.domain.agenda import Line
from lkj.errors import FormInvalid
from lkj.labels import agenda_words as words
from lkj.usecases.agenda_reading import agenda_query, read_agenda
from lkj.usecases.naskah_frame import Desk, Made


def agenda_document(query: Mapping[str, str], desk: Desk) -> Made:
    """The lines of `buku` and `tahun`, those that hold `cari` where it is given.

    Raises:
        FormInvalid: the address names no book or no year.
    """
    asked = agenda_query(query.get("buku", ""), query.get("tahun", ""), query.get("cari", ""))
    if asked is None:
        raise FormInvalid(problems=(("book", "unknown", ""),))
    agenda = read_agenda(asked, door=desk.door, office=desk.office, now=desk.now)
    columns = words.PAPER[asked.book]
    found = words.found_text(
        asked.book, asked.year, asked.search, n=len(agenda.lines), n_all=agenda.n_all
    )
    body: Content = {
        "buku": asked.book.value,
        "bawah": [found],
        "kepala": list[Value](columns),
        "lebar": list[Value](columns.values()),
        "baris": [_line(line) for line in agenda.lines],
        "asal": words.ORIGIN,
    }
    return Made(
        title=words.TITLE,
        body=body,
        subject=f"{asked.book.value}/{asked.year}",
        file_name=f"{words.AGENDA.file_name}-{asked.book.value}-{asked.year}",
    )


def _line(line: Line) -> dict[str, Value]:
    return {"sel": list[Value](words.paper_cells(line)), "batal": line.is_cancelled}
