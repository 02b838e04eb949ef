"""OCEL 2.0 JSON read back into the four tables that it was written from."""

import json
from typing import Any

import pandas as pd

from lkj.exchange.ocel_file import RELATION_COLUMNS, ObjectLog

DTYPES = {
    "string": "str",
    "integer": "Int64",
    "float": "float64",
    "boolean": "boolean",
    "time": "datetime64[us, UTC]",
}


def read_ocel(content: bytes) -> ObjectLog:
    log = json.loads(content)
    return ObjectLog(
        events=_table(log["events"], log["eventTypes"], has_time=True),
        event_relations=_relations(log["events"]),
        objects=_table(log["objects"], log["objectTypes"], has_time=False),
        object_relations=_relations(log["objects"]),
    )


def _table(
    things: list[dict[str, Any]], types: list[dict[str, Any]], *, has_time: bool
) -> pd.DataFrame:
    own = ["id", "type", "time"] if has_time else ["id", "type"]
    rows = [
        {key: one[key] for key in own} | {a["name"]: a["value"] for a in one["attributes"]}
        for one in things
    ]
    dtypes = dict.fromkeys(own[:2], "string") | ({"time": "time"} if has_time else {})
    dtypes |= {a["name"]: a["type"] for kind in types for a in kind["attributes"]}
    table = pd.DataFrame(rows, columns=list(dtypes), dtype=object)
    for name, kind in dtypes.items():
        if kind == "time":
            at = pd.to_datetime(table[name], utc=True, format="ISO8601")
            table[name] = at.dt.as_unit("us")
        else:
            table[name] = table[name].astype(DTYPES[kind])
    return table


def _relations(things: list[dict[str, Any]]) -> pd.DataFrame:
    rows = [
        (one["id"], related["objectId"], related["qualifier"])
        for one in things
        for related in one["relationships"]
    ]
    return pd.DataFrame(rows, columns=list(RELATION_COLUMNS), dtype="str")
