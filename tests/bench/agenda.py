"""Five years of Buku Agenda, 2,000 letters each: what reading and drawing cost.

`python -m tests.bench.agenda` prints medians; nothing is asserted.
"""

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import click

from lkj import bootstrap
from lkj.domain.agenda import Book, Entry
from lkj.store import agenda_store
from lkj.store.database import Connection
from lkj.usecases.agenda_files import agenda_file, print_agenda
from lkj.usecases.agenda_reading import AgendaQuery, read_agenda
from lkj.usecases.naskah_files import DocumentFormat, DocumentRequest, document_file
from tests.pages.stage import LOOKED_AT, SEVERAL, on_stage
from tests.support.staffed import door_of

LETTERS, REPEATS = 2_000, 7
YEARS = range(2022, 2027)
NEWEST = AgendaQuery(book=Book.INCOMING, year=max(YEARS))
LATEST = LOOKED_AT.date()


@click.command()
def main() -> None:
    """Fill a book and print how long it takes to read, to print and to draw."""
    with TemporaryDirectory() as folder, on_stage(SEVERAL, Path(folder)) as stage:
        office = bootstrap.current_office()
        with office.database.write() as conn:
            fill_books(conn, until=LATEST)
        use = {"door": door_of("monev"), "office": office, "now": LOOKED_AT}
        words = AgendaQuery(book=NEWEST.book, year=NEWEST.year, search="perihal 1234")
        stage.look("monev", "agenda")

        def draw() -> object:
            return stage.open("monev", "agenda")

        def redraw() -> object:
            return stage._tabs["monev"].run()

        tried: dict[str, Callable[[], object]] = {
            f"read a year, {LETTERS:,} of {LETTERS * len(YEARS):,} letters": lambda: (
                read_agenda(NEWEST, **use)
            ),
            "read a year, looking for words": lambda: read_agenda(words, **use),
            "page in a new session, with the start page": draw,
            "page once more in the same session": redraw,
            "paper": lambda: print_agenda(NEWEST, **use),
            "CSV": lambda: agenda_file(NEWEST, "csv", style="excel_id", **use),
            "PDF": lambda: document_file(_document("pdf"), **use),
            "DOCX": lambda: document_file(_document("docx"), **use),
            "Excel": lambda: agenda_file(NEWEST, "xlsx", style="excel_id", **use),
        }
        for name, act in tried.items():
            click.echo(f"{name}: {_milliseconds(act):.0f} ms")


def _document(kind: DocumentFormat) -> DocumentRequest:
    query = {"buku": NEWEST.book.value, "tahun": str(NEWEST.year)}
    return DocumentRequest(name="buku-agenda", file_format=kind, query=query)


def fill_books(conn: Connection, *, until: date) -> None:
    """Five years of letters that came; one in twenty is corrected later."""
    for year in YEARS:
        first = date(year, 1, 1)
        days = min(365, (until - first).days + 1)
        for n in range(LETTERS):
            entry = Entry(
                book=Book.INCOMING,
                entered_on=first + timedelta(days=n * days // LETTERS),
                letter_number=f"900/{n}/SET",
                counterpart=f"Perangkat daerah {n % 40}",
                subject=f"Permintaan data kinerja perihal {n}",
                forwarded_to="Kasubbag Renja dan Monev",
            )
            row = agenda_store.add(
                conn, entry, serial=n + 1, account_id="akun-monev", at=LOOKED_AT
            )
            if n % 20 == 0:
                agenda_store.add(
                    conn,
                    entry,
                    serial=None,
                    account_id="akun-monev",
                    at=LOOKED_AT,
                    target=agenda_store.line(conn, row.no),
                    reason="perbaikan nomor",
                )


def _milliseconds(act: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
    return median(times) * 1000


if __name__ == "__main__":
    main()
