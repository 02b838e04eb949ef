"""What somebody may do to an audit package, and what both verifiers must then say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lkj.labels import audit_words as words
from lkj.store.verification import AUDIT, EVENTS
from tests.support.audited import Parts, Row

Problem = tuple[str, str]
Act = Callable[[Parts], Parts]


@dataclass(frozen=True)
class Forgery:
    """An act on the parts of a package, and problems that must be among those found."""

    act: Act
    found: tuple[Problem, ...]
    needs_anchor: bool = False  # of the package before the act, typed from paper


def own(parts: Parts) -> int:
    """The place of a row with its texts in the middle of the history."""
    places = [n for n, row in enumerate(parts.rows()) if isinstance(row[25], str)]
    return places[len(places) // 2]


def _no(parts: Parts) -> int:
    return own(parts) + 1


def changed_column(name: str) -> Act:
    """Another value in one column of one event, all else made to fit."""

    def act(parts: Parts) -> Parts:
        rows = parts.rows()
        row = rows[own(parts)]
        _change(row, EVENTS.columns.index(name))
        return parts.put_rows(rows).resummed()

    return act


def changed_audit_column(name: str) -> Act:
    """Another value in one column of the first line of the audit log."""

    def act(parts: Parts) -> Parts:
        rows = parts.rows(words.AUDIT_CHAIN)
        _change(rows[0], AUDIT.columns.index(name))
        return parts.put_rows(rows, words.AUDIT_CHAIN).resummed()

    return act


def _change(row: Row, place: int) -> None:
    value = row[place]
    row[place] = value + 1 if isinstance(value, int) else f"{value or ''}0"


def on_rows(change: Callable[[list[Row], int], object]) -> Act:
    """Change the list of events, given the place of an own row."""

    def act(parts: Parts) -> Parts:
        rows = parts.rows()
        change(rows, own(parts))
        return parts.put_rows(rows).resummed()

    return act


def swapped(rows: list[Row], at: int) -> None:
    """Two events in the other order."""
    rows[at], rows[at + 1] = rows[at + 1], rows[at]


def cut(parts: Parts) -> Parts:
    """The last three events gone, and every code in the package made to fit."""
    return parts.rechained(parts.rows()[:-3]).without_witness().resummed()


def rewritten(parts: Parts) -> Parts:
    """One event says something else, everything after it hashed anew."""
    rows = parts.rows()
    rows[own(parts)][20] = 7
    return parts.rechained(rows).without_witness().resummed()


def rewritten_with_witness(parts: Parts) -> Parts:
    """The same, by somebody who forgot the audit log."""
    rows = parts.rows()
    rows[own(parts)][20] = 7
    return parts.rechained(rows).resummed()


def event_left_out(parts: Parts) -> Parts:
    """One event gone and everything numbered and hashed anew."""
    rows = parts.rows()
    del rows[own(parts)]
    return parts.rechained(rows).without_witness().resummed()


def paper(parts: Parts) -> str:
    """The path of a document."""
    return next(name for name in parts.files if name.endswith("dpa-v1-dpa.pdf"))


def replaced(parts: Parts) -> Parts:
    """Another document under the same name."""
    parts.files[paper(parts)] = b"%PDF-1.4 lain"
    return parts


def removed(parts: Parts) -> Parts:
    """A document gone."""
    del parts.files[paper(parts)]
    return parts


def added(parts: Parts) -> Parts:
    """A document that nobody attached."""
    parts.files["dokumen/001-baru/titipan.pdf"] = b"%PDF-1.4"
    return parts


def twice(parts: Parts) -> Parts:
    """A second file of the same name, which some programs show instead."""
    parts.twice = ((words.CORRECTIONS, b"lain"),)
    return parts


def table_changed(parts: Parts) -> Parts:
    """The table that people read tells another story than the chain."""
    content = parts.files[words.EVENT_ROWS]
    parts.files[words.EVENT_ROWS] = content.replace(b'"registered"', b'"cancelled"', 1)
    return parts.resummed()


def text_withheld(parts: Parts) -> Parts:
    """A note of the report itself hidden."""
    rows = parts.rows()
    rows[own(parts)][23] = {"sha256": "0" * 64}
    return parts.put_rows(rows).resummed()


def renamed_format(parts: Parts) -> Parts:
    """A chain that claims other columns."""
    content = parts.files[words.EVENT_CHAIN]
    parts.files[words.EVENT_CHAIN] = content.replace(b"lkj-event-v1", b"lkj-event-v0", 1)
    return parts.resummed()


def without(name: str) -> Act:
    """One file of the package gone."""

    def act(parts: Parts) -> Parts:
        del parts.files[name]
        return parts

    return act


def scribbled(parts: Parts) -> Parts:
    """A line that is no row."""
    content = parts.files[words.EVENT_CHAIN].split(b"\n")
    content[own(parts) + 1] = b"{}"
    parts.files[words.EVENT_CHAIN] = b"\n".join(content)
    return parts.resummed()


_KIND = {"no": "nomor", "prev_hash": "sambungan"}


def forgeries(parts: Parts) -> Iterator[tuple[str, Forgery]]:
    """Every act on a package like this one, by a name; `parts` are read, not changed."""
    yield from _of_columns(parts)
    yield from _of_rows(parts)
    yield from _of_files(parts)


def _of_columns(parts: Parts) -> Iterator[tuple[str, Forgery]]:
    for name in EVENTS.columns:
        told = (_KIND.get(name, "isi"), f"catatan no. {_no(parts)}")
        yield f"column {name}", Forgery(changed_column(name), (told,))
    for name in AUDIT.columns:
        told = (_KIND.get(name, "isi"), "jejak audit no. 1")
        yield f"audit {name}", Forgery(changed_audit_column(name), (told,))


def _of_rows(parts: Parts) -> Iterator[tuple[str, Forgery]]:
    no, last = _no(parts), len(parts.rows())
    place, after = f"catatan no. {no}", f"catatan no. {no + 1}"
    yield "deleted", Forgery(on_rows(lambda rows, at: rows.pop(at)), (("nomor", place),))
    copied = on_rows(lambda rows, at: rows.insert(at, [*rows[at]]))
    yield "inserted", Forgery(copied, (("nomor", after),))
    yield "swapped", Forgery(on_rows(swapped), (("nomor", place), ("nomor", after)))
    yield "tail cut", Forgery(on_rows(lambda rows, _: rows.pop()), (("kepala", "catatan"),))
    told = ("terpotong", f"catatan no. {last}")
    yield "tail cut well", Forgery(cut, (told,), needs_anchor=True)
    told = ("jangkar", f"catatan no. {last}")
    yield "rewritten", Forgery(rewritten, (told,), needs_anchor=True)
    yield "rewritten, audit forgotten", Forgery(rewritten_with_witness, (told,))
    report = parts.facts()["laporan"][0]
    yield "left out well", Forgery(event_left_out, (("versi", f"laporan {report}"),))
    yield "text withheld", Forgery(text_withheld, (("tertutup", place), ("isi", place)))
    yield "no row", Forgery(scribbled, (("terbaca", place),))


def _of_files(parts: Parts) -> Iterator[tuple[str, Forgery]]:
    document = paper(parts)
    yield "document replaced", Forgery(replaced, (("berkas", document), ("asing", document)))
    yield "document removed", Forgery(removed, (("hilang", document),))
    yield "document added", Forgery(added, (("tambahan", "dokumen/001-baru/titipan.pdf"),))
    yield (
        "document replaced well",
        Forgery(lambda parts: replaced(parts).resummed(), (("asing", document),)),
    )
    yield (
        "document added well",
        Forgery(
            lambda parts: added(parts).resummed(), (("asing", "dokumen/001-baru/titipan.pdf"),)
        ),
    )
    yield "a file twice", Forgery(twice, (("ganda", words.CORRECTIONS),))
    yield "table changed", Forgery(table_changed, (("tabel", words.EVENT_ROWS),))
    yield "another format", Forgery(renamed_format, (("bentuk", words.EVENT_CHAIN),))
    yield "no chain", Forgery(without(words.EVENT_CHAIN), (("hilang", words.EVENT_CHAIN),))
    yield "no sums", Forgery(without(words.SUMS), (("hilang", words.SUMS),))
