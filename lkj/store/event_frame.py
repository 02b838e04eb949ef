"""The event log as a table for analysis, read column by column.

A million `Event` objects would take half a minute and gigabytes, a million rows of a driver
ten seconds. So the database itself joins each column of many rows into one text, which becomes
an Arrow array without a Python object per value. The columns with few different values are one
JSON text per row: few hundred different texts, each parsed once.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from sqlalchemy import Connection

from lkj.domain.events import Capacity, EventKind, Precision, Source

_Places = npt.NDArray[np.int32]
_TEXT, _NUMBER, _TIME = pa.large_string(), pa.int64(), pa.timestamp("us", "UTC")

_PLAIN = {
    "no": _NUMBER,
    "report_id": _TEXT,
    "version": _NUMBER,
    "batch_id": _TEXT,
    "occurred_at": _TIME,
    "started_at": _TIME,
    "recorded_at": _TIME,
    "effort_minutes": _NUMBER,
    "target_no": _NUMBER,
    "note": _TEXT,
    "payload": _TEXT,
}
_NOT_EMPTY = {"batch_id"}  # of the texts
_REPEATED = (
    "kind", "step", "next_step", "sop_id", "sop_version", "role", "capacity", "source",
    "time_precision", "reasons", "actor", "recorded_by",
)  # fmt: skip
_TEXTS = ("reasons", "actor", "recorded_by")
_ENUMERATED = {
    "kind": EventKind,
    "capacity": Capacity,
    "source": Source,
    "time_precision": Precision,
}
_ORDER = (
    "no", "report_id", "version", "kind", "step", "next_step", "sop_id", "sop_version",
    "actor", "role", "capacity", "recorded_by", "source", "batch_id", "occurred_at",
    "started_at", "time_precision", "effort_minutes", "recorded_at", "target_no", "note",
    "reasons", "payload",
)  # fmt: skip

_MISSABLE = {"batch_id", "started_at", "effort_minutes", "target_no"}
_ROWS_AT_ONCE = 20_000
_JSON_ARRAY = {"sqlite": "json_array({})", "postgresql": "json_build_array({})"}
# By NUL, which no stored text holds; PostgreSQL joins by it only bytes. SQLite joins in the
# order of its scan, which is that of the key.
_JOINED = {
    "sqlite": "CAST(group_concat({}, x'00') AS BLOB)",
    "postgresql": r"string_agg(convert_to({}, 'UTF8'), '\x00'::bytea ORDER BY no)",
}


def event_log(
    connection: Connection,
    *,
    after_no: int = 0,
    until_no: int | None = None,
    columns: Collection[str] = _ORDER,
) -> pd.DataFrame:
    """The columns of Event that analysis needs, one row per event, in order of `no`.

    Args:
        connection: any.
        after_no: only later events, to extend a log that was read before.
        until_no: only events up to this one.
        columns: the ones wanted, of those that are listed below; each costs time and memory.

    Returns:
        `no`, `version`, `sop_version` int64; `report_id`, `actor`, `recorded_by`, `batch_id`,
        `note`, `payload` str, `reasons` str joined by ","; `kind`, `capacity`, `source`,
        `time_precision` category in the order of their enumerations; `step` and `next_step`
        category sharing their sorted categories; `sop_id`, `role` category; times
        datetime64[us, UTC]; `effort_minutes` float64; `target_no` Int64. Missing values are
        NaN, NaT or NA. `basis`, the request and the seals are left out.
    """
    plain = [name for name in _PLAIN if name in columns]
    few = [name for name in _REPEATED if name in columns]
    blocks = _ahead(_blocks(connection, few, plain, after_no, until_no))
    columns_read, shapes, seen = _read(blocks, plain)
    arrays = {name: columns_read.pop(name).array() for name in plain}
    frame: pd.DataFrame = pa.table(arrays).to_pandas(split_blocks=True, self_destruct=True)
    repeated = pd.DataFrame(seen, columns=few)
    spread = {name: _column(repeated, name, shapes) for name in few}
    numbers = {"effort_minutes": "float64", "target_no": "Int64"}
    typed = frame.astype({name: kind for name, kind in numbers.items() if name in plain})
    return typed.assign(**spread)[[name for name in _ORDER if name in columns]]


class _Texts:
    """A column of texts: many pieces kept until the end would leave the heap full of holes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._ended = bytearray()

    def add(self, joined: bytes) -> None:
        self._ended.extend(joined + b"\0")

    def array(self) -> pa.Array:
        texts = _texts(self._ended)
        return _known(texts) if self._name in _NOT_EMPTY else texts


