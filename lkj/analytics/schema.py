"""Columns, dtypes and units of every table, and how a frame is made to fit them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import pandas as pd

from lkj.domain.events import Capacity, EventKind, Precision, Source
from lkj.domain.sop import Sop

TIME = "datetime64[us, UTC]"


class Outcome(StrEnum):
    """How a visit ended; missing while it is open."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class ClockQuality(StrEnum):
    """How the minutes of a finished visit are known; missing while open and where cancelled."""

    MEASURED = "measured"  # start and finish known to the minute
    DECLARED = "declared"  # the actor gave the minutes really spent
    BOUNDED = "bounded"  # no start: only entered to left is known
    DATE_ONLY = "date_only"  # a date where minutes would be needed
    INVALID = "invalid"  # contradicting times; no minutes are derived from them


class State(StrEnum):
    """Where a report is."""

    RUNNING = "running"
    SENT = "sent_awaiting_receipt"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class StepState(StrEnum):
    """Where a report is with one step of its SOP."""

    DONE = "done"
    CURRENT = "current"
    RETURNED = "returned"  # to be passed again after a return
    WAITING = "waiting"  # not reached


@dataclass(frozen=True)
class Column:
    """One column: its dtype, and its meaning with unit and missing values.

    `categories` are all values that a closed category may have; empty means an open one.
    """

    name: str
    dtype: str
    meaning: str
    categories: tuple[str, ...] = ()


Schema = tuple[Column, ...]


def _one_of(name: str, values: Iterable[str], meaning: str) -> Column:
    return Column(name, "category", meaning, tuple(values))


_REPORT = Column("report_id", "str", "the report")
_SOP_ID = Column("sop_id", "category", "SOP the report runs under")
_SOP_VERSION = Column("sop_version", "int64", "version of that SOP")
_SOURCE = _one_of("source", Source, "where the entry comes from")
_ROLE = Column("role", "category", "SOP role acted in; missing outside the SOP's roles")
_CAPACITY = _one_of("capacity", Capacity, "in which capacity the role was held")

EVENT_LOG: Schema = (
    _REPORT,
    Column("version", "int64", "number of the event within its report; replay order"),
    Column("no", "int64", "number of the event in the whole log"),
    _one_of("kind", EventKind, "what happened"),
    Column("step", "category", "step acted on; missing where none was"),
    Column("next_step", "category", "step opened; missing where none was: finished"),
    _SOP_ID,
    _SOP_VERSION,
    Column("actor", "str", "person who acted"),
    _ROLE,
    _CAPACITY,
    Column("recorded_by", "str", "account that recorded"),
    _SOURCE,
    Column("occurred_at", TIME, "when it happened; local midnight where only a date is known"),
    Column("started_at", TIME, "when work on a move began; missing where not said"),
    _one_of("time_precision", Precision, "how exactly both times are known"),
    Column("effort_minutes", "float64", "minutes really spent, as declared; missing where not"),
    Column("recorded_at", TIME, "when we learned of it"),
    Column("target_no", "Int64", "event that this one speaks about; missing where none"),
    Column("reasons", "str", "codes of a return, comma between; empty where none"),
    Column("payload", "str", "JSON of the facts that only one kind has, or empty"),
    Column("note", "str", "free text, may be empty"),
)

STEP_VISITS: Schema = (
    _REPORT,
    Column("step", "category", "step, in the SOP's order"),
    Column("visit", "int64", "1 is the first pass of the step, from 2 on it is rework"),
    _SOP_ID,
    _SOP_VERSION,
    Column("next_step", "category", "step opened on leaving; missing while open, or finished"),
    _one_of("outcome", Outcome, "how it ended; missing while open"),
    Column("actor", "str", "who decided or cancelled; missing while open"),
    _ROLE,
    _CAPACITY,
    _SOURCE,
    Column("reasons", "str", "codes of a return, comma between; empty where none"),
    Column("cause", "category", "why it took long; missing where nobody said so"),
    Column("entered_at", TIME, "received"),
    Column("started_at", TIME, "begun; missing where nobody said so"),
    Column("left_at", TIME, "decided or cancelled; missing while open"),
    _one_of("entered_precision", Precision, "how exactly entered_at is known"),
    _one_of("started_precision", Precision, "how exactly started_at is known"),
    _one_of("left_precision", Precision, "how exactly left_at is known"),
    Column("recorded_at", TIME, "when the closing event was recorded; missing while open"),
    Column("closing_no", "Int64", "number of the closing event; missing while open"),
    Column("is_corrected", "bool", "one of its times or its effort was corrected"),
    Column("standard_minutes", "int64", "mutu baku waktu, working minutes"),
    Column("waiting_minutes", "float64", "entered to started, working minutes"),
    Column("processing_minutes", "float64", "effort, else started to left, working minutes"),
    Column("lead_minutes", "float64", "entered to left, working minutes; missing while open"),
    Column("age_minutes", "float64", "entered to as-of, working minutes; missing once closed"),
    _one_of("clock_quality", ClockQuality, "how the minutes are known; missing while open"),
)

