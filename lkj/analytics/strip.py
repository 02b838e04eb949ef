"""Every report's steps side by side: passed, current, returned, not reached."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from lkj.analytics.amended import MOVES, Bools, Ints
from lkj.analytics.clocks import touch_age
from lkj.analytics.report_ids import report_numbers
from lkj.analytics.schema import (
    STEP_STRIP,
    ClockQuality,
    Outcome,
    StepState,
    conform,
    empty,
    sop_categories,
)
from lkj.domain.sop import Sop
from lkj.worktime import WorkingCalendar

KNOWN_MINUTES = (ClockQuality.MEASURED, ClockQuality.DECLARED)


def in_order(visits: pd.DataFrame) -> pd.DataFrame:
    """Visits by report and in the order of their life, with `report`, the report's number.

    Where the visits have that column already, they need no report_id.
    """
    report = (
        visits["report"].to_numpy(np.int64)
        if "report" in visits
        else report_numbers(visits["report_id"])
    )
    last = np.iinfo(np.int64).max  # the open visit closes after every other one
    closing = visits["closing_no"].to_numpy(np.int64, na_value=last)
    numbered = visits.assign(report=report)
    if not _is_in_order(report, closing):
        numbered = numbered.iloc[np.lexsort((closing, report))]
    return numbered.reset_index(drop=True)


def _is_in_order(report: Ints, closing: Ints) -> bool:
    """Tables of visits are kept so: nothing is to be sorted and copied."""
    is_next = (report[1:] == report[:-1]) & (closing[1:] >= closing[:-1])
    return bool((is_next | (report[1:] > report[:-1])).all())


def step_strip(
    visits: pd.DataFrame,
    *,
    sops: Iterable[Sop],
    calendar: WorkingCalendar,
    as_of: datetime,
) -> pd.DataFrame:
    """Which steps has each report passed, where is it, and what must be passed again?

    Args:
        visits: STEP_VISITS at `as_of`, in any row order.
        sops: every SOP version that a report runs under.
        calendar: counts the minutes of the passes that run.
        as_of: the moment looked from.

    Returns:
        STEP_STRIP: every step of every report's SOP. A step is `returned` where its own last
        decision was a return, or where a later return sent the draft to it or before it, and
        it has not been entered again. `is_over_standard`: the known minutes of any pass, a
        running one included, exceed mutu baku waktu.
    """
    known = list(sops)
    ordered = in_order(visits)
    standard = ordered["standard_minutes"]
    is_known = ordered["clock_quality"].isin(KNOWN_MINUTES)
    is_over = is_known & (ordered["processing_minutes"] > standard)
    is_over |= touch_age(ordered, as_of, calendar) > standard
    ordered = ordered.assign(is_over_standard=is_over)
    strips = [_strip(ordered, sop) for sop in known]
    strips = [strip for strip in strips if len(strip)]
    if not strips:
        return conform(empty(STEP_STRIP), STEP_STRIP, categories=sop_categories(known))
    strip = pd.concat(strips, ignore_index=True)
    if len(strips) > 1:
        strip = strip.sort_values(["report", "number"], kind="stable", ignore_index=True)
    return conform(strip, STEP_STRIP, categories=sop_categories(known))


def _strip(ordered: pd.DataFrame, sop: Sop) -> pd.DataFrame:
    """The strips of all reports under one SOP version, as tables of reports by steps."""
    is_under = (ordered["sop_id"] == sop.id) & (ordered["sop_version"] == sop.version)
    visits = ordered[is_under]
    reports = visits.drop_duplicates("report")
    row = pd.factorize(visits["report"])[0].astype(np.int64)
    shape = len(reports), len(sop.steps)
    index = {step.id: i for i, step in enumerate(sop.steps)}
    step = visits["step"].map(index).to_numpy(np.int64).astype(np.int64)
    cell = row * shape[1] + step
    size = shape[0] * shape[1]
    over = np.bincount(cell, visits["is_over_standard"], minlength=size) > 0
    return pd.DataFrame(
        {
            "report": np.repeat(reports["report"].to_numpy(), shape[1]),
            "report_id": np.repeat(reports["report_id"].array, shape[1]),
            "sop_id": _repeated([sop.id], np.zeros(size, dtype=np.int64)),
            "sop_version": sop.version,
            "step": _repeated(list(index), np.tile(np.arange(shape[1]), shape[0])),
            "number": np.tile([step.number for step in sop.steps], shape[0]),
            "n_visits": np.bincount(cell, minlength=size),
            "is_over_standard": over,
            "state": _repeated(list(StepState), _states(visits, row, step, index, shape)),
        }
    )


def _states(
    visits: pd.DataFrame, row: Ints, step: Ints, index: dict[str, int], shape: tuple[int, int]
) -> Ints:
    """Per report and step the number of its StepState, in one row after the other."""
    outcome = visits["outcome"]
    is_return = (outcome == Outcome.REJECTED).to_numpy()
    target = visits["next_step"].map(index).to_numpy(np.float64)
    is_here = _latest(row, step, outcome.isna().to_numpy(), shape) >= 0
    decided = _latest(row, step, outcome.isin(MOVES).to_numpy(), shape)
    returned = _latest(row, step, is_return, shape)
    # A return to a step also sends back every later step.
    sent_back = np.maximum.accumulate(_latest(row, target, is_return, shape), axis=1)
    states = list(StepState)
    found: Ints = np.select(
        [is_here, decided < 0, (returned == decided) | (sent_back > decided)],
        [states.index(s) for s in (StepState.CURRENT, StepState.WAITING, StepState.RETURNED)],
        default=states.index(StepState.DONE),
    )
    return found.ravel()


def _repeated(values: Sequence[str], places: Ints) -> pd.Categorical:
    """A column of few values: a million texts would each have to be compared."""
    names = pd.Index([str(value) for value in values], dtype="str")
    return pd.Categorical.from_codes(places, categories=names)


def _latest(
    row: Ints, column: npt.NDArray[np.generic], chosen: Bools, shape: tuple[int, int]
) -> Ints:
    """Per report and step, the place in the order of the latest chosen visit; -1 where none."""
    latest = np.full(shape, -1)
    latest[row[chosen], column[chosen].astype(np.int64)] = np.flatnonzero(chosen)
    return latest
