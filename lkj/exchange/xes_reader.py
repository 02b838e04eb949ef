"""XES event logs (IEEE 1849) as rows, read as a stream, gzip or not."""

import gzip
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

import pandas as pd

from lkj.errors import FileRefused

CASE = "case:"  # in front of the keys of a trace, as other tools name them
_CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"
# Beyond this many bytes, a stream that grew more than so many times is no log.
_UNCHECKED_BYTES, _LARGEST_RATIO = 64 << 20, 300
_TYPES = frozenset({"string", "date", "int", "float", "boolean", "id"})
_TRACE_DEPTH = 2
_KEY_AND_VALUE = 4  # two names and two values
_Attributes = dict[str, tuple[str, str]]  # by key: the element's name, and its value
_Start = Callable[[str, list[str]], None]
_End = Callable[[str], None]


def read_xes(path: Path, *, columns: Collection[str] | None = None) -> pd.DataFrame:
    """Read the events of an XES or XES.gz file.

    Args:
        path: what is gzip is told by its first bytes, not by its name.
        columns: the only ones to keep, named as below; None keeps all.

    Returns:
        One row per event in the order of the file; the index `row` counts them from 1. A trace
        attribute stands as `case:<key>`, an event attribute as `<key>`: string and id as str,
        date as datetime64[us, UTC], int as Int64, float as float64, boolean as boolean; missing
        where an event has none. A column of which one value does not fit its type, of several
        types, or with a date without offset, holds the texts as they are written. Attributes
        of attributes, lists and events outside a trace are left out.

    Raises:
        FileRefused: the file is not XES, is cut off, declares a document type, or unpacks to
            more than a log can hold; problems of the XML name its line.
    """
    parser = expat.ParserCreate()
    parser.ordered_attributes = True  # lists are made faster than dicts
    parser.StartDoctypeDeclHandler = _refuse_document_type
    reader = _Reader(parser, None if columns is None else frozenset(columns))
    try:
        for chunk in _chunks(path):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise _refused("damaged_xml", str(error.lineno)) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _refused("damaged") from error
    if not reader.is_log:
        raise _refused("not_xes")
    return reader.table()


@dataclass
class _Column:
    """The values of one key, with the row and the type of each."""

    rows: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    types: set[str] = field(default_factory=set)

    def series(self, n_rows: int) -> pd.Series:
        written = pd.Series(self.texts, dtype="str")
        return _typed(written, self.types).set_axis(self.rows).reindex(range(n_rows))


class _Reader:
    """Takes the elements of a document: those of the log, of a trace, or of an event.

    `depth` counts the elements that are open below the one that is being read.
    """

    def __init__(self, parser: expat.XMLParserType, wanted: frozenset[str] | None) -> None:
        self.is_log = False
        self._parser, self._wanted = parser, wanted
        self._columns: dict[str, _Column] = {}
        self._n_events = self._n_earlier = 0  # in all, and before this trace
        self._trace: _Attributes = {}
        self._event: _Attributes = {}
        self._depth = 0
        self._enter(self._start_in_log, self._end_in_log, depth=0)

    def table(self) -> pd.DataFrame:
        """All events so far."""
        rows = pd.RangeIndex(1, self._n_events + 1, name="row")
        columns = {key: one.series(self._n_events) for key, one in self._columns.items()}
        return pd.DataFrame(columns, index=range(self._n_events)).set_axis(rows, axis=0)

    def _enter(self, start: _Start, end: _End, *, depth: int) -> None:
        self._parser.StartElementHandler, self._parser.EndElementHandler = start, end
        self._depth = depth

    def _start_in_log(self, name: str, _: list[str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self.is_log = _local(name) == "log"
        elif self._depth == _TRACE_DEPTH and _local(name) == "trace":
            self._trace, self._n_earlier = {}, self._n_events
            self._enter(self._start_in_trace, self._end_in_trace, depth=0)

    def _end_in_log(self, _: str) -> None:
        self._depth -= 1

    def _start_in_trace(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        if self._depth > 1:
            return
        if _local(name) == "event":
            self._event = {}
            self._enter(self._start_in_event, self._end_in_event, depth=0)
            return
        key, value = _key_and_value(attributes)
        self._trace.setdefault(CASE + key, (name, value))

    def _end_in_trace(self, _: str) -> None:
        self._depth -= 1
        if self._depth < 0:
            self._put(self._trace, range(self._n_earlier, self._n_events))
            self._enter(self._start_in_log, self._end_in_log, depth=1)

    def _start_in_event(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        if self._depth == 1:
            key, value = _key_and_value(attributes)
            self._event.setdefault(key, (name, value))

    def _end_in_event(self, _: str) -> None:
        self._depth -= 1
        if self._depth < 0:
            self._put(self._event, range(self._n_events, self._n_events + 1))
            self._n_events += 1
            self._enter(self._start_in_trace, self._end_in_trace, depth=0)

    def _put(self, attributes: _Attributes, rows: range) -> None:
        for key, (name, value) in attributes.items():
            kind = _local(name)
            if kind not in _TYPES or (self._wanted is not None and key not in self._wanted):
                continue
            column = self._columns.get(key)
            if column is None:
                column = self._columns[key] = _Column()
            column.rows.extend(rows)
            column.texts.extend([value] * len(rows))
            column.types.add(kind)


def _local(name: str) -> str:
    """The name of an element without the prefix of its namespace."""
    return name.rpartition(":")[2]


def _key_and_value(attributes: list[str]) -> tuple[str, str]:
    """Names and values alternate; nearly always in this order, and nothing else."""
    if len(attributes) == _KEY_AND_VALUE and attributes[0] == "key":
        return attributes[1], attributes[3]
    named = dict(zip(attributes[::2], attributes[1::2], strict=True))
    return named.get("key", ""), named.get("value", "")


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        is_packed = file.read(2) == _GZIP
        file.seek(0)
        if is_packed:
            with gzip.open(file) as unpacked:
                yield from _within_reason(iter(lambda: unpacked.read(_CHUNK), b""), file)
        else:
            yield from iter(lambda: file.read(_CHUNK), b"")


def _within_reason(chunks: Iterator[bytes], packed: IO[bytes]) -> Iterator[bytes]:
    n_bytes = 0
    for chunk in chunks:
        n_bytes += len(chunk)
        if n_bytes > max(_UNCHECKED_BYTES, packed.tell() * _LARGEST_RATIO):
            raise _refused("unpacks_too_large")
        yield chunk


def _typed(texts: pd.Series, types: set[str]) -> pd.Series:
    if types == {"date"}:
        return _dates(texts)
    if types == {"boolean"}:
        is_true = texts.str.lower().map({"true": True, "false": False, "1": True, "0": False})
        return texts if is_true.isna().any() else is_true.astype("boolean")
    if types in ({"int"}, {"float"}):
        numbers: Any = pd.to_numeric(texts, errors="coerce")
        wanted = "Int64" if types == {"int"} else "float64"
        is_whole = wanted == "float64" or (numbers.dtype.kind == "i")
        return texts if numbers.isna().any() or not is_whole else numbers.astype(wanted)
    return texts


def _dates(texts: pd.Series) -> pd.Series:
    if not texts.str.fullmatch(r".*T.*(?:Z|[+-]\d\d:?\d\d)").all():
        return texts
    dates = pd.to_datetime(texts, utc=True, format="ISO8601", errors="coerce")
    return texts if dates.isna().any() else dates.dt.as_unit("us")


def _refuse_document_type(*_: object) -> None:
    raise _refused("entities")


def _refused(code: str, place: str = "") -> FileRefused:
    return FileRefused(problems=((place, code, ""),))
