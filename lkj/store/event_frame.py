"""The event log as a table for analysis, read straight into columns.

A million `Event` objects would take half a minute and gigabytes. The columns with few different
values are read as one JSON text per row: few hundred different texts, each parsed once.
"""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
from sqlalchemy import Connection

from lkj.domain.events import Capacity, EventKind, Precision, Source
from lkj.store.bulk import batches

_Places = npt.NDArray[np.int32]
_TEXT, _NUMBER, _TIME = pa.string(), pa.int64(), pa.timestamp("us", "UTC")

_PLAIN = {
    "no": _NUMBER,
    "report_id": _TEXT,
    "version": _NUMBER,
    "occurred_at": _TIME,
    "started_at": _TIME,
    "recorded_at": _TIME,
    "effort_minutes": _NUMBER,
    "target_no": _NUMBER,
    "note": _TEXT,
    "payload": _TEXT,
}
_SCHEMA = pa.schema(_PLAIN.items())
_REPEATED = (
    "kind", "step", "next_step", "sop_id", "sop_version", "actor", "role", "capacity",
    "recorded_by", "source", "batch_id", "time_precision", "reasons",
)  # fmt: skip
_ENUMERATED = {
    "kind": EventKind,
    "capacity": Capacity,
    "source": Source,
    "time_precision": Precision,
}
_TEXTS = ("actor", "recorded_by", "batch_id", "reasons")
_JSON_ARRAY = {"sqlite": "json_array({})", "postgresql": "json_build_array({})::text"}
_ORDER = (
    "no", "report_id", "version", "kind", "step", "next_step", "sop_id", "sop_version",
    "actor", "role", "capacity", "recorded_by", "source", "batch_id", "occurred_at",
    "started_at", "time_precision", "effort_minutes", "recorded_at", "target_no", "note",
    "reasons", "payload",
)  # fmt: skip


def event_log(connection: Connection, *, after_no: int = 0) -> pd.DataFrame:
    """The columns of Event that analysis needs, one row per event, in order of `no`.

    Args:
        connection: any.
        after_no: only later events, to extend a log that was read before.

    Returns:
        `no`, `version`, `sop_version` int64; `report_id`, `actor`, `recorded_by`, `batch_id`,
        `note`, `payload` str, `reasons` str joined by ","; `kind`, `capacity`, `source`,
        `time_precision` category in the order of their enumerations; `step` and `next_step`
        category sharing their sorted categories; `sop_id`, `role` category; times
        datetime64[us, UTC]; `effort_minutes` float64; `target_no` Int64. Missing values are
        NaN, NaT or NA. `basis`, the request and the seals are left out.
    """
    plain, shapes, seen = _read(connection, after_no)
    frame: pd.DataFrame = plain.to_pandas()
    repeated = pd.DataFrame(seen, columns=_REPEATED)
    columns = {name: _column(repeated, name, shapes) for name in _REPEATED}
    numbers = {"effort_minutes": "float64", "target_no": "Int64"}
    return frame.astype(numbers).assign(**columns)[list(_ORDER)]


def _read(
    connection: Connection, after_no: int
) -> tuple[pa.Table, _Places, list[list[object]]]:
    """Plain columns; per row the place of its repeated values; those values."""
    shape = _JSON_ARRAY[connection.dialect.name].format(", ".join(_REPEATED))
    query = (
        f"SELECT {shape}, {', '.join(_PLAIN)} FROM events"  # noqa: S608  # names are ours
        f" WHERE no > {int(after_no)} ORDER BY no"
    )
    places: dict[str, int] = {}
    chunks, shapes = [], [np.empty(0, dtype=np.int32)]
    with batches(connection, query) as found:
        for rows in found:
            of_shape, *values = zip(*rows, strict=True)
            chunks.append(_chunk(values))
            at = [places.setdefault(key, len(places)) for key in of_shape]
            shapes.append(np.array(at, dtype=np.int32))
    seen = [json.loads(key) for key in places]
    return pa.Table.from_batches(chunks, _SCHEMA), np.concatenate(shapes), seen


def _chunk(values: Sequence[tuple[object, ...]]) -> pa.RecordBatch:
    arrays = [
        pa.array(column, type=_TEXT).cast(_TIME)
        if kind == _TIME
        else pa.array(column, type=kind)
        for column, kind in zip(values, _PLAIN.values(), strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=_SCHEMA)


def _column(repeated: pd.DataFrame, name: str, shapes: _Places) -> Any:
    """One repeated column, spread over the rows."""
    if name == "sop_version":
        return repeated[name].to_numpy(dtype=np.int64)[shapes]
    if name in _TEXTS:
        return repeated[name].astype("str").array.take(shapes)
    if name in _ENUMERATED:
        return _spread(repeated[name], [code.value for code in _ENUMERATED[name]], shapes)
    same_categories = ["step", "next_step"] if name in ("step", "next_step") else [name]
    seen = pd.unique(repeated[same_categories].to_numpy(dtype=object).ravel())
    return _spread(repeated[name], sorted(seen[pd.notna(seen)]), shapes)


def _spread(
    values: "pd.Series[Any]", categories: Sequence[str], shapes: _Places
) -> pd.Categorical:
    names: pd.Series[Any] = pd.Series(list(categories), dtype="str")
    dtype = pd.CategoricalDtype(names)
    codes = pd.Categorical(values, dtype=dtype).codes
    return pd.Categorical.from_codes(codes[shapes], dtype=dtype)
