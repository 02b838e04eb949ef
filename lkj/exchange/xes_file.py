"""Event logs as XES (IEEE 1849), the format of process mining tools."""

import gzip
import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from typing import Any, BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

import pandas as pd

from lkj.analytics.ordering import runs
from lkj.exchange.csv_file import each_cell

VERSION = "1849.2016"
NAMESPACE = "http://www.xes-standard.org/"
EXTENSIONS = {
    "Concept": "concept",
    "Time": "time",
    "Lifecycle": "lifecycle",
    "Organizational": "org",
}
CASE = "report_id"
# Facts of the whole case stand with its trace.
OF_TRACE = {
    CASE: "concept:name",
    "title": "title",
    "fiscal_year": "fiscal_year",
    "period": "period",
    "remark": "remark",
}
OF_EVENT = {
    "activity": "concept:name",
    "lifecycle": "lifecycle:transition",
    "occurred_at": "time:timestamp",
    "resource": "org:resource",
    "role_name": "org:role",
}
_EVERYWHERE = {
    "concept:name": ("string", "-"),
    "lifecycle:transition": ("string", "complete"),
    "time:timestamp": ("date", "1970-01-01T00:00:00.000000+00:00"),
}
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The element's name, and for each row its key and value; None where one is missing.
_Column = tuple[str, "Sequence[AttributesImpl[str] | None]"]
_NOTHING: "AttributesImpl[str]" = AttributesImpl({})


def write_xes(log: pd.DataFrame, out: BinaryIO, *, about: Mapping[str, str]) -> None:
    """Write a log as XES, a trace for each report, its events in the order of their rows.

    Args:
        log: one row per event: `report_id`, `activity`, `lifecycle`, `occurred_at`, and any
            further columns. Columns of OF_TRACE stand with the trace, those of OF_EVENT under
            the key of their extension, all others under their own name. What is missing is
            left out.
        out: takes UTF-8; traces are written one after the other.
        about: attributes of the whole log, as text.
    """
    xml = XMLGenerator(out, "UTF-8", short_empty_elements=True)
    xml.startDocument()
    facts = {"xmlns": NAMESPACE, "xes.version": VERSION, "xes.features": ""}
    _start(xml, "log", AttributesImpl(facts))
    _head(xml, about)
    _traces(xml, log.sort_values(CASE, kind="stable"))
    xml.characters("\n")
    xml.endElement("log")
    xml.endDocument()


def to_xes(log: pd.DataFrame, *, about: Mapping[str, str]) -> bytes:
    """The same as the bytes of a file."""
    out = io.BytesIO()
    write_xes(log, out, about=about)
    return out.getvalue()


def to_xes_gz(log: pd.DataFrame, *, about: Mapping[str, str]) -> bytes:
    """The same, compressed; the same log gives the same bytes."""
    content = io.BytesIO()
    with gzip.GzipFile(fileobj=content, mode="wb", mtime=0) as out:
        write_xes(log, out, about=about)  # type: ignore[arg-type]  # a file like any other
    return content.getvalue()


def legal(text: str) -> str:
    """Text that XML 1.0 can carry; what it cannot becomes �."""
    return _ILLEGAL.sub("\ufffd", text)


def _head(xml: XMLGenerator, about: Mapping[str, str]) -> None:
    for name, prefix in EXTENSIONS.items():
        uri = f"{NAMESPACE}{prefix}.xesext"
        _element(xml, "extension", {"name": name, "prefix": prefix, "uri": uri})
    for scope, keys in (("trace", ("concept:name",)), ("event", tuple(_EVERYWHERE))):
        _start(xml, "global", AttributesImpl({"scope": scope}))
        for key in keys:
            tag, value = _EVERYWHERE[key]
            _attribute(xml, tag, key, value)
        xml.endElement("global")
    _element(xml, "classifier", {"name": "Activity", "keys": "concept:name"})
    both = "concept:name lifecycle:transition"
    _element(xml, "classifier", {"name": "Activity and lifecycle", "keys": both})
    for key, value in {"lifecycle:model": "standard", **about}.items():
        _attribute(xml, "string", key, value)


def _traces(xml: XMLGenerator, log: pd.DataFrame) -> None:
    starts, lengths = runs(log[CASE].to_numpy())
    of_trace = [_column(log[name], key) for name, key in OF_TRACE.items() if name in log]
    of_event = [
        _column(log[name], OF_EVENT.get(name, name))
        for name in map(str, log.columns)
        if name not in OF_TRACE
    ]
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        _start(xml, "trace", _NOTHING)
        _attributes(xml, of_trace, start)
        for row in range(start, start + length):
            _start(xml, "event", _NOTHING)
            _attributes(xml, of_event, row)
            xml.endElement("event")
        xml.endElement("trace")


def _attributes(xml: XMLGenerator, columns: Sequence[_Column], row: int) -> None:
    for tag, facts in columns:
        if (attribute := facts[row]) is not None:
            _start(xml, tag, attribute)
            xml.endElement(tag)


def _attribute(xml: XMLGenerator, tag: str, key: str, value: str) -> None:
    _element(xml, tag, {"key": key, "value": legal(value)})


def _element(xml: XMLGenerator, tag: str, facts: Mapping[str, str]) -> None:
    _start(xml, tag, AttributesImpl(dict(facts)))
    xml.endElement(tag)


def _start(xml: XMLGenerator, tag: str, facts: "AttributesImpl[str]") -> None:
    xml.ignorableWhitespace("\n")
    xml.startElement(tag, facts)


def _column(column: pd.Series, key: str) -> _Column:
    """The kind of a column, and each value as an attribute; equal ones are made once."""
    tag, say = _kind(column.dtype)
    made = each_cell(
        column, lambda value: AttributesImpl({"key": legal(key), "value": legal(say(value))})
    )
    return tag, made


def _kind(dtype: Any) -> tuple[str, Callable[[Any], str]]:
    if isinstance(dtype, pd.DatetimeTZDtype):
        return "date", lambda at: str(at.astimezone(UTC).isoformat(timespec="microseconds"))
    if pd.api.types.is_bool_dtype(dtype):
        return "boolean", lambda value: str(bool(value)).lower()
    if pd.api.types.is_integer_dtype(dtype):
        return "int", str
    if pd.api.types.is_float_dtype(dtype):
        return "float", lambda value: repr(float(value))
    return "string", str
