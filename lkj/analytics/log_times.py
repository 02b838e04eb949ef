"""Times as logs write them: with an offset or on a local clock, ISO or the day first."""

from datetime import UTC, tzinfo

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

# Tried in turn on what the ones before could not read; the day stands before the month.
_FORMATS = (
    "ISO8601",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H.%M",
    "%d-%m-%Y %H:%M:%S",
    "%d-%m-%Y %H:%M",
    "%d/%m/%Y",
    "%d-%m-%Y",
)
# A clock time, with colons or without, and behind it the offset.
_WITH_OFFSET = r"(?::\d\d.*|[Tt ]\d+(?:[.,]\d+)?)(?:[Zz]|[+-]\d\d(?::?\d\d)?)$"


def read_times(written: pd.Series, zone: tzinfo) -> pd.Series:
    """Read a column of times.

    Args:
        written: text, datetimes with or without zone, or dates.
        zone: of times without an offset. Where it puts its clocks back, the repeated hour is
            read at its first occurrence; an hour that it leaves out is read at its end.

    Returns:
        datetime64[us, UTC] with the same index; NaT where a text is no time or nothing stands.
    """
    if isinstance(written.dtype, pd.DatetimeTZDtype):
        aware: pd.Series = written.dt.tz_convert(UTC).dt.as_unit("us")
        return aware
    if pd.api.types.is_datetime64_dtype(written.dtype):
        return _localized(written, zone)
    texts = written.astype("str").str.strip()
    read = _read_at_once(texts, "UTC")
    if read is not None:
        return read
    read = _read_at_once(texts, None)
    if read is not None:
        return _localized(read, zone)
    return _read_each(texts, zone)


def _read_at_once(texts: pd.Series, zone: str | None) -> pd.Series | None:
    """ISO times that all have an offset, or all have none; None where they are others."""
    try:
        times = pa.array(texts, type=pa.large_string()).cast(pa.timestamp("us", zone))
    except pa.ArrowInvalid:
        return None
    dtype = "datetime64[us, UTC]" if zone else "datetime64[us]"
    return pd.Series(times.to_pandas(), dtype=dtype).set_axis(texts.index)


def _read_each(texts: pd.Series, zone: tzinfo) -> pd.Series:
    has_offset = texts.str.contains(_WITH_OFFSET, na=False)
    times = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[us, UTC]")
    aware = pd.to_datetime(texts[has_offset], format="ISO8601", errors="coerce", utc=True)
    times[has_offset] = aware.dt.as_unit("us")  # some write more digits than we keep
    times[~has_offset] = _localized(_parsed(texts[~has_offset]), zone)
    return times


def _parsed(texts: pd.Series) -> pd.Series:
    times = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[us]")
    for form in _FORMATS:
        rest = texts[times.isna() & texts.notna()]
        if rest.empty:
            break
        read = pd.to_datetime(rest, format=form, errors="coerce", cache=True)
        times[rest.index] = read.astype("datetime64[us]")
    return times


def _localized(local: pd.Series, zone: tzinfo) -> pd.Series:
    first = np.ones(len(local), dtype=bool)
    aware = local.dt.tz_localize(zone, ambiguous=first, nonexistent="shift_forward")
    instants: pd.Series = aware.dt.tz_convert(UTC).dt.as_unit("us")
    return instants
