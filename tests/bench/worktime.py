"""Working time of step pairs, against PM4Py's business hours and the memory's limit."""

import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from lkj.reference import read_calendar
from lkj.worktime import WorkingCalendar
from tests.bench.measure import Line, Row, Skipped, medians, shown
from tests.support.settings import ROOT

PEERS = ROOT / ".venv-bench" / "bin" / "python"
DAY_SECONDS = 86_400
PM4PY_SECONDS = 8.3e-6  # a pair, on the machine on which the budgets were set

Ints = npt.NDArray[np.int64]


def lines() -> list[Line]:
    return [*against_pm4py(100_000), against_memory(5_000_000)]


def against_pm4py(n: int) -> list[Line]:
    """The same pairs on the same calendar; PM4Py knows whole days off, no other hours."""
    what = f"working time of {n:,} pairs, mean span 2 days"
    if not PEERS.exists():
        return [Skipped(what, "PM4Py is not installed")]
    office = read_calendar()
    calendar = replace(office, exceptions=tuple(e for e in office.exceptions if not e.slots))
    start, end = pairs(n)
    ours = medians(lambda: calendar.minutes_between(start, end), 7)
    theirs, seconds = pm4py_seconds(calendar, start, end)
    apart = np.abs(calendar.minutes_between(start, end).to_numpy() * 60 - seconds).max()
    faster = Row(
        what,
        shown(ours.wall / n) + " a pair",
        f"PM4Py {shown(theirs / n)} a pair, {apart:g} s apart at most",
        theirs / ours.wall,
        "× faster",
        400,
        is_floor=True,
    )
    there = f"{shown(PM4PY_SECONDS)} where the budgets were set"
    speed = f"PM4Py {shown(theirs / n)} a pair"
    return [faster, Row("this machine", speed, there, theirs / n / PM4PY_SECONDS, "× as long")]


def against_memory(n: int) -> Row:
    calendar = read_calendar()
    start, end = pairs(n)
    a, b = (pd.DatetimeIndex(at).as_unit("us").asi8 for at in (start, end))
    spent = np.empty_like(a)
    limit = medians(lambda: np.subtract(b, a, out=spent), 9)
    ours = medians(lambda: calendar.minutes_between(start, end), 5)
    return Row(
        f"working time of {n:,} pairs",
        shown(ours.wall / n) + " a pair",
        f"one subtraction in memory, {shown(limit.wall / n)} a pair",
        ours.wall / limit.wall,
        "× the limit",
        45,
    )


def pairs(n: int) -> tuple[pd.Series, pd.Series]:
    """Whole minutes within three years; spans of two days on average, as of steps."""
    chance = np.random.default_rng(2026)
    first = np.datetime64("2024-01-01T00:00", "m").astype(np.int64)
    begun = first + chance.integers(0, 2 * 366 * 1440, n)
    ended = begun + chance.exponential(2 * 1440, n).astype(np.int64)
    start, end = (
        pd.Series((at * 60_000_000).view("datetime64[us]")).dt.tz_localize("UTC")
        for at in (begun, ended)
    )
    return start, end


def pm4py_seconds(
    calendar: WorkingCalendar, start: pd.Series, end: pd.Series
) -> tuple[float, npt.NDArray[np.float64]]:
    """Wall seconds of PM4Py, in a process of its own, and the seconds that it counts."""
    slots = [
        (day * DAY_SECONDS + slot.opens * 60, day * DAY_SECONDS + slot.closes * 60)
        for day, hours in enumerate(calendar.week)
        for slot in hours
    ]
    days_off = sorted(day.toordinal() for e in calendar.exceptions for day in e.days())
    # PM4Py counts on whatever clock it is given.
    local = [at.dt.tz_convert(calendar.zone).dt.tz_localize(None) for at in (start, end)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        np.savez(
            folder / "pairs.npz",
            start=local[0].to_numpy("datetime64[us]"),
            end=local[1].to_numpy("datetime64[us]"),
            slots=slots,
            days_off=days_off,
        )
        script = Path(__file__).with_name("pm4py_peer.py")
        subprocess.run([PEERS, script, folder], check=True, capture_output=True)
        with np.load(folder / "counted.npz") as counted:
            return float(np.median(counted["wall"])), counted["seconds"]