REPORT_STATUS: Schema = (
    _REPORT,
    Column("n_visits", "int64", "visits so far, the open one included"),
    Column("n_rejections", "int64", "returns so far"),
    _SOP_ID,
    _SOP_VERSION,
    Column("title", "str", "title as registered"),
    Column("fiscal_year", "Int64", "tahun kinerja"),
    Column("period", "category", "annual or a quarter, as registered"),
    Column("disposition_number", "str", "number of the disposisi; empty where not given"),
    Column("disposition_date", "str", "its date as YYYY-MM-DD; empty where not given"),
    Column("received_at", TIME, "when the disposisi was received"),
    Column("registered_at", TIME, "when the registration was recorded"),
    _one_of("state", State, "where the report is"),
    Column("current_step", "category", "step of the open visit; missing where none is open"),
    Column("current_visit", "Int64", "number of the open visit; missing where none is open"),
    Column("current_roles", "str", "who must act, comma between; empty where nobody"),
    Column("waiting_since", TIME, "when the open visit was entered"),
    Column("started_at", TIME, "when the open visit was begun"),
    Column("age_minutes", "float64", "working minutes since waiting_since"),
    Column("touch_age_minutes", "float64", "working minutes since started_at, if to a minute"),
    Column("standard_minutes", "Int64", "mutu baku waktu of the current step, working minutes"),
    Column("is_over_standard", "bool", "touch_age_minutes exceed standard_minutes"),
    Column("last_at", TIME, "latest act on the report"),
    Column("finished_at", TIME, "when the last step was finished; missing until then"),
    Column("lead_minutes", "float64", "received to finished, working minutes"),
)

STEP_STRIP: Schema = (
    _REPORT,
    Column("step", "category", "every step of the report's SOP, in its order"),
    Column("n_visits", "int64", "visits of this step so far, the open one included"),
    _SOP_ID,
    _SOP_VERSION,
    Column("number", "int64", "number of the step in the SOP"),
    _one_of("state", StepState, "where the report is with this step"),
    Column("is_over_standard", "bool", "a pass is known to exceed mutu baku waktu"),
)


def conform(
    table: pd.DataFrame,
    schema: Schema,
    *,
    categories: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """Give a frame exactly the columns and dtypes of a schema, in its order.

    Args:
        table: holds at least the schema's columns; what is already right is not copied.
        schema: the columns wanted.
        categories: order of the values of open categories; values beyond it come last.

    Raises:
        KeyError: columns are missing.
        ValueError: a closed category holds an unknown value.
    """
    missing = [column.name for column in schema if column.name not in table]
    if missing:
        raise KeyError(f"columns are missing: {missing}")
    known = categories or {}
    return pd.DataFrame(
        {
            column.name: _conformed(table[column.name], column, known.get(column.name, ()))
            for column in schema
        },
        index=table.index,
        copy=False,
    )


def empty(schema: Schema) -> pd.DataFrame:
    """A table of the schema without rows."""
    return conform(pd.DataFrame(columns=[column.name for column in schema]), schema)


def sop_categories(sops: Iterable[Sop]) -> dict[str, tuple[str, ...]]:
    """Steps and roles in the order of the SOPs, for `conform`."""
    known = list(sops)
    steps = tuple(dict.fromkeys(step.id for sop in known for step in sop.steps))
    return {
        "step": steps,
        "next_step": steps,
        "current_step": steps,
        "role": tuple(dict.fromkeys(role.id for sop in known for role in sop.roles)),
        "sop_id": tuple(dict.fromkeys(sop.id for sop in known)),
    }


def _conformed(values: pd.Series, column: Column, order: Sequence[str]) -> pd.Series:
    if column.dtype == "category":
        return _categorised(values, column, order)
    if values.dtype == _dtype(column.dtype):
        return values
    if column.dtype == TIME:
        return pd.to_datetime(values, utc=True).dt.as_unit("us")
    dtype: Any = column.dtype
    return as_text(values) if dtype == "str" else values.astype(dtype)


def as_text(values: pd.Series) -> pd.Series:
    """A column as text; `astype` would write each value of a category as often as it comes."""
    if not isinstance(values.dtype, pd.CategoricalDtype):
        return values.astype("str")
    texts = values.cat.categories.astype("str").array
    return pd.Series(texts.take(values.cat.codes.to_numpy(), allow_fill=True), values.index)


@cache
def _dtype(name: str) -> object:
    return pd.Series(dtype=name).dtype


@cache
def _category(values: tuple[str, ...]) -> pd.CategoricalDtype:
    """A category of these values: making one and its index anew takes most of a small table."""
    return pd.CategoricalDtype(pd.Index(values, dtype="str"))


def _categorised(values: pd.Series, column: Column, first: Sequence[str]) -> pd.Series:
    wanted = _category(tuple(column.categories or first))
    is_free = wanted.categories.empty and isinstance(values.dtype, pd.CategoricalDtype)
    if _is_ordered_so(values, wanted) or (is_free and _holds_text(values)):
        return values
    if values.dtype == object:  # a table made of rows: small, and all overhead
        codes = wanted.categories.get_indexer(pd.Index(values, dtype=object))
        if values[codes < 0].isna().all():
            coded = pd.Categorical.from_codes(codes, dtype=wanted)
            return pd.Series(coded, index=values.index)
    categorical = values.astype("category")
    found = [str(value) for value in categorical.cat.categories]
    known = set(wanted.categories)
    unknown = [value for value in found if value not in known]
    categorical = categorical.cat.rename_categories(found)
    if column.categories and unknown:
        unknown = [value for value in unknown if (categorical == value).any()]
        if unknown:
            raise ValueError(f"{column.name} holds unknown values: {unknown}")
    # Not `astype`: two categories of the same values in another order count as equal there.
    order = wanted.categories
    if unknown:
        order = pd.Index([*order, *unknown], dtype="str")
    return categorical.cat.set_categories(order)


def _holds_text(values: pd.Series) -> bool:
    return bool(values.cat.categories.dtype == _dtype("str"))


def _is_ordered_so(values: pd.Series, wanted: pd.CategoricalDtype) -> bool:
    """Whether a category has these values, and no others, in this order already."""
    if not isinstance(values.dtype, pd.CategoricalDtype):
        return False
    categories = values.dtype.categories
    return categories is wanted.categories or (
        categories.dtype == wanted.categories.dtype and categories.equals(wanted.categories)
    )