class _Values:
    """A column of numbers or times: small once each block is read, while the next one comes."""

    def __init__(self, name: str) -> None:
        self._kind = _PLAIN[name]
        self._read: list[pa.Array] = []

    def add(self, joined: bytes) -> None:
        self._read.append(_known(_texts(joined + b"\0")).cast(self._kind))

    def array(self) -> pa.ChunkedArray:
        return pa.chunked_array(self._read, type=self._kind)


def _ahead(blocks: Iterator[Sequence[bytes]]) -> Iterator[Sequence[bytes]]:
    """Reads the next block while the last one is put together: SQLite lets Python go on."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, blocks, None)
        while (block := coming.result()) is not None:
            coming = reader.submit(next, blocks, None)
            yield block


def _read(
    blocks: Iterable[Sequence[bytes]], plain: Sequence[str]
) -> tuple[dict[str, _Texts | _Values], _Places, list[list[object]]]:
    """Plain columns; per row the place of its repeated values; those."""
    read = {name: _Texts(name) if _PLAIN[name] == _TEXT else _Values(name) for name in plain}
    places: dict[str, int] = {}
    shapes = [np.empty(0, dtype=np.int32)]
    for shape, *columns in blocks:
        for column, joined in zip(read.values(), columns, strict=True):
            column.add(joined)
        different = _texts(shape + b"\0").dictionary_encode()
        of_code = [places.setdefault(t, len(places)) for t in different.dictionary.to_pylist()]
        shapes.append(np.array(of_code, dtype=np.int32)[different.indices.to_numpy()])
    return read, np.concatenate(shapes), [json.loads(key) for key in places]


def _blocks(
    connection: Connection,
    few: Sequence[str],
    plain: Sequence[str],
    after_no: int,
    until_no: int | None,
) -> Iterator[Sequence[bytes]]:
    """The joined columns of some rows at a time: the repeated values, then the plain ones."""
    kind = connection.dialect.name
    repeated = _JSON_ARRAY[kind].format(", ".join(few))
    columns = ", ".join(
        _JOINED[kind].format(_as_text(column, kind)) for column in (repeated, *plain)
    )
    last = connection.exec_driver_sql("SELECT coalesce(max(no), 0) FROM events").scalar_one()
    last = last if until_no is None else min(last, until_no)
    for low in range(int(after_no), last, _ROWS_AT_ONCE):
        query = (
            f"SELECT {columns} FROM events"  # noqa: S608  # names are ours
            f" WHERE no > {low} AND no <= {min(low + _ROWS_AT_ONCE, last)}"
        )
        joined = connection.exec_driver_sql(query).one()
        if joined[0] is not None:
            yield joined


def _as_text(column: str, kind: str) -> str:
    """A column as text, empty where it is missing; joining would leave it out."""
    if kind == "sqlite" and column not in _MISSABLE:
        return column  # SQLite joins numbers and texts alike, and each function costs time
    return f"coalesce(CAST({column} AS TEXT), '')"


def _texts(ended: bytes | bytearray) -> pa.Array:
    """The texts before the NULs."""
    content = np.frombuffer(ended, dtype=np.uint8)
    is_end = content == 0
    ends = np.flatnonzero(is_end)
    offsets = np.concatenate([[0], ends - np.arange(len(ends))])
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(content[~is_end])]
    return pa.Array.from_buffers(_TEXT, len(ends), buffers)


def _known(texts: pa.Array) -> pa.Array:
    """What is missing was joined as an empty text."""
    return pc.if_else(pc.equal(texts, ""), None, texts)


def _column(repeated: pd.DataFrame, name: str, shapes: _Places) -> Any:
    """One repeated column, spread over the rows."""
    if name == "sop_version":
        return repeated[name].to_numpy(dtype=np.int64)[shapes]
    if name in _TEXTS:
        return repeated[name].astype("str").array.take(shapes)
    if name in _ENUMERATED:
        return _spread(repeated[name], [code.value for code in _ENUMERATED[name]], shapes)
    steps = [step for step in ("step", "next_step") if step in repeated]
    same_categories = steps if name in steps else [name]
    seen = pd.unique(repeated[same_categories].to_numpy(dtype=object).ravel())
    return _spread(repeated[name], sorted(seen[pd.notna(seen)]), shapes)


def _spread(
    values: "pd.Series[Any]", categories: Sequence[str], shapes: _Places
) -> pd.Categorical:
    names: pd.Series[Any] = pd.Series(list(categories), dtype="str")
    dtype = pd.CategoricalDtype(names)
    codes = pd.Categorical(values, dtype=dtype).codes
    return pd.Categorical.from_codes(codes[shapes], dtype=dtype)
