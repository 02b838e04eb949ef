"""Object-centric event logs as OCEL 2.0 JSON, written from four tables and read into them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

RELATION_COLUMNS = ("source", "target", "qualifier")
# Object attributes hold since a moment; the first value of one holds since ever.
EVER = "1970-01-01T00:00:00Z"
_OWN = ("id", "type", "time")


@dataclass(frozen=True)
class ObjectLog:
    """What happened, to which objects.

    `events` have `id`, `type`, `time` and attributes, `objects` have `id`, `type` and
    attributes; a missing value says that there is no such attribute. Relations lead by
    RELATION_COLUMNS from an event, or from an object, to an object.
    """

    events: pd.DataFrame
    event_relations: pd.DataFrame
    objects: pd.DataFrame
    object_relations: pd.DataFrame


def to_ocel(log: ObjectLog) -> bytes:
    """Write the four tables as OCEL 2.0 JSON (objectTypes, eventTypes, objects, events)."""
    of_event, of_object = _related(log.event_relations), _related(log.object_relations)
    content = {
        "objectTypes": _types(log.objects),
        "eventTypes": _types(log.events),
        "objects": [
            {
                "id": key,
                "type": kind,
                "attributes": [{**one, "time": EVER} for one in attributes],
                "relationships": of_object.get(key, []),
            }
            for key, kind, attributes in _rows(log.objects)
        ],
        "events": [
            {
                "id": key,
                "type": kind,
                "time": at,
                "attributes": attributes,
                "relationships": of_event.get(key, []),
            }
            for (key, kind, attributes), at in zip(
                _rows(log.events), _json_values(log.events["time"]), strict=True
            )
        ],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _types(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Every type with the attributes that any of its rows has."""
    known = table.notna()
    return [
        {
            "name": str(kind),
            "attributes": [
                {"name": str(name), "type": _type(table[name])}
                for name in table
                if name not in _OWN and rows[name].any()
            ],
        }
        for kind, rows in known.groupby(table["type"].astype("str"), sort=True)
    ]


def _rows(table: pd.DataFrame) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    names = [str(name) for name in table if name not in _OWN]
    columns = [_json_values(table[name]) for name in names]
    for key, kind, *values in zip(table["id"], table["type"], *columns, strict=True):
        yield (
            str(key),
            str(kind),
            [
                {"name": name, "value": value}
                for name, value in zip(names, values, strict=True)
                if value is not None
            ],
        )


def _related(relations: pd.DataFrame) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    rows = (relations[name].astype("str") for name in RELATION_COLUMNS)
    for source, target, qualifier in zip(*rows, strict=True):
        related = {"objectId": target, "qualifier": qualifier}
        found.setdefault(source, []).append(related)
    return found


def _type(column: pd.Series) -> str:
    kind = column.dtype
    if isinstance(kind, pd.DatetimeTZDtype):
        return "time"
    if pd.api.types.is_bool_dtype(kind):
        return "boolean"
    if pd.api.types.is_integer_dtype(kind):
        return "integer"
    return "float" if pd.api.types.is_float_dtype(kind) else "string"


def _json_values(column: pd.Series) -> list[Any]:
    """Values as JSON has them, None where one is missing; times as UTC text."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        instants = pd.DatetimeIndex(column).tz_convert(None).as_unit("us").to_numpy()
        texts = np.datetime_as_string(instants, unit="us").tolist()
        values: list[Any] = [f"{text}Z" for text in texts]
    else:
        plain = column.astype("str") if column.dtype == "category" else column
        values = plain.tolist()
    missing = column.isna().tolist()
    return [None if gone else value for value, gone in zip(values, missing, strict=True)]
